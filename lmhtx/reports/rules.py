"""Over which days a periodic report counts, when it may leave, and with which days it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lmhtx.directory.legal import DECREE_09_2019
from lmhtx.legal import rule
from lmhtx.reports.enums import Span, Window
from lmhtx.vn.dates import LENGTHS_MONTHS, Period, PeriodKind, add_months, short
from lmhtx.vn.working_days import Calendar

LAST_OF_WINDOW = 14
YEAR_MONTHS = 12


@rule(DECREE_09_2019.at("Điều 12"), cases="report_window.csv")
def report_window(
    period: Period, *, window: Window, nine_months_close_day: int = LAST_OF_WINDOW
) -> tuple[date, date]:
    """First and last day whose data count: the 15th before the period to its 14th, or the days of the calendar."""
    if window == Window.CALENDAR:
        return period.first, period.last
    first, last = period.window
    if period.kind == PeriodKind.NINE_MONTHS:
        last = last.replace(day=nine_months_close_day)
    return first, last


def year_first(last_on: date, *, window: Window) -> date:
    """The first day that counts of the year to which a close belongs."""
    return report_window(Period(last_on.year, PeriodKind.YEAR), window=window)[0]


@rule(DECREE_09_2019.at("Điều 8 khoản 5"), cases="earliest_sending_day.csv")
def earliest_sending_day(close_on: date, *, calendar: Calendar) -> date:
    """The first day on which a report may have to be sent: one working day at least after its data close."""
    return calendar.add_working_days(close_on, 1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one counting: flows lie within them, what stands is as of the last of them.

    Flows may also be added up since the year began, where that day is known.
    """

    first_on: date
    last_on: date
    year_first_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The days of a report, what they are called, and the same days a year before."""

    first_on: date
    last_on: date
    label: str
    base_first_on: date
    base_last_on: date


def reach_of(period: Period, *, window: Window, nine_months_close_day: int = LAST_OF_WINDOW) -> Reach:
    """The days of a period of the year."""
    days = {"window": window, "nine_months_close_day": nine_months_close_day}
    first, last = report_window(period, **days)  # type: ignore[arg-type]
    base_first, base_last = report_window(period.same_of_last_year(), **days)  # type: ignore[arg-type]
    return Reach(
        first_on=first,
        last_on=last,
        label=period.label,
        base_first_on=base_first,
        base_last_on=base_last,
    )


def free_reach(first_on: date, last_on: date) -> Reach:
    """Free days; compared with the same days of the year before."""
    return Reach(
        first_on=first_on,
        last_on=last_on,
        label=f"Từ {short(first_on)} đến {short(last_on)}",
        base_first_on=add_months(first_on, -YEAR_MONTHS),
        base_last_on=add_months(last_on, -YEAR_MONTHS),
    )


def periods_closing(span: Span, *, window: Window, first: date, last: date) -> list[Period]:
    """The periods of that length whose data close between two days, both included."""
    kind = span.period_kind
    count = 1 if kind == PeriodKind.NINE_MONTHS else YEAR_MONTHS // LENGTHS_MONTHS[kind]
    years = range(first.year, last.year + 1)
    periods = [Period(year, kind, number) for year in years for number in range(1, count + 1)]
    return [period for period in periods if first <= report_window(period, window=window)[1] <= last]


def on_paper(day: date) -> str:
    """A day as papers write it in figures: 14/6/2026, but 05/01/2027."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def change_percent(now: Decimal | int, before: Decimal | int) -> int | None:
    """How much in percent a figure has grown, cut to the whole; None against nought, which papers print as "–"."""
    return None if before == 0 else int((now - before) * 100 / before)
