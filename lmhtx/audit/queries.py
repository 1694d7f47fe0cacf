"""Reading the trail: the history of one thing, and the trail as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from lmhtx.audit.changes import Change, Step, steps_of
from lmhtx.audit.models import SUBJECT, Entry, verb_label
from lmhtx.people.models import User

LONGEST = 200


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a thing's history: who did what, when, in whose name, and what changed by it."""

    at: datetime
    who: User | None
    sentence: str
    on_behalf_of: User | None = None
    via: str = ""
    note: str = ""
    data: dict[str, Any] | None = None
    changes: tuple[Change, ...] = ()


def history_of(thing: Model) -> list[HistoryLine]:
    """The newest 200 lines, newest first; changes that no act told stand as lines of their own.

    The number of queries does not grow with the history.
    """
    entries = list(Entry.objects.of(thing).select_related("by", "on_behalf_of").order_by("-pk")[:LONGEST])
    told = {entry.request_id for entry in entries}
    steps = steps_of(thing)
    changes = {step.context_id: step.changes for step in steps if step.context_id in told}
    # Of several acts in one request the last one written shows the changes.
    this = f"{thing._meta.verbose_name} này"
    lines = [_line(entry, this, changes.pop(entry.request_id, ())) for entry in entries]
    lines += _untold([step for step in steps if step.context_id not in told])
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LONGEST]


def _line(entry: Entry, this: str, changes: tuple[Change, ...]) -> HistoryLine:
    return HistoryLine(
        at=entry.at,
        who=entry.by,
        sentence=verb_label(entry.verb).replace(SUBJECT, this),
        on_behalf_of=entry.on_behalf_of,
        via=entry.via,
        note=entry.note,
        data=entry.data,
        changes=changes,
    )


def _untold(steps: list[Step]) -> list[HistoryLine]:
    """Lines for changes without an entry: imports, the keeper's admin, SQL."""
    people = User.objects.in_bulk({step.user_id for step in steps if step.user_id})
    return [
        HistoryLine(
            at=step.at,
            who=people.get(step.user_id) if step.user_id else None,
            sentence="tạo" if step.is_first else "sửa",
            changes=step.changes,
        )
        for step in steps
        if step.changes or step.is_first
    ]


def trail(user: Any) -> QuerySet[Entry]:
    """The trail with the people in it, newest first."""
    return Entry.objects.visible_to(user).select_related("by", "on_behalf_of").order_by("-pk")
