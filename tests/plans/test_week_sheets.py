"""The sheet with which a week begins: counted as the boards count, a page for each unit, frozen once built."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lmhtx.audit.models import Entry
from lmhtx.contributions import Reminder, collected
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.registry import definition_of
from lmhtx.jobs.running import run
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from plans.actions.extensions import ask_extension
from plans.actions.reports import Account, submit_report
from plans.actions.week_sheets import ask_week_sheets, build_week_sheets
from plans.enums import ReportKind
from plans.models import Task, WeekSheet
from plans.queries import boards
from plans.queries.week_sheets import ROOM, is_first_working_day, monday_of, shares, unit_figures, units
from tests.conftest import moment
from tests.factories.plans import agency, task
from tests.lmhtx.reports.papers import kept, pages_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 14)
TODAY = date(2026, 9, 15)


@pytest.fixture
def week(officer, unit_head):
    """The policy unit's week: two late, one due, one done last week, one that asks, one that waits for leadership."""
    for n in range(2):
        task(text=f"Quá hạn {n}", due_on=date(2026, 9, 1), person=officer)
    task(text="Đến hạn", due_on=date(2026, 9, 18))
    task(
        text="Đã xong",
        due_on=date(2026, 9, 10),
        submitted_at=moment("2026-09-09 10:00"),
        accepted_at=moment("2026-09-14 10:00"),
        accepted_by=unit_head,
    )
    task(text="Xin gia hạn", due_on=date(2026, 12, 1), person=officer)
    task(text="Chờ Thường trực", due_on=date(2026, 11, 1), person=unit_head)
    asked = Task.objects.get(text="Xin gia hạn")
    ask_extension(task=asked, by=officer, reason="Chờ số liệu", to_due_on=date(2026, 12, 20))
    done = Task.objects.get(text="Chờ Thường trực")
    submit_report(
        task=done, by=unit_head, account=Account(kind=ReportKind.COMPLETION, text="Đã xong", percent=100)
    )


def counts(unit: str = "policy") -> dict[str, int]:
    return {part["key"]: part["count"] for part in unit_figures(agency(unit), MONDAY)["parts"]}


def test_each_part_holds_what_it_says(week):
    parts = {
        part["key"]: [row["text"] for row in part["rows"]]
        for part in unit_figures(agency("policy"), MONDAY)["parts"]
    }

    assert parts == {
        "done": ["Đã xong"],
        "late": ["Quá hạn 0", "Quá hạn 1"],
        "due": ["Đến hạn"],
        "extension": ["Xin gia hạn"],
        "leader": ["Chờ Thường trực"],
    }


def test_the_numbers_are_those_of_the_unit_s_board(week, unit_head):
    task(text="Của Quỹ", due_on=date(2026, 9, 1), leads=("fund",), followed_by=agency("fund"))
    rows = boards.in_reach(unit_head, unit_only=True)
    this_week = boards.coming(rows, "unit")["bars"][0]

    assert counts()["late"] == boards.standing(rows)["figures"].overdue == 2
    assert counts()["due"] == this_week.count == 1
    assert this_week.label == "14/09 – 20/09"


def test_the_late_of_all_units_are_those_of_the_office_s_board(week, office_chief):
    task(text="Của Quỹ", due_on=date(2026, 9, 1), leads=("fund",), followed_by=agency("fund"))
    board = boards.overdue_by_unit(boards.in_reach(office_chief))["bars"]

    assert {bar.label: bar.count for bar in board} == {
        unit.name: late for unit in units() if (late := unit_figures(unit, MONDAY)["parts"][1]["count"])
    }


def test_a_unit_without_work_gets_an_empty_page():
    assert counts("fund") == {"done": 0, "late": 0, "due": 0, "extension": 0, "leader": 0}


def test_room_is_shared_and_none_is_wasted():
    assert shares([2, 3, 0, 1, 1], room=19) == [2, 3, 0, 1, 1]
    assert shares([40, 40, 2], room=10) == [4, 4, 2]
    assert shares([0, 0], room=5) == [0, 0]


def test_a_week_begins_on_monday_and_its_first_working_day_is_known():
    assert monday_of(TODAY) == MONDAY
    assert is_first_working_day(MONDAY)
    assert not is_first_working_day(TODAY)
    assert not is_first_working_day(date(2026, 9, 19))


def test_after_a_holiday_the_first_working_day_is_a_later_one():
    # Tết 2026: Monday 16/02 to Friday 20/02 are days of rest.
    assert [is_first_working_day(date(2026, 2, 16) + timedelta(days=n)) for n in range(7)] == [False] * 7
    assert is_first_working_day(date(2026, 2, 23))


def test_every_unit_gets_a_page_and_a_sheet_of_its_own(week, clerk):
    sheets = build_week_sheets(week_on=MONDAY, by=clerk)
    whole = Attachment.objects.of(sheets[0]).get()
    pages = pages_of(kept(whole))

    assert [sheet.unit for sheet in sheets] == [None, *units()]
    assert len(pages) == units().count()
    assert all(unit.name.split()[0] in page.extract_text() for unit, page in zip(units(), pages, strict=True))
    assert len(pages_of(kept(Attachment.objects.of(sheets[1]).get()))) == 1
    assert Entry.objects.filter(verb="plans.week_sheet.built").count() == len(sheets)


def test_a_full_week_still_fits_its_page(clerk):
    for n in range(ROOM + 10):
        task(
            text=f"Nhiệm vụ {n} " + "có tên rất dài, đủ hai dòng trên giấy " * 5,
            due_on=date(2026, 9, 1),
            person=clerk,
        )
    sheet = next(one for one in build_week_sheets(week_on=MONDAY, by=None) if one.unit == agency("policy"))
    pages = pages_of(kept(Attachment.objects.of(sheet).get()))

    assert len(pages) == 1
    assert f"Quá hạn: {ROOM + 10} (nêu {ROOM})" in pages[0].extract_text()


def test_heads_are_told_of_the_sheet_of_their_unit(week, unit_head, clerk):
    sheet = next(one for one in build_week_sheets(week_on=MONDAY, by=clerk) if one.unit == agency("policy"))

    notice = Notice.objects.get(person=unit_head, reminder="plans.week_sheet")
    assert notice.line == "Bảng việc tuần từ 14/09/2026: 2 quá hạn, 1 đến hạn trong tuần."
    assert notice.url == sheet.get_absolute_url()
    assert not Notice.objects.filter(person=clerk, reminder="plans.week_sheet").exists()


def test_a_built_sheet_does_not_change_and_a_new_one_stands_beside_it(week, clerk, as_):
    first = build_week_sheets(week_on=MONDAY, by=clerk)[0]
    Task.objects.filter(text="Quá hạn 0").update(hold="cancelled")
    second = build_week_sheets(week_on=MONDAY, by=clerk)[0]

    def late(sheet: WeekSheet) -> int:
        sheet.refresh_from_db()
        return sum(unit["parts"][1]["count"] for unit in sheet.figures["units"])

    assert (late(first), late(second)) == (2, 1)
    assert WeekSheet.objects.filter(unit=None).count() == 2
    assert list(WeekSheet.objects.newest().filter(unit=None)) == [second]
    assert Attachment.objects.of(first).count() == 1


def test_the_schedule_builds_on_the_first_working_day_and_once(week, at_day):
    job = definition_of("plans.week_sheets").function

    assert job() == "Hôm nay không phải ngày làm việc đầu tuần."
    at_day(MONDAY)
    assert job() == f"Đã lập {1 + units().count()} bảng việc đầu tuần."
    assert job() == "Bảng việc tuần này đã lập."
    assert WeekSheet.objects.filter(created_by=None).count() == 1 + units().count()


def test_whoever_keeps_the_office_builds_a_sheet_for_a_near_week(week, clerk, as_):
    answer = as_(clerk).post("/ke-hoach/bang-viec-tuan/lap/", {"week_on": "17/09/2026"})
    job = Job.objects.get(name="plans.build_week_sheets")
    run(definition_of(job.name), job.pk)
    job.refresh_from_db()

    assert answer.headers["Location"] == f"/viec-nen/{job.pk}/"
    assert job.state == JobState.DONE
    assert set(WeekSheet.objects.values_list("week_on", "created_by")) == {(MONDAY, clerk.pk)}
    assert job.result["url"] == WeekSheet.objects.get(unit=None).get_absolute_url()


def test_a_sheet_that_cannot_be_set_gives_up_and_leaves_nothing(week, clerk, monkeypatch):
    monkeypatch.setattr("lmhtx.reports.pdf.SECONDS", 0)
    job = ask_week_sheets(week_on=MONDAY, by=clerk)

    run(definition_of(job.name), job.pk)

    job.refresh_from_db()
    assert (job.state, WeekSheet.objects.count()) == (JobState.FAILED, 0)


def test_a_far_week_is_refused_with_the_reason(clerk, as_):
    with pytest.raises(Refused, match="tuần trước, tuần này và tuần sau"):
        ask_week_sheets(week_on=MONDAY - timedelta(days=14), by=clerk)
    answer = as_(clerk).post("/ke-hoach/bang-viec-tuan/lap/", {"week_on": "01/06/2026"})

    assert answer.status_code == 422
    assert "Chỉ lập được bảng việc" in answer.content.decode()


def test_a_week_that_does_not_begin_on_monday_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        WeekSheet.objects.create(week_on=TODAY)


def test_a_head_sees_his_unit_s_sheet_and_the_office_all(
    week, unit_head, clerk, officer, controller, keeper, as_
):
    sheets = build_week_sheets(week_on=MONDAY, by=clerk)
    own = next(one for one in sheets if one.unit == agency("policy"))

    assert list(WeekSheet.objects.visible_to(unit_head)) == [own]
    assert WeekSheet.objects.visible_to(clerk).count() == len(sheets)
    assert WeekSheet.objects.visible_to(controller).count() == len(sheets)
    assert not WeekSheet.objects.visible_to(officer).exists()
    assert as_(unit_head).get(sheets[0].get_absolute_url()).status_code == 404
    assert as_(keeper).get(own.get_absolute_url()).status_code == 403
    assert Attachment.objects.visible_to(unit_head).filter(owner_kind="plans.weeksheet").count() == 1
    page = as_(unit_head).get(own.get_absolute_url()).content.decode()
    assert "Quá hạn 0" in page
    assert Attachment.objects.of(own).get().view_url in page


def test_the_list_shows_the_newest_of_each_week(week, clerk, as_, django_assert_max_num_queries):
    build_week_sheets(week_on=MONDAY, by=clerk)
    build_week_sheets(week_on=MONDAY, by=clerk)

    body = as_(clerk).get("/ke-hoach/bang-viec-tuan/").content.decode()

    assert f"<b>{1 + units().count()}</b> dòng" in body
    assert "Toàn Liên minh" in body


def test_heads_may_wish_the_notice_away():
    assert "plans.week_sheet" in {one.key for one in collected(Reminder)}
