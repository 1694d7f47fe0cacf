"""A filled workbook beside what stands: every fault at its cell, every row as new, changed or the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lmhtx.sheets.cells import asks_to_clear, plain, words_of
from lmhtx.sheets.columns import BadCell, Cell, Change, Fault, RowFault, SheetColumn, SheetRow
from lmhtx.sheets.headings import NO_HEAD, USE_TEMPLATE, Headings, find_headings, is_data, letter
from lmhtx.vn.text import letters

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Register:
    """What a workbook is compared with: the columns, the natural key, the rows that stand, and the book of lookups."""

    columns: Sequence[SheetColumn]
    natural_key: Sequence[str]
    standing: Mapping[str, Mapping[str, Any]]
    book: Any
    check: Callable[[SheetRow, Any], Iterable[RowFault]]


@dataclass(slots=True)
class Outcome:
    """All rows and all faults of a workbook; with a fault nothing is written."""

    rows: list[SheetRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, change: Change) -> list[SheetRow]:
        """The rows that do this."""
        return [row for row in self.rows if row.change == change]


def compare(sheets: Sequence[tuple[str, Sequence[Row]]], register: Register) -> Outcome:
    """Look at the first sheet that holds rows; nothing is written."""
    data = [(name, rows) for name, rows in sheets if is_data(name) and any(map(any, rows))]
    if not data:
        return Outcome(faults=[Fault(name, 1, "A", "", "", NO_HEAD, USE_TEMPLATE) for name, _ in sheets[:1]])
    name, rows = data[0]
    heads = find_headings(name, rows, register.columns)
    if not heads.row:
        return Outcome(faults=heads.faults)
    reader = _Reader(heads, register)
    outcome = Outcome(faults=list(heads.faults))
    for number, row in enumerate(rows[heads.row :], heads.row + 1):
        if any(cell is not None for cell in row):
            outcome.rows.append(reader.read(number, row))
    outcome.faults += reader.faults
    if not outcome.rows and not outcome.faults:
        outcome.faults.append(
            Fault(name, heads.row + 1, "A", "", "", "Dưới hàng tiêu đề chưa có dòng nào.", "")
        )
    outcome.faults.sort(key=lambda fault: (fault.row, len(fault.column), fault.column))
    return outcome


class _Reader:
    """Reads row after row, remembering which rows were met."""

    def __init__(self, heads: Headings, register: Register) -> None:
        self.heads, self.register = heads, register
        self.faults: list[Fault] = []
        self._at = {column.field: place for place, column in heads.columns.items()}
        self._standing = {
            id_: {name: plain(value) for name, value in told.items()}
            for id_, told in register.standing.items()
        }
        self._by_key: dict[tuple[str, ...], list[str]] = {}
        for id_, told in self._standing.items():
            self._by_key.setdefault(self._key(told), []).append(id_)
        self._met_ids: dict[str, int] = {}
        self._met_keys: dict[tuple[str, ...], int] = {}

    def read(self, number: int, row: Row) -> SheetRow:
        """The row beside what stands; its faults are kept."""
        filled = {
            column.field: row[place] if place < len(row) else None
            for place, column in self.heads.columns.items()
        }
        before = len(self.faults)
        found = SheetRow(number=number, id=self._match(number, row, filled))
        found.old = self._standing.get(found.id, {})
        for place, column in self.heads.columns.items():
            self._read_cell(found, column, place, filled[column.field])
        if not found.id:
            self._complete(found)
        if len(self.faults) == before:
            for fault in self.register.check(found, self.register.book):
                self._fault(number, fault.field, filled.get(fault.field), fault.reason, fault.advice)
        return found

    def _match(self, number: int, row: Row, filled: Mapping[str, Cell]) -> str:
        """The id of the row that stands, by its hidden id, else by the natural key; "" for a new one."""
        given = (
            row[self.heads.id_at] if self.heads.id_at is not None and self.heads.id_at < len(row) else None
        )
        key = self._key(filled)
        if given is not None:
            id_ = words_of(given)
            if id_ not in self._standing:
                self._fault_at(
                    number,
                    self.heads.id_at or 0,
                    "Mã dòng",
                    given,
                    "Không tìm thấy dòng có mã này.",
                    "Để trống ô mã nếu là dòng mới; tải lại dữ liệu hiện có nếu tệp đã cũ.",
                )
                return ""
        else:
            same = self._by_key.get(key, []) if any(key) else []
            if len(same) > 1:
                self._fault(
                    number,
                    self.register.natural_key[0],
                    filled.get(self.register.natural_key[0]),
                    f"Có {len(same)} dòng đang có giống dòng này, không rõ là dòng nào.",
                    "Dùng “Tải dữ liệu hiện có”, mỗi dòng ở đó mang mã riêng.",
                )
            id_ = same[0] if len(same) == 1 else ""
        self._meet(number, id_, key, filled)
        return id_

    def _meet(self, number: int, id_: str, key: tuple[str, ...], filled: Mapping[str, Cell]) -> None:
        """Two rows of one workbook must not mean the same thing."""
        first = self._met_ids.setdefault(id_, number) if id_ else self._met_keys.setdefault(key, number)
        if first != number and (id_ or any(key)):
            field_ = self.register.natural_key[0]
            self._fault(
                number,
                field_,
                filled.get(field_),
                f"Trùng với dòng {first} của tệp này.",
                "Xóa bớt một dòng.",
            )

    def _read_cell(self, found: SheetRow, column: SheetColumn, place: int, cell: Cell) -> None:
        """Take what the cell says; an empty one keeps what stands, and only XÓA erases."""
        old = None if column.only_said else found.old.get(column.field)
        if cell is None:
            if column.is_required and not found.id:
                self._fault_at(
                    found.number, place, column.heading, cell, "Ô bắt buộc còn trống.", column.help
                )
        elif found.id and cell == old:
            pass
        elif asks_to_clear(cell):
            self._clear(found, column, place, old)
        else:
            self._take(found, column, place, cell, old)

    def _clear(self, found: SheetRow, column: SheetColumn, place: int, old: Cell) -> None:
        if column.is_required:
            advice = "Ghi nội dung khác, hoặc để trống để giữ nguyên."
            self._fault_at(found.number, place, column.heading, "XÓA", "Không xóa được ô bắt buộc.", advice)
        elif old is not None:
            found.values[column.field], found.said[column.field] = column.nothing, ""

    def _take(self, found: SheetRow, column: SheetColumn, place: int, cell: Cell, old: Cell) -> None:
        try:
            value = column.read(cell, self.register.book)
        except BadCell as bad:
            self._fault_at(found.number, place, column.heading, cell, bad.reason, bad.advice)
            return
        if old is not None and self._is_same(column, value, old):
            return
        (found.aside if column.only_said else found.values)[column.field] = value
        found.said[column.field] = words_of(cell)

    def _is_same(self, column: SheetColumn, value: Any, old: Cell) -> bool:
        """Whether the cell means what stands although it is written otherwise: 5/9/26 and 05/09/2026."""
        try:
            return bool(column.read(old, self.register.book) == value)
        except BadCell:
            return False

    def _complete(self, found: SheetRow) -> None:
        for column in self.register.columns:
            if not column.only_said:
                found.values.setdefault(column.field, column.nothing)

    def _key(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(letters(words_of(told.get(name))) for name in self.register.natural_key)

    def _fault(self, number: int, field_: str, cell: Cell, reason: str, advice: str) -> None:
        heading = next((one.heading for one in self.register.columns if one.field == field_), "")
        self._fault_at(number, self._at.get(field_, 0), heading, cell, reason, advice)

    def _fault_at(self, number: int, place: int, heading: str, cell: Cell, reason: str, advice: str) -> None:
        value = words_of(cell)
        self.faults.append(
            Fault(self.heads.sheet, number, letter(place), heading, value[:200], reason, advice)
        )


def changes(row: SheetRow, columns: Sequence[SheetColumn]) -> Iterator[tuple[str, str, str]]:
    """What a row changes, as (heading, old words, new words)."""
    for column in columns:
        if column.field in row.values and (row.said.get(column.field) or row.id):
            yield column.heading, words_of(row.old.get(column.field)), row.said.get(column.field, "")
