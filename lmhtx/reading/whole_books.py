"""Workbooks whole, for registers that others have filled: every sheet and row, hidden ones too, old fonts turned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lmhtx.reading.legacy_fonts import to_unicode
from lmhtx.reading.office import converted
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.whole_csv import read_csv
from lmhtx.reading.whole_fonts import unnamed_fonts
from lmhtx.reading.whole_marks import CellMarks, marks_of
from lmhtx.sheets.marking import write_marked
from lmhtx.sheets.reading import MOST_COLUMNS, MOST_ROWS, TOO_LONG, coded

Place = tuple[int, int]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = "Tệp bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại rồi tải lên."
LOCKED = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại."
NO_CELLS = "Tệp này không phải bảng tính. Hãy dùng tệp Excel (.xlsx, .xls), OpenDocument (.ods) hoặc .csv."


@dataclass(slots=True)
class WholeSheet:
    """A sheet from A1 on: cells as stored, the text that stood where an old font was turned, days shown in part."""

    name: str
    rows: list[list[Any]]
    is_hidden: bool = False
    merges: Sequence[tuple[int, int, int, int]] = ()
    turned: dict[Place, str] = field(default_factory=dict)
    partly_shown: dict[Place, str] = field(default_factory=dict)


def whole_book(path: Path) -> list[dict[str, Any]]:
    """The sheets in order as JSON knows them; UnreadableFile with a sentence for the sender."""
    with path.open("rb") as file:
        beginning = file.read(8)
    if beginning.startswith(OLE):
        return _told(_read_calamine(path, _xls_marks))
    if not beginning.startswith(b"PK"):
        sheets = read_csv(path)
        if sheets is None:
            raise UnreadableFile(NO_CELLS)
        return _told((WholeSheet(name, rows), CellMarks()) for name, rows in sheets)
    if _is_excel(path):
        return _told(_read_calamine(path, marks_of))
    with converted(path, kind="xlsx") as excel:
        return _told(_read_calamine(excel, marks_of))


def mark_copy(source: Path, target: Path, faults: Sequence[dict[str, Any]]) -> None:
    """Write the workbook back as .xlsx with each faulty cell coloured and saying why, whatever kind it came as."""
    with source.open("rb") as file:
        beginning = file.read(8)
    if beginning.startswith(b"PK") and _is_excel(source):
        write_marked(source, target, faults)
    elif beginning.startswith((OLE, b"PK")):
        with converted(source, kind="xlsx") as excel:
            write_marked(excel, target, faults)
    else:
        _write_plain(source, target)
        write_marked(target, target, faults)


def _write_plain(source: Path, target: Path) -> None:
    import openpyxl  # noqa: PLC0415 heavy: only when a workbook is given back

    book = openpyxl.Workbook()
    for sheet, (name, rows) in zip([book.active], read_csv(source) or (), strict=False):
        sheet.title = name
        for row in rows:
            sheet.append(["" if cell is None else cell for cell in row])
    book.save(target)


def _is_excel(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except BadZipFile as error:
        raise UnreadableFile(BROKEN) from error


def _read_calamine(
    path: Path, read_marks: Callable[[Path, Sequence[str]], list[CellMarks]]
) -> Iterable[tuple[WholeSheet, CellMarks]]:
    from python_calamine import (  # noqa: PLC0415 only where a workbook is read
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_path(path) as book:
            told = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            marks = read_marks(path, [one.name for one in told])
            return [
                (_whole(book.get_sheet_by_name(one.name), one.visible != SheetVisibleEnum.Visible), known)
                for one, known in zip(told, marks, strict=True)
            ]
    except PasswordError as locked:
        raise UnreadableFile(LOCKED) from locked
    except (CalamineError, OSError, BadZipFile, KeyError) as broken:
        raise UnreadableFile(BROKEN) from broken


def _whole(sheet: Any, is_hidden: bool) -> WholeSheet:  # noqa: FBT001 what it is, told beside it
    if sheet.end is None:
        return WholeSheet(sheet.name, [], is_hidden)
    if not is_hidden and sheet.end[0] > MOST_ROWS:
        raise UnreadableFile(TOO_LONG.format(name=sheet.name, count=sheet.end[0], most=MOST_ROWS))
    rows = [
        [None if cell == "" else cell for cell in row[:MOST_COLUMNS]]
        for row in ([] if is_hidden else sheet.to_python(skip_empty_area=False))
    ]
    merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return WholeSheet(sheet.name, rows, is_hidden, merges)


def _xls_marks(path: Path, names: Sequence[str]) -> list[CellMarks]:
    """Fonts and formats of an old .xls, which only xlrd tells; without them when it cannot."""
    import xlrd  # noqa: PLC0415 heavy: only when an old workbook is read

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
    except (xlrd.XLRDError, OSError, ValueError, IndexError, AssertionError):
        return [CellMarks() for _name in names]
    found = []
    for name in names:
        marks, sheet = CellMarks(), book.sheet_by_name(name)
        for row in range(sheet.nrows):
            for column in range(min(sheet.row_len(row), MOST_COLUMNS)):
                style = book.xf_list[sheet.cell_xf_index(row, column)]
                code = book.format_map[style.format_key].format_str
                marks.see((row, column), book.font_list[style.font_index].name, code)
        found.append(marks)
    return found


def _told(sheets: Iterable[tuple[WholeSheet, CellMarks]]) -> list[dict[str, Any]]:
    return [_as_json(_turned(sheet, marks)) for sheet, marks in sheets]


def _turned(sheet: WholeSheet, marks: CellMarks) -> WholeSheet:
    """Words typed for an old font turned into letters; what stood before is kept beside them."""
    fonts = {**unnamed_fonts(sheet.rows, marks.fonts), **marks.fonts}
    seen: dict[tuple[str, str], tuple[str, bool]] = {}
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or cell.isascii():
                continue
            asked = (cell, fonts.get((at, column), ""))
            if asked not in seen:
                seen[asked] = to_unicode(*asked)
            words, is_turned = seen[asked]
            if is_turned:
                sheet.turned[at, column] = cell
                row[column] = words
    sheet.partly_shown = marks.partly_shown
    return sheet


def _as_json(sheet: WholeSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "is_hidden": sheet.is_hidden,
        "rows": [[coded(cell) for cell in row] for row in sheet.rows],
        "merges": [list(merge) for merge in sheet.merges],
        "turned": [[*place, raw] for place, raw in sheet.turned.items()],
        "partly_shown": [[*place, code] for place, code in sheet.partly_shown.items()],
    }
