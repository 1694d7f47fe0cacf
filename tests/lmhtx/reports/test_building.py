"""Building a report: what stood at the close, once for each schedule and period, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lmhtx.base import clock
from lmhtx.contributions import temporarily
from lmhtx.reports.actions.building import Wish, build_run, draft_due, rebuild_run
from lmhtx.reports.actions.life import drop_run, submit_run
from lmhtx.reports.enums import RunState, Span, Window
from lmhtx.reports.models import CountedRecord, ReportRun, ReportSchedule
from lmhtx.reports.periodic import kind_of
from lmhtx.reports.queries.lineage import figure_at, figures_of, worth_of
from lmhtx.workflow import Refused
from plans.enums import ChangeKind
from plans.queries.progress_reasons import told
from tests.factories import plans as make
from tests.lmhtx.reports.conftest import ordered

pytestmark = pytest.mark.django_db


def half_year(plan, **more):
    return Wish(
        **{
            "report": "plans.progress",
            "span": Span.HALF,
            "window": Window.DECREE,
            "year": 2026,
            "number": 1,
            "subject_id": plan.pk if plan else None,
            **more,
        }
    )


@pytest.fixture
def run(plan, officer):
    return build_run(wish=half_year(plan), by=officer)


def facts_of(run, task):
    return run.records.get(record_id=task.pk, is_base=False).facts


def cell(run, section, row, column):
    return figure_at(run, section, row, column).figure["v"]


STATUS_AT_CLOSE = {
    "on_time": "done_on_time",
    "late": "done_late",
    "accepted_after": "done_on_time",
    "sent_after": "overdue",
    "overdue": "overdue",
    "extended": "not_due",
    "extended_after": "not_due",
    "suspended": "suspended",
    "suspended_after": "not_due",
    "coming": "not_due",
    "running": "running",
    "undated": "undated",
    "cancelled": "cancelled",
    "pending": "awaiting",
}


def test_every_task_stands_as_it_stood_at_the_close(run, office):
    assert {name: facts_of(run, task)["status"] for name, task in office.items()} == STATUS_AT_CLOSE


def test_deadlines_stand_as_they_stood_at_the_close(run, office):
    assert facts_of(run, office["extended"])["due"] == "2026-09-30"
    assert facts_of(run, office["extended"])["first_due"] == "2026-06-01"
    assert facts_of(run, office["extended_after"])["due"] == "2026-06-20"
    assert facts_of(run, office["running"])["percent"] == 40


def test_both_shares_on_time_are_told(run):
    # Of the present deadlines 2 kept, 1 late, 2 overdue; by the original ones the extended task is overdue as well.
    assert cell(run, "summary", "share", "now") == "40.0"
    assert cell(run, "summary", "share", "first") == "33.3"


def test_flows_are_those_of_the_days_of_the_report(run):
    flows = {
        key: cell(run, "flows", key, "now")
        for key in ("new", "due_in", "done_in", "moved_in", "asked", "coming")
    }

    assert flows == {"new": 14, "due_in": 8, "done_in": 3, "moved_in": 1, "asked": 1, "coming": 2}


def test_a_base_of_nought_is_no_growth(run):
    total = next(section for section in run.figures["sections"] if section["key"] == "summary")["rows"][0]

    assert (total["cells"]["base"]["v"], total["cells"]["growth"]) == (0, {"v": None})


def test_agencies_are_counted_each_where_they_lead(run):
    section = next(one for one in run.figures["sections"] if one["key"] == "by_agency")
    told = {
        row["label"]: (row["cells"]["total"]["v"], row["cells"]["overdue"]["v"]) for row in section["rows"]
    }

    assert told == {
        "Sở Tài chính": (2, 1),
        "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã": (13, 1),
    }


def test_late_tasks_are_named_with_days_and_reason(run, office):
    late = next(one for one in run.figures["lists"] if one["key"] == "late")

    assert [(row["id"], row["cells"][2:]) for row in late["rows"]] == [
        (office["overdue"].pk, ["04/6/2026", 10, "Chưa có báo cáo."]),
        (office["sent_after"].pk, ["10/6/2026", 4, "Chưa có báo cáo."]),
    ]


def test_more_time_is_named_with_its_ground(run, office):
    moved = next(one for one in run.figures["lists"] if one["key"] == "moved")

    assert [(row["id"], row["cells"][2:]) for row in moved["rows"]] == [
        (office["extended"].pk, ["01/6/2026", "30/9/2026", "Chờ hướng dẫn của Bộ."])
    ]


def test_a_deadline_moved_by_an_order_names_who_said_so_and_the_paper(office, unit_head, officer):
    task = office["running"]
    for document in ("", "CV 12/UBND-KT ngày 02/6/2026"):
        ordered(
            task, unit_head, ChangeKind.DUE, "2026-06-02 10:00", due_on=date(2026, 12, 30), document=document
        )
    run = build_run(wish=half_year(task.plan), by=officer)

    moved = next(one for one in run.figures["lists"] if one["key"] == "moved")

    by_order = "Chỉ đạo của Chủ tịch ngày 02/6/2026"
    assert {row["id"]: row["cells"][4] for row in moved["rows"]}[task.pk] == (
        f"{by_order}; {by_order}, CV 12/UBND-KT ngày 02/6/2026"
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "running"}, "Đang thực hiện trong hạn"),
        (
            {"status": "done_late", "due": "2026-05-20", "done": "2026-05-25", "late": 5},
            "Hoàn thành quá hạn, hạn 20/5/2026, hoàn thành 25/5/2026, quá hạn 5 ngày",
        ),
        (
            {
                "status": "undated",
                "targets": [{"id": 1, "done": "51.50", "quantity": 81, "unit": "HTX"}],
            },
            "Chưa xác định hạn, đã đạt 51.5/81 HTX",
        ),
    ],
)
def test_how_a_task_stood_is_told_in_words(facts, words):
    assert told(facts) == words


def test_every_figure_counts_the_records_it_opens(run):
    counted = [one for one in figures_of(run) if "counts" not in one.figure and "quantity" not in one.figure]

    assert len(counted) > 60
    assert {one.title: (one.figure["v"], worth_of(run, one.figure)) for one in counted} == {
        one.title: (one.figure["v"], one.figure["v"]) for one in counted
    }


def test_of_all_plans_single_tasks_are_none(plan, officer):
    make.task(text="Việc lẻ", created_by=officer)

    run = build_run(wish=half_year(None), by=officer)

    assert cell(run, "summary", "total", "now") == 14
    assert [one["key"] for one in run.figures["sections"]][4] == "by_plan"


def test_a_period_that_is_not_over_is_refused(plan, officer):
    with pytest.raises(Refused, match="chốt số liệu ngày 14/12/2026"):
        build_run(wish=half_year(plan, number=2), by=officer)


def test_free_days_need_both_ends_in_order(plan, officer):
    wish = half_year(plan, span=Span.FREE, first_on=date(2026, 6, 2), last_on=date(2026, 6, 1))

    with pytest.raises(Refused, match="ngày cuối không được trước ngày đầu"):
        build_run(wish=wish, by=officer)


@pytest.fixture
def schedule(plan):
    return ReportSchedule.objects.create(
        report="plans.progress",
        subject_id=plan.pk,
        span=Span.HALF,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )


def test_a_schedule_drafts_the_morning_after_and_once(schedule, at_day):
    at_day(date(2026, 6, 14))
    assert draft_due(today=clock.today()) == []
    at_day(date(2026, 6, 15))

    made = draft_due(today=clock.today())

    assert [(run.first_on, run.last_on, run.state, run.created_by) for run in made] == [
        (date(2025, 12, 15), date(2026, 6, 14), RunState.DRAFT, None)
    ]
    assert draft_due(today=clock.today()) == []


def test_a_dropped_draft_is_not_drafted_again(schedule, at_day, officer):
    at_day(date(2026, 6, 15))
    (run,) = draft_due(today=clock.today())

    drop_run(run=run, by=officer)

    assert draft_due(today=clock.today()) == []


def test_after_an_outage_the_draft_is_made_up_for(schedule, at_day):
    at_day(date(2026, 7, 20))

    assert [run.last_on for run in draft_due(today=clock.today())] == [date(2026, 6, 14)]


def test_a_schedule_that_has_ended_drafts_its_last_period_still(schedule, at_day):
    at_day(date(2027, 1, 4))

    assert [run.last_on for run in draft_due(today=clock.today())] == [date(2026, 12, 14)]


def test_the_database_keeps_one_draft_for_each_schedule_and_period(schedule, plan, officer):
    first = build_run(wish=half_year(plan), by=officer, schedule=schedule)
    facts = {
        name: getattr(first, name)
        for name in ("report", "title", "span", "window", "period_label", "built_at", "schedule")
    }
    days = {name: getattr(first, name) for name in ("first_on", "last_on", "base_first_on", "base_last_on")}

    with pytest.raises(IntegrityError, match="report_run_once_for_schedule"), transaction.atomic():
        ReportRun.objects.create(**facts, **days)


def test_a_run_that_breaks_midway_leaves_nothing(plan, officer):
    def broken(run):
        raise RuntimeError

    kind = replace(kind_of("plans.progress"), key="plans.broken", texts=broken)

    with temporarily(kind), pytest.raises(RuntimeError):
        build_run(wish=half_year(plan, report="plans.broken"), by=officer)

    assert (ReportRun.objects.count(), CountedRecord.objects.count()) == (0, 0)


def test_counting_again_follows_what_is_known_and_keeps_what_people_wrote(run, office, officer, unit_head):
    run.texts["causes"] = "Do thiếu hướng dẫn."
    run.save(update_fields=["texts"])
    ordered(office["overdue"], unit_head, ChangeKind.CANCEL, "2026-07-01 08:00", said_on=date(2026, 6, 1))

    again = rebuild_run(run=run, by=officer)

    assert cell(again, "summary", "overdue", "now") == 1
    assert again.texts["causes"] == "Do thiếu hướng dẫn."
    assert "Còn 1 nhiệm vụ" in again.texts["limits"]


def test_only_a_draft_is_counted_again(run, officer):
    submit_run(run=run, by=officer)

    with pytest.raises(Refused, match="dự thảo"):
        rebuild_run(run=run, by=officer)


def test_the_number_of_queries_does_not_grow_with_the_tasks(plan, given, officer):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            build_run(wish=half_year(plan), by=officer)
        return len(seen)

    few = queries()
    for number in range(20):
        given(f"Việc thêm {number}", "2026-06-05", leads=("finance", "policy"), group=f"{number}. Nhóm")

    assert queries() == few


@pytest.mark.parametrize(("task", "percent"), [("on_time", 100), ("running", 40)])
def test_progress_is_that_of_the_last_report_before_the_close(run, office, task, percent):
    assert facts_of(run, office[task])["percent"] == percent
