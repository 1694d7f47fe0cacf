"""Ruled tables on a straight page: the lattice of their rules, and the cells left after open edges are joined."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import READING_DPI, Picture
from lmhtx.reading.scan_rules import Rules, is_ruled, is_ruled_throughout, spans, spans_a_place

COLUMN_MIN_SHARE = 0.15
COLUMN_SURE_PX = READING_DPI
SAME_RULE_PX = READING_DPI // 10
TABLE_MIN_SIDE_PX = READING_DPI // 2
GAP_PX = READING_DPI // 10


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its place in the lattice and its sides in pixels of the sheet, rules excluded."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(slots=True)
class Grid:
    """One ruled table: its sides in pixels, lattice size, and cells in reading order."""

    left: int
    top: int
    right: int
    bottom: int
    row_count: int
    column_count: int
    cells: list[GridCell]


def find_grids(rules: Rules) -> list[Grid]:
    """The tables of a page from top to bottom; frames of a single cell are no tables."""
    joined = cv2.morphologyEx(rules.both(), cv2.MORPH_CLOSE, np.ones((GAP_PX, GAP_PX), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    grids = []
    for label in range(1, count):
        x, y, width, height, _ = (int(side) for side in stats[label])
        if width < 2 * TABLE_MIN_SIDE_PX or height < TABLE_MIN_SIDE_PX // 3:
            continue
        part = labels[y : y + height, x : x + width] == label
        level = np.where(part, rules.level[y : y + height, x : x + width], np.uint8(0))
        upright = np.where(part, rules.upright[y : y + height, x : x + width], np.uint8(0))
        short = rules.short_upright[y : y + height, x : x + width]
        if (grid := _grid(level, upright, short, (x, y))) is not None:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.top, grid.left))


def _grid(level: Picture, upright: Picture, short: Picture, corner: tuple[int, int]) -> Grid | None:
    left, top = corner
    rows = _places(level, least=TABLE_MIN_SIDE_PX // 2)
    columns = _places(upright.T, least=round(min(COLUMN_SURE_PX, COLUMN_MIN_SHARE * len(upright))))
    if len(rows) < 2:
        return None
    columns = _with_open_sides(level, columns)
    rows = [at for at in rows if spans_a_place(level, at, columns)]
    columns = [at for at in columns if spans_a_place(upright.T, at, rows)]
    if len(columns) < 3 or len(rows) < 2:
        return None
    lattice = _Lattice(level=level, upright=upright, short=short, rows=rows, columns=columns)
    cells = [_moved(cell, left, top) for cell in lattice.cells()]
    if len(cells) < 3:
        return None
    return Grid(
        left=left + columns[0],
        top=top + rows[0],
        right=left + columns[-1],
        bottom=top + rows[-1],
        row_count=len(rows) - 1,
        column_count=len(columns) - 1,
        cells=cells,
    )


def _moved(cell: GridCell, left: int, top: int) -> GridCell:
    return GridCell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        left=cell.left + left,
        top=cell.top + top,
        right=cell.right + left,
        bottom=cell.bottom + top,
    )


def _places(rules: NDArray[np.uint8], *, least: int) -> list[int]:
    """Heights at which level rules lie, pieces of one rule joined, those shorter than `least` in all left out."""
    _, _, stats, middles = cv2.connectedComponentsWithStats(np.ascontiguousarray(rules))
    pieces = sorted(
        (float(middle[1]), int(stat[cv2.CC_STAT_WIDTH]))
        for middle, stat in zip(middles[1:], stats[1:], strict=True)
    )
    groups: list[list[tuple[float, int]]] = []
    for piece in pieces:
        if groups and piece[0] - _middle(groups[-1]) <= SAME_RULE_PX:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [round(_middle(group)) for group in groups if sum(length for _, length in group) >= least]


def _middle(pieces: list[tuple[float, int]]) -> float:
    return sum(at * length for at, length in pieces) / sum(length for _, length in pieces)


def _with_open_sides(level: Picture, columns: list[int]) -> list[int]:
    """Adds the outer edges of a table whose level rules run past its last upright rule."""
    across = np.flatnonzero(level.any(axis=0))
    if not len(across) or not columns:
        return columns
    first, last = int(across[0]), int(across[-1])
    if columns[0] - first > TABLE_MIN_SIDE_PX // 3:
        columns = [first, *columns]
    if last - columns[-1] > TABLE_MIN_SIDE_PX // 3:
        columns = [*columns, last]
    return columns


@dataclass(slots=True)
class _Lattice:
    level: Picture
    upright: Picture
    short: Picture
    rows: list[int]
    columns: list[int]

    def cells(self) -> list[GridCell]:
        """Rectangles of lattice places without a rule between them."""
        below, beside = self._rules_below(), self._rules_beside()
        taken = np.zeros((len(self.rows) - 1, len(self.columns) - 1), dtype=bool)
        found = []
        for row in range(taken.shape[0]):
            for column in range(taken.shape[1]):
                if not taken[row, column]:
                    end_row, end_column = self._extent(row, column, below, beside, taken)
                    taken[row:end_row, column:end_column] = True
                    found.append(self._cell(row, column, end_row, end_column))
        return found

    def _extent(
        self,
        row: int,
        column: int,
        below: NDArray[np.bool_],
        beside: NDArray[np.bool_],
        taken: NDArray[np.bool_],
    ) -> tuple[int, int]:
        """Grows right while nothing stands between, then down while no rule lies under the whole width."""
        end_column = column + 1
        while end_column < taken.shape[1] and not beside[row, end_column - 1] and not taken[row, end_column]:
            end_column += 1
        end_row = row + 1
        while (
            end_row < taken.shape[0]
            and not below[end_row - 1, column:end_column].any()
            and not beside[end_row, column : end_column - 1].any()
            and not taken[end_row, column:end_column].any()
        ):
            end_row += 1
        return end_row, end_column

    def _cell(self, row: int, column: int, end_row: int, end_column: int) -> GridCell:
        return GridCell(
            row=row,
            column=column,
            row_span=end_row - row,
            column_span=end_column - column,
            left=self.columns[column],
            top=self.rows[row],
            right=self.columns[end_column],
            bottom=self.rows[end_row],
        )

    def _rules_below(self) -> NDArray[np.bool_]:
        """True where a rule lies under the lattice place [row, column]."""
        return np.array(
            [
                [is_ruled(self.level, at, start, end) for start, end in spans(self.columns)]
                for at in self.rows[1:-1]
            ],
            dtype=bool,
        ).reshape(len(self.rows) - 2, len(self.columns) - 1)

    def _rules_beside(self) -> NDArray[np.bool_]:
        """True where a rule stands to the right of the lattice place [row, column]."""
        upright, short = self.upright.T, self.short.T
        return np.array(
            [
                [
                    is_ruled(upright, at, start, end) or is_ruled_throughout(short, at, start, end)
                    for at in self.columns[1:-1]
                ]
                for start, end in spans(self.rows)
            ],
            dtype=bool,
        ).reshape(len(self.rows) - 1, len(self.columns) - 2)
