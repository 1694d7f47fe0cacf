"""What happened to records since a moment, in lines that say why a figure is no longer what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from lmhtx.audit.models import SUBJECT, Entry, verb_label
from lmhtx.base import clock

LINES = 5


def acts_since(
    owners: Mapping[str, Mapping[int, int]], since: datetime, *, own: str, of: str
) -> dict[int, list[str]]:
    """The latest acts by record, one query for each kind of subject in `owners` (subject → record).

    `own` is the kind of the records themselves, `of` what another subject is said to belong to ("của nhiệm vụ này").
    """
    told: dict[int, list[str]] = defaultdict(list)
    for kind, record_of in owners.items():
        acts = Entry.objects.filter(subject_kind=kind, subject_id__in=list(record_of), at__gt=since)
        for act in acts.select_related("by").order_by("-pk"):
            lines = told[record_of[act.subject_id]]
            if len(lines) < LINES:
                lines.append(_line(act, "này" if kind == own else of))
    return dict(told)


def _line(act: Entry, subject: str) -> str:
    moment = clock.local(act.at)
    note = f" – {act.note}" if act.note else ""
    words = verb_label(act.verb).replace(SUBJECT, subject)
    return f"{moment:%d/%m/%Y}: {act.by or 'Hệ thống'} {words}{note}"
