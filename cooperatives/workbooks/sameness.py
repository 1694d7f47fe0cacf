"""Rows that speak of one cooperative: by code, by old number, by name and commune, by a name nearly the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import Any

from cooperatives.workbooks.names import name_key
from cooperatives.workbooks.outcome import ReadRow
from lmhtx.vn.text import fold, has_accents, letters

LARGEST_BLOCK = 60
ALIKE = 0.8
FACTS = ("phone", "head", "founded", "ward", "hamlet", "capital", "revenue", "members", "workers", "trade")
STRONG = {"phone", "head", "founded"}
ENOUGH, ENOUGH_WITHOUT_NAME = 4, 6
# Words that one writes out and the other shortens.
SILENT = frozenset(
    map(letters, re.findall(r"\w+", "hợp tác xã htx nn dv tm nông nghiệp dịch vụ thương mại cũ và"))
)


def find_same(rows: Sequence[ReadRow]) -> None:
    """Point rows at each other; nothing is merged."""
    for one, other in _pairs(rows):
        if other not in one.twins:
            one.twins.append(other)
            other.twins.append(one)
    for row in rows:
        row.same_as = sorted(twin.row for twin in row.twins)


def _pairs(rows: Sequence[ReadRow]) -> Iterator[tuple[ReadRow, ReadRow]]:
    yield from _blocks(rows, lambda row: row.values.get("tax_code"))
    yield from _blocks(rows, lambda row: row.more.get("old_number"))
    for one, other in _blocks(rows, key_of):
        if is_same_name(one, other):
            yield one, other
    for block in (_phone, _head, _founded):
        for one, other in _blocks(rows, block):
            if is_near(one, other):
                yield one, other


def _blocks(rows: Iterable[ReadRow], key: Callable[[ReadRow], Hashable]) -> Iterator[tuple[ReadRow, ReadRow]]:
    blocks: dict[Hashable, list[ReadRow]] = {}
    for row in rows:
        if found := key(row):
            blocks.setdefault(found, []).append(row)
    for block in blocks.values():
        yield from combinations(block[:LARGEST_BLOCK], 2)


def _name(row: ReadRow) -> str:
    """The name as read, or as written where letters were lost."""
    return str(row.values.get("name") or row.raws.get("name") or "")


def key_of(row: ReadRow) -> str:
    """The name as names are compared."""
    return name_key(_name(row))


def _phone(row: ReadRow) -> Any:
    return row.values.get("phone")


def _head(row: ReadRow) -> Any:
    return _folded(row.values.get("head"))


def _founded(row: ReadRow) -> Any:
    return row.values.get("founded")


def _differ(one: ReadRow, other: ReadRow, name: str) -> bool:
    mine, theirs = one.values.get(name), other.values.get(name)
    return bool(mine and theirs and mine != theirs)


def is_same_name(one: ReadRow, other: ReadRow) -> bool:
    """Names that compare equal are the same unless codes, communes or accents tell them apart."""
    if _differ(one, other, "tax_code"):
        return False
    agreed = _agreed(one, other)
    if _differ(one, other, "ward") and not (agreed & STRONG):
        return False
    mine, theirs = _name(one), _name(other)
    if has_accents(mine) and has_accents(theirs) and _spelled(mine) != _spelled(theirs):
        return len(agreed) >= ENOUGH
    return True


def is_near(one: ReadRow, other: ReadRow) -> bool:
    """Names nearly the same with enough other facts in common."""
    if _differ(one, other, "tax_code"):
        return False
    agreed = _agreed(one, other)
    if len(agreed) < ENOUGH or not agreed & STRONG:
        return False
    mine, theirs = key_of(one), key_of(other)
    if not mine or not theirs:
        return len(agreed) >= ENOUGH_WITHOUT_NAME
    return _alike(*sorted((mine, theirs)))


@lru_cache(maxsize=50_000)
def _alike(mine: str, theirs: str) -> bool:
    if "?" in mine or "?" in theirs:
        return _fits(mine, theirs) or _fits(theirs, mine)
    if re.findall(r"\d+", mine) != re.findall(r"\d+", theirs):
        return False
    return SequenceMatcher(None, mine, theirs).ratio() >= ALIKE


def _fits(torn: str, whole: str) -> bool:
    return re.fullmatch(re.escape(torn).replace(r"\?", "."), whole) is not None


def _agreed(one: ReadRow, other: ReadRow) -> set[str]:
    return {
        name for name in FACTS if _value(one, name) is not None and _value(one, name) == _value(other, name)
    }


def _value(row: ReadRow, name: str) -> Any:
    value = row.values.get(name)
    return _folded(value) if isinstance(value, str) else value


@lru_cache(maxsize=50_000)
def _folded(words: str | None) -> str | None:
    return fold(words) if words else None


@lru_cache(maxsize=50_000)
def _spelled(name: str) -> str:
    """The accents of the words that the key keeps as written, in the letters of the name itself."""
    return " ".join(word for word in re.sub(r"[\W_]+", " ", letters(name)).split() if word not in SILENT)
