"""A draft becomes a paper of its type: names, subjects, words of deciding, annexes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document

from documents.enums.incoming import Circulation, Urgency
from documents.papers import texts
from documents.papers.forms import AnnexText, IssuedText, paper_of
from lmhtx.reports.paper import Paragraph, ParagraphKind, Table
from lmhtx.reports.pdf import pdf
from lmhtx.reports.word import word
from tests.documents.papers.samples import COUNCIL, DRAFTS, ISSUER, NEW, PLAN
from tests.lmhtx.reports.papers import pages_of

LETTER, DECISION = DRAFTS["1.5 công văn"], DRAFTS["1.2 quyết định"]


@pytest.mark.parametrize(
    ("code", "typed", "printed"),
    [
        ("cv", "Góp ý dự thảo Kế hoạch", "góp ý dự thảo Kế hoạch"),
        ("cv", "V/v góp ý dự thảo", "góp ý dự thảo"),
        ("cv", "Về việc góp ý dự thảo", "góp ý dự thảo"),
        ("cv", "HTX Xuân Lộc xin vay vốn", "HTX Xuân Lộc xin vay vốn"),
        ("qd", "thành lập Tổ biên tập", "Về việc thành lập Tổ biên tập"),
        ("qd", "Về việc thành lập Tổ biên tập", "Về việc thành lập Tổ biên tập"),
        ("qd", "Ban hành Quy chế", "Ban hành Quy chế"),
        ("kh", "triển khai chuyển đổi số", "Triển khai chuyển đổi số"),
        ("ggt", "", ""),
    ],
)
def test_a_subject_is_worded_as_its_type_wants(code, typed, printed):
    assert paper_of(replace(LETTER, code=code, subject=typed)).subject == printed


def test_the_word_of_deciding_comes_before_the_first_article_and_once():
    blocks = paper_of(DECISION).blocks
    middle = [
        block.text
        for block in blocks
        if isinstance(block, Paragraph) and block.kind == ParagraphKind.AUTHORITY
    ]
    typed = paper_of(replace(DECISION, text="Căn cứ A;\nQUYẾT ĐỊNH:\nĐiều 1. B.")).blocks
    without = paper_of(replace(DECISION, text="Nội dung.", authority="")).blocks

    assert middle == ["CHỦ TỊCH LIÊN MINH HỢP TÁC XÃ THÀNH PHỐ ĐỒNG NAI", "QUYẾT ĐỊNH:"]
    assert blocks[5].lead == "Điều 1."
    assert [block.text for block in typed].count("QUYẾT ĐỊNH:") == 1
    assert without == [Paragraph("Nội dung./.")]


def test_a_resolution_resolves_and_articles_with_titles_count():
    text = "Căn cứ A;\nĐiều 1. Phạm vi\n1. B."

    assert paper_of(replace(DECISION, code="nq", text=text)).blocks[2] == Paragraph(
        "QUYẾT NGHỊ:", ParagraphKind.AUTHORITY
    )


def test_a_single_annex_has_no_number_and_on_paper_says_what_it_goes_with():
    draft = replace(PLAN, annexes=(AnnexText(title="Danh mục", text="| A | B |\n| 1 | 2 |"),))
    electronic, paper = paper_of(draft).annexes[0], paper_of(replace(draft, is_electronic=False)).annexes[0]

    assert (electronic.name, electronic.title, electronic.goes_with) == ("Phụ lục", "DANH MỤC", "")
    assert isinstance(electronic.blocks[0], Table)
    assert paper.goes_with == (
        "(Kèm theo Kế hoạch số 245/KH-LM ngày 24 tháng 10 năm 2025 của Liên minh Hợp tác xã tỉnh Đồng Nai)"
    )


def test_a_text_that_is_approved_says_so_and_on_paper_keeps_room_for_what_is_not_known():
    draft = replace(DECISION, issued=(IssuedText(kind="Đề án", subject="A", text="B", is_approved=True),))
    electronic = paper_of(draft).attached[0]
    issued = paper_of(replace(draft, is_electronic=False)).attached[0]

    assert electronic.goes_with == ""
    assert " ".join(issued.goes_with.split()) == (
        "(Kèm theo Quyết định số /QĐ-LM ngày tháng năm của Liên minh Hợp tác xã thành phố Đồng Nai)"
    )
    assert (issued.number_line, issued.day_line, issued.letterhead.address) == ("", "", "")
    assert (issued.kind, issued.is_letter) == ("ĐỀ ÁN", False)


def test_marks_of_urgency_and_circulation():
    plain, marked = (
        paper_of(PLAN),
        paper_of(replace(PLAN, urgency=Urgency.FLASH, circulation=Circulation.INTERNAL)),
    )

    assert (plain.stamp, plain.circulation) == ("", "")
    assert (marked.stamp, marked.circulation, marked.stamp_class) == (
        "HỎA TỐC",
        "LƯU HÀNH NỘI BỘ",
        "stamp-hoa-toc",
    )


def test_minutes_bear_no_day_and_two_signatures():
    paper = paper_of(DRAFTS["1.9 biên bản"])

    assert (paper.day_line, paper.signature) == ("", None)
    assert [party.lines for party in paper.parties] == [("THƯ KÝ",), ("CHỦ TỌA",)]


def test_a_council_issues_under_its_own_name_below_the_alliance():
    assert (COUNCIL.superior, COUNCIL.agency) == (
        "LIÊN MINH HỢP TÁC XÃ THÀNH PHỐ ĐỒNG NAI", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"
    )  # fmt: skip
    assert COUNCIL.superior_lines == ["LIÊN MINH HỢP TÁC XÃ", "THÀNH PHỐ ĐỒNG NAI"]
    assert COUNCIL.agency_lines == ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]
    assert COUNCIL.place == NEW.place


def test_an_invitation_to_one_names_him_in_its_sentence():
    text = texts.invitation_text(
        issuer=ISSUER,
        invited=("Ông Trần Văn Bình",),
        about="lễ tổng kết",
        chair="Chủ tịch Liên minh",
        begins_at=datetime(2026, 12, 4, 8, 0),
        place="Hội trường",
    )

    assert text.splitlines() == [
        "Liên minh Hợp tác xã thành phố Đồng Nai trân trọng kính mời: Ông Trần Văn Bình",
        "Tới dự lễ tổng kết.",
        "Chủ trì: Chủ tịch Liên minh.",
        "Thời gian: 08 giờ 00 phút, ngày 04 tháng 12 năm 2026.",
        "Địa điểm: Hội trường.",
    ]


def test_leave_counts_its_days():
    text = texts.leave_text(
        issuer=ISSUER, asked_on=date(2026, 8, 28), person="A", post="B", year=2026,
        first=date(2026, 9, 7), last=date(2026, 9, 11), place="C",
    )  # fmt: skip

    assert (
        "Nghỉ phép năm 2026 trong thời gian 05 ngày, kể từ ngày 07 tháng 9 năm 2026 đến hết ngày 11 tháng 9 năm 2026"
        in text
    )


def test_signs_of_markup_are_words_like_others():
    text = 'Điều 1. <b>A & B</b> "{{ x }}" \x07<script>\n| <i> | & |\n| a \\| b | </td> |'
    paper = paper_of(replace(PLAN, text=text))
    printed = " ".join(pages_of(pdf(paper))[0].extract_text().split())
    document = Document(io.BytesIO(word(paper)))

    assert 'Điều 1. <b>A & B</b> "{{ x }}" <script>' in printed
    assert "<i> &" in printed
    assert "a | b </td>" in printed
    assert [cell.text for row in document.tables[1].rows for cell in row.cells] == [
        "<i>",
        "&",
        "a | b",
        "</td>",
    ]
