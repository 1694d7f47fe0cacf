"""The boxes round the words of a paper in a Word file: head, title, addressees, those who get it and who sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from lmhtx.reports import legal
from lmhtx.reports.letterhead import Signature
from lmhtx.reports.paper import Paper
from lmhtx.reports.word_text import Look, add_rule, borderless, framed, keep_rows_together, line, set_widths


def _pair(document: Any, rows: int) -> Any:
    """The two columns without lines in which the boxes of head and foot stand."""
    table = document.add_table(rows=rows, cols=2)
    borderless(table)
    set_widths(table, [legal.LEFT_BOX_MM, legal.RIGHT_BOX_MM])
    return table


def write_head(document: Any, paper: Paper) -> None:
    """Boxes 1–4, 5b and 10b."""
    if paper.copied_as:
        add_rule(line(document.add_paragraph(), "", Look(12)), on="top")
    table = _pair(document, 2)
    left, right = table.cell(0, 0), table.cell(0, 1)
    letterhead = paper.letterhead
    if letterhead.superior:
        line(left.paragraphs[0], "\n".join(letterhead.superior_lines), Look(legal.AGENCY_PT), align="center")
    agency = left.add_paragraph() if letterhead.superior else left.paragraphs[0]
    line(agency, "\n".join(letterhead.agency_lines), Look(legal.AGENCY_PT, is_bold=True), align="center")
    words_mm = min(
        max(len(words) for words in letterhead.agency_lines) * legal.AGENCY_PT * legal.LETTER_MM_PER_PT,
        legal.LEFT_BOX_MM,
    )
    _rule_under(left, words_mm * legal.SHORT_RULE_SHARE, legal.LEFT_BOX_MM)
    if paper.copied_as:
        line(right.paragraphs[0], paper.copied_as, Look(legal.KIND_PT, is_bold=True), align="center")
    else:
        line(right.paragraphs[0], legal.NATION, Look(legal.NATION_PT, is_bold=True), align="center")
        line(right.add_paragraph(), legal.MOTTO, Look(legal.MOTTO_PT, is_bold=True), align="center")
        _rule_under(right, legal.MOTTO_MM, legal.RIGHT_BOX_MM)
    _numbered(table.cell(1, 0), table.cell(1, 1), paper)


def _numbered(left: Any, right: Any, paper: Paper) -> None:
    """The second row: number and day, the subject of a công văn, the stamp of urgency."""
    number, day = left.paragraphs[0], right.paragraphs[0]
    line(number, paper.number_line, Look(legal.NUMBER_PT), align="center")
    line(day, paper.day_line, Look(legal.PLACE_AND_DAY_PT, is_italic=True), align="center")
    number.paragraph_format.space_before = day.paragraph_format.space_before = Pt(6)
    if paper.is_letter:
        subject = left.add_paragraph()
        line(subject, f"V/v {paper.subject}", Look(legal.SUBJECT_PT), align="center")
        subject.paragraph_format.space_before = Pt(legal.PARAGRAPH_GAP_PT)
    if paper.stamp:
        stamp = left.add_paragraph()
        line(stamp, paper.stamp, Look(legal.STAMP_PT, is_bold=True, color=legal.RED), align="center")
        room = legal.LEFT_BOX_MM - legal.STAMP_WIDTHS_MM[paper.stamp]
        framed(stamp, left_mm=0, right_mm=room, color=legal.RED)
        stamp.paragraph_format.space_before = Pt(8)


def _rule_under(cell: Any, length_mm: float, width_mm: float, *, after: float = 0) -> None:
    """A rule of that length in the middle: the upper edge of a small empty paragraph."""
    paragraph = cell.add_paragraph()
    line(paragraph, "", Look(4))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(
        max(0, width_mm - length_mm) / 2
    )
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1.5), Pt(after)
    add_rule(paragraph, on="top")


def write_title(document: Any, paper: Paper) -> None:
    """Box 5a, and what a text goes with."""
    if not paper.kind:
        return
    bold = Look(legal.KIND_PT, is_bold=True)
    kind = line(document.add_paragraph(), paper.kind, bold, align="center")
    kind.paragraph_format.space_before = Pt(18)
    kind.paragraph_format.keep_with_next = True
    under = paper.subject or paper.kind
    if paper.subject:
        line(document.add_paragraph(), under, bold, align="center").paragraph_format.keep_with_next = True
    words_mm = min(len(under) * legal.KIND_PT * legal.LETTER_MM_PER_PT * 0.72, legal.TEXT_WIDTH_MM)
    _rule_under(document, words_mm * legal.SHORT_RULE_SHARE, legal.TEXT_WIDTH_MM, after=8)
    if paper.goes_with:
        line(document.add_paragraph(), paper.goes_with, Look(legal.BODY_PT, is_italic=True), align="center")


def write_addressees(document: Any, paper: Paper) -> None:
    """Box 9a."""
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


def write_foot(document: Any, paper: Paper) -> None:
    """Recipients and signature, kept together and with the last words above them."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    gap = line(document.add_paragraph(), "", Look(4))
    gap.paragraph_format.keep_with_next = True
    for row in paper.party_rows:
        _sign_side_by_side(document, row)
    if not paper.recipients and not paper.signature:
        return
    table = _pair(document, 1)
    left, right = table.cell(0, 0), table.cell(0, 1)
    if paper.recipients:
        head = Look(legal.RECIPIENTS_HEAD_PT, is_bold=True, is_italic=True)
        line(left.paragraphs[0], "Nơi nhận:", head)
        for words in paper.recipient_lines:
            line(left.add_paragraph(), words, Look(legal.RECIPIENTS_PT))
        if paper.copies_mark:
            copies = line(left.add_paragraph(), paper.copies_mark, Look(legal.COPIES_PT), align="right")
            copies.paragraph_format.right_indent = Mm(
                legal.LEFT_MM + legal.LEFT_BOX_MM - legal.COPIES_RIGHT_MM
            )
    if paper.signature:
        _sign(right, paper.signature)
    keep_rows_together(table)
    if paper.confirmation:
        line(document.add_paragraph(), "", Look(legal.BODY_PT))
        cell = _pair(document, 1).cell(0, 0)
        line(cell.paragraphs[0], paper.confirmation, Look(legal.BODY_PT), align="center")


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
