"""The ruled lines of a page, told from rows of letters, and whether one runs along a given edge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import READING_DPI, Picture
from lmhtx.reading.images_slant import ink_of

RULE_MIN_PX = READING_DPI // 3
"""Shorter strokes may be letters; a row of one line is still higher in company of its neighbours."""

SHORT_RULE_PX = READING_DPI // 10
"""What may be a piece of a rule known to stand there from other rows."""

WOBBLE_PX = READING_DPI // 40
EDGE_COVER = 0.6
END_COVER = 0.5
WHOLE_EDGE_COVER = 0.9
PADDING_PX = READING_DPI // 16
"""Words keep about this far from the rules beside them."""

MAX_RULE_THICKNESS_PX = 16
LONGEST_WORD_PX = 2 * READING_DPI
LETTER_BAND_PX = READING_DPI // 25
LETTER_INK_SHARE = 0.28


@dataclass(slots=True)
class Rules:
    """White rules on black, level and upright ones apart."""

    level: Picture
    upright: Picture
    short_upright: Picture

    def both(self) -> Picture:
        """Rules of either kind."""
        return np.asarray(cv2.bitwise_or(self.level, self.upright), dtype=np.uint8)


def find_rules(picture: Picture) -> Rules:
    """The long straight strokes of a page; gaps and a wobble of about half a millimetre are forgiven."""
    ink = ink_of(picture)
    across = np.ascontiguousarray(ink.T)
    short = cv2.morphologyEx(across, cv2.MORPH_OPEN, np.ones((1, SHORT_RULE_PX), np.uint8))
    return Rules(
        level=_level_rules(ink),
        upright=np.ascontiguousarray(_level_rules(across).T),
        short_upright=np.ascontiguousarray(short.T),
    )


def _level_rules(ink: Picture) -> Picture:
    thick = cv2.dilate(ink, np.ones((5, 1), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, 9), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, RULE_MIN_PX), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    # a rule is thin: bars of black, photos and blurred headings are not rules
    kept = stats[:, cv2.CC_STAT_AREA] <= stats[:, cv2.CC_STAT_WIDTH] * MAX_RULE_THICKNESS_PX
    for label in range(1, count):
        kept[label] = kept[label] and not _is_row_of_letters(ink, stats[label])
    kept[0] = False
    return np.where(kept[labels], np.uint8(255), np.uint8(0))


def _is_row_of_letters(ink: Picture, stat: NDArray[np.int32]) -> bool:
    """Blurred letters may join to a stroke; they also have much ink close above or below it."""
    left, top, width, height, _ = (int(side) for side in stat)
    if width > LONGEST_WORD_PX:
        return False
    above = ink[max(0, top - LETTER_BAND_PX) : max(0, top - 2), left : left + width]
    below = ink[top + height + 2 : top + height + LETTER_BAND_PX, left : left + width]
    return any(band.size > 0 and (band > 0).mean() > LETTER_INK_SHARE for band in (above, below))


def spans(places: list[int]) -> list[tuple[int, int]]:
    """The ways from each place to the next."""
    return list(pairwise(places))


def spans_a_place(rules: NDArray[np.uint8], at: int, across: list[int]) -> bool:
    """A rule of the table runs from one crossing rule to another; an underlined word does not."""
    return any(is_ruled(rules, at, start, end) for start, end in spans(across))


def is_ruled_throughout(rules: NDArray[np.uint8], at: int, start: int, end: int) -> bool:
    """Short strokes count only where they leave no gap."""
    inset = min(6, (end - start) // 5)
    band = rules[max(0, at - WOBBLE_PX) : at + WOBBLE_PX + 1, start + inset : end - inset]
    return bool(band.size and band.any(axis=0).mean() >= WHOLE_EDGE_COVER)


def is_ruled(rules: NDArray[np.uint8], at: int, start: int, end: int) -> bool:
    """Does a level rule at height `at` cover the way from start to end, and reach both ends as no word does?"""
    inset = min(6, (end - start) // 5)
    band = rules[max(0, at - 2 * WOBBLE_PX) : at + 2 * WOBBLE_PX + 1, start + inset : end - inset]
    if not band.size:
        return False
    covered: NDArray[np.bool_] = np.asarray(band.any(axis=0))
    reach = min(PADDING_PX, len(covered) // 3)
    meets_both = covered[:reach].mean() >= END_COVER and covered[-reach:].mean() >= END_COVER
    return bool(covered.mean() >= (EDGE_COVER if meets_both else WHOLE_EDGE_COVER))
