"""Two texts of one report side by side: what was written in or struck out, and which figures are no longer ours.

A figure differs when it stood in a paragraph that is still there and reads otherwise now. What went with a whole
paragraph, or came with a new one, is told as a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from lmhtx.vn.text import fold

# Below this likeness two paragraphs are not one that was rewritten.
ALIKE = 0.5
FIGURE = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
WORDS = re.compile(r"\S+")
PART = re.compile(r"^([IVX]+)\.\s+\S")
SUBPART = re.compile(r"^(\d+)\.\s+\S")
ANNEX = re.compile(r"^PHỤ LỤC\b.*", re.IGNORECASE)
LONGEST_HEADING = 120
BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of ours that reads otherwise in the text that came back; `now` is empty where it was struck out."""

    was: str
    now: str
    place: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that was changed, removed or added, in pieces of (same, del, ins) and words."""

    kind: str
    place: str
    pieces: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between the two texts."""

    changes: list[Change] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return asdict(self)


def differences(ours: Sequence[str], theirs: Sequence[str]) -> Differences:
    """Lay the text that came back beside ours, paragraph by paragraph."""
    found = Differences()
    places = _places(ours)
    place = ""
    for old, new in _pairs(ours, theirs):
        if old is not None:
            place = places[old]
        was, now = ("" if old is None else ours[old]), ("" if new is None else theirs[new])
        if was == now:
            continue
        if not was or not now:
            kind, mark, text = ("added", "ins", now) if not was else ("removed", "del", was)
            found.changes.append(Change(kind, place, [(mark, text)]))
            continue
        pieces, figures = _compared(was, now)
        found.changes.append(Change("changed", place, pieces))
        found.figures.extend(FigureChange(one, other, _at(place, was)) for one, other in figures)
    return found


def _places(lines: Sequence[str]) -> list[str]:
    """Under which part each line stands: "mục II.1", "Phụ lục I"."""
    part, sub, annex, found = "", "", "", []
    for line in lines:
        if len(line) <= LONGEST_HEADING and BETWEEN_CELLS not in line:
            if match := ANNEX.match(line):
                annex, part, sub = match.group(), "", ""
            elif match := PART.match(line):
                part, sub = match.group(1), ""
            elif (match := SUBPART.match(line)) and part:
                sub = match.group(1)
        own = f"mục {part}.{sub}" if sub else f"mục {part}" if part else ""
        found.append(annex or own or "phần đầu")
    return found


def _at(place: str, line: str) -> str:
    """The place of a figure; in a table also its row."""
    cells = line.split(BETWEEN_CELLS)
    if len(cells) == 1:
        return place
    row = next((cell for cell in cells if cell and not FIGURE.fullmatch(cell)), cells[0])
    return f"{place}, dòng “{row if len(row) <= 80 else f'{row[:79]}…'}”"


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which line of theirs each line of ours became, in reading order; None where there is none."""
    matcher = SequenceMatcher(None, list(ours), list(theirs), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _alike(ours, theirs, range(i1, i2), range(j1, j2))


def _alike(
    ours: Sequence[str], theirs: Sequence[str], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pair the lines that still resemble each other, each with the first alike after the one before."""
    waiting = new.start
    for place in old:
        found = next((one for one in range(waiting, new.stop) if _likeness(ours[place], theirs[one])), None)
        if found is None:
            yield place, None
            continue
        yield from ((None, one) for one in range(waiting, found))
        yield place, found
        waiting = found + 1
    yield from ((None, one) for one in range(waiting, new.stop))


def _likeness(one: str, other: str) -> bool:
    """Whether one paragraph may be the other rewritten: judged by its words, whatever its figures."""
    first, second = (FIGURE.sub("0", fold(text)).split() for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _compared(was: str, now: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pieces of a changed paragraph, and its figures that read otherwise."""
    old, new = WORDS.findall(was), WORDS.findall(now)
    pieces: list[tuple[str, str]] = []
    figures: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = " ".join(old[i1:i2]), " ".join(new[j1:j2])
        if tag == "equal":
            pieces.append(("same", gone))
            continue
        pieces += [(mark, text) for mark, text in (("del", gone), ("ins", come)) if text]
        figures += _figures(old[i1:i2], new[j1:j2])
    return pieces, figures


def _figures(gone: Sequence[str], come: Sequence[str]) -> list[tuple[str, str]]:
    """The figures among the words that went, each beside the one that came in its place."""
    was, now = ([figure for word in words for figure in _figures_in(word)] for words in (gone, come))
    pairs = list(zip_longest(was, now, fillvalue=""))
    return [(one, other) for one, other in pairs if one and one != other]


def _figures_in(word: str) -> list[str]:
    """Days (14/6/2026) and symbols (245/KH-LM) are no figures."""
    return [] if "/" in word else FIGURE.findall(word)
