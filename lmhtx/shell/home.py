"""Work of the day and dashboards, put together from what the apps contribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from lmhtx.contributions import TodoSection, Widget, collected
from lmhtx.decisions.queries import rows_for
from lmhtx.vn.numbers import MANY

SHOWN = 10


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


def parts_of(user: Any) -> list[Part]:
    """All sections that hold work; one query counts them all, one more reads each that is not empty."""
    sections = collected(TodoSection)
    waiting = [section.rows(user) for section in sections]
    counts = counts_of(waiting)
    return [
        Part(section, list(dressed(section, rows)[:SHOWN]), count)
        for section, rows, count in zip(sections, waiting, counts, strict=True)
        if count
    ]


def dressed(section: TodoSection, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what is shown of them; what is only counted does without."""
    return section.dress(rows) if section.dress else rows


def work_count(user: Any) -> int:
    """How much work waits for the person, over all sections that count."""
    return sum(counts_of([section.rows(user) for section in collected(TodoSection) if section.is_counted]))


def counts_of(waiting: list[QuerySet[Any]]) -> list[int]:
    """The number of rows of each, by one query; nothing is counted beyond ten thousand."""
    asked = [_sql(rows) for rows in waiting]
    found = iter(_counted([piece for piece in asked if piece is not None]))
    return [0 if piece is None else next(found) for piece in asked]


def _sql(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """The statement that gives the rows; None when it cannot give any."""
    try:
        return rows.order_by().values("pk")[: MANY + 1].query.sql_with_params()
    except EmptyResultSet:
        return None


def _counted(pieces: list[tuple[str, tuple[Any, ...]]]) -> list[int]:
    if not pieces:
        return []
    # The statements are Django's own; what a user typed travels beside them.
    sums = ", ".join(
        f"(SELECT count(*) FROM ({sql}) AS rows_{place})"  # noqa: S608
        for place, (sql, _) in enumerate(pieces)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + sums, [value for _sql, values in pieces for value in values])
        return list(cursor.fetchone())


def to_decide(user: Any) -> int:
    """How many things wait for the person's decision; one query."""
    return sum(counts_of(rows_for(user)))


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
