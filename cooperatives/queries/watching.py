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
from lmhtx.people.models import Posting, User

DAYS_BEFORE, DAYS_AFTER = 7, 1
KEY = "cooperatives.suspension"


def keepers_on(day: date, permission: str) -> list[int]:
    """The people of the unit that keeps the register who hold a right on the day."""
    roles = roles_with(permission)
    keepers = Posting.objects.on(day).filter(unit__code=KEEPER, role__in=roles, user__is_active=True)
    return sorted(set(keepers.values_list("user", flat=True)))


def due_suspensions(day: date) -> Iterable[DueNotice]:
    """Suspensions that end in a week, and those that ended yesterday without a word, for whoever keeps the register."""
    people = keepers_on(day, Perm.CHANGE_STATUS)
    ends = {day + timedelta(days=DAYS_BEFORE): "T-7", day - timedelta(days=DAYS_AFTER): "T+1"}
    rows = Cooperative.objects.filter(
        status=Status.SUSPENDED, suspended_until_on__in=ends, merged_into__isnull=True
    )
    for row in rows.order_by("pk"):
        until = row.suspended_until_on
        word = "sắp hết hạn" if until > day else "đã hết hạn"
        for person in people:
            yield DueNotice(
                stage=ends[until],
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
