"""A paper described once: from it come the PDF, the Word file and, where wanted, the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.safestring import SafeString

from lmhtx.reports import legal
from lmhtx.reports.letterhead import Letterhead, Signature, number_line
from lmhtx.vn.text import fold

IN_A_ROW = 3


class Align(StrEnum):
    """How the words of a cell or a line stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a part: level 1 "I. KẾT QUẢ" bold, level 2 "1. Kết quả" bold, level 3 bold and slanting."""

    text: str
    level: int = 1


class ParagraphKind(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    GROUND = "ground"  # "Căn cứ …;", slanting
    ITEM = "item"  # "- …", "a) …"
    NOTE = "note"  # a remark under a table, small and slanting
    CENTER = "center"
    AUTHORITY = "authority"  # whose decision it is, and "QUYẾT ĐỊNH:", bold in the middle
    DIVISION = "division"  # "Chương I" and its title, bold in the middle


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text; its lead ("Điều 1.") is bold."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width in per cent, how its cells stand."""

    title: str
    percent: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; bold for a sum, and a band across the table when it holds one cell of many."""

    cells: Sequence[str]
    is_bold: bool = False

    @property
    def is_band(self) -> bool:
        """Whether one text goes across the whole table."""
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with repeated heads; its columns' shares make 100."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse widths that do not fill the page, and rows that do not fit the columns."""
        if sum(column.percent for column in self.columns) != 100:
            raise ValueError("the widths of a table make 100 per cent")
        if any(len(row.cells) not in {1, len(self.columns)} for row in self.rows):
            raise ValueError("a row has one cell for each column, or one for all")

    @property
    def cells(self) -> list[tuple[Row, list[tuple[Column, str]]]]:
        """The rows with each cell beside its column."""
        return [
            (row, [] if row.is_band else list(zip(self.columns, row.cells, strict=True))) for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing made by a template of ours as SVG, with its caption; it takes the width that pictures have."""

    svg: SafeString
    caption: str = ""

    @property
    def drawing(self) -> SafeString:
        """The drawing with its words in the letters of the paper."""
        return SafeString(self.svg.replace("<svg ", f'<svg font-family="{legal.FONT_OF_PDF}" ', 1))


Block = Heading | Paragraph | Table | Picture


def stamp_class(words: str) -> str:
    """What the style sheet calls a stamp: stamp-hoa-toc."""
    return f"stamp-{fold(words).replace(' ', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A sheet of its own behind the paper, with its own page numbers, lying on its side when it is wide."""

    title: str
    blocks: Sequence[Block]
    name: str = "Phụ lục"
    is_landscape: bool = False
    goes_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the Alliance; without a kind it is a công văn, whose subject stands under its number.

    Minutes are signed by several `parties` side by side; their day is told in their words, not in box 4. A text
    that a decision issues has no symbol, hence neither number nor day, and says what it `goes_with`. A paper that
    is `copied_as` something is the block at the end of a copy: a rule instead of the names of nation and motto.
    Without a year the day keeps room for one. `stamp` is the urgency, `copies_mark` box 12.
    """

    letterhead: Letterhead
    symbol: str
    subject: str
    blocks: Sequence[Block]
    year: int | None = None
    kind: str = ""
    number: str = ""
    dated_on: date | None = None
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signature: Signature | None = None
    parties: Sequence[Signature] = ()
    annexes: Sequence[Annex] = ()
    is_draft: bool = False
    stamp: str = ""
    circulation: str = ""
    copies_mark: str = ""
    confirmation: str = ""
    goes_with: str = ""
    copied_as: str = ""
    attached: Sequence[Paper] = ()

    @property
    def number_line(self) -> str:
        """Box 3."""
        return number_line(self.number, self.symbol) if self.symbol else ""

    @property
    def day_line(self) -> str:
        """Box 4."""
        if self.parties or not self.symbol:
            return ""
        return self.letterhead.day_line(self.dated_on, year=self.year)

    @property
    def stamp_class(self) -> str:
        """How the style sheet calls the stamp of urgency."""
        return stamp_class(self.stamp)

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn."""
        return not self.kind and not self.copied_as

    @property
    def party_rows(self) -> list[Sequence[Signature]]:
        """Those who sign side by side, three in a row."""
        return [self.parties[first : first + IN_A_ROW] for first in range(0, len(self.parties), IN_A_ROW)]

    @property
    def title(self) -> str:
        """What the file says of itself."""
        if self.copied_as:
            return self.copied_as.capitalize()
        return f"{self.kind.capitalize()} {self.subject}".strip() if self.kind else f"V/v {self.subject}"

    @property
    def recipient_lines(self) -> list[str]:
        """Box 9b: each with its dash, the last one ending the list."""
        last = len(self.recipients) - 1
        return [f"- {name}{'.' if place == last else ';'}" for place, name in enumerate(self.recipients)]

    @property
    def addressee_lines(self) -> list[str]:
        """Box 9a for several: each on its own line with its dash."""
        last = len(self.addressees) - 1
        return [f"- {name}{'.' if place == last else ';'}" for place, name in enumerate(self.addressees)]
