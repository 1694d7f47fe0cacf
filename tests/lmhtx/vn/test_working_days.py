"""Working days: what the table says and counting in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.vn.working_days import Calendar, DayKind, YearStatus

ROWS = [
    (date(2026, 1, 2), DayKind.OFF),
    (date(2026, 1, 10), DayKind.WORKING),
    *((date(2026, 2, day), DayKind.OFF) for day in range(16, 21)),
    (date(2026, 8, 22), DayKind.WORKING),
    (date(2026, 8, 31), DayKind.OFF),
    (date(2026, 9, 1), DayKind.OFF),
    (date(2026, 9, 2), DayKind.OFF),
    (date(2026, 11, 24), DayKind.PENDING),
]
CALENDAR = Calendar(ROWS, {2026: YearStatus.SETTLED})
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
COUNTS = st.integers(-60, 60)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 15), True),
        (date(2026, 9, 19), False),
        (date(2026, 9, 20), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 2, 18), False),
        (date(2026, 8, 22), True),
        (date(2026, 11, 24), True),
    ],
)
def test_is_working(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 9, 15), 5, date(2026, 9, 22)),
        (date(2026, 9, 18), 1, date(2026, 9, 21)),
        (date(2026, 9, 19), 1, date(2026, 9, 21)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 9, 3), -1, date(2026, 8, 28)),
        (date(2026, 9, 15), 0, date(2026, 9, 15)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
    ],
)
def test_add_working_days(start: date, count: int, expected: date) -> None:
    assert CALENDAR.add_working_days(start, count) == expected


def test_the_working_day_before_and_after() -> None:
    assert CALENDAR.next_working(date(2026, 2, 14)) == date(2026, 2, 23)
    assert CALENDAR.previous_working(date(2026, 2, 22)) == date(2026, 2, 13)
    assert CALENDAR.next_working(date(2026, 9, 15)) == date(2026, 9, 15)


def test_the_last_working_day_of_a_week() -> None:
    assert CALENDAR.last_working_of_week(date(2026, 9, 15)) == date(2026, 9, 18)
    assert CALENDAR.last_working_of_week(date(2026, 8, 19)) == date(2026, 8, 22)
    assert CALENDAR.last_working_of_week(date(2026, 2, 18)) is None


def test_a_year_without_notice_is_unsettled() -> None:
    assert CALENDAR.status_of(2026) == YearStatus.SETTLED
    assert CALENDAR.status_of(2028) == YearStatus.UNSETTLED


@given(DAYS)
def test_next_and_previous_are_working_days(day: date) -> None:
    following, preceding = CALENDAR.next_working(day), CALENDAR.previous_working(day)

    assert CALENDAR.is_working(following)
    assert CALENDAR.is_working(preceding)
    assert preceding <= day <= following


@given(DAYS, st.integers(1, 60))
def test_days_added_are_days_between(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)

    assert CALENDAR.is_working(end)
    assert CALENDAR.working_days_between(day, end) == count


@given(DAYS, COUNTS)
def test_going_there_and_back_from_a_working_day_ends_where_it_began(day: date, count: int) -> None:
    start = CALENDAR.next_working(day)

    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(DAYS, DAYS)
def test_counting_backwards_is_the_negative(one: date, other: date) -> None:
    assert CALENDAR.working_days_between(one, other) == -CALENDAR.working_days_between(other, one)


@given(st.permutations(ROWS), DAYS)
def test_the_order_of_rows_does_not_matter(rows: list[tuple[date, DayKind]], day: date) -> None:
    assert Calendar(rows).is_working(day) is CALENDAR.is_working(day)


def test_without_rows_only_weekends_rest() -> None:
    week = [date(2026, 9, 14) + timedelta(days=offset) for offset in range(7)]

    assert [Calendar([]).is_working(day) for day in week] == [True] * 5 + [False] * 2
