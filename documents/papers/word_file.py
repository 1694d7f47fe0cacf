"""What a Word file says of its pages and lines, as plain values that the form check reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOSTLY = 0.8
BODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPage:
    """The paper and edges of a section, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumbers:
    """Where the numbers of pages stand: "header", "footer" or nowhere."""

    where: str = ""
    is_centred: bool = False
    is_first_without: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """A line of the file, of its body (table -1) or of a cell, and how its letters are written.

    `bold` and `italic` are shares of its letters; `spacing` is a multiple of a line, None where it is fixed.
    """

    text: str
    table: int = BODY
    row: int = 0
    cell: int = 0
    sizes: Sequence[float] = ()
    fonts: Sequence[str] = ()
    bold: float = 0
    italic: float = 0
    align: str = "left"
    first_line_mm: float = 0
    gap_pt: float = 0
    spacing: float | None = 1.0

    @property
    def is_bold(self) -> bool:
        """Whether it is bold, but for a sign or two."""
        return self.bold >= MOSTLY

    @property
    def is_italic(self) -> bool:
        """Whether it is slanting, but for a sign or two."""
        return self.italic >= MOSTLY

    @property
    def place(self) -> tuple[int, int, int]:
        """The cell it stands in."""
        return self.table, self.row, self.cell


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A Word file as far as its form goes; `text` holds all its words, a line for each paragraph, for comparing."""

    pages: Sequence[WordPage]
    numbers: PageNumbers
    lines: Sequence[WordLine]
    text: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> WordFile:
        """The file out of the plain values that the child gives."""
        return cls(
            pages=[WordPage(**page) for page in plain["pages"]],
            numbers=PageNumbers(**plain["numbers"]),
            lines=[WordLine(**line) for line in plain["lines"]],
            text=plain["text"],
        )
