"""The forms: which figures are asked of whom, by edition; an edition never changes once it is used.

A year has the long form, a half year or quarter the short one; a one-off call carries its own questions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cooperatives.enums.forms import COUNTED_UNITS, Rhythm, Unit
from cooperatives.enums.register import Kind
from lmhtx.vn.numbers import decimal_comma

DATA = Path(__file__).parent / "data"
LONG, SHORT = "year_form.csv", "short_form.csv"
# What a person takes in on the first screen of a phone.
FIRST_SCREEN = 12
# A one-off call asks in no edition.
NO_EDITION = "riêng"
OWN = "rieng_"

Answer = int | float | str | bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One question: its key is the column of the verified figures, or that of a question of the call's own.

    `sizes` are those for which it stands on the first screen, all where none is named; `whole` is the figure of which
    it is a part; `is_flow` says that it happens over time, so that it compares with a stretch of the same length only.
    """

    key: str
    label: str
    help: str
    unit: Unit
    is_signed: bool
    is_flow: bool
    kinds: frozenset[str]
    sizes: frozenset[str]
    whole: str

    @property
    def is_money(self) -> bool:
        """Whether it is a sum in đồng."""
        return self.unit == Unit.MONEY

    @property
    def is_counted(self) -> bool:
        """Whether it can be added up."""
        return self.unit in COUNTED_UNITS

    @property
    def is_yes_no(self) -> bool:
        """Whether it is answered by Có or Không."""
        return self.unit == Unit.YES_NO

    @property
    def is_own(self) -> bool:
        """Whether whoever opened the call has worded it."""
        return self.key.startswith(OWN)

    def is_first_for(self, size: str) -> bool:
        """Whether it stands on the first screen for a cooperative of that size."""
        return not self.sizes or size in self.sizes

    def told(self, value: Any) -> str:
        """An answer in words, as pages and boxes show it."""
        if value is None:
            return "–"
        if self.unit == Unit.YES_NO:
            return "Có" if value else "Không"
        return decimal_comma(value) if self.is_counted and not isinstance(value, str) else str(value)


@cache
def _editions(name: str) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {}
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["version"], []).append(
                Figure(
                    key=row["key"],
                    label=row["label"],
                    help=row["help"],
                    unit=Unit(row["unit"]),
                    is_signed=bool(row["is_signed"]),
                    is_flow=bool(row["is_flow"]),
                    kinds=frozenset(row["kinds"].split()),
                    sizes=frozenset(row["sizes"].split()),
                    whole=row["whole"],
                )
            )
    return {version: tuple(figures) for version, figures in found.items()}


def newest(rhythm: str = Rhythm.YEAR) -> str:
    """The edition in which a new period of that length asks."""
    if rhythm == Rhythm.ONCE:
        return NO_EDITION
    return max(_editions(LONG if rhythm == Rhythm.YEAR else SHORT))


def figures_of(version: str, kind: str = "") -> tuple[Figure, ...]:
    """The questions of an edition in their order; of a kind of cooperative only its own."""
    editions = {**_editions(LONG), **_editions(SHORT)}
    return tuple(one for one in editions[version] if not kind or kind in one.kinds)


def frozen(figures: Iterable[Figure], own: Iterable[tuple[str, Unit]]) -> list[dict[str, Any]]:
    """The questions of a one-off call as they are kept: chosen ones of the catalogue, then its own."""
    kept = [
        {
            "key": one.key,
            "label": one.label,
            "help": one.help,
            "unit": str(one.unit),
            "is_signed": one.is_signed,
        }
        for one in figures
    ]
    kept += [
        {"key": f"{OWN}{number}", "label": label, "help": "", "unit": str(unit), "is_signed": False}
        for number, (label, unit) in enumerate(own, 1)
    ]
    return kept


def from_frozen(questions: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """The questions of a one-off call again; the first twelve stand on the first screen."""
    return tuple(
        Figure(
            key=one["key"],
            label=one["label"],
            help=one["help"],
            unit=Unit(one["unit"]),
            is_signed=one["is_signed"],
            is_flow=False,
            kinds=frozenset(str(kind) for kind in Kind),
            sizes=frozenset() if number < FIRST_SCREEN else frozenset({"none"}),
            whole="",
        )
        for number, one in enumerate(questions)
    )
