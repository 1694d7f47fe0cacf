"""Reading a Word file for its form, with python-docx; works in a child of bounded memory."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from documents.papers.word_styles import Styles
from lmhtx.reading.unreadable import UnreadableFile

UNREADABLE = (
    "Không mở được tệp Word này. "
    "Hãy mở bằng Word, lưu lại thành tệp .docx mới (không đặt mật khẩu) rồi tải lên lại."
)
ALIGNS = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
# A table with more rows or columns holds figures, not boxes of a paper.
MOST_ROWS, MOST_CELLS = 12, 3


def read(body: bytes) -> dict[str, Any]:
    """Pages, page numbers and lines as plain values: see `word_file.WordFile`."""
    try:
        document = Document(io.BytesIO(body))
        reader = _Reader(Styles(document))
        return {
            "pages": [_page(section) for section in document.sections],
            "numbers": _numbers(document.sections[0]),
            "lines": list(reader.lines(document)),
            "text": "\n".join(reader.text),
        }
    except (BadZipFile, KeyError, ValueError, IndexError, XMLSyntaxError) as broken:
        raise UnreadableFile(UNREADABLE) from broken


def _page(section: Any) -> dict[str, float]:
    told = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "right": section.right_margin,
    }
    return {name: round(length.mm, 1) if length is not None else 0.0 for name, length in told.items()}


def _numbers(section: Any) -> dict[str, Any]:
    """Where the page field stands; a first page with a head of its own bears none unless it has the field too."""
    for where, part, first in (
        ("header", section.header, section.first_page_header),
        ("footer", section.footer, section.first_page_footer),
    ):
        found = _field(part)
        if found is not None:
            differs = section.different_first_page_header_footer
            return {
                "where": where,
                "is_centred": _is_centred(found),
                "is_first_without": bool(differs) and _field(first) is None,
            }
    return {"where": "", "is_centred": False, "is_first_without": False}


def _field(part: Any) -> Any:
    """The paragraph with the page field, wherever in the head it stands (a frame, a cell, a control)."""
    for element in part._element.iter(qn("w:p")):  # noqa: SLF001 - python-docx names no other way
        told = "".join(words.text or "" for words in element.iter(qn("w:instrText")))
        simple = " ".join(field.get(qn("w:instr"), "") for field in element.iter(qn("w:fldSimple")))
        if "PAGE" in f"{told} {simple}".upper().split():
            return Paragraph(element, part)
    return None


def _is_centred(paragraph: Any) -> bool:
    """By its alignment, by a frame that stands in the middle, or behind one tab."""
    if paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER or _aligned_by_style(paragraph):
        return True
    frame = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:framePr')}")  # noqa: SLF001 - as above
    if frame is not None and frame.get(qn("w:xAlign")) == "center":
        return True
    return _tabs_before_field(paragraph._p) == 1  # noqa: SLF001 - as above


def _tabs_before_field(element: Any) -> int:
    """How many tabs stand before the number of the page: behind one it stands in the middle, behind two at the end."""
    tabs = 0
    for child in element.iter(qn("w:tab"), qn("w:instrText"), qn("w:fldSimple")):
        if child.tag != qn("w:tab"):
            break
        tabs += child.getparent().tag == qn("w:r")
    return tabs


def _aligned_by_style(paragraph: Any) -> bool:
    return (
        paragraph.alignment is None
        and paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    )


class _Reader:
    """Goes through a file in the order of reading."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.tables = 0
        self.text: list[str] = []

    def lines(self, container: Any, place: dict[str, int] | None = None) -> Iterator[dict[str, Any]]:
        for block in container.iter_inner_content():
            if isinstance(block, Table):
                yield from self._cells(block)
            else:
                yield from self._paragraph(block, place or {})

    def _cells(self, table: Table) -> Iterator[dict[str, Any]]:
        number, self.tables = self.tables, self.tables + 1
        rows = table._tbl.tr_lst  # noqa: SLF001 - a row's cells by python-docx cost a look through the whole table
        if len(rows) > MOST_ROWS or max((len(row.tc_lst) for row in rows), default=0) > MOST_CELLS:
            self.text += [" | ".join(_plain(cell) for cell in row.tc_lst) for row in rows]
            return
        for row, element in enumerate(rows):
            for cell, inner in enumerate(element.tc_lst):
                yield from self.lines(_Cell(inner, table), {"table": number, "row": row, "cell": cell})

    def _paragraph(self, paragraph: Paragraph, place: dict[str, int]) -> Iterator[dict[str, Any]]:
        layout = self.styles.layout(paragraph)
        for runs in _split(paragraph):
            text = unicodedata.normalize("NFC", "".join(text for text, _run in runs)).strip()
            if not text:
                continue
            self.text.append(text)
            yield {"text": text, **place, **self._looks(runs, paragraph), **layout}

    def _looks(self, runs: list[tuple[str, Any]], paragraph: Paragraph) -> dict[str, Any]:
        sizes: Counter[float] = Counter()
        fonts: Counter[str] = Counter()
        bold = italic = letters = 0
        for text, run in runs:
            count = len("".join(text.split()))
            if not count:
                continue
            look = self.styles.look(run, paragraph)
            sizes[look.size] += count
            fonts[look.font] += count
            letters, bold, italic = (
                letters + count,
                bold + count * look.is_bold,
                italic + count * look.is_italic,
            )
        return {
            "sizes": [size for size, _count in sizes.most_common()],
            "fonts": [font for font, _count in fonts.most_common()],
            "bold": round(bold / max(letters, 1), 2),
            "italic": round(italic / max(letters, 1), 2),
        }


def _plain(cell: Any) -> str:
    """The words of a cell."""
    said = ("".join(text.text or "" for text in part.iter(qn("w:t"))) for part in cell.iter(qn("w:p")))
    return unicodedata.normalize("NFC", " ".join(" ".join(said).split()))


def _split(paragraph: Paragraph) -> Iterator[list[tuple[str, Any]]]:
    """The runs of a paragraph, parted where a line is broken by hand; what was deleted is not there."""
    runs: list[tuple[str, Any]] = []
    for run in paragraph._p.iter(qn("w:r")):  # noqa: SLF001 - runs inside of links and insertions count too
        text = ""
        for child in run:
            if child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag in {qn("w:tab"), qn("w:noBreakHyphen")}:
                text += " " if child.tag == qn("w:tab") else "-"
            elif child.tag in {qn("w:br"), qn("w:cr")}:
                yield [*runs, (text, run)]
                runs, text = [], ""
        runs.append((text, run))
    yield runs
