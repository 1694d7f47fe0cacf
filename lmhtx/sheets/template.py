"""The workbook that people fill in: headings with help, lists to pick from, instructions, the rows that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from lmhtx.sheets.cells import words_of
from lmhtx.sheets.columns import ID_HEADING, SheetColumn
from lmhtx.sheets.harmless import harmless
from lmhtx.sheets.headings import STAR, letter
from lmhtx.sheets.writing import HEAD_COLOUR, HEAD_FONT

DATA, HELP, LISTS = "Dữ liệu", "Hướng dẫn", "Danh mục"
MUST_COLOUR = "#CDE7D8"
SPARE_ROWS = 1000
AS_TEXT, HOUR = "@", "hh:mm"
RULES = (
    "Mỗi dòng là một mục. Giữ nguyên hàng tiêu đề; cột có dấu * là bắt buộc.",
    "Ô để trống: giữ nguyên dữ liệu đang có. Muốn xóa nội dung đang có thì ghi XÓA vào ô đó.",
    "Ngày ghi ngày/tháng/năm, ví dụ 05/09/2026. Một ô nhiều giá trị thì cách nhau bằng dấu chấm phẩy (;).",
    "Cột “Mã dòng” bị ẩn dùng để nhận ra dòng đang có; đừng sửa. Dòng thêm mới để trống cột này.",
    "Sau khi tải lên, hệ thống kiểm tra và cho xem trước; bấm “Ghi vào hệ thống” mới ghi, ghi tất cả hoặc không.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """What goes into the workbook; `rows` is empty for an empty form."""

    title: str
    columns: Sequence[SheetColumn]
    book: Any
    rows: Mapping[str, Mapping[str, Any]]
    help: Sequence[str] = ()


def write_template(path: Path, template: Template) -> None:
    """Write the workbook: data first, then instructions, then the lists."""
    from openpyxl import Workbook  # noqa: PLC0415 heavy: only where a template is written

    book = Workbook()
    data, told, lists = book.active, book.create_sheet(HELP), book.create_sheet(LISTS)
    data.title = DATA
    _write_lists(lists, template)
    _write_heads(data, template)
    _write_rows(data, template)
    _offer_choices(data, template)
    _write_help(told, template)
    book.save(path)


def _choices(template: Template) -> list[tuple[int, SheetColumn, Sequence[str]]]:
    found = []
    for place, column in enumerate(template.columns, 1):
        if column.choices is not None and (names := column.choices(template.book)):
            found.append((place, column, names))
    return found


def _write_lists(sheet: Any, template: Template) -> None:
    for at, (_, column, names) in enumerate(_choices(template), 1):
        for row, words in enumerate((column.heading, *names), 1):
            sheet.cell(row, at, harmless(words))
        sheet.column_dimensions[letter(at - 1)].width = 40


def _write_heads(sheet: Any, template: Template) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 loaded already by the caller
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for place, column in enumerate(template.columns, 1):
        head = sheet.cell(1, place, f"{column.heading} {STAR}" if column.is_required else column.heading)
        if column.help:
            head.comment = Comment(column.help, "Cổng điều hành", height=110, width=280)
        size = sheet.column_dimensions[letter(place - 1)]
        size.width, size.number_format = column.width, column.look.value or AS_TEXT
    last = len(template.columns) + 1
    sheet.cell(1, last, ID_HEADING)
    hidden = sheet.column_dimensions[letter(last - 1)]
    hidden.hidden, hidden.number_format = True, AS_TEXT
    for place, cell in enumerate(sheet[1]):
        is_must = place < len(template.columns) and template.columns[place].is_required
        cell.font = Font(bold=True, color=HEAD_FONT[1:])
        cell.fill = PatternFill("solid", fgColor=(MUST_COLOUR if is_must else HEAD_COLOUR)[1:])
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letter(last - 2)}{max(2, len(template.rows) + 1)}"


def _write_rows(sheet: Any, template: Template) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 loaded already by the caller

    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, (id_, told) in enumerate(template.rows.items(), 2):
        for place, column in enumerate(template.columns, 1):
            value = told.get(column.field)
            if value is None or value == "":
                continue
            cell = sheet.cell(number, place, _cell(value))
            cell.number_format = HOUR if isinstance(value, time) else column.look.value or AS_TEXT
            cell.alignment = wrapped
        sheet.cell(number, len(template.columns) + 1, id_).number_format = AS_TEXT


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return "Có" if value else "Không"
        case str():
            return harmless(value)
    return value


def _offer_choices(sheet: Any, template: Template) -> None:
    """Boxes to pick from; they only warn, for a cell may hold several names."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 loaded already by the caller

    for at, (place, column, names) in enumerate(_choices(template)):
        source = f"='{LISTS}'!${letter(at)}$2:${letter(at)}${len(names) + 1}"
        offer = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
        offer.errorTitle, offer.error = column.heading[:32], "Nội dung này không có trong danh mục."
        offer.showErrorMessage = True
        offer.add(f"{letter(place - 1)}2:{letter(place - 1)}{len(template.rows) + SPARE_ROWS}")
        sheet.add_data_validation(offer)


def _write_help(sheet: Any, template: Template) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 loaded already by the caller

    sheet.append([template.title])
    sheet["A1"].font = Font(bold=True, size=14, color=HEAD_FONT[1:])
    for line in ("", *RULES, *template.help, ""):
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
        sheet.row_dimensions[sheet.max_row].height = 32 if line else 8
    sheet.append(["Cột", "Bắt buộc", "Cách ghi", "Ví dụ"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in template.columns:
        must = "Có" if column.is_required else ""
        sheet.append([column.heading, must, column.help, harmless(words_of(column.example))])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for name, width in zip("ABCD", (28, 12, 60, 40), strict=True):
        sheet.column_dimensions[name].width = width
