"""Reads about people: what was done for somebody, and what of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.people.delegation import Delegation

SHOWN = 50


def done_for(delegation: Delegation, user: Any) -> QuerySet[Entry]:
    """What the substitute did in the person's name within these days; for the two of them and the trail's readers."""
    rows = Entry.objects.filter(
        by=delegation.substitute_id,
        on_behalf_of=delegation.person_id,
        at__date__range=(delegation.valid_from, delegation.valid_to),
    )
    if not {delegation.person_id, delegation.substitute_id} & set(user.hands):
        rows = rows & Entry.objects.visible_to(user)
    return rows.order_by("-pk")[:SHOWN]


def open_delegations(person: Any) -> QuerySet[Delegation]:
    """By which the person is stood in for, or stands in for somebody, today or later."""
    rows = Delegation.objects.overlapping(clock.today(), date.max).select_related("person", "substitute")
    return rows.filter(Q(person=person) | Q(substitute=person)).order_by("valid_from")


def done_in_my_name(day: date) -> Iterator[DueNotice]:
    """What was done for somebody the day before, one line for each substitute."""
    before = day - timedelta(days=1)
    rows = Entry.objects.filter(at__date=before, on_behalf_of__isnull=False, by__isnull=False)
    told = rows.values("on_behalf_of", "by", "by__full_name").annotate(count=Count("pk")).order_by("by")
    for row in told:
        yield DueNotice(
            stage=f"{before:%Y%m%d}:{row['by']}",
            subject_id=row["by"],
            person_id=row["on_behalf_of"],
            due_on=day,
            line=f"{row['by__full_name']} đã làm thay anh/chị {row['count']} việc ngày {before:%d/%m/%Y}",
            url=reverse("delegation_list"),
        )
