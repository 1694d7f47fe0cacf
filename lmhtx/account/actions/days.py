"""Acts on special days and on the years they belong to."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.contributions import CalendarUser, collected
from lmhtx.directory.calendar import calendar_for
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
    _count_again(by)
    return day


@transaction.atomic
def drop_day(*, day: SpecialDay, by: User) -> None:
    """The day is like any other of its week."""
    record("directory.day.dropped", day, by=by)
    day.delete()
    _count_again(by)


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


def moves_of(act: Callable[[], object]) -> list[str]:
    """What would move if the act on a day were done: done, looked at, and undone again."""
    with transaction.atomic():
        act()
        calendar = calendar_for()
        lines = [line for user in collected(CalendarUser) for line in user.moves(calendar)]
        transaction.set_rollback(True)
    return lines


def _count_again(by: User) -> None:
    """Whatever is counted in working days follows the day that changed."""
    calendar = calendar_for()
    for user in collected(CalendarUser):
        user.apply(calendar, by)
