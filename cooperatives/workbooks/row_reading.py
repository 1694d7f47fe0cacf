"""One row of a table: each cell by the reader of its fact, the commune by all that tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cooperatives.workbooks.addresses import Address, parted
from cooperatives.workbooks.codes import code_in_number, missing_code, read_tax_code, read_vsic
from cooperatives.workbooks.days import read_founded
from cooperatives.workbooks.facts import Facts
from cooperatives.workbooks.figures import Marks, read_people, read_sum, usual_marks
from cooperatives.workbooks.headings import ADDRESS, DISTRICT, MAIL, NOTE, OLD_NUMBER, unit_of
from cooperatives.workbooks.lines import Around
from cooperatives.workbooks.names import read_head, read_name
from cooperatives.workbooks.outcome import FIELDS, NOTHING, Field, Found, Mend, ReadRow, Trouble
from cooperatives.workbooks.peers import unit_of_column
from cooperatives.workbooks.phones import read_phone
from cooperatives.workbooks.places import CommuneBook, missing_commune
from cooperatives.workbooks.statuses import read_status
from cooperatives.workbooks.tables import MONEY, Table
from cooperatives.workbooks.texts import is_nothing, read_words

SPREADING = {"ward", DISTRICT, "hamlet", "trade", "status", "vsic", ADDRESS}
ASIDE = (OLD_NUMBER, NOTE, MAIL)
UNIT_UNKNOWN = Trouble(
    "unit_unknown",
    "Không rõ đơn vị tính của cột này.",
    "Ghi đơn vị (đồng, triệu đồng…) vào tiêu đề cột.",
)
PLAIN = {None, Mend.UNICODE, Mend.SPACES}
Reader = Callable[[Any, str], Found]


class RowReader:
    """Reads the rows of one table; what depends on a whole column is settled once."""

    def __init__(self, table: Table, facts: Facts, book: CommuneBook) -> None:
        """Look through the columns of sums for their habits and units."""
        self.table, self.sheet, self.facts, self.book = table, table.sheet, facts, book
        self.columns = {name: (column.at, column.heading) for name, column in table.columns.items()}
        self.marks: dict[str, Marks | None] = {}
        self.units: dict[str, int | None] = {}
        for name in (one for one in MONEY if one in table.columns):
            self._look_through(name)
        self.readers: dict[str, Reader] = {
            "name": read_name,
            "tax_code": read_tax_code,
            "vsic": lambda raw, what: read_vsic(raw, what, industries=facts.industries),
            "members": read_people,
            "workers": read_people,
            "capital": lambda raw, what: self._sum("capital", raw, what),
            "revenue": lambda raw, what: self._sum("revenue", raw, what),
            "head": read_head,
            "phone": read_phone,
            "status": read_status,
        }

    def _look_through(self, name: str) -> None:
        column = self.table.columns[name]
        cells = [
            self.sheet.at(row, column.at) for row in range(self.table.last_heading + 1, len(self.sheet.rows))
        ]
        self.marks[name] = usual_marks(cells)
        self.units[name] = column.unit_vnd or self._unit_above() or unit_of_column(cells)

    def _unit_above(self) -> int | None:
        """The unit of a line like "ĐVT: triệu đồng" above the table."""
        for row in range(self.table.first_heading):
            for at in self.sheet.filled(row):
                words = self.sheet.words(row, at)
                if words.lower().lstrip("( ").startswith(("đvt", "đơn vị tính", "đơn vị:")):
                    return unit_of(words)
        return None

    def _sum(self, name: str, raw: Any, what: str) -> Found:
        unit = self.units[name]
        found = read_sum(raw, what, unit_vnd=unit or 1, marks=self.marks[name])
        if unit is None and isinstance(raw, int | float) and found.value:
            return Found(None, None, UNIT_UNKNOWN)
        return found

    def read(self, at: int, around: Around) -> ReadRow:
        """The row at a place from 0; `around` is what the groups above it say."""
        row = ReadRow(self.sheet.name, at + 1, columns=self.columns)
        address, cell = self._address(at)
        for name in FIELDS:
            if name == "ward":
                self._read_ward(row, at, around, address, cell)
            elif name == "hamlet":
                self._read_hamlet(row, at, address, cell)
            elif name in self.columns:
                self._read_cell(row, name, at)
            elif name in {"name", "tax_code"}:
                row.take(name, None, Found(None, None, missing_code()) if name == "tax_code" else NOTHING)
            else:
                row.values[name] = None
        for name in ASIDE:
            if words := read_words(self._raw(name, at)[0], name).value:
                row.more[name] = words
        self._look_for_code(row)
        return row

    @staticmethod
    def _look_for_code(row: ReadRow) -> None:
        missing = next((one for one in row.problems if one.code == "missing_code"), None)
        if missing and (trouble := code_in_number(row.more.get(OLD_NUMBER, ""))):
            row.problems.remove(missing)
            row.trouble("tax_code", trouble)

    def _raw(self, name: str, at: int) -> tuple[Any, Any]:
        """The cell that shows in a column, and what stood there before an old font was turned."""
        if name not in self.columns:
            return None, None
        place = (at, self.columns[name][0])
        if name in SPREADING:
            place = self.sheet.shown_at(*place)
        raw = self.sheet.at(*place)
        return raw, self.sheet.turned.get(place, raw)

    def _read_cell(self, row: ReadRow, name: str, at: int) -> None:
        raw, stood = self._raw(name, at)
        what = Field(name).label
        if name == "founded":
            part = self.sheet.partly_shown.get((at, self.columns[name][0]), "")
            found = read_founded(raw, what, today=self.facts.today, part=part)
        else:
            found = self.readers.get(name, read_words)(raw, what)
        _take(row, name, (raw, stood), found)

    def _address(self, at: int) -> tuple[Address, Any]:
        raw, stood = self._raw(ADDRESS, at)
        words = read_words(raw, "Địa chỉ").value
        return (parted(words, self.book), stood) if words else (Address(), None)

    def _read_hamlet(self, row: ReadRow, at: int, address: Address, cell: Any) -> None:
        if "hamlet" in self.columns:
            self._read_cell(row, "hamlet", at)
        elif address.hamlet:
            row.take("hamlet", cell, Found(address.hamlet, Mend.FROM_ADDRESS))
        else:
            row.values["hamlet"] = None

    def _read_ward(self, row: ReadRow, at: int, around: Around, address: Address, cell: Any) -> None:
        """From its own column, else the address, else the group row above."""
        raw, stood = self._raw("ward", at)
        district_cell = self._raw(DISTRICT, at)[0]
        told = read_words(district_cell, "Huyện").value or address.district or around.district
        if raw is not None and not (isinstance(raw, str) and is_nothing(raw.strip())) and str(raw).strip():
            found = self.book.find(raw, district=told)
            _take(row, "ward", (raw, stood), found)
        elif address.ward:
            found = self.book.find(address.ward, district=told)
            row.take(
                "ward", cell, found if found.trouble else Found(found.value, found.mend or Mend.FROM_ADDRESS)
            )
        elif around.ward:
            found = self.book.find(around.ward, district=told)
            row.take("ward", None, found if found.trouble else Found(found.value, Mend.FROM_HEADING))
        else:
            row.take("ward", cell, Found(None, None, missing_commune()))


def _take(row: ReadRow, name: str, cell: tuple[Any, Any], found: Found) -> None:
    """Keep what was found; a cell typed for an old font was mended by turning it, then by what else was done."""
    raw, stood = cell
    if stood is raw or found.value is None:
        row.take(name, stood, found)
        return
    row.take(name, stood, Found(raw if found.mend not in PLAIN else found.value, Mend.LEGACY_FONT))
    if found.mend not in PLAIN:
        row.take(name, raw, found)
