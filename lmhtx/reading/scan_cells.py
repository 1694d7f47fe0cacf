"""Reading the cells of a ruled table one by one, doubtful ones again in another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import Picture
from lmhtx.reading.images_slant import ink_of
from lmhtx.reading.ocr import Layout, Word, mean_confidence, read_pictures
from lmhtx.reading.scan_grid import Grid, GridCell
from lmhtx.reading.scan_numerals import mend_numerals
from lmhtx.reading.scan_rules import Rules

DOUBTFUL_CONFIDENCE = 0.75
CLEAR_GAIN = 0.03
INSET_PX = 4
PADDING_PX = 20
LEAST_LETTER_PX = 30
LEAST_LETTER_SIDE_PX = 9
ONE_LINE_PX = 90
RULE_BAND_PX = 9
SPECK_REACH_PX = 31
LARGEST_SPECK_PX = 90


@dataclass(slots=True)
class ReadCell:
    """A cell and the words found in it, their places in pixels of the sheet."""

    cell: GridCell
    words: list[Word]

    @property
    def confidence(self) -> float:
        """0 to 1 over the letters of the cell."""
        return mean_confidence(self.words)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at a cell: layout, enlargement, and softening of grain before."""

    layout: Layout
    scale: float
    soften: int


FIRST_WAY = _Way(Layout.BLOCK, 1.0, 0)
OTHER_WAYS = (_Way(Layout.BLOCK, 0.75, 3), _Way(Layout.LINE, 1.0, 0), _Way(Layout.CHARACTER, 0.75, 3))


def without_rules(picture: Picture, rules: Rules, grid: Grid) -> Picture:
    """The page with the rules round the grid's cells painted white; strokes of letters elsewhere stay."""
    near_level, near_upright = np.zeros_like(picture), np.zeros_like(picture)
    for cell in grid.cells:
        for y in (cell.top, cell.bottom):
            near_level[max(0, y - RULE_BAND_PX) : y + RULE_BAND_PX, cell.left : cell.right] = 255
        for x in (cell.left, cell.right):
            near_upright[cell.top : cell.bottom, max(0, x - RULE_BAND_PX) : x + RULE_BAND_PX] = 255
    level = cv2.erode(rules.level & near_level, np.ones((3, 1), np.uint8))
    upright = cv2.erode(rules.upright & near_upright, np.ones((1, 3), np.uint8))
    return np.where((level | upright) > 0, np.uint8(255), picture)


def read_cells(picture: Picture, grid: Grid) -> list[ReadCell]:
    """Every cell of the grid, empty ones too; `picture` is the page without its rules."""
    cut = [without_specks(_cut(picture, cell)) for cell in grid.cells]
    inked = [index for index, piece in enumerate(cut) if has_letters(piece)]
    found = dict(zip(inked, _read([cut[index] for index in inked], FIRST_WAY), strict=True))
    for way in OTHER_WAYS:
        doubtful = [
            i
            for i in inked
            if mean_confidence(found[i]) < DOUBTFUL_CONFIDENCE and _suits(way, cut[i], found[i])
        ]
        for index, words in zip(doubtful, _read([cut[i] for i in doubtful], way), strict=True):
            if mean_confidence(words) > mean_confidence(found[index]) + CLEAR_GAIN:
                found[index] = words
    return [
        ReadCell(cell, [_moved(word, cell) for word in mend_numerals(cut[index], found.get(index, []))])
        for index, cell in enumerate(grid.cells)
    ]


def _suits(way: _Way, piece: Picture, words: Sequence[Word]) -> bool:
    """Readings as one line or one letter only make sense for cells that can hold no more."""
    if way.layout == Layout.BLOCK:
        return True
    top, bottom = _inked_rows(piece)
    letters = sum(len(word.text) for word in words)
    return bottom - top <= ONE_LINE_PX and (way.layout == Layout.LINE or letters <= 2)


def _inked_rows(piece: Picture) -> tuple[int, int]:
    """The first and last row touched by letters, grain left out."""
    boxes = _letter_boxes(piece)
    if not len(boxes):
        return 0, 0
    tops, heights = boxes[:, cv2.CC_STAT_TOP], boxes[:, cv2.CC_STAT_HEIGHT]
    return int(tops.min()), int((tops + heights).max())


def _letter_boxes(piece: Picture) -> NDArray[np.int32]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(piece))
    blots = stats[1:]
    tall = blots[:, cv2.CC_STAT_HEIGHT] >= LEAST_LETTER_SIDE_PX
    return blots[tall & (blots[:, cv2.CC_STAT_AREA] >= LEAST_LETTER_PX)]


def _read(pieces: Sequence[Picture], way: _Way) -> list[list[Word]]:
    """Words in the pixels of the pieces themselves, whatever the way enlarged."""
    prepared = [_prepared(piece, way) for piece in pieces]
    return [
        [_scaled_back(word, way.scale) for word in words] for words in read_pictures(prepared, way.layout)
    ]


def _prepared(piece: Picture, way: _Way) -> Picture:
    soft = cv2.medianBlur(piece, way.soften) if way.soften else piece
    sized = (
        cv2.resize(soft, None, fx=way.scale, fy=way.scale, interpolation=cv2.INTER_AREA)
        if way.scale != 1
        else soft
    )
    framed = cv2.copyMakeBorder(
        sized, PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX, cv2.BORDER_CONSTANT, value=255
    )
    return np.asarray(framed, dtype=np.uint8)


def _scaled_back(word: Word, scale: float) -> Word:
    def back(side: int) -> int:
        return round((side - PADDING_PX) / scale)

    return replace(
        word, left=back(word.left), top=back(word.top), right=back(word.right), bottom=back(word.bottom)
    )


def _cut(picture: Picture, cell: GridCell) -> Picture:
    return picture[cell.top + INSET_PX : cell.bottom - INSET_PX, cell.left + INSET_PX : cell.right - INSET_PX]


def _moved(word: Word, cell: GridCell) -> Word:
    across, down = cell.left + INSET_PX, cell.top + INSET_PX
    return replace(
        word,
        left=word.left + across,
        top=word.top + down,
        right=word.right + across,
        bottom=word.bottom + down,
    )


def has_letters(piece: Picture) -> bool:
    """Is there a blot large enough for a letter, and not only grain or the edge of a rule?"""
    if min(piece.shape) < 2 * LEAST_LETTER_SIDE_PX:
        return False
    return len(_letter_boxes(piece)) > 0


def without_specks(piece: Picture) -> Picture:
    """The same cell without blots that are small and stand alone; dots beside letters stay."""
    if min(piece.shape) < 2 * LEAST_LETTER_SIDE_PX:
        return piece
    ink = ink_of(piece)
    clusters = cv2.dilate(ink, np.ones((LEAST_LETTER_SIDE_PX, SPECK_REACH_PX), np.uint8))
    count, labels = cv2.connectedComponents(clusters)
    areas = np.bincount(labels[ink > 0], minlength=count)
    lone = areas <= LARGEST_SPECK_PX
    lone[0] = False
    return np.where(lone[labels], np.uint8(255), piece)
