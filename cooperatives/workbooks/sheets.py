"""A sheet as the reader goes through it: cells by place, the headings of a block of rows with merges spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cooperatives.workbooks.texts import cleaned
from lmhtx.sheets.reading import decoded

Cell = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """Rows from A1 on; `turned` keeps what stood where an old font was turned, `partly_shown` days cut by a format."""

    name: str
    rows: list[list[Any]]
    is_hidden: bool = False
    merges: Sequence[tuple[int, int, int, int]] = ()
    turned: Mapping[Cell, str] = field(default_factory=dict)
    partly_shown: Mapping[Cell, str] = field(default_factory=dict)
    _above: dict[Cell, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know for each covered cell the one that shows."""
        for top, left, bottom, right in self.merges:
            for row in range(top, min(bottom, len(self.rows)) + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self._above[row, column] = (top, left)

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Sheet:
        """From what the child process hands over."""
        return cls(
            told["name"],
            [[decoded(cell) for cell in row] for row in told["rows"]],
            told["is_hidden"],
            [tuple(merge) for merge in told["merges"]],
            {(row, column): raw for row, column, raw in told["turned"]},
            {(row, column): part for row, column, part in told["partly_shown"]},
        )

    def at(self, row: int, column: int) -> Any:
        """The cell, None beyond the last."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def words(self, row: int, column: int) -> str:
        """The clean words of a cell."""
        return cleaned(self.at(row, column))[0]

    def shown_at(self, row: int, column: int) -> Cell:
        """The cell that shows at a place: itself, or the first of the merge that covers it."""
        return self._above.get((row, column), (row, column))

    def filled(self, row: int) -> list[int]:
        """The columns with words in a row."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return [at for at, cell in enumerate(cells) if cell is not None and self.words(row, at)]

    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)

    def is_wide(self, row: int, column: int) -> bool:
        """Whether a cell is merged over more than half of the sheet, as titles are."""
        width = self.width()
        return any(
            (top, left) == (row, column) and right - left + 1 > max(4, width / 2)
            for top, left, _bottom, right in self.merges
        )


def is_figure(cell: Any) -> bool:
    """Whether a cell holds a number or a day, which headings do not, years aside."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | date | datetime):
        return False
    return not (isinstance(cell, int | float) and 2000 <= cell <= 2100)


def headings(sheet: Sheet, first: int, depth: int) -> list[tuple[str, str]]:
    """For each column of a block of rows its own heading and the words above it, merges spread out."""
    grid = [_spread(sheet, row) for row in range(first, first + depth)]
    for at in range(depth - 1):
        _carry_right(sheet, grid, first, at)
    found = []
    for column in range(sheet.width()):
        words: list[str] = []
        for line in grid:
            if line[column] and line[column] not in words[-1:]:
                words.append(line[column])
        found.append((words[-1], " ".join(words[:-1])) if words else ("", ""))
    return found


def _spread(sheet: Sheet, row: int) -> list[str]:
    line = []
    for column in range(sheet.width()):
        place = sheet.shown_at(row, column)
        line.append("" if sheet.is_wide(*place) else sheet.words(*place))
    return line


def _carry_right(sheet: Sheet, grid: list[list[str]], first: int, at: int) -> None:
    """A heading over several columns without a merge stands over all that have words below and none of their own."""
    line, below = grid[at], grid[at + 1]
    for column in range(1, len(line)):
        is_merged = sheet.shown_at(first + at, column) != (first + at, column)
        if not line[column] and not is_merged and below[column] and below[column - 1] and line[column - 1]:
            line[column] = line[column - 1]
