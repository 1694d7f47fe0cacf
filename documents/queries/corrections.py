"""Fields of the book that somebody changed after a paper stood in it: before, after, who, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from pghistory.core import event_models

from documents.models import DocumentType, Incoming, Outgoing
from lmhtx.audit.models import Entry
from lmhtx.people.models import User

if TYPE_CHECKING:
    from uuid import UUID

IN_FIELDS = ("number", "symbol", "issued_on", "issuer_written", "type_id", "subject", "arrived_at", "pages")
OUT_FIELDS = ("subject", "type_id", "signer_id", "dated_on", "reference", "kept_at", "note")
# What was not there before was added, not corrected.
ADDED = (None, "")


def corrected_in(papers: QuerySet[Incoming]) -> Iterator[tuple[str, str]]:
    """Words and address for each field of an incoming paper that was changed after it had entered the book."""
    yield from _corrected(Incoming, papers, IN_FIELDS, since="registered_at")


def corrected_out(papers: QuerySet[Outgoing]) -> Iterator[tuple[str, str]]:
    """Words and address for each field of an outgoing paper that was changed after it had its number."""
    yield from _corrected(Outgoing, papers, OUT_FIELDS, since="numbered_at")


def _corrected(
    model: type[Model], papers: QuerySet[Any], fields: tuple[str, ...], *, since: str
) -> Iterator[tuple[str, str]]:
    (events,) = event_models(tracks_model=model)
    rows = (
        events._default_manager.filter(pgh_obj_id__in=papers.order_by().values("pk"))
        .order_by("pgh_obj_id", "pgh_id")
        .values_list("pgh_obj_id", since, "pgh_context_id", *fields)
    )
    before: tuple[Any, ...] | None = None
    changed: list[tuple[int, UUID | None, str, Any, Any]] = []
    for row in rows.iterator(chunk_size=2000):
        if before is not None and before[0] == row[0] and before[1] is not None:
            for place, name in enumerate(fields, start=3):
                if before[place] != row[place] and before[place] not in ADDED:
                    changed.append((row[0], row[2], name, before[place], row[place]))
        before = row
    yield from _told(model, changed)


def _told(
    model: type[Model], changed: list[tuple[int, UUID | None, str, Any, Any]]
) -> Iterator[tuple[str, str]]:
    """The changes in words: names for keys, who did it and why; four queries in all."""
    things = model._default_manager.in_bulk({one[0] for one in changed})
    acts = {
        entry.request_id: entry
        for entry in Entry.objects.filter(request_id__in={one[1] for one in changed if one[1]})
        .select_related("by")
        .order_by("pk")
    }
    types = dict(DocumentType.objects.values_list("pk", "name")) if changed else {}
    people = {one: two for row in changed if row[2] == "signer_id" for one, two in ((row[3], row[4]),)}
    names = dict(
        User.objects.filter(pk__in={key for pair in people.items() for key in pair if key}).values_list(
            "pk", "full_name"
        )
    )
    for key, context, name, before, after in changed:
        thing: Any = things[key]
        field: Any = model._meta.get_field(name.removesuffix("_id"))
        label = str(field.verbose_name)
        entry = acts.get(context) if context else None
        who = f"; {entry.by or 'cổng'} sửa{': ' + entry.note if entry.note else ''}" if entry else ""
        told = types if name == "type_id" else names if name == "signer_id" else {}
        words = f"{thing}; {label}: “{_said(before, told)}” thành “{_said(after, told)}”{who}"
        yield words, thing.get_absolute_url()


def _said(value: Any, names: dict[int, str]) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return names.get(value, str(value)) if names else str(value)
