"""Dated values: what an administrator has entered for a day, else what the law or the house says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cached_property

from lmhtx.base import clock
from lmhtx.directory.models import ParameterValue
from lmhtx.legal import PARAMETERS, Grade, MissingValue, Parameter, Value, missing_sentence


class ValueKind(Enum):
    """How a parameter is typed and stored."""

    BOOL = bool
    INT = int
    DECIMAL = Decimal
    DATE = date
    TIME = time
    TEXT = str


UNITS = {
    "có/không": ValueKind.BOOL,
    "giờ": ValueKind.TIME,
    "ngày": ValueKind.INT,
    "tháng": ValueKind.INT,
    "đồng": ValueKind.INT,
    "percent": ValueKind.DECIMAL,
    "%": ValueKind.DECIMAL,
}


def kind_of(parameter: Parameter) -> ValueKind:
    """By the value it has, or by its unit where it has none yet."""
    if parameter.values:
        return ValueKind(type(parameter.values[0][1]))
    return UNITS.get(parameter.unit, ValueKind.TEXT)


def stored(value: Value) -> bool | int | str:
    """The value as JSON keeps it."""
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


def restored(kind: ValueKind, kept: object) -> Value:
    """The value back from JSON."""
    if kind is ValueKind.DECIMAL:
        return Decimal(str(kept))
    if kind is ValueKind.DATE:
        return date.fromisoformat(str(kept))
    if kind is ValueKind.TIME:
        return time.fromisoformat(str(kept))
    if kind is ValueKind.BOOL:
        return bool(kept)
    return int(str(kept)) if kind is ValueKind.INT else str(kept)


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a parameter: from when, what, on what ground, and whether a person entered it."""

    valid_from: date
    value: Value
    source: str
    is_doubtful: bool
    entered_id: int | None = None


@dataclass(frozen=True)
class ParameterState:
    """A parameter on a day, with all its values, latest first."""

    parameter: Parameter
    day: date
    rows: tuple[Row, ...]

    @cached_property
    def current(self) -> Row | None:
        """The row in force on the day."""
        return next((row for row in self.rows if row.valid_from <= self.day), None)

    @property
    def is_missing(self) -> bool:
        """Whether nothing is known for the day."""
        return self.current is None

    @property
    def is_doubtful(self) -> bool:
        """Whether what holds on the day is not verified."""
        return self.current is not None and self.current.is_doubtful

    @property
    def area(self) -> str:
        """The app that uses it, by its key ("fund.RATE" → "fund"); "" for the house's own."""
        return self.parameter.key.split(".")[0] if "." in self.parameter.key else ""


class Values:
    """All values in force on one day, read in one query."""

    def __init__(self, *, on: date | None = None, keys: Iterable[str] | None = None) -> None:
        """Read what has been entered, of the named parameters or of all."""
        self._day = on or clock.today()
        entered = (
            ParameterValue.objects.all() if keys is None else ParameterValue.objects.filter(key__in=keys)
        )
        self._entered: dict[str, list[ParameterValue]] = {}
        for row in entered.order_by("-valid_from"):
            self._entered.setdefault(row.key, []).append(row)

    def value(self, key: str) -> Value:
        """What the parameter is worth on the day; MissingValue with a sentence for the page when nobody knows."""
        state = self.state(PARAMETERS[key])
        if state.current is None:
            raise MissingValue(missing_sentence(state.parameter.label, self._day, state.parameter.blocks))
        return state.current.value

    def state(self, parameter: Parameter) -> ParameterState:
        """The parameter with all its rows; what was entered comes before a default of the same day."""
        kind, entered = kind_of(parameter), self._entered.get(parameter.key, [])
        rows = [
            Row(row.valid_from, restored(kind, row.value), row.source, row.is_doubtful, row.pk)
            for row in entered
        ]
        doubtful = bool(parameter.doubt) or parameter.grade is Grade.QUOTED
        rows += [Row(day, worth, str(citation), doubtful) for day, worth, citation in parameter.values]
        rows.sort(key=lambda row: (row.valid_from, row.entered_id is not None), reverse=True)
        return ParameterState(parameter, self._day, tuple(rows))

    def states(self) -> list[ParameterState]:
        """Every parameter of the house, by its Vietnamese label."""
        return [self.state(parameter) for parameter in sorted(PARAMETERS.values(), key=lambda one: one.label)]


def value(key: str, *, on: date | None = None) -> Value:
    """What a parameter is worth on a day: the entered value first, else the default.

    One query; for several parameters use `Values`. Raises MissingValue, whose message is fit for the page, and
    KeyError for a parameter that does not exist.
    """
    return Values(on=on, keys=[key]).value(key)
