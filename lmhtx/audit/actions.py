"""Writing the trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import connection
from django.db.models import Model

from lmhtx.audit.models import Entry
from lmhtx.contributions import AuditVerb, collected
from lmhtx.people.models import Actor, User, actor

LABEL_LENGTH = 300
MANY = 100


def record(verb: str, thing: Model, *, by: Actor | User, note: str = "", **data: Any) -> Entry:
    """One entry about one thing, in the caller's transaction; `data` are small plain values.

    Raises LookupError for a verb that no app contributes.
    """
    return record_all(verb, [thing], by=by, note=note, **data)[0]


def record_all(
    verb: str, things: Iterable[Model], *, by: Actor | User, note: str = "", **data: Any
) -> list[Entry]:
    """One entry for each thing of an act on many, written together."""
    if verb not in {item.key for item in collected(AuditVerb)}:
        message = f"no app contributes the audit verb {verb}"
        raise LookupError(message)
    who = actor(by)
    # Inside a request or a job this is its own context; field changes carry the same id.
    with pghistory.context() as context:
        entries = [
            Entry(
                verb=verb,
                subject_kind=thing._meta.label_lower,
                subject_id=thing.pk,
                subject_label=str(thing)[:LABEL_LENGTH],
                by=who.user,
                on_behalf_of=who.on_behalf_of,
                via=who.via.value,
                request_id=context.id,
                note=note,
                data=data,
            )
            for thing in things
        ]
    if len(entries) >= MANY:
        _number(entries)
    return Entry.objects.bulk_create(entries)


def _number(entries: list[Entry]) -> None:
    """Give them the number of the transaction as a value: rows without an expression are sent as a few arrays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone()
    for entry in entries:
        entry.xid = number
