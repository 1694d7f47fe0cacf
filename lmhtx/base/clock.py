"""The only clock of business code; `LMHTX_TODAY` may fix its day in demonstrations and tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Now in Vietnam; with a fixed day, that day at the true hour."""
    if (told := _told.get()) is not None:
        return told
    moment = timezone.localtime()
    if not settings.FIXED_TODAY:
        return moment
    fixed = date.fromisoformat(settings.FIXED_TODAY)
    return moment.replace(year=fixed.year, month=fixed.month, day=fixed.day)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Live a past moment, so that the demonstration office has a history; refused in real life."""
    if not (settings.DEMO or settings.TESTING):
        message = "the clock of a real office cannot be turned back"
        raise RuntimeError(message)
    token = _told.set(timezone.localtime(moment))
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """Today in Vietnam."""
    return now().date()


def end_of(day: date, hour: time | None = None) -> datetime:
    """The last moment of a day, or its given hour: what comes later is late."""
    if hour is None:
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(
            microseconds=1
        )
    return timezone.make_aware(datetime.combine(day, hour))


def local(moment: datetime) -> datetime:
    """The moment as clocks in Vietnam show it."""
    return timezone.localtime(moment)


def day_of(moment: datetime) -> date:
    """The Vietnamese day on which a moment lies."""
    return timezone.localtime(moment).date()
