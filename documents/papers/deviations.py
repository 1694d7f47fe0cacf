"""A deviation from the form of papers, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from documents.enums.checking import Box, Severity
from lmhtx.legal import Citation

LONGEST_EXCERPT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Where, what it is, what it should be, by which text, how grave; `count` lines deviate alike."""

    box: Box
    found: str
    wanted: str
    source: Citation
    severity: Severity = Severity.WRONG
    excerpt: str = ""
    count: int = 1


def excerpt(text: str) -> str:
    """The beginning of a line, as a page shows it."""
    return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT].rstrip()}…"


def gathered(deviations: Iterable[Deviation]) -> list[Deviation]:
    """Lines that deviate alike told once, with the first of them; what is wrong stands first."""
    groups: dict[tuple[Box, str, str], Deviation] = {}
    for one in deviations:
        key = (one.box, one.found, one.wanted)
        known = groups.get(key)
        groups[key] = replace(known, count=known.count + one.count) if known else one
    return sorted(groups.values(), key=lambda one: one.severity != Severity.WRONG)
