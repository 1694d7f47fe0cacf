"""Filled workbooks opened in a child process: their cells handed over, their faults marked in a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.marking import write_marked
from lmhtx.sheets.reading import MOST_COLUMNS, MOST_ROWS, BadSheet, read_sheets


def cells_of(path: Path) -> list[dict[str, Any]]:
    """The visible sheets with their cells as JSON knows them; UnreadableFile with a sentence for the sender."""
    try:
        return read_sheets(path)
    except BadSheet as bad:
        raise UnreadableFile(str(bad)) from bad


def mark(source: Path, target: Path, faults: Sequence[dict[str, Any]]) -> None:
    """Write a copy in which each faulty cell is coloured and says why."""
    write_marked(source, target, faults)


def cells_with_formulas(path: Path) -> dict[str, Any]:
    """The visible sheets as `cells_of` gives them, and where formulas, errors stand: [sheet, row, column] from 0."""
    from openpyxl import load_workbook  # noqa: PLC0415 heavy: only where formulas matter

    sheets = cells_of(path)
    book = load_workbook(path, read_only=True)
    formulas = [
        [sheet.title, cell.row - 1, cell.column - 1]
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for cell in row
        if cell.data_type in {"f", "e"}
    ]
    return {"sheets": sheets, "formulas": formulas}
