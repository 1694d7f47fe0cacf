"""The office's working days as the table of special days tells them."""

from __future__ import annotations

from datetime import date

from lmhtx.directory.models import DayNotice, SpecialDay
from lmhtx.directory.models.day import Certainty, DayKind
from lmhtx.vn import working_days
from lmhtx.vn.working_days import Calendar, YearStatus

NOVEMBER = 11


def calendar_for(first: date | None = None, last: date | None = None) -> Calendar:
    """Working days between two days, or of all years on file; two small queries, so hold on to the answer.

    A day "chờ xác nhận" changes nothing until it is settled; a year without a settled notice says so.
    """
    days = SpecialDay.objects.all()
    if first is not None:
        days = days.filter(day__gte=first.replace(month=1, day=1))
    if last is not None:
        days = days.filter(day__lte=last.replace(month=12, day=31))
    rows = [
        (day, _kind(kind, certainty)) for day, kind, certainty in days.values_list("day", "kind", "certainty")
    ]
    return Calendar(rows, year_statuses())


def year_statuses() -> dict[int, YearStatus]:
    """How sure the days of each year on file are."""
    notices = DayNotice.objects.values_list("year", "is_settled")
    return {year: YearStatus.SETTLED if is_settled else YearStatus.EXPECTED for year, is_settled in notices}


def year_to_settle(day: date) -> int | None:
    """The year whose days the office must enter now: the coming one from November on, else the running one."""
    asked = [day.year] if day.month < NOVEMBER else [day.year, day.year + 1]
    settled = set(DayNotice.objects.filter(is_settled=True, year__in=asked).values_list("year", flat=True))
    return next((year for year in asked if year not in settled), None)


def _kind(kind: str, certainty: str) -> working_days.DayKind:
    if certainty == Certainty.PENDING:
        return working_days.DayKind.PENDING
    return working_days.DayKind.OFF if kind == DayKind.REST else working_days.DayKind.WORKING
