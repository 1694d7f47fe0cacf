"""The only clock of business code; `LMHTX_TODAY` may fix its day in demonstrations and tests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment in Vietnam; with a fixed day, that day at the true hour."""
    moment = timezone.localtime()
    if not settings.FIXED_TODAY:
        return moment
    return moment.replace(**_parts(date.fromisoformat(settings.FIXED_TODAY)))


def today() -> date:
    """This day in Vietnam."""
    return now().date()


def end_of(day: date, hour: time | None = None) -> datetime:
    """The last moment of a day, or its given hour: what comes later is late."""
    if hour is None:
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
    return timezone.make_aware(datetime.combine(day, hour))


def local(moment: datetime) -> datetime:
    """The moment as clocks in Vietnam show it."""
    return timezone.localtime(moment)


def day_of(moment: datetime) -> date:
    """The Vietnamese day on which a moment lies."""
    return timezone.localtime(moment).date()


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
