"""Tables laid out as rows in which every place knows the cell that covers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lmhtx.reading.paper import Cell, Table


@dataclass(slots=True)
class GridRow:
    """One printed row: the covering cell of each column, and whether it starts a new page."""

    index: int
    page: int
    cells: list[Cell | None] = field(default_factory=list)
    opens_page: bool = False
    carried: set[int] = field(default_factory=set)

    def own(self) -> list[Cell]:
        """The cells with words that begin in this row, in order, each once."""
        seen: list[Cell] = []
        for cell in self.cells:
            if cell is not None and cell.row == self.index and cell.text.strip() and cell not in seen:
                seen.append(cell)
        return seen

    def covering(self, columns: list[int]) -> list[Cell]:
        """The cells that cover the given columns, each once, blank ones included."""
        seen: list[Cell] = []
        for column in columns:
            cell = self.cells[column] if column < len(self.cells) else None
            if cell is not None and all(cell is not other for other in seen):
                seen.append(cell)
        return seen

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.cells)


def lay_out(table: Table) -> list[GridRow]:
    """The rows of a table in order."""
    pages = table.row_pages or [table.page] * table.row_count
    rows = [
        GridRow(index, pages[index] if index < len(pages) else table.page, [None] * table.column_count)
        for index in range(table.row_count)
    ]
    for before, row in zip([None, *rows], rows, strict=False):
        row.opens_page = before is not None and before.page != row.page
    for cell in table.cells:
        for row in rows[cell.row : cell.row + cell.row_span]:
            for column in range(cell.column, min(cell.column + cell.column_span, table.column_count)):
                row.cells[column] = cell
    return rows
