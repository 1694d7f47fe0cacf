"""The same paper as a Word file: what an office mends by hand before it is signed."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from lmhtx.reports import legal
from lmhtx.reports.paper import Annex, Paper
from lmhtx.reports.word_blocks import write_blocks
from lmhtx.reports.word_boxes import write_addressees, write_foot, write_head, write_title
from lmhtx.reports.word_text import Look, add_rule, all_fonts, framed, line, number_pages

# A stamp in the upper edge of the first page stands higher than the number of the page.
STAMP_UP_MM = legal.PAGE_NUMBER_FROM_TOP_MM - legal.CIRCULATION_TOP_MM


def word(paper: Paper) -> bytes:
    """The paper with what it issues and its annexes as .docx."""
    document = Document()
    _style(document, paper)
    _edges(document.sections[0], is_landscape=False)
    number_pages(document.sections[0], is_draft=paper.is_draft)
    if paper.circulation:
        _circulation(document.sections[0], paper)
    if paper.letterhead.address:
        foot = document.sections[0].first_page_footer.paragraphs[0]
        line(foot, paper.letterhead.address, Look(legal.ADDRESS_PT), align="center")
        add_rule(foot, on="top")
    _sheet(document, paper)
    for text in paper.attached:
        _section(document, is_landscape=False, is_draft=paper.is_draft)
        _sheet(document, text)
    for annex in paper.annexes:
        _annex(document, annex, paper)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _sheet(document: Any, paper: Paper) -> None:
    write_head(document, paper)
    write_title(document, paper)
    write_addressees(document, paper)
    write_blocks(document, paper.blocks, width_mm=legal.TEXT_WIDTH_MM)
    write_foot(document, paper)


def _style(document: Any, paper: Paper) -> None:
    normal = document.styles["Normal"]
    all_fonts(normal.element.get_or_add_rPr(), legal.FONT_OF_WORD)
    normal.font.size = Pt(legal.BODY_PT)
    layout = normal.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.0
    document.core_properties.title = paper.title
    document.core_properties.author = paper.letterhead.agency
    document.core_properties.language = "vi-VN"


def _edges(section: Any, *, is_landscape: bool) -> None:
    short, long = Mm(legal.PAGE_WIDTH_MM), Mm(legal.PAGE_HEIGHT_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(legal.TOP_MM), Mm(legal.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(legal.LEFT_MM), Mm(legal.RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(legal.PAGE_NUMBER_FROM_TOP_MM)


def _circulation(section: Any, paper: Paper) -> None:
    """Box 11 in the upper edge of the first page."""
    section.header_distance = Mm(legal.CIRCULATION_TOP_MM)
    section.header.paragraphs[0].paragraph_format.space_before = Mm(STAMP_UP_MM)
    header = section.first_page_header.paragraphs[0]
    stamp = header.insert_paragraph_before()
    line(stamp, paper.circulation, Look(legal.STAMP_PT, is_bold=True), align="center")
    left = legal.CIRCULATION_RIGHT_MM - legal.CIRCULATION_WIDTH_MM - legal.LEFT_MM
    right = legal.PAGE_WIDTH_MM - legal.RIGHT_MM - legal.CIRCULATION_RIGHT_MM
    framed(stamp, left_mm=left, right_mm=right, color="000000")


def _section(document: Any, *, is_landscape: bool, is_draft: bool) -> None:
    """Sheets of their own, whose pages are counted anew."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _edges(section, is_landscape=is_landscape)
    number_pages(section, is_draft=is_draft, begins_anew=True)


def _annex(document: Any, annex: Annex, paper: Paper) -> None:
    _section(document, is_landscape=annex.is_landscape, is_draft=paper.is_draft)
    for words, look in (
        (annex.name, Look(legal.ANNEX_NAME_PT, is_bold=True)),
        (annex.title, Look(legal.KIND_PT, is_bold=True)),
        (annex.goes_with, Look(legal.BODY_PT, is_italic=True)),
    ):
        if words:
            written = line(document.add_paragraph(), words, look, align="center")
    written.paragraph_format.space_after = Pt(legal.PARAGRAPH_GAP_PT)
    long_mm = legal.PAGE_HEIGHT_MM if annex.is_landscape else legal.PAGE_WIDTH_MM
    write_blocks(document, annex.blocks, width_mm=long_mm - legal.LEFT_MM - legal.RIGHT_MM)
