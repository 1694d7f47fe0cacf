"""Working days as the seeded table tells them."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.directory.calendar import calendar_for, year_to_settle
from lmhtx.directory.models import DayNotice, SpecialDay
from lmhtx.directory.models.day import Certainty, DayKind
from lmhtx.vn.working_days import YearStatus

pytestmark = pytest.mark.django_db

OFF_2026 = [
    date(2026, 1, 1),
    date(2026, 1, 2),
    *(date(2026, 2, day) for day in range(16, 21)),
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
]
WORKED_SATURDAYS = [date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


@pytest.mark.parametrize("day", OFF_2026)
def test_days_of_the_notice_are_off(day: date) -> None:
    assert not calendar_for().is_working(day)


@pytest.mark.parametrize("day", WORKED_SATURDAYS)
def test_swapped_saturdays_are_worked(day: date) -> None:
    assert calendar_for().is_working(day)


def test_a_day_waiting_for_its_paper_changes_nothing_until_it_is_settled() -> None:
    day = date(2026, 11, 24)
    assert SpecialDay.objects.get(day=day).certainty == Certainty.PENDING
    assert calendar_for().is_working(day)

    SpecialDay.objects.filter(day=day).update(certainty=Certainty.SETTLED)

    assert not calendar_for().is_working(day)


def test_years_say_how_sure_they_are() -> None:
    calendar = calendar_for()

    assert calendar.status_of(2026) == YearStatus.SETTLED
    assert calendar.status_of(2027) == YearStatus.EXPECTED
    assert calendar.status_of(2031) == YearStatus.UNSETTLED


def test_a_changed_row_is_seen_at_once() -> None:
    assert calendar_for().is_working(date(2026, 9, 15))

    SpecialDay.objects.create(day=date(2026, 9, 15), kind=DayKind.REST, name="Nghỉ bão")

    assert not calendar_for().is_working(date(2026, 9, 15))


def test_a_range_reads_only_its_years(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        calendar = calendar_for(date(2026, 3, 1), date(2026, 4, 1))

    assert not calendar.is_working(date(2026, 1, 1))
    assert calendar.is_working(date(2025, 5, 2))


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 2027),
        (date(2027, 1, 5), 2027),
        (date(2028, 3, 1), 2028),
    ],
)
def test_the_office_is_asked_for_the_coming_year_from_november(day: date, asked: int | None) -> None:
    assert year_to_settle(day) == asked


def test_a_settled_year_is_no_longer_asked_for() -> None:
    DayNotice.objects.filter(year=2027).update(is_settled=True)

    assert year_to_settle(date(2026, 12, 1)) is None
