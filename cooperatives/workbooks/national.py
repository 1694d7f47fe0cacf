"""An export of the national registration system, read strictly: what cannot be read is said, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cooperatives.national_mapping import CODE, heading_key, mapping
from cooperatives.workbooks.codes import read_tax_code
from cooperatives.workbooks.days import read_founded
from cooperatives.workbooks.facts import Facts
from cooperatives.workbooks.national_cells import LAST_DAY, CellReader
from cooperatives.workbooks.outcome import Mend
from cooperatives.workbooks.sheets import Sheet
from cooperatives.workbooks.texts import cleaned
from lmhtx.sheets.cells import closest

HEADING_WITHIN = 40
CODE_LENGTH = 10
# A key is not mended by guessing: only its punctuation, and the figure that Excel made of it.
SURE = {None, Mend.PUNCTUATION, Mend.NUMERIC_CELL, Mend.SPACES}
NO_TABLE = (
    "Không tìm thấy dòng tiêu đề có cột “Mã số” và ít nhất một cột dữ liệu (Tên, Tình trạng, Địa chỉ, Người đại diện, "
    "Vốn điều lệ…). Hãy giữ nguyên dòng tiêu đề khi xuất tệp."
)
SEVERAL_DAYS = (
    "Tệp ghi nhiều ngày số liệu khác nhau ({days}). Hãy xuất lại theo một ngày, hoặc tách thành từng tệp."
)
TWICE = "Tệp có hai cột cùng là “{label}”. Hãy bỏ bớt một cột rồi tải lên lại."


class BadExport(ValueError):
    """The file is no such export; the message is a sentence for whoever brought it."""


@dataclass(slots=True)
class Fault:
    """What could not be read: the whole row, or one fact of it (`fact`), why, and how to mend it."""

    sheet: str
    row: int
    code: str
    name: str
    fact: str
    message: str
    suggestion: str


@dataclass(slots=True)
class Export:
    """The rows with their facts, what could not be read, what to know of the columns, the day and the source."""

    stands_on: date | None = None
    source: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    sheet: Sheet
    first: int
    columns: dict[str, int]
    stands_on: int | None
    others: list[str]


def read_export(sheets: Sequence[Sheet], facts: Facts, communes: Mapping[str, int]) -> Export:
    """The rows of all sheets that have the columns; `communes` are those of today by full name and by code.

    BadExport when there is no such sheet, a column stands twice, or the days told differ.
    """
    tables = [table for sheet in sheets if not sheet.is_hidden and (table := _table(sheet)) is not None]
    if not tables:
        raise BadExport(NO_TABLE)
    export, reader = Export(), CellReader(facts, communes)
    days: set[date] = set()
    for table in tables:
        days |= _about(table, export)
        _remark(table, export)
        for row in _lines(table):
            days |= _day_of_row(table, row)
            _read_row(table, row, reader, export)
    if len(days) > 1:
        raise BadExport(SEVERAL_DAYS.format(days=", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))))
    export.stands_on = next(iter(days), None)
    _part_doubles(export)
    return export


def _table(sheet: Sheet) -> _Table | None:
    edition = mapping()
    for at in range(min(HEADING_WITHIN, len(sheet.rows))):
        names = {column: sheet.words(at, column) for column in sheet.filled(at)}
        found: dict[str, int] = {}
        for column, words in names.items():
            ours = edition.column_of(words)
            if ours in found:
                raise BadExport(TWICE.format(label=edition.labels[ours]))
            if ours:
                found[ours] = column
        if CODE in found and len(found) > 1:
            others = [words for column, words in names.items() if column not in found.values()]
            days = [column for column, words in names.items() if _about_key(words) == "as_of"]
            return _Table(sheet, at, found, next(iter(days), None), others)
    return None


def _about_key(words: str) -> str:
    return mapping().about.get(heading_key(words), "")


def _about(table: _Table, export: Export) -> set[date]:
    """What stands above the heading: "Số liệu đến ngày: 30/09/2026" in one cell or in two."""
    days = set()
    for at in range(table.first):
        for column in table.sheet.filled(at):
            name, _sign, rest = table.sheet.words(at, column).partition(":")
            key, told = _about_key(name), rest.strip() or table.sheet.at(at, column + 1)
            if key == "source":
                export.source = cleaned(told)[0][:120]
            elif key == "as_of" and (day := _day(told)) is not None:
                days.add(day)
    return days


def _day_of_row(table: _Table, row: int) -> set[date]:
    day = _day(table.sheet.at(row, table.stands_on)) if table.stands_on is not None else None
    return {day} if day else set()


def _day(raw: Any) -> date | None:
    # A day to come is read too, so that it can be refused as one.
    found: date | None = read_founded(raw, "Ngày số liệu", today=LAST_DAY).value
    return found


def _remark(table: _Table, export: Export) -> None:
    edition = mapping()
    missing = [
        edition.labels[name]
        for name in ("name", "status", "address", "representative", "charter_vnd", "main_activity")
        if name not in table.columns
    ]
    if missing:
        export.remarks.append(f"Tệp không có cột {', '.join(missing)}: các mục này không được đối chiếu.")
    keys = {words: heading_key(words) for words in table.others if not _about_key(words)}
    ours = [words for words, key in keys.items() if key in edition.not_taken]
    if ours:
        export.remarks.append(
            f"Cột {', '.join(ours)} là số liệu do Liên minh giữ (thành viên, hỗ trợ, số liệu năm, liên lạc): "
            "không lấy từ tệp này."
        )
    known = edition.not_taken | edition.ignored
    export.remarks += [
        f"Cột “{words}” không nhận ra nên bỏ qua. {closest(words, list(edition.labels.values()))}".strip()
        for words, key in keys.items()
        if key not in known
    ]


def _lines(table: _Table) -> Iterator[int]:
    return (row for row in range(table.first + 1, len(table.sheet.rows)) if table.sheet.filled(row))


def _read_row(table: _Table, at: int, reader: CellReader, export: Export) -> None:
    cells = {ours: table.sheet.at(at, column) for ours, column in table.columns.items()}
    name = cleaned(cells.get("name"))[0][:250]
    number = at + 1 if table.sheet.name != "JSON" else at - table.first

    def fault(code: str, fact: str, message: str, suggestion: str) -> None:
        export.faults.append(Fault(table.sheet.name, number, code, name, fact, message, suggestion))

    found = read_tax_code(cells[CODE], "Mã số")
    if found.trouble is not None or found.mend not in SURE or len(found.value) != CODE_LENGTH:
        words = cleaned(cells[CODE])[0]
        trouble = found.trouble
        message = trouble.message if trouble else f"Mã số “{words}” không đúng dạng mã số hợp tác xã."
        fault(
            words[:40],
            "",
            message,
            trouble.suggestion if trouble else "Ghi đủ 10 chữ số như trên giấy chứng nhận.",
        )
        return
    values, troubles = reader.facts_of(cells)
    for fact, trouble in troubles:
        fault(found.value, fact.label, trouble.message, trouble.suggestion)
    export.rows.append(
        {
            "sheet": table.sheet.name,
            "row": number,
            "code": found.value,
            "name": name,
            "changed_on": reader.changed_on(cells),
            "values": {str(fact): value for fact, value in values.items() if value is not None},
        }
    )


def _part_doubles(export: Export) -> None:
    """Of a code that stands twice nobody can tell which row holds: none is taken."""
    by_code: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in export.rows:
        by_code[row["code"]].append(row)
    for code, rows in by_code.items():
        if len(rows) > 1:
            where = ", ".join(str(row["row"]) for row in rows)
            export.faults += [
                Fault(
                    row["sheet"], row["row"], code, row["name"], "",
                    f"Mã số {code} có ở các dòng {where}.", "Giữ một dòng đúng cho mỗi mã số rồi tải lên lại.",
                )
                for row in rows
            ]  # fmt: skip
    export.rows = [row for row in export.rows if len(by_code[row["code"]]) == 1]
    export.faults.sort(key=lambda one: (one.sheet, one.row))
