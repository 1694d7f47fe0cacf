"""What the inbox, the bell and the settings show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from lmhtx.contributions import Reminder, collected
from lmhtx.notices.models import Notice
from lmhtx.notices.rules import Group, grouped
from lmhtx.notices.wishes import Wish, Wishes

SHOWN = 300


@dataclass(frozen=True, slots=True)
class Day:
    """What a person was told on one day."""

    day: date
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of notice and what the person wants of it."""

    kind: Reminder
    wish: Wish


def unread_count(user: Any) -> int:
    """How many notices the person has not read."""
    return int(Notice.objects.visible_to(user).unread().count())


def inbox(user: Any, *, only_unread: bool = False) -> list[Day]:
    """The newest three hundred notices of the person by day, newest day first, grouped as in the digest."""
    mine = Notice.objects.visible_to(user).filter(is_in_portal=True)
    if only_unread:
        mine = mine.unread()
    newest = mine.order_by("-created_on", "-pk")[:SHOWN]
    return [
        Day(day, tuple(grouped(notices, on=day)))
        for day, notices in groupby(newest, key=lambda notice: notice.created_on)
    ]


def choices(user: Any) -> list[Choice]:
    """All kinds that a person may switch off."""
    wishes = Wishes(person_id=user.pk)
    return [Choice(kind, wishes.of(user.pk, kind.key)) for kind in collected(Reminder) if kind.is_optional]
