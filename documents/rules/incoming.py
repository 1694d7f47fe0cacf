"""When an incoming paper is presented and resolved."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from documents.legal import register as legal
from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar

LAST_MINUTE = time(23, 59)


@rule(legal.ARRIVING, cases="present_by.csv")
def present_by(*, arrived_at: datetime, minutes: int | None, calendar: Calendar) -> datetime:
    """The moment until which a paper is presented: `minutes` of the clock for an urgent one, counted day and night.

    An ordinary one (`minutes` None) has until the end of the next working day.
    """
    if minutes is not None:
        return arrived_at + timedelta(minutes=minutes)
    last = calendar.add_working_days(arrived_at.date(), 1)
    return datetime.combine(last, LAST_MINUTE, arrived_at.tzinfo)


@rule(legal.RESOLVING, cases="resolve_by.csv")
def resolve_by(
    *, directed_on: date | None, demanded_on: date | None, days: int, counted_from: date, calendar: Calendar
) -> date:
    """The day until which a paper is resolved: that of the directive, else the paper's own, else so many working days.

    The working days are counted from the day after the paper came.
    """
    return directed_on or demanded_on or calendar.add_working_days(counted_from, days)


@rule(legal.DUPLICATES, cases="duplicate.csv")
def years_of_paper(*, issued_on: date | None, arrived_on: date) -> tuple[date, date]:
    """The days within which a second paper of the same number, symbol and issuer is the same: its year.

    A paper without a day is looked for in the year in which it came and the one before.
    """
    if issued_on is not None:
        return date(issued_on.year, 1, 1), date(issued_on.year, 12, 31)
    return date(arrived_on.year - 1, 1, 1), date(arrived_on.year, 12, 31)
