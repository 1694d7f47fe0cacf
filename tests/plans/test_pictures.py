"""The calendar and the line of time of a plan, and one's own calendar."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from plans.enums import TaskHold
from plans.models import Task
from plans.queries.pictures import month_of, timeline_of
from tests.factories import plans as make
from tests.plans.test_pages import queries_of

pytestmark = pytest.mark.django_db


def with_status():
    return Task.objects.with_status().order_by("position", "id")


def test_month_is_whole_weeks_with_rest_days_and_today():
    make.task(due_on=date(2026, 9, 15))
    make.task(due_on=date(2026, 10, 2))

    month = month_of(with_status(), QueryDict("thang=2026-09"))
    days = {day.on: day for week in month.weeks for day in week}

    assert (min(days), max(days), len(month.weeks)) == (date(2026, 8, 31), date(2026, 10, 4), 5)
    assert (days[date(2026, 9, 15)].is_today, days[date(2026, 9, 2)].is_working) == (True, False)
    assert (len(days[date(2026, 10, 2)].tasks), days[date(2026, 10, 2)].is_inside, month.total) == (
        1,
        False,
        1,
    )
    assert (month.before, month.after) == ("?thang=2026-08", "?thang=2026-10")


def test_month_that_is_none_is_this_one():
    assert month_of(with_status(), QueryDict("thang=hôm+nay")).first == date(2026, 9, 1)


def test_full_day_hides_the_rest_behind_the_list():
    for _ in range(8):
        make.task(due_on=date(2026, 9, 30))

    month = month_of(with_status(), QueryDict(), plan=7)
    day = next(day for week in month.weeks for day in week if day.on == date(2026, 9, 30))

    assert (len(day.tasks), day.hidden) == (5, 3)
    assert day.address == "/ke-hoach/nhiem-vu/?plan=7&due_from=30%2F09%2F2026&due_to=30%2F09%2F2026"


def test_bars_run_from_start_to_due_and_late_ones_on_to_today():
    make.task(due_on=date(2026, 9, 10), start_on=date(2026, 9, 1), group="A")
    make.task(due_on=date(2026, 9, 30), start_on=date(2026, 9, 16), group="B")
    make.task(due_on=None, group="B")

    line = timeline_of(with_status())
    (late,), (coming,) = (bars for _name, bars in line.groups)

    assert [name for name, _bars in line.groups] == ["A", "B"]
    assert (late.x, late.width, late.tone, late.late) == (0.0, 33.33, "danger", 16.67)
    assert (coming.x, coming.width, coming.tone, coming.late) == (50.0, 50.0, "grey", 0)
    assert (line.today, [tick.label for tick in line.ticks], len(line.undated)) == (46.67, ["9/26"], 1)


def test_line_without_days_has_no_scale():
    make.task(due_on=None)

    line = timeline_of(with_status())

    assert (line.groups, line.ticks, line.today, len(line.undated)) == ([], [], None, 1)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 1, 5), date(2027, 6, 1), ["1/26", "4", "7", "10", "1/27", "4"]),
        (date(2026, 1, 5), date(2030, 12, 31), ["2026", "2027", "2028", "2029", "2030"]),
    ],
)
def test_scale_grows_coarser_with_its_length(first, last, labels):
    make.task(start_on=first, due_on=last)

    assert [tick.label for tick in timeline_of(with_status()).ticks] == labels


def test_past_plan_has_no_line_of_today():
    make.task(start_on=date(2025, 1, 5), due_on=date(2025, 3, 1), hold=TaskHold.SUSPENDED)

    assert timeline_of(with_status()).today is None


@pytest.mark.parametrize("name", ["plan_calendar", "plan_timeline"])
def test_picture_costs_the_same_for_one_task_and_for_many(name, as_, clerk):
    plan = make.plan()
    make.task(plan=plan, due_on=date(2026, 9, 15), text="Họp giao ban")
    address = reverse(name, args=[plan.pk])
    one = queries_of(as_(clerk), address)
    for day in (20, 21, 22):
        make.task(plan=plan, due_on=date(2026, 9, day), leads=("science",))

    assert queries_of(as_(clerk), address) == one
    assert "Họp giao ban" in as_(clerk).get(address).content.decode()


def test_filter_narrows_the_picture_and_offers_its_choices(as_, clerk, officer):
    plan = make.plan()
    make.task(plan=plan, due_on=date(2026, 9, 20), person=officer, text="Việc chọn")
    make.task(plan=plan, due_on=date(2026, 9, 20), text="Việc bỏ")
    address = reverse("plan_calendar", args=[plan.pk])

    page = as_(clerk).get(address, {"person": officer.pk, "thang": "2026-09"}).content.decode()
    offers = as_(clerk).get(address, {"goi_y": "person"}).json()["options"]

    assert "Việc chọn" in page
    assert "Việc bỏ" not in page
    assert str(officer.pk) in {value for value, _words in offers}


def test_own_calendar_shows_own_work_only(as_, officer, unit_head):
    make.task(person=officer, due_on=date(2026, 9, 20), text="Việc của tôi đây")
    make.task(person=unit_head, due_on=date(2026, 9, 20), text="Việc của trưởng phòng")

    page = as_(officer).get(reverse("my_calendar")).content.decode()

    assert "Việc của tôi đây" in page
    assert "Việc của trưởng phòng" not in page


def test_picture_of_a_plan_out_of_sight_is_not_found(as_, partner):
    plan = make.plan()

    assert as_(partner).get(reverse("plan_timeline", args=[plan.pk])).status_code == 404
