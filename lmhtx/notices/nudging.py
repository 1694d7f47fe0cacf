"""Reminding by hand: a text was copied, by whom, for whom; and how often that has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.notices.models import Nudge
from lmhtx.people.models import User


@dataclass(slots=True)
class Told:
    """How often somebody was reminded by hand, when last and by whom."""

    count: int
    at: datetime
    by: str


@transaction.atomic
def nudge(*, topic: str, by: User, person: User | None = None, group: str = "") -> Nudge:
    """The text was taken to be sent: kept, and told in the trail."""
    made = Nudge.objects.create(topic=topic, person=person, group=group, by=by)
    record("notices.nudge.copied", made, by=by)
    return made


def nudges_of(topic: str) -> tuple[dict[int, Told], dict[str, Told]]:
    """Of each person and of each group, in one query."""
    people: dict[int, Told] = {}
    groups: dict[str, Told] = {}
    rows = (
        Nudge.objects.filter(topic=topic)
        .order_by("-at", "-pk")
        .values_list("person", "group", "at", "by__full_name")
    )
    for person, group, at, by in rows:
        place: dict[object, Told] = people if person else groups  # type: ignore[assignment]
        key = person or group
        if key in place:
            place[key].count += 1
        else:
            place[key] = Told(1, at, by)
    return people, groups
