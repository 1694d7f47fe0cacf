"""The days of periodic reports, beyond the tables of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lmhtx.reports.enums import Span, Window
from lmhtx.reports.rules import (
    change_percent,
    earliest_sending_day,
    free_reach,
    on_paper,
    periods_closing,
    reach_of,
    report_window,
)
from lmhtx.vn.dates import LENGTHS_MONTHS, Period, PeriodKind
from lmhtx.vn.working_days import Calendar

DAY = timedelta(days=1)
DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
ROLLING = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]


@some.composite
def periods(draw, kinds=ROLLING):
    kind = draw(some.sampled_from(kinds))
    return Period(draw(some.integers(2020, 2040)), kind, draw(some.integers(1, 12 // LENGTHS_MONTHS[kind])))


@given(periods(), some.sampled_from(list(Window)))
def test_periods_follow_each_other_without_gap_or_overlap(period, window):
    before = report_window(period.previous(), window=window)[1]

    assert before + DAY == report_window(period, window=window)[0]


@given(periods(), some.sampled_from(list(Window)))
def test_a_window_is_as_long_as_its_period_in_months(period, window):
    first, last = report_window(period, window=window)
    after = last + DAY

    months = (after.year - first.year) * 12 + after.month - first.month
    assert (months, after.day) == (LENGTHS_MONTHS[period.kind], first.day)


@given(periods())
def test_a_report_is_compared_with_the_same_days_of_the_year_before(period):
    reach = reach_of(period, window=Window.DECREE)

    assert (reach.base_first_on, reach.base_last_on) == (
        reach.first_on.replace(year=reach.first_on.year - 1),
        reach.last_on.replace(year=reach.last_on.year - 1),
    )


@given(DAYS)
def test_no_report_is_due_on_the_day_its_data_close_or_on_a_rest_day(close_on):
    day = earliest_sending_day(close_on, calendar=Calendar([]))

    assert day > close_on
    assert day.weekday() < 5


@given(DAYS, some.integers(0, 400), some.sampled_from([span for span in Span if span != Span.FREE]))
def test_every_close_between_two_days_is_found_once(first, length, span):
    last = first + length * DAY
    found = periods_closing(span, window=Window.DECREE, first=first, last=last)

    closes = [report_window(period, window=Window.DECREE)[1] for period in found]
    assert closes == sorted(set(closes))
    assert all(first <= close <= last for close in closes)
    if span == Span.MONTH:
        assert len(closes) == sum(1 for n in range(length + 1) if (first + n * DAY).day == 14)


def test_another_day_of_september_closes_nine_months():
    reach = reach_of(Period(2026, PeriodKind.NINE_MONTHS), window=Window.DECREE, nine_months_close_day=20)

    assert (reach.last_on, reach.base_last_on) == (date(2026, 9, 20), date(2025, 9, 20))


def test_free_days_keep_their_name_and_meet_the_same_days_a_year_before():
    reach = free_reach(date(2028, 1, 1), date(2028, 2, 29))

    assert reach.label == "Từ 01/01/2028 đến 29/02/2028"
    assert (reach.base_first_on, reach.base_last_on) == (date(2027, 1, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 6, 14), "14/6/2026"), (date(2027, 1, 5), "05/01/2027")]
)
def test_days_on_paper(day, words):
    assert on_paper(day) == words


@pytest.mark.parametrize(
    ("now", "before", "percent"), [(12, 10, 20), (5, 10, -50), (0, 3, -100), (7, 0, None), (0, 0, None)]
)
def test_growth_against_nought_is_no_number(now, before, percent):
    assert change_percent(now, before) == percent
