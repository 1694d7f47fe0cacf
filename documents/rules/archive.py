"""Codes of work files, when they go to the archive, how long they may stay, and when they have had their time."""

from __future__ import annotations

from datetime import date, timedelta

from documents.legal import archive as legal
from lmhtx.legal import rule
from lmhtx.vn.dates import add_months

PERMANENT = "Vĩnh viễn"


@rule(legal.CATALOGUE, cases="file_code.csv")
def file_code(*, number: int, heading: str) -> str:
    """Number and symbol of a file, "01.TCCB": the running number with a nought before it below ten, the heading."""
    return f"{number:02d}.{heading}" if heading else f"{number:02d}"


@rule(legal.RETENTION, cases="retention_text.csv")
def retention_text(years: int | None) -> str:
    """How long a file is kept, as the lists write it; without a number of years for ever."""
    return PERMANENT if years is None else f"{years} năm"


@rule(legal.HANDING_OVER, cases="handover_from_date.csv")
def handover_from_date(*, ended_on: date, months: int) -> date:
    """The last day by the decree: so many months after the day on which the work ended."""
    return add_months(ended_on, months)


@rule(legal.HANDING_OVER_BY_LAW, cases="handover_from_year_end.csv")
def handover_from_year_end(*, ended_on: date) -> date:
    """The last day by the law on archives: the end of the year after the one in which the work ended."""
    return date(ended_on.year + 1, 12, 31)


@rule(legal.WARNING, cases="warned_from.csv")
def warned_from(*, due_on: date, days: int) -> date:
    """The day from which the maker is warned: so many days of the calendar before the file is due."""
    return due_on - timedelta(days=days)


@rule(legal.HANDING_OVER, cases="must_go.csv")
def must_go(*, retention_years: int | None, least_years: int) -> bool:
    """Whether a file has to go to the archive: kept for ever, or for at least so many years."""
    return retention_years is None or retention_years >= least_years


@rule(legal.HANDING_OVER, cases="kept_longest.csv")
def kept_longest(*, due_on: date, months: int) -> date:
    """The last day until which a file that is due may stay where it is, with the written consent of the head."""
    return add_months(due_on, months)


@rule(legal.RETENTION, cases="kept_until.csv")
def kept_until(*, ended_on: date, retention_years: int | None) -> date | None:
    """The last day on which a file is kept, counted from the year in which its work ended; None for ever."""
    return None if retention_years is None else date(ended_on.year + retention_years, 12, 31)
