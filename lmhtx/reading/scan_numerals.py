"""Roman numerals counted by their strokes: recognisers lose or add one in a row of like letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import Picture
from lmhtx.reading.ocr import Word

QUARTER_WORD = re.compile(r"^qu[ýíỷi]$", re.IGNORECASE)
QUARTER_NUMBER = re.compile(r"^(?P<number>[IVHlU1|!T]{1,5})(?P<rest>(?:[/\-–.,;)].*)?)$")
HEADING_NUMBER = re.compile(r"^(?P<number>[IHlLU|!]{1,4})(?P<rest>[.)]?)$")

QUARTER_BY_STROKES = {(1, 1): "I", (2, 2): "II", (3, 3): "III", (3, 2): "IV"}
HEADING_BY_STROKES = {(2, 2): "II", (3, 3): "III"}
UPPER_SHARE, LOWER_SHARE = 0.3, 0.8
FRAME_PX = 3
SLASH_LEAN_SHARE = 0.12


def mend_numerals(picture: Picture, words: Sequence[Word]) -> list[Word]:
    """The words with the number after "Quý", and a lone leading Roman number, as their strokes say."""
    mended = list(words)
    for index, word in enumerate(words):
        if index > 0 and QUARTER_WORD.match(words[index - 1].text):
            mended[index] = _counted(picture, word, QUARTER_NUMBER, QUARTER_BY_STROKES)
        elif index == 0:
            mended[index] = _counted(picture, word, HEADING_NUMBER, HEADING_BY_STROKES)
    return mended


def _counted(picture: Picture, word: Word, shape: re.Pattern[str], known: dict[tuple[int, int], str]) -> Word:
    found = shape.match(word.text)
    if found is None or found["number"] == "1":
        return word
    numeral = known.get(strokes(_ink(picture, word)))
    return word if numeral is None else replace(word, text=numeral + found["rest"])


def _ink(picture: Picture, word: Word) -> Picture:
    top, left = max(0, word.top - FRAME_PX), max(0, word.left - FRAME_PX)
    piece = picture[top : word.bottom + FRAME_PX, left : word.right + FRAME_PX]
    if not piece.size:
        return np.zeros((1, 1), np.uint8)
    _, ink = cv2.threshold(piece, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(ink, dtype=np.uint8)


def strokes(ink: Picture) -> tuple[int, int]:
    """How many strokes cross the numeral at the head of the word near its top and near its foot."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    tallest = int(stats[1:, cv2.CC_STAT_HEIGHT].max(initial=0))
    pieces = sorted(range(1, len(stats)), key=lambda label: stats[label, cv2.CC_STAT_LEFT])
    numeral = np.zeros_like(ink)
    for label in pieces:
        height = int(stats[label, cv2.CC_STAT_HEIGHT])
        if height < 0.35 * tallest and stats[label, cv2.CC_STAT_AREA] < 30:
            continue
        part = labels == label
        if height < 0.6 * tallest or _leans(part):
            break
        numeral[part] = 255
    rows = np.flatnonzero(numeral.any(axis=1))
    if not len(rows):
        return 0, 0
    first, height = int(rows[0]), len(rows)
    upper, lower = (_runs(numeral[first + int(share * height)]) for share in (UPPER_SHARE, LOWER_SHARE))
    # a slash may touch the last stroke at its foot: it leans where the strokes of I stand upright
    if len(upper) == len(lower) > 1 and upper[-1] - lower[-1] > SLASH_LEAN_SHARE * height:
        upper, lower = upper[:-1], lower[:-1]
    return len(upper), len(lower)


def _leans(part: NDArray[np.bool_]) -> bool:
    """A slash: thin at every height, its head well to the right of its foot."""
    rows = np.flatnonzero(part.any(axis=1))
    head, foot = (np.flatnonzero(part[row]) for row in (rows[len(rows) // 5], rows[-1 - len(rows) // 5]))
    is_thin = max(np.ptp(head), np.ptp(foot)) < 0.3 * len(rows)
    return bool(is_thin and head.mean() - foot.mean() > 0.12 * len(rows))


def _runs(row: NDArray[np.uint8]) -> list[float]:
    """The middles of the pieces of ink in a row of pixels."""
    inked = np.concatenate(([False], row > 0, [False])).astype(np.int8)
    steps = np.diff(inked)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [(float(start) + float(end)) / 2 for start, end in zip(starts, ends, strict=True)]
