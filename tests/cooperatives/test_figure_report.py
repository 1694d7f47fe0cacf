"""The official report on cooperatives: frozen with its records, beside what is known later, against the year's plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.figure_plans import save_plan
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.register import Kind, Status
from cooperatives.figure_lines import How, line_of, lines
from cooperatives.figure_report import told
from cooperatives.forms.figures import FigurePlanForm
from cooperatives.models import AllianceMembership, Cooperative, FigurePlan, YearFigures
from cooperatives.queries.figure_table import figures_of, flows_of
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.contributions import temporarily
from lmhtx.counting import TableFigures
from lmhtx.people.models import User
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import Wish, build_run
from lmhtx.reports.actions.drifting import let_be, watch_issued
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportDrift, ReportRun
from lmhtx.reports.queries.closings import drifted
from lmhtx.reports.queries.comparison import compared
from lmhtx.reports.queries.lineage import figure_at, worth_of
from lmhtx.reports.queries.lineage import figures_of as traced_of
from lmhtx.reports.rules import Days, year_first
from lmhtx.reports.tasks import watch_reports
from lmhtx.workflow import Refused
from tests.factories import plans as make
from tests.factories.cooperatives import cooperative
from tests.lmhtx.reports.conftest import at

pytestmark = pytest.mark.django_db
HALF = Days(date(2025, 12, 15), date(2026, 6, 14))


def wish(span: Span = Span.HALF, number: int = 1, year: int = 2026) -> Wish:
    return Wish(report="cooperatives.figures", span=span, window=Window.DECREE, year=year, number=number)


@pytest.fixture
def farm() -> Cooperative:
    one = cooperative(name="HTX Xuân Lộc", first_registered_on=date(2020, 1, 1))
    YearFigures.objects.create(
        cooperative=one,
        year=2025,
        official_members=50,
        revenue_vnd=2_000_000_000,
        workers=10,
        wage_vnd=5_000_000,
    )
    return one


@pytest.fixture
def other() -> Cooperative:
    one = cooperative(name="HTX Long Khánh", first_registered_on=date(2026, 3, 1))
    YearFigures.objects.create(
        cooperative=one, year=2025, revenue_vnd=1_000_000_000, workers=30, wage_vnd=7_000_000
    )
    return one


@pytest.fixture
def run(farm, other, officer) -> ReportRun:
    with at("2026-06-16 09:00"):
        return build_run(wish=wish(), by=officer)


@pytest.fixture
def issued(run, officer, office_chief, chairman) -> ReportRun:
    with at("2026-06-16 10:00"):
        sent = life.submit_run(run=run, by=officer)
        sent = life.check_run(run=sent, by=office_chief)
        return life.issue_run(run=sent, by=chairman, paper=life.Paper(number="20"))


def cell(run: ReportRun, code: str, column: str = "now"):
    rows = next(one for one in run.figures["sections"] if one["key"] == "table")["rows"]
    return next(row for row in rows if row["key"] == code)["cells"].get(column, {}).get("v")


def dissolve(one: Cooperative, by: User, effective_on: date, when: str) -> None:
    with at(when):
        happening = Happening(
            status=Status.DISSOLVED_FREELY, effective_on=effective_on, document_number="1/TB", has_debts=False
        )
        record_status(cooperative=one, by=by, happening=happening)


# What is kept is what the table says ---------------------------------------------------------------------------------


def test_the_report_says_what_the_table_says_and_every_figure_opens_its_records(run, officer):
    for days, column in ((HALF, "now"), (Days(date(2024, 12, 15), date(2025, 6, 14)), "base")):
        table = figures_of(days, officer)
        for line in lines():
            if line.how == How.NONE:
                continue
            kept, live = cell(run, line.code, column), table[line.code].value
            same = kept is live is None or Decimal(kept) == Decimal(live)
            assert same, (line.code, column, kept, live)

    for traced in traced_of(run):
        if "counts" not in traced.figure:
            assert str(worth_of(run, traced.figure)) == str(traced.figure["v"]), traced.title


def test_means_are_of_those_who_told_and_wages_are_weighed(run):
    assert cell(run, "25") == 1500
    assert cell(run, "28") == 78
    assert cell(run, "13") == 50
    assert cell(run, "24") is None


def test_the_texts_say_the_figures_and_name_who_came(run, other):
    assert "Đến ngày chốt số liệu có 2 hợp tác xã" in run.texts["results"]
    assert "thành lập mới 1 hợp tác xã" in run.texts["results"]
    assert "78" in run.texts["results"]
    founded = next(one for one in run.figures["lists"] if one["key"] == "founded")
    assert [row["cells"] for row in founded["rows"]] == [
        ["HTX Long Khánh", "Hợp tác xã", str(other.commune), "01/3/2026"]
    ]
    assert run.texts["limits"] == ""


def test_an_empty_register_tells_no_means(officer):
    with at("2026-06-16 09:00"):
        run = build_run(wish=wish(), by=officer)

    assert "bình quân" not in run.texts["results"]
    assert cell(run, "25") is None


def test_who_left_and_who_ended_are_named(farm, other, officer):
    AllianceMembership.objects.create(
        cooperative=farm,
        admitted_on=date(2026, 1, 5),
        decision="1",
        left_on=date(2026, 5, 2),
        left_decision="2",
    )
    stopped = cooperative(name="HTX Ngừng")
    with at("2026-02-01 09:00"):
        happening = Happening(status=Status.STOPPED, effective_on=date(2026, 2, 1))
        record_status(cooperative=stopped, by=officer, happening=happening)
    dissolve(other, officer, date(2026, 6, 1), "2026-06-02 09:00")
    with at("2026-06-16 09:00"):
        run = build_run(wish=wish(), by=officer)

    named = {one["key"]: [row["cells"][3:] for row in one["rows"]] for one in run.figures["lists"]}
    assert named == {
        "founded": [["01/3/2026"]],
        "ended": [["01/6/2026", "Đã giải thể (tự nguyện)"]],
        "joined": [["05/01/2026"]],
        "left": [["02/5/2026"]],
    }
    assert "Còn 1 hợp tác xã" in run.texts["limits"]


def test_kept_facts_read_as_words():
    facts = {
        "counts": ["htx", "active", "farming"],
        "numbers": {"official_members": 50, "revenue_vnd": 2_000_000_000},
    }

    assert told(facts) == "đang hoạt động, nông nghiệp, 50 thành viên, doanh thu 2.000.000.000 đ"
    assert told({"counts": ["htx"], "numbers": {}}) == "không có dữ kiện nào khác"


# The year, and its plan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_on", "window", "first_on"),
    [
        (date(2026, 6, 14), Window.DECREE, date(2025, 12, 15)),
        (date(2026, 12, 14), Window.DECREE, date(2025, 12, 15)),
        (date(2026, 6, 30), Window.CALENDAR, date(2026, 1, 1)),
    ],
)
def test_the_year_of_a_close_begins(last_on, window, first_on):
    assert year_first(last_on, window=window) == first_on


def test_flows_add_up_since_the_year_began_and_stand_against_the_plan(farm, other, officer, unit_head, as_):
    cooperative(name="HTX Mới", first_registered_on=date(2026, 7, 20))
    gone = cooperative(name="HTX Tan", first_registered_on=date(2019, 1, 1))
    dissolve(gone, officer, date(2026, 1, 10), "2026-01-12 09:00")
    save_plan(
        plan=FigurePlan(year=2026, document="12/KH-UBND ngày 05/01/2026"),
        by=unit_head,
        numbers={"5": Decimal(40), "25": Decimal("3000.5"), "1": Decimal(6)},
    )

    page = as_(officer).get(reverse("figure_table"), {"ky": "quarter:2026:3"})
    rows = {row.line.code: row for row in page.context["table"].rows}

    assert (rows["5"].now.value, rows["5"].year.value, rows["5"].plan) == (1, 2, 40)
    assert (rows["6a"].now.value, rows["6a"].year.value) == (0, 1)
    assert rows["5"].done_percent == Decimal("5.0")
    assert (rows["1"].year, rows["1"].done_percent) == (None, Decimal("50.0"))
    assert rows["25"].done_percent == Decimal("49.9")
    assert "12/KH-UBND ngày 05/01/2026" in page.content.decode()
    assert len(as_(officer).get(rows["5"].year_address).context["table"].rows) == 2

    with at("2026-09-15 09:00"):
        run = build_run(wish=wish(Span.QUARTER, 3), by=officer)
    assert [cell(run, "5", column) for column in ("now", "year", "plan", "done")] == [1, 2, 40, "5.0"]
    assert [cell(run, "6a", column) for column in ("now", "year")] == [0, 1]
    assert cell(run, "1", "year") is None
    assert cell(run, "25", "plan") == "3000.5"
    assert "lũy kế từ đầu năm thành lập mới 2, đạt 5,0% kế hoạch" in run.texts["results"]
    whole = flows_of(Days(date(2025, 12, 15), date(2026, 9, 14)), officer)
    assert {line.code for line in lines() if line.flows} == set(whole)


def test_a_plan_is_typed_with_commas_and_its_change_is_told(unit_head, as_):
    browser = as_(unit_head)
    form = FigurePlanForm()
    assert set(form.names) == {line.code for line in lines() if line.is_planned}
    assert "11c" not in form.names

    given = {"year": "2026", "document": "12/KH-UBND", "chi_tieu_5": "40", "chi_tieu_25": "3.000,5"}
    assert browser.post(reverse("figure_plan_create"), given).status_code == HTTPStatus.FOUND
    plan = FigurePlan.objects.get()
    assert plan.values == {"5": "40", "25": "3000.5"}

    address = reverse("figure_plan_update", args=[plan.pk])
    assert 'value="3.000,5"' in browser.get(address).content.decode()
    changed = browser.post(address, {**given, "chi_tieu_5": "45", "chi_tieu_25": "", "version": plan.version})
    assert changed.status_code == HTTPStatus.FOUND
    entry = Entry.objects.filter(verb="cooperatives.figure_plan.changed").get()
    assert entry.data["lines"] == {"5": ["40", "45"], "25": ["3000.5", None]}
    assert FigurePlan.objects.get().created_by == unit_head


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"chi_tieu_5": "-1"}, "lớn hơn hoặc bằng"),
        ({"chi_tieu_5": "bốn mươi"}, "dấu phẩy ngăn phần lẻ"),
        ({"year": "1900"}, "Năm kế hoạch từ 2000 đến 2100"),
        ({"document": ""}, "Hãy điền mục này"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(typed, words, unit_head, as_):
    given = {"year": "2026", "document": "12/KH-UBND", **typed}

    page = as_(unit_head).post(reverse("figure_plan_create"), given)

    assert words in page.content.decode()
    assert not FigurePlan.objects.exists()


def test_a_year_has_one_plan_and_only_the_keeping_unit_writes_it(unit_head, clerk, as_):
    FigurePlan.objects.create(year=2026, document="12/KH-UBND")

    again = as_(unit_head).post(reverse("figure_plan_create"), {"year": "2026", "document": "13/KH-UBND"})

    assert "đã tồn tại" in again.content.decode() or "đã có" in again.content.decode()
    assert as_(clerk).get(reverse("figure_plan_create")).status_code == HTTPStatus.FORBIDDEN


# Who may see it ------------------------------------------------------------------------------------------------------


def test_whoever_may_not_see_cooperatives_sees_no_report_of_them(run, officer):
    accountant = User.objects.get(username="ketoanquy")

    assert run in ReportRun.objects.visible_to(officer)
    assert accountant.has_perm("reports.view_run")
    assert run not in ReportRun.objects.visible_to(accountant)


def test_a_report_of_the_register_is_not_about_a_plan(officer, as_):
    plan = make.plan(title="Kế hoạch năm 2026", created_by=officer)
    asked = {
        "report": "cooperatives.figures",
        "subject": plan.pk,
        "period": "half:2026:1",
        "window": "decree",
    }

    page = as_(officer).post(reverse("report_run_create"), asked)

    assert "không lập riêng cho một kế hoạch" in page.content.decode()


def test_the_table_leads_to_its_report_with_the_period_chosen(officer, as_):
    browser = as_(officer)
    words = browser.get(reverse("figure_table"), {"ky": "half:2026:1"}).content.decode()
    assert "report=cooperatives.figures&amp;period=half:2026:1&amp;window=decree" in words

    form = browser.get(
        reverse("report_run_create"), {"report": "cooperatives.figures", "period": "half:2026:1"}
    ).context["form"]
    assert (form["report"].value(), form["period"].value()) == ("cooperatives.figures", "half:2026:1")


# What comes to light later -------------------------------------------------------------------------------------------


def test_a_dissolution_recorded_late_proposes_a_second_version(issued, other, officer, office_chief, as_):
    """HTX D, dissolved of its own will with effect of 10/06/2026, recorded on 20/06/2026."""
    assert watch_issued(today=date(2026, 6, 19)) == 0
    assert not ReportDrift.objects.exists()
    dissolve(other, officer, date(2026, 6, 10), "2026-06-20 09:00")

    with at("2026-06-21 05:45"):
        assert watch_reports() == "1 báo cáo đã ban hành nay có số khác."
        assert watch_issued(today=clock.today()) == 1

    assert list(drifted(officer)) == list(drifted(office_chief)) == [issued]
    told_now = {one.traced.title: one for one in compared(issued).differences}
    ended = told_now[
        "Bảng chỉ tiêu kinh tế tập thể, hợp tác xã – 6a. Hợp tác xã giải thể – tự nguyện – Kỳ này"
    ]
    assert (ended.traced.words, ended.now) == ("0", "1")
    assert ended.reasons[0].thing == other
    assert any("20/06/2026" in line for line in ended.reasons[0].lines)
    page = as_(officer).get(issued.get_absolute_url()).content.decode()
    assert "Số liệu nay đã khác" in page

    with at("2026-06-21 09:00"):
        second = life.correct_run(run=issued, by=officer, note="Ghi nhận giải thể muộn.")
    assert (second.edition, cell(second, "6a"), cell(second, "1")) == (2, 1, 1)
    assert cell(ReportRun.objects.get(pk=issued.pk), "6a") == 0
    assert list(drifted(officer)) == []
    with at("2026-06-22 05:45"):
        assert watch_issued(today=clock.today()) == 0


def test_one_that_ends_after_the_close_changes_nothing(issued, other, officer):
    """HTX E, with effect of 20/06/2026."""
    dissolve(other, officer, date(2026, 6, 20), "2026-06-20 09:00")

    assert compared(issued).differences == []


def test_sums_means_and_what_other_rooms_tell_are_compared_too(farm, other, officer, office_chief, chairman):
    loans = {"worth": 5}
    fund = TableFigures(
        key="fund.loans", codes=("45a",), values=lambda _user, _first, _last: {"45a": loans["worth"]}
    )
    with temporarily(fund):
        with at("2026-06-16 09:00"):
            sent = life.submit_run(run=build_run(wish=wish(), by=officer), by=officer)
            sent = life.check_run(run=sent, by=office_chief)
            issued = life.issue_run(run=sent, by=chairman, paper=life.Paper(number="20"))
        loans["worth"] = 7
        YearFigures.objects.filter(cooperative=farm).update(revenue_vnd=4_000_000_000, official_members=None)

        now = {(one.traced.row, one.traced.column): one for one in compared(issued).differences}

    assert (now["25", "now"].traced.words, now["25", "now"].now) == ("1.500", "2.500")
    assert now["25", "now"].reasons[0].words == "nay có số khác"
    assert now["13", "now"].now == "–"
    assert now["13", "now"].reasons[0].words == "nay không còn được tính"
    assert (now["45a", "now"].traced.words, now["45a", "now"].now) == ("5", "7")
    assert now["45a", "now"].reasons == []


def test_a_person_lets_a_report_be_and_is_asked_again_when_more_changes(
    issued, farm, other, officer, chairman, as_
):
    with pytest.raises(Refused, match="không có con số nào khác"):
        let_be(run=issued, by=officer, note="x")
    dissolve(other, officer, date(2026, 6, 10), "2026-06-20 09:00")
    watch_issued(today=date(2026, 6, 21))
    with pytest.raises(Refused, match="ghi lý do"):
        let_be(run=issued, by=officer, note=" ")

    browser = as_(officer)
    kept = browser.post(reverse("report_run_let_be", args=[issued.pk]), {"note": "Đưa vào kỳ sau."})
    assert kept.status_code == HTTPStatus.FOUND
    assert list(drifted(officer)) == []
    assert "Đưa vào kỳ sau." in browser.get(reverse("report_run_compare", args=[issued.pk])).content.decode()
    with pytest.raises(Refused, match="đã quyết định giữ nguyên"):
        let_be(run=issued, by=officer, note="Lần nữa.")
    watch_issued(today=date(2026, 6, 22))
    assert list(drifted(officer)) == []

    dissolve(farm, officer, date(2026, 6, 11), "2026-06-23 09:00")
    watch_issued(today=date(2026, 6, 24))
    assert list(drifted(officer)) == [issued]
    assert ReportDrift.objects.get().let_be_note == ""
    assert list(drifted(chairman)) == []


def test_a_report_put_right_again_is_no_longer_asked_about(issued, farm, officer):
    YearFigures.objects.filter(cooperative=farm).update(revenue_vnd=4_000_000_000)
    watch_issued(today=date(2026, 6, 21))
    assert list(drifted(officer)) == [issued]
    assert str(ReportDrift.objects.get()).endswith("con số nay khác")
    assert list(ReportDrift.objects.visible_to(officer)) == [ReportDrift.objects.get()]

    YearFigures.objects.filter(cooperative=farm).update(revenue_vnd=2_000_000_000)

    assert watch_issued(today=date(2026, 6, 22)) == 0
    assert not ReportDrift.objects.exists()


def test_those_who_build_no_reports_are_not_asked(issued, other, officer):
    dissolve(other, officer, date(2026, 6, 10), "2026-06-20 09:00")
    watch_issued(today=date(2026, 6, 21))

    assert list(drifted(officer)) == [issued]
    assert list(drifted(User.objects.get(username="kiemsoat"))) == []


# How it leaves, and what it costs -------------------------------------------------------------------------------------


def test_its_page_names_where_it_counted_and_opens_a_figure(issued, farm, officer, as_):
    browser = as_(officer)

    page = browser.get(issued.get_absolute_url()).content.decode()
    assert "Toàn bộ sổ hợp tác xã trên địa bàn" in page
    figure = figure_at(issued, "table", "25", "now")
    behind = browser.get(reverse("report_figure", args=[issued.pk, "table", "25", "now"])).content.decode()
    assert figure.words in behind
    assert "HTX Xuân Lộc" in behind
    assert "doanh thu 2.000.000.000 đ" in behind
    assert "Báo cáo đã tính hợp tác xã này" in browser.get(farm.get_absolute_url()).content.decode()


def test_building_costs_the_same_however_many_there_are(farm, officer):
    def cost(number: int) -> int:
        with at("2026-06-16 09:00"), CaptureQueriesContext(connection) as seen:
            build_run(wish=wish(Span.MONTH, number), by=officer)
        return len(seen)

    cost(1)
    before = cost(2)
    for place in range(3):
        cooperative(name=f"HTX {place}", kind=Kind.COOPERATIVE)

    assert cost(3) == before


def test_a_line_can_count_others():
    assert line_of("5").over("year_is_new").where == "year_is_new"
