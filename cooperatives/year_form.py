"""The form of yearly figures: which figures are asked of whom, by edition; an edition never changes once it is used."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "year_form.csv"
# What a person takes in on the first screen of a phone.
FIRST_SCREEN = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One question: its key is the column of the verified figures.

    `sizes` are those for which it stands on the first screen, all where none is named; `whole` is the figure of which
    it is a part.
    """

    key: str
    label: str
    help: str
    is_money: bool
    is_signed: bool
    kinds: frozenset[str]
    sizes: frozenset[str]
    whole: str

    def is_first_for(self, size: str) -> bool:
        """Whether it stands on the first screen for a cooperative of that size."""
        return not self.sizes or size in self.sizes


@cache
def _editions() -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["version"], []).append(
                Figure(
                    key=row["key"],
                    label=row["label"],
                    help=row["help"],
                    is_money=row["unit"] == "money",
                    is_signed=bool(row["is_signed"]),
                    kinds=frozenset(row["kinds"].split()),
                    sizes=frozenset(row["sizes"].split()),
                    whole=row["whole"],
                )
            )
    return {version: tuple(figures) for version, figures in found.items()}


def newest() -> str:
    """The edition in which a new period asks."""
    return max(_editions())


def figures_of(version: str, kind: str = "") -> tuple[Figure, ...]:
    """The questions of an edition in their order; of a kind of cooperative only its own."""
    return tuple(one for one in _editions()[version] if not kind or kind in one.kinds)
