"""Every form of the decree as PDF, measured: places within a millimetre of the constants of the house."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from documents.papers.forms import paper_of
from lmhtx.reports import legal
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.paper import Heading, Paragraph, Table
from lmhtx.reports.pdf import pdf, pdfs
from tests.documents.papers.samples import DRAFTS, PAPERS, PLAN, all_pdfs
from tests.lmhtx.reports.papers import MM, line_with, lines_of, pages_of, rules_of

LEFT_MIDDLE = legal.LEFT_MM + legal.LEFT_BOX_MM / 2
SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM
RIGHT_MIDDLE = SPLIT + legal.RIGHT_BOX_MM / 2
TEXT_MIDDLE = legal.LEFT_MM + legal.TEXT_WIDTH_MM / 2
# The block of a copy has neither names of nation and motto nor words of its own.
FORMS = [name for name, paper in PAPERS.items() if not paper.copied_as]
STAMPED = [name for name, paper in PAPERS.items() if paper.stamp]


def near(millimetres: float) -> object:
    """Within a millimetre."""
    return pytest.approx(millimetres, abs=1)


@pytest.fixture(scope="session")
def pages():
    """The pages of every paper, set once."""
    return {name: pages_of(body) for name, body in all_pdfs().items()}


def plain(words: str) -> str:
    return " ".join(words.split())


def test_the_constants_of_the_house_lie_inside_the_ranges_of_the_decree():
    chosen = {
        "nation": legal.NATION_PT,
        "motto": legal.MOTTO_PT,
        "agency": legal.AGENCY_PT,
        "number": legal.NUMBER_PT,
        "place_and_day": legal.PLACE_AND_DAY_PT,
        "kind": legal.KIND_PT,
        "letter_subject": legal.SUBJECT_PT,
        "body": legal.BODY_PT,
        "post": legal.POST_PT,
        "recipients_head": legal.RECIPIENTS_HEAD_PT,
        "recipients": legal.RECIPIENTS_PT,
        "address": legal.ADDRESS_PT,
        "stamp": legal.STAMP_PT,
        "page_number": legal.PAGE_NUMBER_PT,
    }
    edges = {
        "top": legal.TOP_MM,
        "bottom": legal.BOTTOM_MM,
        "left": legal.LEFT_MM,
        "right": legal.RIGHT_MM,
    }

    assert {
        name for name, size in chosen.items() if legal.SIZES_PT[name][0] <= size <= legal.SIZES_PT[name][1]
    } == set(legal.SIZES_PT)
    assert all(legal.EDGES_MM[name][0] <= edge <= legal.EDGES_MM[name][1] for name, edge in edges.items())
    assert legal.FIRST_LINE_MM in legal.FIRST_LINES_MM
    assert legal.LINE_SPACINGS[0] <= legal.LINE_HEIGHT <= legal.LINE_SPACINGS[1]
    assert 1 / 3 <= legal.SHORT_RULE_SHARE <= 1 / 2
    assert (legal.COPIES_PT, legal.CORNER_PT, legal.ANNEX_NAME_PT) == (11, 10, 14)


@pytest.mark.parametrize("name", FORMS)
def test_the_words_keep_to_the_edges_of_an_a4(pages, name):
    for page in pages[name]:
        if page.width > page.height:
            continue
        chars = [char for char in page.chars if char["text"].strip() and char["top"] > legal.TOP_MM * MM]
        assert (page.width / MM, page.height / MM) == (near(210), near(297))
        assert min(char["x0"] for char in chars) / MM >= legal.LEFT_MM - 0.5
        assert max(char["x1"] for char in chars) / MM <= 210 - legal.RIGHT_MM + 0.5
        assert min(char["top"] for char in chars) / MM == near(legal.HEAD_FROM_TOP_MM)


@pytest.mark.parametrize("name", FORMS)
def test_nation_and_motto_stand_at_the_right(pages, name):
    first = pages[name][0]
    nation, motto = line_with(first, legal.NATION, left=SPLIT), line_with(first, legal.MOTTO, left=SPLIT)
    rule = next(rule for rule in rules_of(first) if rule[0] > SPLIT and 0 < rule[2] - motto.top < 8)

    assert (nation.middle, motto.middle) == (near(RIGHT_MIDDLE), near(RIGHT_MIDDLE))
    assert (nation.font, nation.size, motto.font, motto.size) == ("Tinos-Bold", 12, "Tinos-Bold", 13)
    assert rule[:2] == (near(motto.left), near(motto.right))


@pytest.mark.parametrize("name", FORMS)
def test_superior_and_agency_stand_at_the_left_with_a_short_rule(pages, name):
    letterhead = PAPERS[name].letterhead
    lines = lines_of(pages[name][0], right=SPLIT)
    number = next(line.top for line in lines if line.text.startswith("Số:"))
    head = [line for line in lines if 19 < line.top < number - 2]
    superior = [line for line in head if line.font == "Tinos"]
    agency = [line for line in head if line.font == "Tinos-Bold"]
    rule = next(
        rule for rule in rules_of(pages[name][0]) if rule[1] < SPLIT and 0 < rule[2] - agency[-1].top < 8
    )

    assert " ".join(line.text for line in superior) == letterhead.superior
    assert " ".join(line.text for line in agency) == letterhead.agency
    assert [line.middle for line in head] == [near(LEFT_MIDDLE)] * len(head)
    assert 1 / 3 <= (rule[1] - rule[0]) / max(line.right - line.left for line in agency) <= 1 / 2


@pytest.mark.parametrize("name", FORMS)
def test_number_and_day_stand_level_under_their_boxes(pages, name):
    paper, first = PAPERS[name], pages[name][0]
    number = line_with(first, "Số:", right=SPLIT)

    assert number.text == plain(paper.number_line)
    assert (number.middle, number.size, number.font) == (near(LEFT_MIDDLE), 13, "Tinos")
    if "hội đồng" not in name:
        assert number.top == near(legal.NUMBER_FROM_TOP_MM)
    if paper.parties:
        assert not [line for line in lines_of(first, left=SPLIT) if "Đồng Nai, ngày" in line.text]
    else:
        day = line_with(first, "Đồng Nai, ngày", left=SPLIT)
        assert day.text == plain(paper.day_line)
        assert (day.font, day.size, day.top) == ("Tinos-Italic", 13, near(number.top))
        # A room at the end of the line is as much of it as its words.
        assert day.middle == pytest.approx(RIGHT_MIDDLE, abs=1 if paper.dated_on else 6)


@pytest.mark.parametrize("name", [name for name in FORMS if PAPERS[name].kind])
def test_kind_and_subject_stand_in_the_middle(pages, name):
    paper, first = PAPERS[name], pages[name][0]
    kind = next(line for line in lines_of(first) if line.text == paper.kind)
    words = [line for line in lines_of(first) if kind.top < line.top < kind.top + 16 and line.size == 14]
    subject = [line for line in words if line.font == "Tinos-Bold" and line.text in paper.subject]
    under = subject or [kind]
    rule = next(rule for rule in rules_of(first) if 0 < rule[2] - under[-1].bottom < 3)

    assert (kind.middle, kind.font, kind.size) == (near(TEXT_MIDDLE), "Tinos-Bold", 14)
    assert " ".join(line.text for line in subject) == paper.subject
    assert [line.middle for line in under] == [near(TEXT_MIDDLE)] * len(under)
    assert 1 / 3 <= (rule[1] - rule[0]) / max(line.right - line.left for line in under) <= 1 / 2
    if not paper.stamp and "hội đồng" not in name:
        assert kind.top == near(legal.KIND_FROM_TOP_MM)


@pytest.mark.parametrize("name", STAMPED)
def test_a_stamp_of_urgency_is_red_and_as_large_as_the_decree_says(pages, name):
    paper, first = PAPERS[name], pages[name][0]
    words = line_with(first, paper.stamp, right=SPLIT)
    frame = max(
        (
            rect
            for rect in first.rects
            if rect["x0"] / MM < 31 and rect["top"] / MM < words.top < rect["bottom"] / MM
        ),
        key=lambda rect: rect["width"],
    )

    assert frame["width"] / MM == near(legal.STAMP_WIDTHS_MM[paper.stamp])
    assert frame["height"] / MM == near(legal.STAMP_HEIGHT_MM)
    assert frame["x0"] / MM == near(legal.LEFT_MM)
    assert frame["non_stroking_color"] == (1.0, 0.0, 0.0)
    assert {char["non_stroking_color"] for char in first.chars if words.left <= char["x0"] / MM <= words.right and
            words.top - 0.1 <= char["top"] / MM <= words.bottom} == {(1.0, 0.0, 0.0)}  # fmt: skip
    assert (words.font, words.size) == ("Tinos-Bold", 13)
    assert {(paper.stamp, legal.STAMP_WIDTHS_MM[paper.stamp]) for paper in PAPERS.values() if paper.stamp} == {
        ("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mark"),
    [("1.4 tờ trình", "XEM XONG TRẢ LẠI"), ("1.4 thông báo của hội đồng", "LƯU HÀNH NỘI BỘ")],
)
def test_a_mark_of_circulation_stands_framed_in_the_upper_edge(pages, name, mark):
    words = line_with(pages[name][0], mark)
    frame = max(
        (rect for rect in pages[name][0].rects if rect["bottom"] / MM < legal.TOP_MM),
        key=lambda rect: rect["width"],
    )

    assert (words.font, words.size) == ("Tinos-Bold", 13)
    assert frame["x1"] / MM == near(legal.CIRCULATION_RIGHT_MM)
    assert frame["width"] / MM == near(legal.CIRCULATION_WIDTH_MM)
    assert (frame["top"] / MM, frame["height"] / MM) == (near(legal.CIRCULATION_TOP_MM), near(8))
    assert frame["x1"] / MM < legal.CORNER_MM[0]


@pytest.mark.parametrize("name", [name for name in FORMS if PAPERS[name].signature])
def test_recipients_and_post_stand_level_and_the_signer_under_his_post(pages, name):
    paper = PAPERS[name]
    page = next(page for page in pages[name] if "Nơi nhận:" in page.extract_text())
    head = line_with(page, "Nơi nhận:", right=SPLIT)
    listed = [line for line in lines_of(page, right=SPLIT) if line.top > head.top and line.size == 11]
    right = [line for line in lines_of(page, left=SPLIT) if line.top > head.top - 1]
    posts = [line for line in right if line.text in paper.signature.lines]
    signer = line_with(page, paper.signature.name, left=SPLIT)

    assert (head.left, head.top) == (near(legal.LEFT_MM), near(posts[0].top))
    assert (head.font, head.size) == ("Tinos-Bold-Italic", 12)
    assert [line.text for line in listed][: len(paper.recipients)] == paper.recipient_lines
    assert {line.font for line in listed} == {"Tinos"}
    assert tuple(line.text for line in posts) == paper.signature.lines
    assert {(line.font, line.size) for line in (*posts, signer)} == {("Tinos-Bold", 14)}
    assert [line.middle for line in (*posts, signer)] == [near(RIGHT_MIDDLE)] * (len(posts) + 1)
    assert signer.top - posts[-1].bottom == near(legal.SIGNATURE_MM)


def test_minutes_are_signed_in_two_columns(pages):
    first = pages["1.9 biên bản"][0]
    secretary, chair = line_with(first, "THƯ KÝ", right=SPLIT), line_with(first, "CHỦ TỌA", left=SPLIT)
    half = legal.TEXT_WIDTH_MM / 4

    assert secretary.top == near(chair.top)
    assert (secretary.middle, chair.middle) == (near(TEXT_MIDDLE - half), near(TEXT_MIDDLE + half))
    assert line_with(first, "Phạm Thu Hà", right=SPLIT).top > secretary.top


def test_box_12_stands_at_the_right_of_the_list(pages):
    page = next(page for page in pages["1.5 công văn"] if "PL.(300)" in page.extract_text())
    mark, kept = line_with(page, "PL.(300)"), line_with(page, "Lưu: VT, VP. MH.")

    assert (mark.right, mark.size) == (near(legal.COPIES_RIGHT_MM), 11)
    assert mark.top > kept.bottom


def test_the_words_are_set_as_the_decree_says(pages):
    lines = lines_of(pages["1.2 quyết định"][0])
    ground = next(line for line in lines if line.text.startswith("Căn cứ Luật"))
    order = next(line for line in lines if line.text == "QUYẾT ĐỊNH:")
    point = next(line for line in lines if line.text.startswith("đ) Báo cáo"))
    first = next(line for line in lines if line.text.startswith("Điều 1."))
    letters = [
        char for char in pages["1.2 quyết định"][0].chars if first.top <= char["top"] / MM <= first.bottom
    ]
    bold = "".join(char["text"] for char in letters if char["fontname"].endswith("Tinos-Bold"))

    assert (ground.font, ground.left) == ("Tinos-Italic", near(legal.LEFT_MM + legal.FIRST_LINE_MM))
    assert (order.font, order.middle) == ("Tinos-Bold", near(TEXT_MIDDLE))
    assert (point.font, point.left) == ("Tinos", near(legal.LEFT_MM + legal.FIRST_LINE_MM))
    assert bold.strip() == "Điều 1."
    assert first.right == near(210 - legal.RIGHT_MM)


def test_a_text_that_is_issued_has_a_head_of_its_own_without_number_and_day(pages):
    issued = pages["1.3 quyết định ban hành"][1]
    lines = [line.text for line in lines_of(issued)]

    assert line_with(issued, "QUY CHẾ").middle == near(TEXT_MIDDLE)
    assert [line for line in lines if line.startswith(("Số:", "Đồng Nai, ngày"))] == []
    assert DRAFTS["1.3 quyết định ban hành"].named == (
        "Quyết định số 57/QĐ-LM ngày 05 tháng 3 năm 2026 của Liên minh Hợp tác xã thành phố Đồng Nai"
    )
    assert f"(Ban hành kèm theo {DRAFTS['1.3 quyết định ban hành'].named})" in plain(issued.extract_text())
    assert [line.font for line in lines_of(issued) if line.text in {"Chương I", "QUY ĐỊNH CHUNG"}] == [
        "Tinos-Bold"
    ] * 2
    assert [line for line in lines_of(issued) if line.top < 18] == []


def test_annexes_are_numbered_in_roman_figures_and_do_not_say_what_they_go_with(pages):
    annexes = pages["1.5 công văn"][-2:]

    assert [lines_of(page)[0].text for page in annexes] == ["Phụ lục I", "Phụ lục II"]
    assert [lines_of(page)[1].text for page in annexes] == ["CHỈ TIÊU HỖ TRỢ", "KINH PHÍ HỖ TRỢ"]
    assert [lines_of(page)[0].size for page in annexes] == [14, 14]
    assert [page.width > page.height for page in annexes] == [False, True]
    assert ["Kèm theo" in page.extract_text() for page in annexes] == [False, False]


def test_the_second_page_is_numbered_in_the_middle_of_the_upper_edge_and_the_first_is_not(pages):
    tops = [[line for line in lines_of(page) if line.top < 18] for page in pages["1.4 kế hoạch"]]

    assert [[line.text for line in top] for top in tops] == [[], ["2"]]
    assert (tops[1][0].middle, tops[1][0].size, tops[1][0].font) == (near(TEXT_MIDDLE), 13, "Tinos")


@pytest.mark.parametrize("name", PAPERS)
def test_one_family_of_letters_is_embedded(name, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(all_pdfs()[name])
    told = subprocess.run(
        ["pdffonts", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in told.splitlines()[2:]]

    assert {row[0].split("+")[1].split("-")[0] for row in rows} == {"Tinos"}
    assert {row[-5] for row in rows} == {"yes"}


@pytest.mark.parametrize("name", FORMS)
def test_every_word_can_be_copied_out_letter_for_letter(pages, name):
    paper = PAPERS[name]
    text = plain(" ".join(page.extract_text() for page in pages[name]))
    said = [
        plain(f"{block.lead} {block.text}" if isinstance(block, Paragraph) else block.text)
        for block in (*paper.blocks, *(block for issued in paper.attached for block in issued.blocks))
        if isinstance(block, Paragraph | Heading)
    ]
    # A paragraph that goes over to the next page is parted by its number.
    text = re.sub(r" \d (?=3\. Trong|vướng)", " ", text)

    assert [words for words in said if words not in text] == []
    figures = [
        cell for block in paper.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells
    ]
    assert [cell for cell in figures if any(word not in text for word in cell.split())] == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 24), "Đồng Nai, ngày 24 tháng 10 năm 2025"),
        (date(2026, 3, 5), "Đồng Nai, ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 9), "Đồng Nai, ngày 09 tháng 02 năm 2026"),
    ],
)
def test_days_take_their_noughts(day, words):
    assert paper_of(replace(PLAN, dated_on=day)).day_line == words


@pytest.mark.django_db
def test_a_paper_of_the_old_day_keeps_the_name_of_its_superior_after_it_has_changed():
    drafts = [
        replace(PLAN, letterhead=letterhead_on(day), dated_on=day, number=number, text="Nội dung")
        for day, number in ((date(2025, 10, 24), "245"), (date(2026, 3, 5), "31"), (date(2026, 9, 15), "187"))
    ]
    firsts = [pages_of(body)[0] for body in pdfs([paper_of(draft) for draft in drafts])]
    heads = [[line.text for line in lines_of(first, right=SPLIT) if 19 < line.top < 40] for first in firsts]

    assert heads[0] == ["UBND TỈNH ĐỒNG NAI", "LIÊN MINH HỢP TÁC XÃ", "Số: 245/KH-LM"]
    assert heads[1] == ["UBND TỈNH ĐỒNG NAI", "LIÊN MINH HỢP TÁC XÃ", "Số: 31/KH-LM"]
    assert heads[2] == ["UBND THÀNH PHỐ ĐỒNG NAI", "LIÊN MINH HỢP TÁC XÃ", "Số: 187/KH-LM"]
    assert [line_with(first, "Đồng Nai, ngày", left=SPLIT).text for first in firsts] == [
        "Đồng Nai, ngày 24 tháng 10 năm 2025",
        "Đồng Nai, ngày 05 tháng 3 năm 2026",
        "Đồng Nai, ngày 15 tháng 9 năm 2026",
    ]


def test_a_signature_is_never_alone_on_a_page():
    drafts = [
        replace(PLAN, text="\n".join(f"{n}. Các phòng, đơn vị tổ chức thực hiện." for n in range(1, count)))
        for count in range(17, 33)
    ]
    made = [pages_of(body) for body in pdfs([paper_of(draft) for draft in drafts])]
    with_words = [
        [line.text for line in lines_of(pages[-1]) if "Các phòng, đơn vị tổ chức" in line.text]
        for pages in made
    ]

    assert {len(pages) for pages in made} == {1, 2}
    assert [count for count, words in enumerate(with_words) if not words] == []


def test_every_form_of_the_decree_has_its_sample():
    assert {draft.code for draft in DRAFTS.values()} == {
        "nq", "qd", "kh", "ttr", "tb", "cv", "cd", "gm", "ggt", "bb", "gnp"
    }  # fmt: skip
    assert len(pdf(PAPERS["3.1 bản sao"])) > 1000
