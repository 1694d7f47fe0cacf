"""Makes annexes of the shapes offices use, as Word files and workbooks, for the reader's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import Workbook

from lmhtx.reading.open_paper import read_paper
from plans.annex.reading import read_annex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from plans.annex.proposal import ProposedTask, Reading

ACROSS = "⇐"
DOWN = "⇑"


def word_file(path: Path, *parts: str | Sequence[Sequence[str]]) -> Path:
    """A Word file: a text is a paragraph ("**bold**", "^^centred^^"), a list of rows a table.

    In a table ⇐ joins a place to the one at its left, ⇑ to the one above; "**…**" is bold.
    """
    document = Document()
    for part in parts:
        if isinstance(part, str):
            paragraph = document.add_paragraph()
            _write(paragraph, part)
            if part.startswith("^^"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            fill_table(document.add_table(len(part), len(part[0])), part)
    document.save(str(path))
    return path


def fill_table(table: Any, rows: Sequence[Sequence[str]]) -> None:
    """Write the rows into a table of python-docx and join its cells."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in (ACROSS, DOWN):
                continue
            cell = table.cell(number, column)
            far_row, far_column = _corner(rows, number, column)
            if (far_row, far_column) != (number, column):
                cell = cell.merge(table.cell(far_row, far_column))
            for place, line in enumerate(text.split("\n")):
                _write(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), line)


def sheet_file(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with the named sheets; ⇐ and ⇑ join cells as in Word files."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value in (ACROSS, DOWN) or value in ("", None):
                    continue
                sheet.cell(number + 1, column + 1, value)
                far_row, far_column = _corner(rows, number, column)
                if (far_row, far_column) != (number, column):
                    sheet.merge_cells(
                        start_row=number + 1,
                        start_column=column + 1,
                        end_row=far_row + 1,
                        end_column=far_column + 1,
                    )
    book.save(path)
    return path


def read(path: Path, *, year: int | None = 2026) -> Reading:
    """What the reader makes of the file."""
    return read_annex(read_paper(path), year=year)


def rows_of(reading: Reading, *names: str) -> list[tuple[Any, ...]]:
    """The named fields of every task; dates as text, lists as tuples."""
    return [tuple(_simple(task, name) for name in names) for task in reading.tasks]


def _simple(task: ProposedTask, name: str) -> Any:
    value = getattr(task, name)
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _corner(rows: Sequence[Sequence[Any]], row: int, column: int) -> tuple[int, int]:
    far_column = column
    while far_column + 1 < len(rows[row]) and rows[row][far_column + 1] == ACROSS:
        far_column += 1
    far_row = row
    while far_row + 1 < len(rows) and rows[far_row + 1][column : column + 1] == [DOWN]:
        far_row += 1
    return far_row, far_column


def _write(paragraph: Any, text: str) -> None:
    plain = text.strip("^")
    run = paragraph.add_run(plain.strip("*") if plain.startswith("**") else plain)
    run.bold = plain.startswith("**")
