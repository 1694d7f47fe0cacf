"""What field history tells: which fields of a thing changed in one request or job, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from pghistory.core import event_models

from lmhtx.base import clock
from lmhtx.base.fields import FoldedField
from lmhtx.vn import dates

# Kept beside the row for the house's own needs; they say nothing to people.
SILENT = {"changed_at", "version"}
EMPTY = "(trống)"
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """All changes of one thing in one request or job; without `context_id` they came from outside of both."""

    context_id: UUID | None
    user_id: int | None
    at: datetime
    is_first: bool
    changes: tuple[Change, ...]


def steps_of(thing: Model) -> list[Step]:
    """The steps of a tracked thing, oldest first; none for a model without field history."""
    rows = _rows(thing)
    if not rows:
        return []
    fields = [field for field in thing._meta.concrete_fields if _speaks(field, rows[0])]
    before: Any = None
    raw: list[tuple[list[Any], list[tuple[Field, Any, Any]]]] = []
    for group in _grouped(rows):
        after = group[-1]
        changed = [] if before is None else _differences(fields, before, after)
        raw.append((group, changed))
        before = after
    names = _names(pair for _, changed in raw for pair in changed)
    return [_step(group, changed, names, is_first=not place) for place, (group, changed) in enumerate(raw)]


def _rows(thing: Model) -> list[Any]:
    rows: list[Any] = []
    for model in event_models(tracks_model=type(thing)):
        rows += model._default_manager.filter(pgh_obj_id=thing.pk).select_related("pgh_context")
    return sorted(rows, key=lambda row: (row.pgh_created_at, row.pgh_id))


def _grouped(rows: list[Any]) -> list[list[Any]]:
    """Neighbouring rows of the same request or job together."""
    groups: list[list[Any]] = []
    for row in rows:
        if groups and row.pgh_context_id and groups[-1][-1].pgh_context_id == row.pgh_context_id:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _speaks(field: Field, row: Any) -> bool:
    is_kept = hasattr(row, field.attname)
    return is_kept and not (field.primary_key or field.name in SILENT or isinstance(field, FoldedField))


def _differences(fields: list[Field], before: Any, after: Any) -> list[tuple[Field, Any, Any]]:
    pairs = ((field, getattr(before, field.attname), getattr(after, field.attname)) for field in fields)
    return [(field, old, new) for field, old, new in pairs if old != new]


def _names(changed: Iterable[tuple[Field, Any, Any]]) -> dict[tuple[type[Model], Any], str]:
    """The names of all things that changed foreign keys point to: one query for each kind of thing."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for field, old, new in changed:
        if isinstance(field, ForeignKey):
            wanted[field.related_model] |= {key for key in (old, new) if key is not None}
    return {
        (model, key): str(thing)
        for model, keys in wanted.items()
        for key, thing in model._base_manager.in_bulk(keys).items()
    }


def _step(
    group: list[Any],
    changed: list[tuple[Field, Any, Any]],
    names: dict[tuple[type[Model], Any], str],
    *,
    is_first: bool,
) -> Step:
    changes = tuple(
        Change(_label(field), _words(field, old, names), _words(field, new, names))
        for field, old, new in changed
    )
    last = group[-1]
    user_id = last.pgh_context.metadata.get("user") if last.pgh_context else None
    return Step(last.pgh_context_id, user_id, _office_moment(last.pgh_created_at), is_first, changes)


def _office_moment(moment: datetime) -> datetime:
    """The database's moment as the office's clock tells it, which stands still in a demonstration."""
    here = timezone.localtime(moment)
    if not settings.FIXED_TODAY:
        return here
    return datetime.combine(clock.today(), here.timetz())


def _label(field: Field) -> str:
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _words(field: Field, value: Any, names: dict[tuple[type[Model], Any], str]) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), f"mã {value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%H:%M} ngày {dates.short(clock.day_of(value))}"
    if isinstance(value, date):
        return dates.short(value)
    return str(value)[:LONGEST]
