"""The same paper as a Word file: what an office mends by hand before it is signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from lmhtx.reports import legal
from lmhtx.reports.letterhead import Signature
from lmhtx.reports.paper import Annex, Paper
from lmhtx.reports.word_blocks import write_blocks
from lmhtx.reports.word_text import (
    Look,
    add_rule,
    all_fonts,
    borderless,
    keep_rows_together,
    line,
    number_pages,
    set_widths,
)

LEFT_MIDDLE_MM = legal.LEFT_BOX_MM / 2


def word(paper: Paper) -> bytes:
    """The paper with its annexes as .docx."""
    document = Document()
    _style(document, paper)
    _edges(document.sections[0], is_landscape=False)
    number_pages(document.sections[0], is_draft=paper.is_draft)
    if paper.letterhead.address:
        foot = document.sections[0].first_page_footer.paragraphs[0]
        line(foot, paper.letterhead.address, Look(legal.ADDRESS_PT), align="center")
        add_rule(foot, on="top")
    _head(document, paper)
    _title(document, paper)
    _addressees(document, paper)
    write_blocks(document, paper.blocks, width_mm=legal.TEXT_WIDTH_MM)
    _foot(document, paper)
    for annex in paper.annexes:
        _annex(document, annex, paper)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


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


def _pair(document: Any, rows: int) -> Any:
    """The two columns without lines in which the boxes of head and foot stand."""
    table = document.add_table(rows=rows, cols=2)
    borderless(table)
    set_widths(table, [legal.LEFT_BOX_MM, legal.RIGHT_BOX_MM])
    return table


def _head(document: Any, paper: Paper) -> None:
    table = _pair(document, 2)
    left, right = table.cell(0, 0), table.cell(0, 1)
    letterhead = paper.letterhead
    if letterhead.superior:
        line(left.paragraphs[0], letterhead.superior, Look(legal.AGENCY_PT), align="center")
    agency = left.add_paragraph() if letterhead.superior else left.paragraphs[0]
    line(agency, letterhead.agency, Look(legal.AGENCY_PT, is_bold=True), align="center")
    words_mm = min(len(letterhead.agency) * legal.AGENCY_PT * legal.LETTER_MM_PER_PT, legal.LEFT_BOX_MM)
    _rule_under(left, words_mm * legal.SHORT_RULE_SHARE, legal.LEFT_BOX_MM)
    line(right.paragraphs[0], legal.NATION, Look(legal.NATION_PT, is_bold=True), align="center")
    line(right.add_paragraph(), legal.MOTTO, Look(legal.MOTTO_PT, is_bold=True), align="center")
    _rule_under(right, legal.MOTTO_MM, legal.RIGHT_BOX_MM)
    left, right = table.cell(1, 0), table.cell(1, 1)
    line(left.paragraphs[0], paper.number_line, Look(legal.NUMBER_PT), align="center")
    day = Look(legal.PLACE_AND_DAY_PT, is_italic=True)
    line(right.paragraphs[0], paper.day_line, day, align="center")
    if not paper.kind:
        subject = left.add_paragraph()
        line(subject, f"V/v {paper.subject}", Look(legal.SUBJECT_PT), align="center")
        subject.paragraph_format.space_before = Pt(legal.PARAGRAPH_GAP_PT)


def _rule_under(cell: Any, length_mm: float, width_mm: float) -> None:
    """A rule of that length in the middle: the upper edge of a small empty paragraph."""
    paragraph = cell.add_paragraph()
    line(paragraph, "", Look(4))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(
        max(0, width_mm - length_mm) / 2
    )
    paragraph.paragraph_format.space_before = Pt(1.5)
    add_rule(paragraph, on="top")


def _title(document: Any, paper: Paper) -> None:
    if not paper.kind:
        return
    bold = Look(legal.KIND_PT, is_bold=True)
    kind = line(document.add_paragraph(), paper.kind, bold, align="center")
    kind.paragraph_format.space_before = Pt(18)
    kind.paragraph_format.keep_with_next = True
    line(document.add_paragraph(), paper.subject, bold, align="center").paragraph_format.keep_with_next = True
    words_mm = min(len(paper.subject) * legal.KIND_PT * legal.LETTER_MM_PER_PT * 0.72, legal.TEXT_WIDTH_MM)
    _rule_under(document, words_mm * legal.SHORT_RULE_SHARE, legal.TEXT_WIDTH_MM)


def _addressees(document: Any, paper: Paper) -> None:
    look = Look(legal.BODY_PT)
    if len(paper.addressees) == 1:
        to = line(document.add_paragraph(), f"Kính gửi: {paper.addressees[0]}.", look, align="center")
        to.paragraph_format.space_before, to.paragraph_format.space_after = Pt(18), Pt(12)
    elif paper.addressees:
        document.add_paragraph()
        table = document.add_table(rows=1, cols=2)
        borderless(table)
        set_widths(table, [24, 100])
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        line(table.cell(0, 0).paragraphs[0], "Kính gửi:", look)
        for place, words in enumerate(paper.addressee_lines):
            cell = table.cell(0, 1)
            line(cell.add_paragraph() if place else cell.paragraphs[0], words, look)
        document.add_paragraph()


def _foot(document: Any, paper: Paper) -> None:
    """Recipients and signature, kept together and with the last words above them."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    gap = line(document.add_paragraph(), "", Look(6))
    gap.paragraph_format.keep_with_next = True
    for row in paper.party_rows:
        _sign_side_by_side(document, row)
    table = _pair(document, 1)
    left, right = table.cell(0, 0), table.cell(0, 1)
    if paper.recipients:
        head = Look(legal.RECIPIENTS_HEAD_PT, is_bold=True, is_italic=True)
        line(left.paragraphs[0], "Nơi nhận:", head)
        for words in paper.recipient_lines:
            line(left.add_paragraph(), words, Look(legal.RECIPIENTS_PT))
    if paper.signature:
        _sign(right, paper.signature)
    keep_rows_together(table)


def _sign(cell: Any, signature: Signature) -> None:
    """Post, room for the signature, name."""
    post = Look(legal.POST_PT, is_bold=True)
    for place, words in enumerate(signature.lines):
        line(cell.add_paragraph() if place else cell.paragraphs[0], words, post, align="center")
    signer = line(cell.add_paragraph(), signature.name, post, align="center")
    signer.paragraph_format.space_before = Mm(legal.SIGNATURE_MM)


def _sign_side_by_side(document: Any, parties: Sequence[Signature]) -> None:
    table = document.add_table(rows=1, cols=len(parties))
    borderless(table)
    set_widths(table, [legal.TEXT_WIDTH_MM / len(parties)] * len(parties))
    for cell, party in zip(table.rows[0].cells, parties, strict=True):
        _sign(cell, party)
    keep_rows_together(table)
    gap = line(document.add_paragraph(), "", Look(6))
    gap.paragraph_format.keep_with_next = True


def _annex(document: Any, annex: Annex, paper: Paper) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _edges(section, is_landscape=annex.is_landscape)
    number_pages(section, is_draft=paper.is_draft, begins_anew=True)
    bold = Look(legal.KIND_PT, is_bold=True)
    for words, look in (
        (annex.name, bold),
        (annex.title, bold),
        (annex.goes_with, Look(legal.BODY_PT, is_italic=True)),
    ):
        if words:
            line(document.add_paragraph(), words, look, align="center")
    long_mm = legal.PAGE_HEIGHT_MM if annex.is_landscape else legal.PAGE_WIDTH_MM
    write_blocks(document, annex.blocks, width_mm=long_mm - legal.LEFT_MM - legal.RIGHT_MM)
