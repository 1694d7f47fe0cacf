"""What the people who keep the register are told of by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from cooperatives.access.register import KEEPER, Perm
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative
from lmhtx.access import roles_with
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import Posting, User

DAYS_BEFORE = 7
# After an end somebody is told once; a week covers the longest rest without a reminder.
DAYS_AFTER = 7
LONGEST_REST = 31
KEY = "cooperatives.suspension"


def keepers_on(day: date, permission: str) -> list[int]:
    """The people of the unit that keeps the register who hold a right on the day."""
    roles = roles_with(permission)
    keepers = Posting.objects.on(day).filter(unit__code=KEEPER, role__in=roles, user__is_active=True)
    return sorted(set(keepers.values_list("user", flat=True)))


def ends_told_on(day: date, days: int) -> tuple[date, date]:
    """The first and last end of which one is told so many days before: nobody is told on a rest day, so those whose
    turn comes before the next working day are told now. Who has been told is not told again.
    """
    tomorrow = day + timedelta(days=1)
    following = calendar_for(day, day + timedelta(days=LONGEST_REST)).next_working(tomorrow)
    return tomorrow, following + timedelta(days=days - 1)


def due_suspensions(day: date) -> Iterable[DueNotice]:
    """Suspensions that end within a week, and those that ended without a word, for whoever keeps the register."""
    people = keepers_on(day, Perm.CHANGE_STATUS)
    first, last = day - timedelta(days=DAYS_AFTER), ends_told_on(day, DAYS_BEFORE)[1]
    rows = Cooperative.objects.filter(
        status=Status.SUSPENDED, suspended_until_on__range=(first, last), merged_into__isnull=True
    )
    for row in rows.exclude(suspended_until_on=day).order_by("pk"):
        until = row.suspended_until_on
        word = "sắp hết hạn" if until > day else "đã hết hạn"
        for person in people:
            yield DueNotice(
                stage="T-7" if until > day else "T+1",
                subject_id=row.pk,
                person_id=person,
                due_on=until,
                line=f"{row.name} {word} tạm ngừng ngày {until:%d/%m/%Y}.",
                url=row.get_absolute_url(),
            )


def run_out_for(user: User) -> QuerySet[Cooperative]:
    """Suspensions that are over, in the work of the day of whoever keeps the register."""
    rows: Any = Cooperative.objects.visible_to(user)
    if not user.has_perm(Perm.CHANGE_STATUS, Cooperative()):
        return rows.none()
    return rows.run_out(clock.today()).select_related("commune").order_by("suspended_until_on", "name")
