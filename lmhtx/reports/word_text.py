"""Small things of a Word file that python-docx leaves to its reader: fonts, rules, page numbers, widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lmhtx.reports import legal

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
EIGHTHS_OF_A_POINT = 8
CELL_ROOM_TWIPS = 40
KINDS_OF_LETTER = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True, slots=True)
class Look:
    """How words are written."""

    size: float
    is_bold: bool = False
    is_italic: bool = False
    color: str = ""


def line(paragraph: Any, words: str, look: Look, *, align: str = "left") -> Any:
    """Write the words into the paragraph; without any its mark takes the size, so that empty ones are no taller."""
    paragraph.alignment = ALIGNMENTS[align]
    if not words:
        _size_of_mark(paragraph, look.size)
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(look.size), look.is_bold, look.is_italic
    if look.color:
        run.font.color.rgb = RGBColor.from_string(look.color)
    all_fonts(run._r.get_or_add_rPr(), legal.FONT_OF_WORD)  # noqa: SLF001 - python-docx names no other way
    return paragraph


def _size_of_mark(paragraph: Any, size: float) -> None:
    mark = element("w:rPr")
    mark.append(element("w:sz", val=round(2 * size)))
    paragraph._p.get_or_add_pPr().append(mark)  # noqa: SLF001 - python-docx names no other way


def element(name: str, **values: object) -> Any:
    """A piece of WordprocessingML: `element("w:jc", val="center")`."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def all_fonts(properties: Any, name: str) -> None:
    """Name the font for every kind of letter: Vietnamese ones count as Latin to some versions of Word, not to all."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("w:rFonts")
        properties.insert(0, fonts)
    for kind in KINDS_OF_LETTER:
        fonts.set(qn(f"w:{kind}"), name)


def framed(paragraph: Any, *, left_mm: float, right_mm: float, color: str) -> None:
    """A frame round the one line of the paragraph, as high as stamps are, with that much room beside it."""
    _bordered(paragraph, ("top", "left", "bottom", "right"), space=0, color=color)
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent = Mm(left_mm), Mm(right_mm)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(legal.STAMP_HEIGHT_MM)
    layout.keep_together = True


def add_rule(paragraph: Any, *, on: str) -> None:
    """A thin rule along one edge of the paragraph, from indent to indent."""
    _bordered(paragraph, (on,), space=1, color="000000")


def _bordered(paragraph: Any, sides: Sequence[str], *, space: int, color: str) -> None:
    borders = element("w:pBdr")
    width = round(legal.RULE_PT * EIGHTHS_OF_A_POINT)
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz=width, space=space, color=color))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def borderless(table: Any) -> None:
    """No lines, and no room inside the cells beyond the columns themselves."""
    table.autofit = False
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - as above


def add_cell_room(table: Any) -> None:
    """A little air above and below the words of each cell."""
    margins = element("w:tblCellMar")
    for side in ("top", "bottom"):
        margins.append(element(f"w:{side}", w=CELL_ROOM_TWIPS, type="dxa"))
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - as above


def set_widths(table: Any, widths_mm: Sequence[float]) -> None:
    """Fixed widths, said to each column and each cell: Word reads the ones, LibreOffice the others."""
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def keep_rows_together(table: Any) -> None:
    """The table stands on one page: no row is cut, and every line clings to the next."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - as above
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def number_pages(section: Any, *, is_draft: bool, begins_anew: bool = False) -> None:
    """The number in the middle of the upper edge, not on the first page; a draft says so at the right."""
    section.different_first_page_header_footer = True
    for header, has_number in ((section.header, True), (section.first_page_header, False)):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        _tab_stops(paragraph, section)
        paragraph.add_run("\t")
        if has_number:
            _page_number(paragraph)
        if is_draft:
            line(paragraph, "\tDỰ THẢO", Look(legal.DRAFT_PT))
    if begins_anew:
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
        properties = section._sectPr  # noqa: SLF001 - as above
        numbers = element("w:pgNumType", start=1)
        margins = properties.find(qn("w:pgMar"))
        margins.addnext(numbers)


def _tab_stops(paragraph: Any, section: Any) -> None:
    width = section.page_width - section.left_margin - section.right_margin
    stops = paragraph.paragraph_format.tab_stops
    # The header's own style stops at the middle and the end of another page.
    paragraph.style = "Normal"
    stops.add_tab_stop(round(width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _page_number(paragraph: Any) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(legal.PAGE_NUMBER_PT)
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - as above
        else:
            instruction = element("w:instrText")
            instruction.text = words
            run._r.append(instruction)  # noqa: SLF001 - as above
