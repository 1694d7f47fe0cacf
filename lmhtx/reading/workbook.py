"""Workbooks as papers: each visible sheet's title lines as paragraphs and the rest as one table."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from lmhtx.reading.docx_text import tidy
from lmhtx.reading.legacy_fonts import to_unicode
from lmhtx.reading.paper import Cell, Paper, Paragraph, Table, TextSource
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.printed import (
    MOST_ROWS,
    BadWorkbook,
    PrintedCell,
    PrintedSheet,
    PrintedWorkbook,
    read_xls,
    read_xlsx,
)

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = "Tệp Excel bị hỏng hoặc không đúng dạng. Hãy mở tệp bằng Excel và lưu lại."


def read_workbook(path: Path, *, is_old: bool) -> Paper:
    """Read an .xlsx, or an .xls when `is_old`; UnreadableFile when it is none."""
    try:
        book = read_xls(path) if is_old else read_xlsx(path)
    except BadWorkbook as error:
        raise UnreadableFile(BROKEN) from error
    paper = Paper(blocks=[], page_count=max(1, len(book.sheets)), text_quality=1.0, is_ocr=False)
    for page, sheet in enumerate(book.sheets, start=1):
        _add_sheet(paper, sheet, page=page)
    _warn(paper, book)
    return paper


def _add_sheet(paper: Paper, sheet: PrintedSheet, *, page: int) -> None:
    cells = [_cell(cell) for cell in sheet.cells]
    cells = [cell for cell in cells if cell.text]
    first = _first_table_row(cells)
    for cell in (cell for cell in cells if cell.row < first):
        paper.blocks.append(
            Paragraph(
                cell.text,
                is_bold=cell.is_bold,
                is_centered=cell.column_span > 2,
                page=page,
                source=cell.source,
            )
        )
    body = [cell for cell in cells if cell.row >= first]
    if not body:
        return
    rows = max(cell.row + cell.row_span for cell in body)
    columns = max(cell.column + cell.column_span for cell in body)
    table = Table(cells=body, row_count=rows, column_count=columns, page=page, name=sheet.name)
    table.row_pages = [page] * rows
    paper.blocks.append(table)


def _first_table_row(cells: list[Cell]) -> int:
    """The first row with three cells of words; above it stand the titles. Sheets without one are all table."""
    counts: dict[int, int] = {}
    for cell in cells:
        counts[cell.row] = counts.get(cell.row, 0) + 1
    return min((row for row, count in counts.items() if count >= 3), default=0)


def _cell(printed: PrintedCell) -> Cell:
    text, was_converted = to_unicode(printed.text, printed.font_name)
    value = printed.value if isinstance(printed.value, date | datetime | float) else None
    return Cell(
        text=tidy(text),
        row=printed.row,
        column=printed.column,
        row_span=printed.row_span,
        column_span=printed.column_span,
        is_bold=printed.is_bold,
        value=value,
        number_format=printed.number_format,
        source=TextSource.CONVERTED if was_converted else TextSource.NATIVE,
    )


def _warn(paper: Paper, book: PrintedWorkbook) -> None:
    for name in book.hidden:
        paper.warnings.append(f"Bỏ qua trang tính ẩn “{name}”.")
    for sheet in book.sheets:
        if sheet.hidden_rows:
            paper.warnings.append(f"Bỏ qua {sheet.hidden_rows} dòng ẩn ở trang tính “{sheet.name}”.")
        if sheet.is_cut:
            paper.warnings.append(f"Trang tính “{sheet.name}” quá dài; chỉ đọc {MOST_ROWS} dòng đầu.")
