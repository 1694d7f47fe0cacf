"""Clean bulk from workbooks: the cells of each sheet as plain JSON values, fit to leave a child process."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lmhtx.sheets.cells import plain

MOST_ROWS, MOST_COLUMNS = 20_000, 60
TOO_LONG = "Trang “{name}” có {count} dòng, nhiều nhất là {most}. Hãy tách thành nhiều tệp."


class BadSheet(ValueError):
    """The workbook cannot be read; the message is a sentence for the sender."""


def read_sheets(path: Path) -> list[dict[str, Any]]:
    """The visible sheets in order: name and rows from the first row on, cells coded; BadSheet for a bad file."""
    from python_calamine import (  # noqa: PLC0415 only where a workbook is read
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                _sheet(book.get_sheet_by_name(told.name))
                for told in book.sheets_metadata
                if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible
            ]
    except PasswordError as locked:
        raise BadSheet("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.") from locked
    except (CalamineError, OSError) as broken:
        raise BadSheet("Tệp bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại rồi tải lên.") from broken


def _sheet(sheet: Any) -> dict[str, Any]:
    if sheet.end is None:
        return {"name": sheet.name, "rows": []}
    count = sheet.end[0] + 1
    if count > MOST_ROWS + 1:
        raise BadSheet(TOO_LONG.format(name=sheet.name, count=count - 1, most=MOST_ROWS))
    # Rows are counted from the top of the sheet, cells from the first column in use.
    left = [None] * sheet.start[1]
    rows = [[*left, *(coded(plain(cell)) for cell in row)][:MOST_COLUMNS] for row in sheet.iter_rows()]
    return {"name": sheet.name, "rows": rows}


def coded(cell: Any) -> Any:
    """A cell as JSON knows it."""
    match cell:
        case datetime():
            return {"moment": cell.isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time():
            return {"hour": cell.isoformat()}
        case timedelta():
            return str(cell)
    return cell


def decoded(cell: Any) -> Any:
    """The cell again."""
    match cell:
        case {"moment": told}:
            return datetime.fromisoformat(told)
        case {"day": told}:
            return date.fromisoformat(told)
        case {"hour": told}:
            return time.fromisoformat(told)
    return cell
