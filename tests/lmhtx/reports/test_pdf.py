"""Official papers as PDF, measured: places within a millimetre, one family of letters, every letter there."""

from __future__ import annotations

import subprocess

import pytest

from lmhtx.reports import legal
from lmhtx.reports.pdf import BROKEN, PaperFailed, paper_pdf, pdf_of
from tests.lmhtx.reports.papers import (
    GOLDEN,
    LETTER,
    MM,
    NOTICE,
    PAPERS,
    REPORT,
    SENTENCE,
    line_with,
    lines_of,
    pages_of,
    pdf_bytes,
    rules_of,
)

LEFT_MIDDLE = legal.LEFT_MM + legal.LEFT_BOX_MM / 2
RIGHT_MIDDLE = legal.LEFT_MM + legal.LEFT_BOX_MM + legal.RIGHT_BOX_MM / 2
TEXT_MIDDLE = legal.LEFT_MM + legal.TEXT_WIDTH_MM / 2
SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM


def near(millimetres: float) -> object:
    """Within a millimetre."""
    return pytest.approx(millimetres, abs=1)


@pytest.fixture(params=PAPERS)
def paper(request):
    """A paper of each kind with its pages."""
    return PAPERS[request.param], pages_of(pdf_bytes(request.param))


def test_the_page_is_a4_and_the_words_keep_to_its_edges(paper):
    _, pages = paper
    first = pages[0]
    chars = [char for char in first.chars if char["top"] > legal.TOP_MM * MM]
    body = [char for char in chars if round(char["size"], 1) == legal.BODY_PT and char["bottom"] < 270 * MM]

    assert (first.width / MM, first.height / MM) == (near(210), near(297))
    assert min(char["x0"] for char in body) / MM == near(legal.LEFT_MM)
    assert max(char["x1"] for char in body if char["text"].strip()) / MM == near(210 - legal.RIGHT_MM)
    assert min(char["top"] for char in chars) / MM == near(legal.TOP_MM)


def test_nation_and_motto_stand_at_the_right_with_a_rule_as_long_as_the_motto(paper):
    _, pages = paper
    nation = line_with(pages[0], legal.NATION, left=SPLIT)
    motto = line_with(pages[0], legal.MOTTO, left=SPLIT)
    rules = [rule for rule in rules_of(pages[0]) if 0 < rule[2] - motto.top < 8 and rule[0] > SPLIT]

    assert (nation.middle, motto.middle) == (near(RIGHT_MIDDLE), near(RIGHT_MIDDLE))
    assert (nation.font, nation.size) == ("Tinos-Bold", legal.NATION_PT)
    assert (motto.font, motto.size) == ("Tinos-Bold", legal.MOTTO_PT)
    assert [(left, right) for left, right, _ in rules] == [(near(motto.left), near(motto.right))]


def test_the_agency_stands_at_the_left_with_a_rule_of_a_third_to_a_half(paper):
    told, pages = paper
    superior = line_with(pages[0], told.letterhead.superior, right=SPLIT)
    agency = [
        line
        for line in lines_of(pages[0], right=SPLIT)
        if line.font == "Tinos-Bold" and line.size == legal.AGENCY_PT and line.top < 45
    ]
    longest = max(line.right - line.left for line in agency)
    rule = next(rule for rule in rules_of(pages[0]) if rule[1] < SPLIT and 0 < rule[2] - agency[-1].top < 8)

    assert " ".join(line.text for line in agency) == told.letterhead.agency
    assert [line.middle for line in (superior, *agency)] == [near(LEFT_MIDDLE)] * (1 + len(agency))
    assert superior.font == "Tinos"
    assert 1 / 3 <= (rule[1] - rule[0]) / longest <= 1 / 2
    assert (rule[0] + rule[1]) / 2 == near(LEFT_MIDDLE)


def test_number_and_day_stand_level(paper):
    told, pages = paper
    number = line_with(pages[0], "Số:", right=SPLIT)
    day = line_with(pages[0], "Đồng Nai, ngày", left=SPLIT)

    assert number.top == near(day.top)
    assert (number.middle, day.middle) == (near(LEFT_MIDDLE), near(RIGHT_MIDDLE))
    assert (number.size, day.size) == (legal.NUMBER_PT, legal.PLACE_AND_DAY_PT)
    assert (number.font, day.font) == ("Tinos", "Tinos-Italic")
    assert number.text == " ".join(told.number_line.split())


def test_a_number_and_a_day_not_given_keep_their_room():
    first = pages_of(pdf_bytes("công văn"))[0]
    number = line_with(first, "Số:", right=SPLIT)
    day = line_with(first, "Đồng Nai, ngày", left=SPLIT)

    assert number.text == "Số: /LM-VP"
    assert day.text == "Đồng Nai, ngày tháng năm 2027"
    assert number.right - number.left > 25


def test_a_day_takes_its_nought():
    first = pages_of(pdf_bytes("báo cáo"))[0]

    assert line_with(first, "Đồng Nai,", left=SPLIT).text == "Đồng Nai, ngày 05 tháng 01 năm 2027"


def test_the_subject_of_a_letter_stands_under_its_number():
    first = pages_of(pdf_bytes("công văn"))[0]
    number, subject = line_with(first, "Số:", right=SPLIT), line_with(first, "V/v", right=SPLIT)

    assert subject.middle == near(LEFT_MIDDLE)
    assert (subject.size, subject.font) == (legal.SUBJECT_PT, "Tinos")
    assert (subject.top - number.bottom) * MM == pytest.approx(legal.PARAGRAPH_GAP_PT, abs=3)


@pytest.mark.parametrize("name", ["báo cáo", "tờ trình", "thông báo"])
def test_kind_and_subject_stand_in_the_middle(name):
    first = pages_of(pdf_bytes(name))[0]
    kind = line_with(first, PAPERS[name].kind)
    subject = line_with(first, PAPERS[name].subject[:30])

    assert (kind.middle, subject.middle) == (near(TEXT_MIDDLE), near(TEXT_MIDDLE))
    assert {kind.font, subject.font} == {"Tinos-Bold"}
    assert {kind.size, subject.size} == {legal.KIND_PT}


def test_recipients_and_post_stand_level_and_the_signer_under_his_post(paper):
    told, pages = paper
    page = next(page for page in pages if "Nơi nhận:" in page.extract_text())
    head = line_with(page, "Nơi nhận:", right=SPLIT)
    first = next(
        line for line in lines_of(page, right=SPLIT) if line.text.startswith("- ") and line.top > head.top
    )
    post = line_with(page, told.signature.lines[0], left=SPLIT)

    assert head.left == near(legal.LEFT_MM)
    assert head.top == near(post.top)
    assert (head.font, head.size) == ("Tinos-Bold-Italic", legal.RECIPIENTS_HEAD_PT)
    assert first.size == legal.RECIPIENTS_PT
    assert first.left == near(legal.LEFT_MM)
    assert post.middle == near(RIGHT_MIDDLE)
    if told.signature.name:
        last = line_with(page, told.signature.lines[-1], left=SPLIT)
        signer = line_with(page, told.signature.name, left=SPLIT)
        assert signer.middle == near(RIGHT_MIDDLE)
        assert signer.top - last.bottom == near(legal.SIGNATURE_MM)


def test_pages_are_numbered_in_the_upper_edge_from_the_second_on_and_anew_in_each_annex():
    pages = pages_of(pdf_bytes("báo cáo"))
    tops = [[line for line in lines_of(page) if line.top < 18] for page in pages]
    annex = next(n for n, page in enumerate(pages) if "Phụ lục I\n" in page.extract_text())
    widths = [page.width / MM for page in pages]

    assert [[line.text for line in top] for top in tops[:annex]] == [[]] + [
        [str(n)] for n in range(2, annex + 1)
    ]
    assert tops[1][0].middle == near(TEXT_MIDDLE)
    assert tops[1][0].size == legal.PAGE_NUMBER_PT
    assert [line.text for line in tops[annex]] == []
    assert [line.text for line in tops[annex + 1]] == ["2"]
    assert widths[annex] == near(297)
    assert widths[-1] == near(210)


def test_a_draft_says_so_in_the_upper_edge_and_a_paper_does_not():
    draft, paper = pages_of(pdf_bytes("công văn"))[0], pages_of(pdf_bytes("tờ trình"))[0]

    assert line_with(draft, "DỰ THẢO").right == near(210 - legal.RIGHT_MM)
    assert line_with(draft, "DỰ THẢO").bottom < legal.TOP_MM
    assert "DỰ THẢO" not in paper.extract_text()


def test_the_address_stands_at_the_foot_of_the_first_page_only():
    pages = pages_of(pdf_bytes("báo cáo"))
    line = line_with(pages[0], "Trần Hưng Đạo")

    assert line.top > 297 - legal.BOTTOM_MM - 1
    assert line.size == legal.ADDRESS_PT
    assert [n for n, page in enumerate(pages) if "Trần Hưng Đạo" in page.extract_text()] == [0]


def test_only_one_family_of_letters_is_embedded(paper, tmp_path, request):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf_bytes(request.node.callspec.params["paper"]))
    told = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in told.splitlines()[2:]]

    assert {row[0].split("+")[1].split("-")[0] for row in rows} == {"Tinos"}
    assert {row[-5] for row in rows} == {"yes"}


def test_every_letter_can_be_read_back(paper):
    told, pages = paper
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert " ".join((SENTENCE * 2).split()) in text
    for words in (*told.addressees, *told.recipients, legal.NATION, legal.MOTTO):
        assert words in text


def test_figures_of_a_table_come_out_as_given_and_its_head_on_each_page():
    pages = pages_of(pdf_bytes("báo cáo"))
    tables = [page.extract_tables() for page in pages]
    rows = [row for found in tables for one in found for row in one]
    flat = [[" ".join((cell or "").split()) for cell in row] for row in rows]

    assert list(GOLDEN) in flat
    assert ["", "Cộng", "", "1.234.567.890"] in flat
    with_table = [found[0][0] for found in tables if found]
    assert {cell.replace("\n", " ") for row in with_table for cell in row} == {
        "TT", "Nhiệm vụ", "Thời hạn", "Số tiền (đồng)"
    }  # fmt: skip
    assert len(with_table) > 4
    assert [row[0] for row in flat if row[0].isdigit()][:60] == [str(n) for n in range(1, 61)]


def test_a_long_subject_stays_between_the_edges():
    lines = [line for line in lines_of(pages_of(pdf_bytes("thông báo"))[0]) if line.font == "Tinos-Bold"]
    subject = [line for line in lines if line.size == legal.KIND_PT][1:]

    assert " ".join(line.text for line in subject).startswith(NOTICE.subject)
    assert min(line.left for line in subject) >= legal.LEFT_MM
    assert max(line.right for line in subject) <= 210 - legal.RIGHT_MM


def test_several_papers_in_one_file_begin_anew():
    pages = pages_of(pdf_of([LETTER, NOTICE], title="Hai văn bản"))
    heads = [n for n, page in enumerate(pages) if legal.NATION in page.extract_text()]

    assert len(heads) == 2
    assert [line.text for line in lines_of(pages[heads[1]]) if line.top < 18] == []


def test_a_paper_that_asks_for_a_foreign_file_is_not_made(settings, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "hostile.html").write_text(
        '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png">', encoding="utf-8"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    with pytest.raises(PaperFailed, match=BROKEN):
        paper_pdf("reports/hostile.html", {"title": "Sai"})


def test_a_template_of_ones_own_takes_the_annexes_along():
    pages = pages_of(paper_pdf("reports/paper.html", {"paper": REPORT}))

    assert len(pages) == len(pages_of(pdf_bytes("báo cáo")))
