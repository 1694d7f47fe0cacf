"""Copies: the block on paper, under the last words or behind them, and the words in the corner."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from documents.papers.copies import CopyForm, annex_corner, copied_pdf, copy_block, copy_corner
from lmhtx.reports import legal
from tests.documents.papers.samples import COPY, NEW, all_pdfs
from tests.lmhtx.reports.papers import line_with, lines_of, pages_of, rules_of

SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM
MOMENT = datetime(2025, 10, 24, 15, 30, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def near(millimetres: float) -> object:
    return pytest.approx(millimetres, abs=1)


def test_the_block_stands_under_a_rule_as_wide_as_the_text():
    page = pages_of(all_pdfs()["3.1 bản sao"])[0]
    top = min(rule[2] for rule in rules_of(page))
    rules = [rule for rule in rules_of(page) if rule[2] < top + 0.2]
    form, number = line_with(page, "SAO Y", left=SPLIT), line_with(page, "Số:", right=SPLIT)

    assert (min(rule[0] for rule in rules), max(rule[1] for rule in rules)) == (
        near(legal.LEFT_MM), near(210 - legal.RIGHT_MM)
    )  # fmt: skip
    assert sum(rule[1] - rule[0] for rule in rules) >= legal.TEXT_WIDTH_MM - 1
    assert (form.font, form.size, form.middle) == ("Tinos-Bold", 14, near(SPLIT + legal.RIGHT_BOX_MM / 2))
    assert number.text == "Số: 03/SY-LM"
    assert line_with(page, "Đồng Nai,", left=SPLIT).text == "Đồng Nai, ngày 16 tháng 9 năm 2026"
    assert legal.NATION not in page.extract_text()
    assert line_with(page, "Lưu: VT.", right=SPLIT).size == 11


def test_a_copy_with_room_bears_its_block_on_the_same_sheet():
    pages = pages_of(copied_pdf(all_pdfs()["1.8 giấy giới thiệu"], COPY))
    signed = [line for line in lines_of(pages[0]) if line.text == "Trần Quốc Bảo"]
    form = line_with(pages[0], "SAO Y", left=SPLIT)
    address = line_with(pages[0], "Trần Hưng Đạo")

    assert len(pages) == 1
    assert signed[0].bottom < form.top < signed[1].top < address.top
    assert line_with(pages[0], "Số: 03/SY-LM", right=SPLIT).middle == near(
        legal.LEFT_MM + legal.LEFT_BOX_MM / 2
    )
    assert "Số: 09/GGT-LM" in pages[0].extract_text()


def test_a_copy_without_room_bears_its_block_on_a_sheet_behind():
    whole = all_pdfs()["1.2 quyết định"]
    pages = pages_of(copied_pdf(whole, COPY))

    assert len(pages) == len(pages_of(whole)) + 1
    assert "SAO Y" in pages[-1].extract_text()
    assert "SAO Y" not in pages[-2].extract_text()


def test_a_sheet_on_its_side_bears_no_block():
    pages = pages_of(copied_pdf(all_pdfs()["1.5 công văn"], COPY))

    assert [page.width > page.height for page in pages[-2:]] == [True, False]


@pytest.mark.parametrize(
    ("form", "symbol", "words"),
    [
        (CopyForm.WHOLE, "SY", "SAO Y"),
        (CopyForm.PART, "TrS", "TRÍCH SAO"),
        (CopyForm.OF_COPY, "SL", "SAO LỤC"),
    ],
)
def test_every_way_of_copying_has_its_words(form, symbol, words):
    block = copy_block(form, letterhead=NEW, symbol=f"{form}-LM")

    assert (block.copied_as, block.symbol, block.title) == (words, f"{symbol}-LM", words.capitalize())
    assert block.letterhead.address == ""
    assert copy_corner(form, agency="Liên minh Hợp tác xã thành phố Đồng Nai", moment=MOMENT) == (
        f"{words}; Liên minh Hợp tác xã thành phố Đồng Nai; 24/10/2025 15:30:12 +07:00"
    )


def test_the_corner_of_an_annex_names_its_paper_and_the_moment():
    assert annex_corner(reference="245/KH-LM", moment=MOMENT) == "245/KH-LM; 24/10/2025 15:30:12 +07:00"
