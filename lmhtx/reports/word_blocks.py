"""The words, tables and pictures of a paper in a Word file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lmhtx.reports import legal
from lmhtx.reports.paper import Align, Block, Heading, Paragraph, ParagraphKind, Picture, Row, Table
from lmhtx.reports.pdf import picture_png
from lmhtx.reports.word_text import KINDS_OF_LETTER, Look, add_cell_room, element, line, set_widths

CELL = Look(legal.TABLE_PT)
BOLD_CELL = Look(legal.TABLE_PT, is_bold=True)
SMALL = Look(legal.TABLE_PT, is_italic=True)


def write_blocks(document: Any, blocks: Sequence[Block], *, width_mm: float) -> None:
    """Write them one after the other."""
    for before, block in zip([None, *blocks], blocks, strict=False):
        match block:
            case Heading():
                _heading(document, block)
            case Paragraph():
                written = _paragraph(document, block)
                if block.kind == ParagraphKind.DIVISION and not _is_division(before):
                    written.space_before = Pt(9)
            case Table():
                _table(document, block, width_mm)
            case Picture():
                _picture(document, block)


def _heading(document: Any, heading: Heading) -> None:
    look = Look(legal.BODY_PT, is_bold=True, is_italic=heading.level == 3)
    layout = line(document.add_paragraph(), heading.text, look).paragraph_format
    layout.first_line_indent, layout.keep_with_next = Mm(legal.FIRST_LINE_MM), True
    layout.space_before, layout.space_after = Pt(9), Pt(legal.PARAGRAPH_GAP_PT)


MIDDLE = {ParagraphKind.CENTER, ParagraphKind.AUTHORITY, ParagraphKind.DIVISION}
BOLD = {ParagraphKind.AUTHORITY, ParagraphKind.DIVISION}
GAPS_PT = {ParagraphKind.AUTHORITY: 12, ParagraphKind.DIVISION: 0}


def _is_division(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.kind == ParagraphKind.DIVISION


def _paragraph(document: Any, paragraph: Paragraph) -> Any:
    kind = paragraph.kind
    is_note, is_middle = kind == ParagraphKind.NOTE, kind in MIDDLE
    look = Look(legal.BODY_PT, is_bold=kind in BOLD, is_italic=kind == ParagraphKind.GROUND)
    align = "center" if is_middle else "justify"
    written = document.add_paragraph()
    if paragraph.lead:
        line(written, f"{paragraph.lead} ", Look(legal.BODY_PT, is_bold=True), align=align)
    line(written, paragraph.text, SMALL if is_note else look, align=align)
    layout = written.paragraph_format
    layout.space_before = layout.space_after = Pt(GAPS_PT.get(kind, legal.PARAGRAPH_GAP_PT))
    layout.keep_with_next = kind in BOLD or None
    if not is_note and not is_middle:
        layout.first_line_indent = Mm(legal.FIRST_LINE_MM)
    return layout


def _table(document: Any, table: Table, width_mm: float) -> None:
    """The head repeated on every page, no row cut in two.

    Rows are written through the table's own XML: python-docx looks through the whole table for each cell it gives,
    and a thousand rows would take minutes.
    """
    for words, look, align in (
        (table.caption, Look(legal.BODY_PT, is_bold=True), "center"),
        (table.unit, SMALL, "right"),
    ):
        if words:
            line(document.add_paragraph(), words, look, align=align).paragraph_format.keep_with_next = True
    widths = [width_mm * column.percent / 100 for column in table.columns]
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(made, widths)
    add_cell_room(made)
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        line(cell.paragraphs[0], column.title, BOLD_CELL, align="center")
    properties = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx names no other way
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    twips = [round(width * 1440 / 25.4) for width in widths]
    for row in table.rows:
        made._tbl.append(_row(row, table, twips))  # noqa: SLF001 - as above
    line(document.add_paragraph(), "", Look(4))


def _row(row: Row, table: Table, twips: Sequence[int]) -> Any:
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    made.append(properties)
    if row.is_band:
        made.append(_cell(row.cells[0], sum(twips), Align.LEFT, span=len(twips), is_bold=True))
        return made
    for words, width, column in zip(row.cells, twips, table.columns, strict=True):
        made.append(_cell(words, width, column.align, is_bold=row.is_bold))
    return made


def _cell(words: str, width: int, align: Align, *, is_bold: bool, span: int = 1) -> Any:
    cell, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    cell.append(properties)
    for part in words.split("\n"):
        cell.append(_cell_line(part, align, is_bold=is_bold))
    return cell


def _cell_line(words: str, align: Align, *, is_bold: bool) -> Any:
    paragraph, layout, run, look = element("w:p"), element("w:pPr"), element("w:r"), element("w:rPr")
    layout.append(element("w:jc", val="both" if align == Align.JUSTIFY else align))
    fonts = dict.fromkeys(KINDS_OF_LETTER, legal.FONT_OF_WORD)
    look.append(element("w:rFonts", **fonts))
    if is_bold:
        look.append(element("w:b"))
    look.append(element("w:sz", val=2 * legal.TABLE_PT))
    text = element("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.extend([look, text])
    paragraph.extend([layout, run])
    return paragraph


def _picture(document: Any, picture: Picture) -> None:
    paragraph = line(document.add_paragraph(), "", Look(legal.BODY_PT), align="center")
    paragraph.add_run().add_picture(io.BytesIO(picture_png(picture.drawing)), width=Mm(legal.PICTURE_MM))
    if picture.caption:
        paragraph.paragraph_format.keep_with_next = True
        line(document.add_paragraph(), picture.caption, SMALL, align="center")
