"""Old fonts that a table no longer names: short words are turned as the longer ones of their column are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lmhtx.reading.legacy_fonts import to_unicode

Place = tuple[int, int]
FONTS = (".VnTime", "VNI-Times")
FEWEST = 3
MOST_ASKED = 400


def unnamed_fonts(rows: Sequence[Sequence[Any]], named: Mapping[Place, str]) -> dict[Place, str]:
    """The font of each cell of a column, or of the whole sheet, in which words were turned and none are in Unicode."""
    by_column: dict[int, list[tuple[Place, str]]] = {}
    for place, words in _foreign(rows, named):
        by_column.setdefault(place[1], []).append((place, words))
    fonts = {at: _font([words for _place, words in cells]) for at, cells in by_column.items()}
    mixed = any(_is_unicode(words) for cells in by_column.values() for _place, words in cells)
    votes = Counter(font for font in fonts.values() if font)
    common = votes.most_common(1)[0][0] if votes and not mixed else ""
    return {
        place: font
        for at, cells in by_column.items()
        if (font := fonts[at] or common)
        for place, _words in cells
    }


def _foreign(rows: Sequence[Sequence[Any]], named: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii() and (at, column) not in named:
                yield (at, column), cell


def _is_unicode(words: str) -> bool:
    return any(ord(sign) > 0xFF and sign.isalpha() for sign in words)


def _font(column: Sequence[str]) -> str:
    """The font under which the words of a column turned; "" where one is in Unicode or too few turned."""
    if any(map(_is_unicode, column)):
        return ""
    votes: Counter[str] = Counter()
    for words in column[:MOST_ASKED]:
        turned, is_turned = to_unicode(words)
        if is_turned:
            votes.update(font for font in FONTS if to_unicode(words, font)[0] == turned)
    font, count = max(votes.items(), key=lambda one: one[1], default=("", 0))
    return font if count >= FEWEST else ""
