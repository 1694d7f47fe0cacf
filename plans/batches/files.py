"""The prefilled sheet as Excel and Word, and either of them read back; no models, so that a child process reads."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.vn.text import fold
from plans.batches import sheets
from plans.batches.sheets import HEADINGS, KINDS, NO, YES, Sheet, SheetRow, TaskLine

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTHS = (6, 60, 14, 15, 60, 12, 13, 10)
HEAD_ROW = 6
FREE_ROWS = 30
DANGEROUS = ("=", "+", "-", "@", "\t")
NOT_OURS = (
    "Không thấy bảng báo cáo trong tệp (cần các cột “Nhiệm vụ” và “Kết quả, tình hình thực hiện”). "
    "Hãy dùng biểu tải từ trang này."
)


@dataclass(frozen=True, slots=True)
class Form:
    """A prefilled sheet: whose it is, the letter so far, a line for each waiting task."""

    agency: str
    day: str
    paper_number: str
    paper_on: str
    lines: tuple[TaskLine, ...]


def cells_of(number: int, line: TaskLine) -> list[Any]:
    """The cells of one task, in the order of the headings."""
    told = [line.task_text, line.due, KINDS[line.kind], line.text, line.percent]
    return [number, *told, YES if line.has_paper else NO, line.key]


def as_xlsx(form: Form) -> bytes:
    """The sheet as a workbook: lists to choose from, the key in a hidden column."""
    import openpyxl  # noqa: PLC0415 heavy: only when a workbook is written
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = openpyxl.Workbook()
    page = book.active
    page.title = "Báo cáo"
    page.append([f"BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ – {form.agency}"])
    page.append([sheets.NOTES[0]])
    page.append([sheets.NOTES[1]])
    page.append([None, sheets.LETTER_NUMBER, form.paper_number or None])
    page.append([None, sheets.LETTER_DAY, form.paper_on or None])
    page.append(list(HEADINGS))
    for number, line in enumerate(form.lines, 1):
        page.append(cells_of(number, line))
    last = HEAD_ROW + len(form.lines) + FREE_ROWS
    for column, words in (("D", KINDS.values()), ("G", (YES, NO))):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        choice.add(f"{column}{HEAD_ROW + 1}:{column}{last}")
        page.add_data_validation(choice)
    _dress(page)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _dress(page: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 heavy, as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, width in enumerate(WIDTHS, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.column_dimensions["H"].hidden = True
    page["A1"].font = Font(bold=True, size=14)
    for cell in page[HEAD_ROW]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0F5C3F")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row in page.iter_rows(min_row=HEAD_ROW + 1):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(DANGEROUS):
                cell.data_type, cell.quotePrefix = "s", True
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def as_docx(form: Form) -> bytes:
    """The sheet as a Word table; the key stands in hidden letters behind the number of the row."""
    import docx  # noqa: PLC0415 heavy: only when a paper is written
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415

    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    paper.styles["Normal"].font.name = "Times New Roman"
    paper.add_heading(f"Báo cáo kết quả thực hiện nhiệm vụ – {form.agency}", level=1)
    for note in sheets.NOTES:
        paper.add_paragraph(note)
    letter = paper.add_table(rows=2, cols=2, style="Table Grid")
    told = ((sheets.LETTER_NUMBER, form.paper_number), (sheets.LETTER_DAY, form.paper_on))
    for row, words in zip(letter.rows, told, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    paper.add_paragraph("")
    table = paper.add_table(rows=1, cols=len(HEADINGS) - 1, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, HEADINGS[:-1], strict=True):
        cell.text = heading
        cell.paragraphs[0].runs[0].bold = True
    for number, line in enumerate(form.lines, 1):
        cells = table.add_row().cells
        for cell, words in zip(cells, cells_of(number, line)[:-1], strict=True):
            cell.text = str(words)
        cells[0].paragraphs[0].add_run(f" {line.key}").font.hidden = True
    body = io.BytesIO()
    paper.save(body)
    return body.getvalue()


def read_file(path: Path) -> dict[str, Any]:
    """A returned file as plain values, whichever of the two it is; UnreadableFile when it is neither."""
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if not is_zip:
        raise UnreadableFile(
            "Chỉ nhận biểu Excel (.xlsx) hoặc Word (.docx). Tệp .xls, .doc: hãy lưu lại kiểu mới."
        )
    sheet = _read_xlsx(path) or _read_docx(path)
    if sheet is None:
        raise UnreadableFile(NOT_OURS)
    return asdict(sheet)


def sheet_of(plain: dict[str, Any]) -> Sheet:
    """The sheet again, on the other side of the child process."""
    return Sheet(plain["paper_number"], plain["paper_on"], [SheetRow(**row) for row in plain["rows"]])


def _read_xlsx(path: Path) -> Sheet | None:
    import openpyxl  # noqa: PLC0415 heavy: only when a workbook is read
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path.open("rb"), data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        return None
    tables = ([list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets)
    return next((sheet for table in tables if (sheet := sheets.sheet_from(table)) is not None), None)


def _read_docx(path: Path) -> Sheet | None:
    import docx  # noqa: PLC0415 heavy: only when a paper is read
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        paper = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        return None
    # All tables as one: the letter stands in the first, the rows in the second, or in more where Word split it.
    table = [_docx_cells(row.cells) for part in paper.tables for row in part.rows]
    return sheets.sheet_from(table)


def _docx_cells(cells: Any) -> list[str]:
    """The words of a row; what follows the number in hidden letters is the key and becomes the last cell."""
    words = [cell.text for cell in cells]
    if words and fold(words[0]) == fold(sheets.NUMBER):
        return [*words, sheets.KEY]
    if len(words) != len(HEADINGS) - 1:
        return words
    key = next((part for part in words[0].split() if sheets.KEY_MARK in part), "")
    return [words[0].replace(key, "").strip(), *words[1:], key]
