"""Acts on special days and on the years they belong to."""

from __future__ import annotations

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.directory.models import DayNotice, SpecialDay
from lmhtx.directory.models.day import Certainty, DayKind
from lmhtx.people.models import User
from lmhtx.vn.working_days import SATURDAY
from lmhtx.workflow import Refused


@transaction.atomic
def save_day(*, day: SpecialDay, by: User) -> SpecialDay:
    """Keep a day off or a working Saturday as its notice says."""
    is_rest_week = day.day.weekday() >= SATURDAY
    if day.kind == DayKind.WORK and not is_rest_week:
        raise Refused(f"Ngày {day.day:%d/%m/%Y} vốn là ngày làm việc, không cần ghi làm bù.")
    verb = "directory.day.changed" if day.pk else "directory.day.added"
    day.save()
    DayNotice.objects.get_or_create(year=day.day.year)
    record(verb, day, by=by)
    return day


@transaction.atomic
def drop_day(*, day: SpecialDay, by: User) -> None:
    """The day is like any other of its week."""
    record("directory.day.dropped", day, by=by)
    day.delete()


@transaction.atomic
def settle_year(*, notice: DayNotice, source: str, by: User) -> DayNotice:
    """The year's notice is out: expected days become settled, and the next year begins to wait for its own."""
    notice.is_settled, notice.source = True, source
    notice.save()
    SpecialDay.objects.filter(day__year=notice.year, certainty=Certainty.EXPECTED).update(
        certainty=Certainty.SETTLED, source=source[:250]
    )
    DayNotice.objects.get_or_create(year=notice.year + 1)
    record("directory.year.settled", notice, by=by, source=source)
    return notice
