"""Which papers the file of each kind of cooperative must have from which day to which, as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cooperatives.enums.papers import PaperKind
from cooperatives.enums.register import Kind

FILE = Path(__file__).parent / "data" / "required_papers.csv"


@dataclass(frozen=True, slots=True)
class Required:
    """One line: a kind of cooperative must have this paper between two days, as some text says."""

    kind: Kind
    paper: PaperKind
    valid_from: date
    valid_to: date | None
    source: str


@cache
def lines() -> tuple[Required, ...]:
    """All lines."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Required(
                kind=Kind(row["kind"]),
                paper=PaperKind(row["paper"]),
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def required_on(day: date) -> Mapping[Kind, frozenset[PaperKind]]:
    """What each kind must have on the day; nothing before the first line."""
    found: dict[Kind, frozenset[PaperKind]] = {kind: frozenset() for kind in Kind}
    for line in lines():
        if line.valid_from <= day and (line.valid_to is None or day <= line.valid_to):
            found[line.kind] |= {line.paper}
    return found
