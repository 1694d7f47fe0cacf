"""What the reader is told beforehand: communes of today and before, cooperatives that stand, known sources, the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cooperatives.workbooks.layouts import Layout


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today by its full name ("Phường Trấn Biên")."""

    kind: str
    name: str

    @property
    def full(self) -> str:
        """Kind and name, as lists write them."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """A commune of the past with its district, and the communes of today that it went into."""

    kind: str
    name: str
    district: str
    became: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A cooperative that stands in the register; `values` are what the export of today would say of it."""

    pk: int
    code: str
    old_number: str
    name: str
    commune: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """By what rows may name a cooperative that stands: codes, old numbers, names as they are compared."""

    codes: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]


def nobody(wanted: Wanted) -> tuple[Known, ...]:
    """A register in which nothing stands."""
    del wanted
    return ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All lookups at once; `industries` are the codes of VSIC that exist, none when they are not to be checked.

    `known` finds those that stand and may be meant: a register is far larger than a workbook. `layouts` are the
    sources whose columns a person has told apart, the newest first.
    """

    today: date
    places: tuple[Place, ...] = ()
    former: tuple[FormerPlace, ...] = ()
    known: Callable[[Wanted], Iterable[Known]] = nobody
    industries: frozenset[str] = frozenset()
    layouts: tuple[Layout, ...] = ()

    @classmethod
    def of(
        cls,
        today: date,
        places: Iterable[Place],
        former: Iterable[FormerPlace],
        known: Callable[[Wanted], Iterable[Known]] = nobody,
        industries: frozenset[str] = frozenset(),
        layouts: Iterable[Layout] = (),
    ) -> Facts:
        """From any iterables."""
        return cls(today, tuple(places), tuple(former), known, industries, tuple(layouts))
