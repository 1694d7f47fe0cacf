"""A Word document as pages of paragraphs and tables, with automatic numbers and merged cells worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lmhtx.reading.docx_numbering import Numbering
from lmhtx.reading.docx_parts import DocxParts, Style, W, list_place, open_docx
from lmhtx.reading.docx_text import Words, mark_is_deleted, read_words, style_name, tidy
from lmhtx.reading.paper import Cell, Paper, Paragraph, Table, TextSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

CONTAINERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


@dataclass(slots=True)
class Reader:
    """Where reading stands in one document."""

    parts: DocxParts
    numbering: Numbering
    page: int = 1
    blocks: list[Paragraph | Table] = field(default_factory=list)
    held_back: str = ""


def read_docx(path: Path) -> Paper:
    """Read a .docx; UnreadableFile when it is none."""
    parts = open_docx(path)
    reader = Reader(parts, Numbering(parts.numbering))
    _read_blocks(reader, parts.body, into=reader.blocks)
    return Paper(blocks=reader.blocks, page_count=reader.page, text_quality=1.0, is_ocr=False)


def _read_blocks(reader: Reader, container: etree._Element, *, into: list[Paragraph | Table]) -> None:
    for element in _elements(container):
        if element.tag == f"{W}p":
            into.extend(_read_paragraph(reader, element))
        else:
            inner: list[Table] = []
            into.append(_read_table(reader, element, inner=inner))
            into.extend(inner)


def _elements(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those wrapped in content controls or tracked insertions."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in CONTAINERS:
            yield from _elements(child)


def _read_paragraph(reader: Reader, element: etree._Element) -> list[Paragraph | Table]:
    words = read_words(element, reader.parts)
    style = reader.parts.styles.get(style_name(element), Style())
    boxed: list[Paragraph | Table] = []
    for box in words.boxes:
        _read_blocks(reader, box, into=boxed)
    words.text = f"{reader.held_back}{words.text}"
    reader.held_back = words.text if mark_is_deleted(element) else ""
    if reader.held_back:
        return boxed
    paragraph = Paragraph(
        text=words.text,
        label=_label(reader, element, style=style, words=words),
        is_bold=words.is_bold,
        is_centered=_is_centered(element, style),
        page=reader.page,
        source=words.source,
    )
    paragraph.page += words.page_breaks > 0 and _breaks_first(element)
    reader.page += words.page_breaks
    return [*boxed, paragraph] if paragraph.text or paragraph.label else boxed


def _page_of_row(reader: Reader, row: etree._Element) -> int:
    """A row whose first words stand behind a page break begins on the new page."""
    return reader.page + 1 if _breaks_first(row) else reader.page


def _breaks_first(element: etree._Element) -> bool:
    """Whether the page turns before the first letter."""
    for node in element.iter(f"{W}t", f"{W}lastRenderedPageBreak", f"{W}br"):
        if node.tag == f"{W}t":
            return False
        if node.tag == f"{W}lastRenderedPageBreak" or node.get(f"{W}type") == "page":
            return True
    return False


def _label(reader: Reader, element: etree._Element, *, style: Style, words: Words) -> str:
    list_id, depth = list_place(element.find(f"{W}pPr"))
    if not list_id:
        list_id, depth = style.list_id, style.list_level
    is_vanished = not words.text and _is_only_deletion(element)
    return "" if is_vanished else reader.numbering.label(list_id, depth)


def _is_only_deletion(element: etree._Element) -> bool:
    return element.find(f"{W}del") is not None or element.find(f"{W}moveFrom") is not None


def _is_centered(element: etree._Element, style: Style) -> bool:
    alignment = element.find(f"{W}pPr/{W}jc")
    return alignment.get(f"{W}val") == "center" if alignment is not None else bool(style.is_centered)


def _read_table(reader: Reader, element: etree._Element, *, inner: list[Table]) -> Table:
    table = Table(cells=[], row_count=0, column_count=0, page=reader.page)
    open_merges: dict[int, Cell] = {}
    for row_element in _rows(element):
        row, column = table.row_count, _skipped(row_element, "gridBefore")
        row_page = _page_of_row(reader, row_element)
        for cell_element in _cells(row_element):
            span = _span(cell_element)
            cell = _read_cell(reader, cell_element, inner=inner)
            cell.row, cell.column, cell.column_span = row, column, span
            _place(table, cell, open_merges, merge=_merge(cell_element))
            column += span
        table.row_count += 1
        table.row_pages.append(row_page)
        table.column_count = max(table.column_count, column + _skipped(row_element, "gridAfter"))
    table.page = table.row_pages[0] if table.row_pages else reader.page
    return table


def _place(table: Table, cell: Cell, open_merges: dict[int, Cell], *, merge: str) -> None:
    above = open_merges.get(cell.column)
    if merge == "continue" and above is not None and above.row + above.row_span == cell.row:
        above.row_span += 1
        above.text = tidy(f"{above.text}\n{cell.text}")
        return
    for column in range(cell.column, cell.column + cell.column_span):
        open_merges.pop(column, None)
    if merge:
        open_merges[cell.column] = cell
    table.cells.append(cell)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that stand in the last wording, also inside content controls."""
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in CONTAINERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in CONTAINERS:
            yield from _cells(child)


def _skipped(row: etree._Element, name: str) -> int:
    element = row.find(f"{W}trPr/{W}{name}")
    return int(element.get(f"{W}val", "0")) if element is not None else 0


def _span(cell: etree._Element) -> int:
    element = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, int(element.get(f"{W}val", "1"))) if element is not None else 1


def _merge(cell: etree._Element) -> str:
    element = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if element is None else element.get(f"{W}val", "continue")


def _read_cell(reader: Reader, element: etree._Element, *, inner: list[Table]) -> Cell:
    blocks: list[Paragraph | Table] = []
    _read_blocks(reader, element, into=blocks)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
        elif _stands_alone(block):
            inner.append(block)
        else:
            paragraphs.extend(_as_paragraphs(block))
    letters = sum(len(p.text) for p in paragraphs)
    bold = sum(len(p.text) for p in paragraphs if p.is_bold)
    was_converted = any(p.source is TextSource.CONVERTED for p in paragraphs)
    return Cell(
        text=tidy("\n".join(f"{p.label} {p.text}" for p in paragraphs)),
        row=0,
        column=0,
        is_bold=bool(letters) and bold * 10 >= letters * 8,
        source=TextSource.CONVERTED if was_converted else TextSource.NATIVE,
    )


def _stands_alone(table: Table) -> bool:
    """A table inside a cell that is large enough to be a table of its own, not a way to line up words."""
    return table.row_count >= 2 and table.column_count >= 3


def _as_paragraphs(table: Table) -> list[Paragraph]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [Paragraph(text=" ".join(texts), page=table.page) for texts in rows.values() if any(texts)]
