"""Work of the day and dashboards, put together from what the apps contribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lmhtx.contributions import TodoSection, Widget, collected
from lmhtx.decisions.queries import rows_for
from lmhtx.shell.waiting import SHOWN, First, firsts_of


@dataclass(frozen=True, slots=True)
class Part:
    """A section of "Việc của tôi" with its first rows and how many there are."""

    section: TodoSection
    rows: list[Any]
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether more rows wait than are shown."""
        return self.count > len(self.rows)


@dataclass(frozen=True, slots=True)
class Desk:
    """The sections that hold work, and how many things wait for the person's decision."""

    parts: list[Part]
    to_decide: int


def desk_of(user: Any) -> Desk:
    """One query counts everything, what waits for a decision too; rows that are dressed alike are read by one more."""
    sections, questions = collected(TodoSection), rows_for(user)
    firsts = firsts_of([*(section.rows for section in sections), *questions], user)
    held = [(section, first) for section, first in zip(sections, firsts, strict=False) if first.count]
    together = _read_together(held)
    parts = [Part(section, _shown(section, first, user, together), first.count) for section, first in held]
    return Desk(parts, sum(first.count for first in firsts[len(sections) :]))


def _shown(section: TodoSection, first: First, user: Any, together: dict[Any, dict[Any, Any]]) -> list[Any]:
    if not section.dress:
        return list(section.rows(user)[:SHOWN])
    known = together[section.dress]
    return [known[key] for key in first.keys if key in known]


def _read_together(held: Sequence[tuple[TodoSection, First]]) -> dict[Any, dict[Any, Any]]:
    """For each way of dressing the rows of all sections that are dressed so, by their keys."""
    keys: dict[tuple[Any, Any], list[Any]] = {}
    for section, first in held:
        if section.dress:
            keys.setdefault((section.dress, first.model), []).extend(first.keys)
    return {
        dress: dress(model._default_manager.all()).in_bulk(set(found))
        for (dress, model), found in keys.items()
    }


def dressed(section: TodoSection, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what is shown of them; what is only counted does without."""
    return section.dress(rows) if section.dress else rows


def work_count(user: Any) -> int:
    """How much work waits for the person, over all sections that count."""
    sections = collected(TodoSection)
    firsts = firsts_of([section.rows for section in sections], user)
    return sum(first.count for section, first in zip(sections, firsts, strict=True) if section.is_counted)


def section(key: str) -> TodoSection | None:
    """The section of that key."""
    return next((item for item in collected(TodoSection) if item.key == key), None)


def widgets_of(user: Any, dashboard: str) -> list[Widget]:
    """The widgets of a dashboard this person may see."""
    return [
        widget
        for widget in collected(Widget)
        if dashboard in widget.dashboards and (not widget.permission or user.has_perm(widget.permission))
    ]
