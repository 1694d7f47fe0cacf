"""Pairs the rows of an amended paper with the old ones: by their words; lead and number only break ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lmhtx.vn.text import search_words

LEAST_ALIKE = 0.5
GRAM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row as some reading had it; `key` names it for whoever asked."""

    key: str
    text: str
    lead: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the amended paper changed."""

    field: str
    old: Any
    new: Any


def pair_rows(old: Sequence[PrintedRow], new: Sequence[PrintedRow]) -> dict[str, str]:
    """New key → old key for rows that speak of the same task; rows without a likeness are left out.

    Pairs are taken from the most alike downwards, so a number that shifted never steals a task: it only decides
    between two rows whose words are equally alike.
    """
    candidates = sorted(_candidates(old, new), key=lambda one: one[0], reverse=True)
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, new_key, old_key in candidates:
        if new_key not in pairs and old_key not in taken:
            pairs[new_key] = old_key
            taken.add(old_key)
    return pairs


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 1, without accents and punctuation; 1 for the same words."""
    return _shared(_grams(search_words(one)), _grams(search_words(other)))


def _candidates(
    old: Sequence[PrintedRow], new: Sequence[PrintedRow]
) -> Iterable[tuple[tuple[float, bool, bool, int], str, str]]:
    old_grams = [_grams(search_words(row.text)) for row in old]
    for new_place, fresh in enumerate(new):
        fresh_grams = _grams(search_words(fresh.text))
        for old_place, (former, grams) in enumerate(zip(old, old_grams, strict=True)):
            score = _shared(fresh_grams, grams)
            if score >= LEAST_ALIKE:
                lead = search_words(fresh.lead) == search_words(former.lead)
                number = search_words(fresh.number) == search_words(former.number)
                # Of rows alike in all this, those that stand nearest in the two papers belong together.
                yield (round(score, 2), lead, number, -abs(new_place - old_place)), fresh.key, former.key


def _grams(words: str) -> Counter[str]:
    padded = f" {words} "
    return (
        Counter(padded[place : place + GRAM] for place in range(len(padded) - GRAM + 1))
        if words
        else Counter()
    )


def _shared(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    if not total:
        return 0.0
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return 2 * sum(min(count, many[gram]) for gram, count in few.items()) / total


COMPARED = (
    "text",
    "lead",
    "partners",
    "deadline",
    "start",
    "end",
    "end_time",
    "product",
    "people",
    "targets",
)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """What changed between two printings of a task; number, group and place are no part of the task itself."""
    return [
        Difference(name, old.get(name), new.get(name))
        for name in COMPARED
        if _plain(old.get(name)) != _plain(new.get(name))
    ]


def _plain(value: Any) -> Any:
    """White space and the order of agencies do not make another task."""
    if not value:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return sorted(" ".join(one.split()) for one in value)
    return value
