"""Workbooks as they look in print: visible cells by their number formats, with merges; hidden parts left out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ROWS = 5000
MOST_COLUMNS = 60
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class BadWorkbook(ValueError):
    """The file is no workbook that can be opened."""


@dataclass(slots=True)
class PrintedCell:
    """One cell with words, its place counted from 0."""

    row: int
    column: int
    text: str
    value: Any = None
    number_format: str = ""
    font_name: str = ""
    is_bold: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class PrintedSheet:
    """One visible sheet."""

    name: str
    cells: list[PrintedCell] = field(default_factory=list)
    hidden_rows: int = 0
    is_cut: bool = False


@dataclass(slots=True)
class PrintedWorkbook:
    """The visible sheets in order and the names of the hidden ones."""

    sheets: list[PrintedSheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def printed_value(value: Any, number_format: str) -> str:
    """A value as the cell shows it to a Vietnamese reader: m/yyyy stays a month, dd/mm/yyyy a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        return _printed_moment(value, number_format)
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    if isinstance(value, int | float):
        return _printed_number(float(value), number_format)
    return str(value)


def read_xlsx(path: Path) -> PrintedWorkbook:
    """Read an .xlsx; BadWorkbook when it cannot be opened."""
    import openpyxl  # noqa: PLC0415 heavy: only when a workbook is read
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        # Opened as a stream: openpyxl judges paths by their endings, we by their contents.
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise BadWorkbook(str(path.name)) from error
    printed = PrintedWorkbook()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            printed.hidden.append(sheet.title)
        else:
            printed.sheets.append(_printed_xlsx_sheet(sheet))
    return printed


def read_xls(path: Path) -> PrintedWorkbook:
    """Read an old .xls; BadWorkbook when it cannot be opened."""
    import xlrd  # noqa: PLC0415 heavy: only when an old workbook is read

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
    except (xlrd.XLRDError, OSError, ValueError, IndexError, AssertionError) as error:
        raise BadWorkbook(str(path.name)) from error
    printed = PrintedWorkbook()
    for sheet in book.sheets():
        if sheet.visibility:
            printed.hidden.append(sheet.name)
        else:
            printed.sheets.append(_printed_xls_sheet(book, sheet))
    return printed


def _printed_moment(value: datetime, number_format: str) -> str:
    code = QUOTED.sub("", number_format).lower()
    has_hour = "h" in code and (value.hour or value.minute)
    bare = re.sub(r"h+[:h]*m*|m+:s+", "", code)
    if "d" not in bare and "m" in bare:
        return f"{value.month}/{value.year}"
    if "d" not in bare and "y" in bare:
        return str(value.year)
    day = f"{value.day:02d}/{value.month:02d}/{value.year}"
    return f"{value.hour:02d}:{value.minute:02d} ngày {day}" if has_hour else day


def _printed_number(value: float, number_format: str) -> str:
    code = QUOTED.sub("", number_format or "").split(";")[0]
    decimals = len(found.group(1)) if (found := re.search(r"\.(0+)", code)) else None
    if "%" in code:
        return f"{value * 100:.{decimals or 0}f}%".replace(".", ",")
    if decimals:
        return f"{value:.{decimals}f}"
    return str(int(value)) if value.is_integer() else repr(round(value, 10))


def _printed_xlsx_sheet(sheet: Any) -> PrintedSheet:
    printed = PrintedSheet(sheet.title, is_cut=sheet.max_row > MOST_ROWS)
    hidden_rows = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = _hidden_columns(sheet)
    spans = {
        (merged.min_row - 1, merged.min_col - 1): (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
        for merged in sheet.merged_cells.ranges
    }
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    for cell in (cell for row in rows for cell in row):
        if cell.value is None:
            continue
        place = (cell.row - 1, cell.column - 1)
        if place[0] in hidden_rows or place[1] in hidden_columns:
            printed.hidden_rows += place[0] in hidden_rows and place[1] == 0
            continue
        height, width = spans.get(place, (1, 1))
        text = printed_value(cell.value, cell.number_format or "")
        printed.cells.append(
            PrintedCell(
                *place,
                text,
                cell.value,
                cell.number_format or "",
                cell.font.name or "",
                bool(cell.font.b),
                height,
                width,
            )
        )
    return printed


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            hidden.update(range(column.min - 1, min(column.max, MOST_COLUMNS)))
    return hidden


def _printed_xls_sheet(book: Any, sheet: Any) -> PrintedSheet:
    printed = PrintedSheet(sheet.name, is_cut=sheet.nrows > MOST_ROWS)
    spans = {(r0, c0): (r1 - r0, c1 - c0) for r0, r1, c0, c1 in sheet.merged_cells}
    for row, column, cell in _xls_cells(sheet):
        row_info, column_info = sheet.rowinfo_map.get(row), sheet.colinfo_map.get(column)
        if (row_info is not None and row_info.hidden) or (column_info is not None and column_info.hidden):
            printed.hidden_rows += column == 0
            continue
        style = book.xf_list[cell.xf_index]
        font, code = book.font_list[style.font_index], book.format_map[style.format_key].format_str
        value = _xls_value(book, cell)
        height, width = spans.get((row, column), (1, 1))
        text = printed_value(value, code)
        if text.strip():
            printed.cells.append(
                PrintedCell(row, column, text, value, code, font.name, bool(font.bold), height, width)
            )
    return printed


def _xls_cells(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    for row in range(min(sheet.nrows, MOST_ROWS)):
        for column in range(min(sheet.row_len(row), MOST_COLUMNS)):
            cell = sheet.cell(row, column)
            if cell.value not in ("", None) and cell.ctype not in (0, 6):
                yield row, column, cell


def _xls_value(book: Any, cell: Any) -> Any:
    import xlrd  # noqa: PLC0415 already loaded by the caller

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
