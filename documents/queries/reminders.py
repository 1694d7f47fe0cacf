"""Messages of the day about incoming papers: late to be presented, soon due, overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from documents.models import Incoming
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import HEADS, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

SOON_DAYS = 2


def due_papers(day: date) -> Iterator[DueNotice]:
    """To whoever deals with a paper, two days before its day and on each day after it; without a person to the head."""
    rows = Incoming.objects.open().filter(
        due_on__lte=day + timedelta(days=SOON_DAYS), lead_unit__isnull=False
    )
    heads = dict(
        Posting.objects.on(day).filter(role__in=HEADS, unit__isnull=False).values_list("unit", "user")
    )
    for one in rows.defer("content", "content_folded").iterator(2000):
        person = one.lead_person_id or heads.get(one.lead_unit_id or 0)
        if person is None or one.due_on is None:
            continue
        late = (day - one.due_on).days
        stage = "overdue" if late > 0 else "today" if late == 0 else "soon"
        words = f"quá hạn {late} ngày" if late > 0 else f"hạn {one.due_on:%d/%m/%Y}"
        yield DueNotice(
            stage=stage,
            subject_id=one.pk,
            person_id=person,
            due_on=one.due_on,
            line=f"Văn bản đến {words}: {one}"[:300],
            url=one.get_absolute_url(),
        )


def people_of_office() -> QuerySet[User]:
    """The clerks and the chief of the office."""
    held = Posting.objects.on(clock.today()).filter(role__in=(Role.CLERK, Role.OFFICE_CHIEF))
    return User.objects.filter(is_active=True, pk__in=held.values("user"))
