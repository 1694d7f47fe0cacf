"""Automatic numbers and bullets of Word, worked out as the reader sees them on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lmhtx.reading.docx_parts import W
from lmhtx.vn.numbers import roman

if TYPE_CHECKING:
    from lxml import etree

# Symbol and Wingdings bullets stand in the private area; on paper they are a dash, a cross or a dot.
BULLETS = {"\uf02d": "-", "\uf02b": "+", "-": "-", "–": "-", "—": "-", "+": "+", "*": "*", "o": "+"}


@dataclass(slots=True)
class Level:
    """One level of a list: how it counts and how the number is written."""

    number_format: str
    text: str
    start: int


class Numbering:
    """The lists of one document; counts as the paragraphs pass by in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._overrides: dict[tuple[str, int], int] = {}
        if root is not None:
            self._read(root)

    def label(self, list_id: str, depth: int) -> str:
        """The number or bullet of the next paragraph of this list at this depth; empty for no list."""
        abstract = self._abstract_of.get(list_id)
        level = self._levels.get(abstract or "", {}).get(depth)
        if abstract is None or level is None:
            return ""
        counts = self._counts.setdefault(abstract, [None] * 9)
        self._count(counts, list_id, depth=depth)
        if level.number_format == "bullet":
            return BULLETS.get(level.text.strip(), "-")
        if level.number_format == "none":
            return ""
        return re.sub(r"%(\d)", lambda m: self._written(abstract, int(m.group(1)) - 1), level.text).strip()

    def _count(self, counts: list[int | None], list_id: str, *, depth: int) -> None:
        levels = self._levels[self._abstract_of[list_id]]
        override = self._overrides.get((list_id, depth))
        if override is not None and (list_id, depth) not in self._restarted:
            self._restarted.add((list_id, depth))
            counts[depth] = override
        else:
            current = counts[depth]
            counts[depth] = levels[depth].start if current is None else current + 1
        for higher in range(depth):
            if counts[higher] is None and higher in levels:
                counts[higher] = levels[higher].start
        counts[depth + 1 :] = [None] * (len(counts) - depth - 1)

    def _written(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(depth)
        count = self._counts[abstract][depth] if depth < 9 else None
        return "" if level is None or count is None else in_format(count, level.number_format)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            levels = {int(lvl.get(f"{W}ilvl", "0")): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.findall(f"{W}num"):
            list_id = number.get(f"{W}numId", "")
            reference = number.find(f"{W}abstractNumId")
            if reference is not None:
                self._abstract_of[list_id] = reference.get(f"{W}val", "")
            for override in number.findall(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    depth = int(override.get(f"{W}ilvl", "0"))
                    self._overrides[list_id, depth] = int(start.get(f"{W}val", "1"))


def in_format(count: int, number_format: str) -> str:
    """A count written in one of Word's number formats; unknown formats as plain figures."""
    if number_format in ("upperRoman", "lowerRoman"):
        return roman(count) if number_format == "upperRoman" else roman(count).lower()
    if number_format in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if number_format == "upperLetter" else letter.lower()
    return f"{count:02d}" if number_format == "decimalZero" else str(count)


def _level(element: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    return Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))
