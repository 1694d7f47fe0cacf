"""Finding the rooms of a paper in its PDF by its words; works in a child of bounded memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 72 / 25.4
# Above this share of the first page stand the boxes of its head.
HEAD = 0.4
# A gap between post and name in which a hand signs, and one that is none any more.
LEAST_GAP, MOST_GAP = 15 * MM, 70 * MM
# A line of box 7a or 7b is as broad as its column lets it; two words this far apart stand in two columns.
COLUMN_GAP = 12
AIR = 1.5
OFF_CENTRE = 5 * MM
YEAR_EM = 2.5
SPACE_EM = 0.25
NUMBER = re.compile(r"Số\s*:(?P<number>\s*)/")
DAY = re.compile(r"ngày(?P<day>\s*)tháng(?P<month>\s*)năm(?P<year>\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together in one line of one column, with the letters they are made of."""

    chars: Sequence[dict[str, Any]]

    @property
    def text(self) -> str:
        """What they say; spaces of every kind as they are."""
        return "".join(char["text"] for char in self.chars)

    @property
    def plain(self) -> str:
        """What they say, with single spaces."""
        return " ".join(self.text.split())

    @property
    def inked(self) -> list[dict[str, Any]]:
        """The letters that an eye sees."""
        return [char for char in self.chars if char["text"].strip()]

    @property
    def left(self) -> float:
        """Where the first letter begins."""
        return float(min(char["x0"] for char in self.inked))

    @property
    def right(self) -> float:
        """Where the last letter ends."""
        return float(max(char["x1"] for char in self.inked))

    @property
    def top(self) -> float:
        """The upper edge."""
        return float(min(char["top"] for char in self.inked))

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return float(max(char["bottom"] for char in self.inked))

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all("bold" in char["fontname"].lower() for char in self.inked)


def rooms_in(body: bytes) -> dict[str, Any]:
    """The rooms as plain values: see `rooms.rooms_of`."""
    with pdfplumber.open(io.BytesIO(body)) as opened:
        pages = opened.pages
        first = pages[0]
        head = [words for words in words_of(first) if words.top < HEAD * float(first.height)]
        found: dict[str, Any] = {"number": None, "day": None, "month": None, "year": None}
        for words in head:
            for name, room in (*_rooms(words, NUMBER), *_rooms(words, DAY)):
                found[name] = found[name] or _flipped(room, page=0, height=float(first.height))
        return {**found, "places": _places(pages), "height": float(first.height), "width": float(first.width)}


def words_of(page: Any) -> list[Words]:
    """The words of a page, line by line, a line cut where a column ends."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(page.chars, key=lambda char: (round(char["bottom"], 1), char["x0"])):
        level = next((row for row in reversed(rows[-6:]) if abs(row[0]["bottom"] - char["bottom"]) < 3), None)
        if level is None:
            rows.append([char])
        else:
            level.append(char)
    return [Words(part) for row in rows for part in _columns(sorted(row, key=lambda char: char["x0"]))]


def _columns(row: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The parts of a row; spaces that were typed hold a part together, a mere gap does not."""
    part: list[dict[str, Any]] = []
    for char in row:
        if part and char["x0"] - part[-1]["x1"] > COLUMN_GAP:
            yield from _said(part)
            part = []
        part.append(char)
    yield from _said(part)


def _said(part: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    if any(char["text"].strip() for char in part):
        yield part


def _rooms(words: Words, pattern: re.Pattern[str]) -> Iterator[tuple[str, dict[str, float]]]:
    """The rooms that the pattern leaves between its words; one too narrow for a digit was never meant as one."""
    found = pattern.search(words.text)
    if found is None:
        return
    places = [place for place, char in enumerate(words.chars) for _letter in char["text"]]
    for name in pattern.groupindex:
        begin, end = found.span(name)
        before, last = words.chars[places[begin - 1]], words.chars[places[max(begin, end) - 1]]
        space = SPACE_EM * before["size"]
        is_last = end == len(places)
        # Spaces at the end of a line are not always drawn; nothing stands behind them.
        right = (
            max(last["x1"], before["x1"] + YEAR_EM * before["size"])
            if is_last
            else words.chars[places[end]]["x0"]
        )
        if right - before["x1"] > before["size"]:
            # A space stays free between a word and the figure, none between the number and its stroke.
            right -= space if name in {"day", "month"} else 0
            yield (
                name,
                {"left": before["x1"] + space, "right": right, "top": words.top, "bottom": words.bottom},
            )


def _places(pages: Sequence[Any]) -> list[dict[str, Any]]:
    """Where people sign: on the last page that has such a place."""
    for page in reversed(range(len(pages))):
        found = list(_signing(words_of(pages[page]), page=page, height=float(pages[page].height)))
        if found:
            return found
    return []


def _signing(lines: Sequence[Words], *, page: int, height: float) -> Iterator[dict[str, Any]]:
    """Posts in bold capitals with a name in bold far below them in their column."""
    bold = [words for words in lines if words.is_bold]
    for post in bold:
        if not post.plain.isupper():
            continue
        under = [words for words in bold if words.top > post.bottom and _overlap(post, words)]
        name = min(under, key=lambda words: words.top, default=None)
        if name is None or name.plain.isupper() or not _is_signed_between(post, name):
            continue
        middle = (name.left + name.right) / 2
        room = {"left": middle, "right": middle, "top": post.bottom + AIR, "bottom": name.top - AIR}
        yield {"post": post.plain, "name": name.plain, "room": _flipped(room, page=page, height=height)}


def _overlap(post: Words, words: Words) -> bool:
    return min(post.right, words.right) - max(post.left, words.left) > 0


def _is_signed_between(post: Words, name: Words) -> bool:
    """Whether the name stands in the middle under the post, as far below as a hand needs."""
    is_centred = abs((post.left + post.right) - (name.left + name.right)) / 2 < OFF_CENTRE
    return is_centred and LEAST_GAP <= name.top - post.bottom <= MOST_GAP


def _flipped(room: dict[str, float], *, page: int, height: float) -> dict[str, Any]:
    """From the upper edge of a page to its lower one."""
    return {
        "page": page,
        "left": room["left"],
        "right": room["right"],
        "bottom": height - room["bottom"],
        "top": height - room["top"],
    }
