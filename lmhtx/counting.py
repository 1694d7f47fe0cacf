"""What registers count for the house: the targets of 2030, and the quantities that tasks must reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorPart:
    """One ratio: rows that count on any past day among those that could; `exceptions` are left out on purpose."""

    key: str
    label: str
    numerator: Callable[[date], QuerySet[Any]]
    denominator: Callable[[date], QuerySet[Any]]
    exceptions: Callable[[date], QuerySet[Any]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """How one of the house's targets is counted; `version` changes with the definition, never the past with it."""

    key: str
    definition: str
    source: str
    parts: tuple[IndicatorPart, ...]
    version: int = 1


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list narrowed by the query of a day, for whoever holds its permission."""

    url_name: str
    query: str | Callable[[date], str]
    permission: str

    def on(self, day: date) -> str:
        """The query as it is asked on a day."""
        return self.query if isinstance(self.query, str) else self.query(day)


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetSource:
    """What a register can count for the quantity that a task must reach; `count(day)` as of the end of a day.

    `listed` shows the records that are counted today.
    """

    key: str
    label: str
    unit: str
    count: Callable[[date], int]
    listed: ListLink | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFigures:
    """What an app gives for lines of the table of figures of cooperatives, by their codes.

    `values(user, first_on, last_on)` counts what flowed within the days and what stands at the end of the last, as far
    as the person sees, or of all there is without one; a line of which nothing is known is left out and never nought.
    """

    key: str
    codes: tuple[str, ...]
    values: Callable[[Any, date, date], Mapping[str, Decimal | int]]
