"""What waits in the directory for a person."""

from __future__ import annotations

from django.db.models import QuerySet

from lmhtx.base import clock
from lmhtx.directory.calendar import year_to_settle
from lmhtx.directory.models import DayNotice, UnknownName


def names_waiting() -> QuerySet[UnknownName]:
    """Names in papers that nobody has mapped or set aside, the most frequent first."""
    return UnknownName.objects.filter(agency__isnull=True, is_set_aside=False)


def years_asked() -> QuerySet[DayNotice]:
    """The year whose days off the office must enter now, if any."""
    year = year_to_settle(clock.today())
    return DayNotice.objects.none() if year is None else DayNotice.objects.filter(year=year)
