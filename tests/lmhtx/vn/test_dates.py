"""Dates as papers write and people type them, and periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.vn import dates
from lmhtx.vn.dates import BadDate, Period, PeriodKind

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5/9/26", date(2026, 9, 5)),
        ("05/09/2026", date(2026, 9, 5)),
        ("5-9-2026", date(2026, 9, 5)),
        ("5.9.2026", date(2026, 9, 5)),
        (" 5 / 9 / 2026 ", date(2026, 9, 5)),
        ("2026-09-05", date(2026, 9, 5)),
        ("ngày 05 tháng 9 năm 2026", date(2026, 9, 5)),
        ("Ngày 24 tháng 10 năm 2025", date(2025, 10, 24)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_read_date(typed: str, expected: date) -> None:
    assert dates.read_date(typed) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/9/2026", "Tháng 9/2026 không có ngày 31. Hãy kiểm tra lại ngày."),
        ("29/2/2026", "Tháng 2/2026 không có ngày 29. Hãy kiểm tra lại ngày."),
        ("9/25/2026", "Không có tháng 25. Hãy nhập ngày trước, tháng sau, ví dụ 05/09/2026."),
        ("5/9/1026", "Năm 1026 không hợp lệ. Hãy nhập năm gồm bốn chữ số, ví dụ 2026."),
        ("5/9", "Chưa hiểu ngày “5/9”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2026."),
        ("mai", "Chưa hiểu ngày “mai”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2026."),
        ("", "Chưa hiểu ngày “”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2026."),
        ("5/9/026", "Chưa hiểu ngày “5/9/026”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2026."),
    ],
)
def test_a_bad_date_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadDate) as refusal:
        dates.read_date(typed)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
        (date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (date(2026, 2, 1), "ngày 01 tháng 02 năm 2026"),
        (date(2025, 10, 24), "ngày 24 tháng 10 năm 2025"),
    ],
)
def test_in_words(day: date, words: str) -> None:
    assert dates.in_words(day) == words


@pytest.mark.parametrize(
    ("period", "label", "first", "last", "opens", "closes"),
    [
        (
            Period(2026, PeriodKind.MONTH, 6),
            "Tháng 6/2026",
            "2026-06-01",
            "2026-06-30",
            "2026-05-15",
            "2026-06-14",
        ),
        (
            Period(2026, PeriodKind.MONTH, 1),
            "Tháng 1/2026",
            "2026-01-01",
            "2026-01-31",
            "2025-12-15",
            "2026-01-14",
        ),
        (
            Period(2026, PeriodKind.QUARTER, 1),
            "Quý I/2026",
            "2026-01-01",
            "2026-03-31",
            "2025-12-15",
            "2026-03-14",
        ),
        (
            Period(2026, PeriodKind.QUARTER, 2),
            "Quý II/2026",
            "2026-04-01",
            "2026-06-30",
            "2026-03-15",
            "2026-06-14",
        ),
        (
            Period(2026, PeriodKind.HALF, 1),
            "6 tháng đầu năm 2026",
            "2026-01-01",
            "2026-06-30",
            "2025-12-15",
            "2026-06-14",
        ),
        (
            Period(2026, PeriodKind.HALF, 2),
            "6 tháng cuối năm 2026",
            "2026-07-01",
            "2026-12-31",
            "2026-06-15",
            "2026-12-14",
        ),
        (
            Period(2026, PeriodKind.NINE_MONTHS),
            "9 tháng đầu năm 2026",
            "2026-01-01",
            "2026-09-30",
            "2025-12-15",
            "2026-09-14",
        ),
        (Period(2026, PeriodKind.YEAR), "Năm 2026", "2026-01-01", "2026-12-31", "2025-12-15", "2026-12-14"),
    ],
)
def test_periods(period: Period, label: str, first: str, last: str, opens: str, closes: str) -> None:
    found = (period.label, period.first, period.last, *period.window)

    assert found == (label, *(date.fromisoformat(day) for day in (first, last, opens, closes)))


def test_a_period_that_the_year_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="Quý 5 không có trong năm"):
        Period(2026, PeriodKind.QUARTER, 5)


def test_the_period_before_and_the_same_of_last_year() -> None:
    quarter = Period(2026, PeriodKind.QUARTER, 1)

    assert quarter.previous() == Period(2025, PeriodKind.QUARTER, 4)
    assert Period(2026, PeriodKind.HALF, 2).previous() == Period(2026, PeriodKind.HALF, 1)
    assert Period(2026, PeriodKind.NINE_MONTHS).previous() == Period(2025, PeriodKind.NINE_MONTHS)
    assert quarter.same_of_last_year() == Period(2025, PeriodKind.QUARTER, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_add_months(day: date, months: int, expected: date) -> None:
    assert dates.add_months(day, months) == expected


@given(DAYS)
def test_a_day_written_in_any_way_is_read_back(day: date) -> None:
    ways = [dates.short(day), dates.in_words(day), day.isoformat(), f"{day.day}-{day.month}-{day.year}"]

    assert [dates.read_date(way) for way in ways] == [day] * 4


@given(DAYS, st.sampled_from(list(PeriodKind)))
def test_the_windows_of_following_periods_join_without_gap(day: date, kind: PeriodKind) -> None:
    period = Period.around(day, kind)
    before = period.previous()

    if kind != PeriodKind.NINE_MONTHS:
        assert period.first <= day <= period.last
        assert before.last + timedelta(days=1) == period.first
        assert before.window[1] + timedelta(days=1) == period.window[0]
    assert period.window[1] < period.last
