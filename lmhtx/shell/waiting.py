"""How much waits in each part of a desk and what comes first there: one statement for all parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from lmhtx.base import clock
from lmhtx.directory.models import ParameterValue
from lmhtx.vn.numbers import MANY

SHOWN = 10
Rows = Callable[[Any], QuerySet[Any]]
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Among:
    """The rows of one part out of a set that several parts share: it is read once for all of them.

    `of(user)` gives the set in the order of work, `only(user)` what makes a row belong here, None when nothing can.
    """

    of: Rows
    only: Callable[[Any], Q | None]

    def __call__(self, user: Any) -> QuerySet[Any]:
        """The rows alone."""
        condition = self.only(user)
        rows = self.of(user)
        return rows.none() if condition is None else rows.filter(condition)


@dataclass(frozen=True, slots=True)
class First:
    """How many rows a part holds, the keys of those that come first, and whose rows they are."""

    model: Any
    count: int
    keys: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The models of the parts and the query that asks for all, "" when nothing can be in any."""

    models: Sequence[Any]
    query: str


def firsts_of(parts: Sequence[Rows], user: Any) -> list[First]:
    """Count and first keys of each part, by one query; of a set nobody shares no more than ten thousand are counted.

    A part that is named twice is counted once.
    """
    once = tuple(dict.fromkeys(parts))
    asked = _asked(once, user)
    told = _told(asked.query) if asked.query else {}
    found = (told.get(f"part_{place}", [0]) for place in range(len(once)))
    firsts = (First(model, count, keys) for model, (count, *keys) in zip(asked.models, found, strict=True))
    known = dict(zip(once, firsts, strict=True))
    return [known[part] for part in parts]


_kept: dict[Any, Asked] = {}


def _asked(parts: tuple[Rows, ...], user: Any) -> Asked:
    """The query for this person at this minute, put together once: the page of the day and the count on every page ask
    the same. What the tables say is read each time; a part that asks them while it is put together is not kept, unless
    it asks for a parameter: a new value of one shows a minute later.
    """
    postings = frozenset((posting.role, posting.unit_id) for posting in user.postings_today)
    standing = user.standing and (user.standing.pk, *user.standing.permissions)
    who = (user.pk, user.is_active, user.is_by_link, postings, user.hands, standing)
    key = (parts, who, clock.now().replace(second=0, microsecond=0))
    if key in _kept:
        return _kept[key]
    statements: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if ParameterValue._meta.db_table not in sql:
            statements.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(listen):
        asked = _put_together(parts, user)
    if not statements:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = asked
    return asked


def _put_together(parts: tuple[Rows, ...], user: Any) -> Asked:
    shared: dict[Rows, dict[str, Q]] = {}
    sets = {rows.of: rows.of(user) for rows in parts if isinstance(rows, Among)}
    models: list[Any] = []
    said: list[str] = []
    for place, rows in enumerate(parts):
        name = f"part_{place}"
        if isinstance(rows, Among):
            models.append(sets[rows.of].model)
            if (condition := rows.only(user)) is not None:
                shared.setdefault(rows.of, {})[name] = condition
        else:
            alone = rows(user)
            models.append(alone.model)
            if sql := _sql(alone.values("pk")[: MANY + 1]):
                said.append(f"(SELECT {_first()} FROM ({sql}) AS rows) AS {name}")  # noqa: S608 - Django's own SQL
    read = [found for of, conditions in shared.items() if (found := _told_apart(sets[of], conditions))]
    said += [f"set_{place}.*" for place in range(len(read))]
    among = ", ".join(f"({sql}) AS set_{place}" for place, sql in enumerate(read))
    whole = f"SELECT {', '.join(said)}" + (f" FROM {among}" if among else "")  # noqa: S608 - as above
    return Asked(models, whole if said else "")


def _told_apart(rows: QuerySet[Any], conditions: dict[str, Q]) -> str:
    """The statement that reads a set once and tells of all its parts."""
    marks = {f"in_{name}": ExpressionWrapper(one, BooleanField()) for name, one in conditions.items()}
    if not (sql := _sql(rows.annotate(**marks).values("pk", *marks))):
        return ""
    firsts = ", ".join(f"{_first(f' FILTER (WHERE in_{name})')} AS {name}" for name in conditions)
    return f"SELECT {firsts} FROM ({sql}) AS rows"  # noqa: S608 - Django's own SQL


def _sql(rows: QuerySet[Any, Any]) -> str:
    """The statement of the rows, the driver's values within it: it is put together once and read often.

    "" when it cannot give any row.
    """
    try:
        sql: str = connection.ops.compose_sql(*rows.query.sql_with_params())  # type: ignore[attr-defined] # PostgreSQL's
    except EmptyResultSet:
        return ""
    return sql


def _first(narrowed: str = "") -> str:
    """The number of rows, then their first keys as they come, in one array."""
    return f"count(*){narrowed} || (array_agg(pk){narrowed})[1:{SHOWN}]"


def _told(query: str) -> dict[str, list[Any]]:
    """What the query says of each part, by its name."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(zip((column.name for column in cursor.description), cursor.fetchone(), strict=True))
