"""What a sheet of a report on many tasks holds, however it was written: columns, words, and the letter on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lmhtx.vn.text import fold
from plans.enums import ReportKind

NUMBER, TASK, DUE, KIND, TEXT, PERCENT, PAPER, KEY = (
    "TT",
    "Nhiệm vụ",
    "Thời hạn",
    "Loại báo cáo",
    "Kết quả, tình hình thực hiện",
    "Tiến độ (%)",
    "Có văn bản",
    "Mã (không sửa)",
)
HEADINGS = (NUMBER, TASK, DUE, KIND, TEXT, PERCENT, PAPER, KEY)
LETTER_NUMBER, LETTER_DAY = "Số, ký hiệu văn bản:", "Ngày văn bản:"
KINDS = {ReportKind.PROGRESS.value: "Tiến độ", ReportKind.COMPLETION.value: "Hoàn thành"}
YES, NO = "Có", "Chưa"
# Stands in every hidden key and in no number of a row.
KEY_MARK = "~"
NOTES = (
    "Ghi vào các cột Loại báo cáo, Kết quả, Tiến độ, Có văn bản. Được sắp xếp lại, bỏ bớt dòng; không sửa cột Mã.",
    "Dòng để trống cột Kết quả thì không gửi. Một văn bản dùng chung cho mọi dòng ghi “Có”.",
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a returned sheet."""

    key: str
    task_text: str
    text: str
    kind: str
    percent: str
    has_paper: bool


@dataclass(slots=True)
class Sheet:
    """A returned sheet: the letter it names, its rows in order."""

    paper_number: str = ""
    paper_on: str = ""
    rows: list[SheetRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What a prefilled sheet says of a task."""

    key: str
    task_text: str
    due: str
    kind: str = ReportKind.PROGRESS.value
    text: str = ""
    percent: str = ""
    has_paper: bool = True


def sheet_from(table: list[list[Any]]) -> Sheet | None:
    """The sheet in a table of cells; None where no row of headings is found."""
    sheet = Sheet()
    columns: dict[str, int] = {}
    for cells in table:
        words = [in_words(cell) for cell in cells]
        if not columns:
            _read_letter(sheet, words)
            columns = _columns(words)
            continue
        row = _row(words, columns)
        if row.key or row.task_text or row.text:
            sheet.rows.append(row)
    return sheet if columns else None


def in_words(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\x0b", "\n").strip()


def _columns(words: list[str]) -> dict[str, int]:
    """Where each heading stands; a row that names neither tasks nor results is no row of headings."""
    known = {fold(heading): heading for heading in HEADINGS}
    found = {known[fold(word)]: place for place, word in enumerate(words) if fold(word) in known}
    return found if TASK in found and TEXT in found else {}


def _read_letter(sheet: Sheet, words: list[str]) -> None:
    for place, word in enumerate(words[:-1]):
        after = next((other for other in words[place + 1 :] if other and other != word), "")
        if fold(word) == fold(LETTER_NUMBER):
            sheet.paper_number = after if fold(after) != fold(LETTER_DAY) else ""
        if fold(word) == fold(LETTER_DAY):
            sheet.paper_on = after


def _row(words: list[str], columns: dict[str, int]) -> SheetRow:
    def cell(heading: str) -> str:
        place = columns.get(heading)
        return words[place] if place is not None and place < len(words) else ""

    return SheetRow(
        key=cell(KEY),
        task_text=cell(TASK),
        text=cell(TEXT),
        kind=_kind(cell(KIND)),
        percent=_percent(cell(PERCENT)),
        has_paper=fold(cell(PAPER)) not in {fold(NO), "khong", "chua co"},
    )


def _kind(word: str) -> str:
    is_end = fold(word).startswith(("hoan thanh", "xong", "da xong", "bao cao hoan thanh"))
    return ReportKind.COMPLETION.value if is_end else ReportKind.PROGRESS.value


def _percent(word: str) -> str:
    """Excel keeps 50 % as 0.5."""
    try:
        share = float(word.replace(",", "."))
    except ValueError:
        return word
    return str(round(share * 100)) if 0 < share < 1 else word
