"""The paper of a report: headings over words only, groups as the plan counts them, lists that lose nobody."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lmhtx.reports import document
from lmhtx.reports.actions.building import build_run
from lmhtx.reports.document import paper_of
from lmhtx.reports.paper import Heading, Table
from lmhtx.reports.parts import PARTS
from lmhtx.reports.pdf import pdf
from lmhtx.reports.queries import pages
from lmhtx.reports.workbook import workbook_of
from lmhtx.vn.numbers import roman
from tests.lmhtx.reports.papers import pages_of
from tests.lmhtx.reports.test_building import half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(plan, officer):
    return build_run(wish=half_year(plan), by=officer)


def headings(run) -> list[str]:
    return [one.text for one in paper_of(run).blocks if isinstance(one, Heading) and one.level == 1]


def test_a_part_without_words_has_no_heading_and_the_numbers_run_on(run):
    assert (run.texts["causes"], run.texts["proposals"]) == ("", "")

    assert headings(run) == [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. HẠN CHẾ, TỒN TẠI",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
    ]
    words = "\n".join(page.extract_text() for page in pages_of(pdf(paper_of(run))))
    assert "NGUYÊN NHÂN" not in words
    assert "IV. PHƯƠNG HƯỚNG" in words


def test_with_all_parts_written_all_have_headings_and_the_results_always(run):
    run.texts = dict.fromkeys(PARTS, "Đã viết.")
    assert [one.partition(".")[0] for one in headings(run)] == ["I", "II", "III", "IV", "V", "VI"]
    run.texts = {}
    assert headings(run) == ["I. KẾT QUẢ THỰC HIỆN"]


@pytest.mark.parametrize(
    ("count", "figures"),
    [(1, "I"), (4, "IV"), (9, "IX"), (10, "X"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")],
)
def test_counts_in_roman_figures(count, figures):
    assert roman(count) == figures


def test_groups_stand_as_the_plan_counts_them(given, officer):
    for group in ("X. Tổ chức", "IX. Tài chính", "", "V. Đào tạo", "Nhóm khác", "II. Pháp luật", "I. Chung"):
        task = given(f"Việc {group}", "2026-06-01", group=group)
    run = build_run(wish=half_year(task.plan), by=officer)

    section = next(one for one in run.figures["sections"] if one["key"] == "by_group")

    assert [row["label"] for row in section["rows"]] == [
        "I. Chung",
        "II. Pháp luật",
        "V. Đào tạo",
        "IX. Tài chính",
        "X. Tổ chức",
        "Nhóm khác",
        "Không thuộc nhóm nào",
    ]


def test_a_list_too_long_for_the_paper_says_so_and_goes_on_in_the_workbook(
    run, given, officer, monkeypatch, as_
):
    monkeypatch.setattr(document, "MOST_ON_PAPER", 3)
    monkeypatch.setattr(pages, "MOST_LISTED", 2)
    for number in range(5):
        late = given(f"Trễ {number}", "2026-06-01")
    run = build_run(wish=half_year(late.plan), by=officer)
    late = next(one for one in run.figures["lists"] if one["key"] == "late")
    assert len(late["rows"]) == 7

    annex = next(one for one in paper_of(run).annexes if one.title == late["title"])
    table = next(one for one in annex.blocks if isinstance(one, Table))
    assert [row.cells[0] for row in table.rows] == [
        "1",
        "2",
        "3",
        "… và 4 dòng nữa, nêu đủ trong tệp Excel kèm theo báo cáo này.",
    ]
    sheet = load_workbook(BytesIO(workbook_of(run)))[late["title"][:31].strip()]
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == list(range(1, 8))
    page = as_(officer).get(run.get_absolute_url()).content.decode()
    assert "… và 5 dòng nữa" in page


def test_annexes_are_numbered_beyond_eight(run):
    one = next(section for section in run.figures["sections"] if section["key"] == "by_agency")
    run.figures["sections"] += [dict(one, key=f"x{place}") for place in range(10)]
    run.signed_on = date(2026, 6, 18)

    names = [annex.name for annex in paper_of(run).annexes]

    assert names[8:10] == ["Phụ lục IX", "Phụ lục X"]
