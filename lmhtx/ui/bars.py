"""Pictures of bars: each is a number with its words and opens the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture: its words, its number, its length from 0 to 100, and the list it opens."""

    label: str
    count: int
    length: float
    address: str
    tone: str = ""


def bars(rows: Iterable[tuple[str, int, str]], *, tone: str = "") -> list[Bar]:
    """Bars whose longest fills the width."""
    found = list(rows)
    most = max((count for _, count, _ in found), default=0) or 1
    return [Bar(label, count, round(count * 100 / most, 1), address, tone) for label, count, address in found]
