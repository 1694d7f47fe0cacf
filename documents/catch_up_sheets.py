"""Registers as other systems write them: where the headings stand, what each column means, what a row says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from documents.symbols import read_reference, tidy_symbol
from lmhtx.sheets.cells import plain, words_of
from lmhtx.vn.dates import BadDate, read_date
from lmhtx.vn.text import fold, squeeze

Cells = Sequence[Any]
FIELDS = {
    "arrival_number": "Số đến",
    "arrived_on": "Ngày đến",
    "author": "Tác giả (cơ quan ban hành)",
    "reference": "Số, ký hiệu văn bản",
    "number": "Số văn bản",
    "symbol": "Ký hiệu văn bản",
    "dated_on": "Ngày văn bản",
    "type_name": "Loại văn bản",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "receiver": "Đơn vị hoặc người nhận",
    "recipients": "Nơi nhận văn bản",
    "kept_at": "Đơn vị, người nhận bản lưu",
    "copies": "Số lượng bản",
    "sent_on": "Ngày chuyển",
    "urgency": "Độ khẩn",
    "due_on": "Hạn xử lý",
    "directive": "Bút phê, ý kiến chỉ đạo",
    "note": "Ghi chú",
}
# As the decree, the province's system and the office's own books head them, without accents.
HEADINGS = {
    "arrival_number": ("so den", "so van ban den", "so dang ky den", "so vao so"),
    "arrived_on": ("ngay den", "ngay nhan", "ngay tiep nhan", "ngay vao so", "ngay thang den"),
    "author": (
        "tac gia",
        "co quan ban hanh",
        "noi ban hanh",
        "noi gui",
        "don vi gui",
        "co quan gui",
        "don vi ban hanh",
    ),
    "reference": (
        "so ky hieu",
        "so va ky hieu",
        "so ky hieu van ban",
        "so hieu",
        "so hieu van ban",
        "so ky hieu vb",
    ),
    "number": ("so", "so van ban", "so vb", "so di", "so van ban di"),
    "symbol": ("ky hieu", "ky hieu van ban"),
    "dated_on": (
        "ngay van ban",
        "ngay thang van ban",
        "ngay ban hanh",
        "ngay ky",
        "ngay vb",
        "ngay thang",
        "ngay thang nam van ban",
        "ngay",
    ),
    "type_name": ("loai van ban", "ten loai", "loai vb", "hinh thuc van ban"),
    "subject": (
        "trich yeu",
        "trich yeu noi dung",
        "ten loai va trich yeu noi dung van ban",
        "ten loai va trich yeu noi dung",
        "ten loai va trich yeu",
        "trich yeu noi dung van ban",
        "noi dung",
        "noi dung trich yeu",
    ),
    "signer": ("nguoi ky", "lanh dao ky"),
    "receiver": ("don vi hoac nguoi nhan", "don vi xu ly", "nguoi xu ly", "don vi chu tri", "don vi nhan"),
    "recipients": ("noi nhan", "noi nhan van ban"),
    "kept_at": ("don vi nguoi nhan ban luu", "noi luu"),
    "copies": ("so luong ban", "so ban", "so luong"),
    "sent_on": ("ngay chuyen", "ngay gui"),
    "urgency": ("do khan", "muc do khan"),
    "due_on": ("han xu ly", "thoi han giai quyet", "thoi han xu ly", "han giai quyet", "han tra loi"),
    "directive": ("but phe", "y kien chi dao", "y kien lanh dao", "noi dung but phe"),
    "note": ("ghi chu",),
}
BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}
DAYS = ("arrived_on", "dated_on", "sent_on", "due_on")
LOOKED_THROUGH = 25
ENOUGH = 3
FIRST_DAY = date(1899, 12, 30)
NUMBER = re.compile(r"^0*(?P<number>\d{1,7})\s*(?P<suffix>[A-Za-zĐđ]{0,2})$")
SIGNS = re.compile(r"[^\w]+")


@dataclass(slots=True)
class SheetRead:
    """A register as read: its headings, what each of them means, its rows."""

    headings: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """The same for whatever register has these headings."""
        return fingerprint_of(self.headings)


def fingerprint_of(headings: Sequence[str]) -> str:
    """The same for whatever register has these headings."""
    return hashlib.sha256("\n".join(fold(one) for one in headings).encode()).hexdigest()


def key_of(heading: str) -> str:
    """A heading without accents, signs and numbers of columns: "(4) Số, ký hiệu văn bản" is "so ky hieu van ban"."""
    words = squeeze(SIGNS.sub(" ", fold(heading)))
    return re.sub(r"^\d+ | \d+$", "", words).strip()


def read_register(sheets: Sequence[Mapping[str, Any]], known: Mapping[str, Mapping[str, str]]) -> SheetRead:
    """The first sheet that has headings of a register; `known` are layouts told before, by fingerprint."""
    best: tuple[int, Sequence[Cells], int] | None = None
    for sheet in sheets:
        rows: Sequence[Cells] = [list(row) for row in sheet["rows"]]
        for place, row in enumerate(rows[:LOOKED_THROUGH]):
            headings = [squeeze(words_of(cell)) for cell in row]
            remembered = known.get(fingerprint_of([one for one in headings if one]))
            hits = len(remembered) + ENOUGH if remembered else len(_columns(headings))
            if hits >= ENOUGH and (best is None or hits > best[0]):
                best = (hits, rows, place)
    if best is None:
        return _unread(sheets)
    _, rows, place = best
    return _read(rows, place, known)


def _unread(sheets: Sequence[Mapping[str, Any]]) -> SheetRead:
    """No heading is known: the first row with several words is taken for them, for a person to tell what they mean."""
    for sheet in sheets:
        rows = [list(row) for row in sheet["rows"]]
        for place, row in enumerate(rows[:LOOKED_THROUGH]):
            if sum(isinstance(cell, str) for cell in row) >= ENOUGH:
                return _read(rows, place, {})
    return SheetRead()


def _read(rows: Sequence[Cells], place: int, known: Mapping[str, Mapping[str, str]]) -> SheetRead:
    headings = [squeeze(words_of(cell)) for cell in rows[place]]
    read = SheetRead(headings=[one for one in headings if one])
    remembered = known.get(read.fingerprint)
    read.columns = dict(remembered) if remembered else _columns(headings)
    at = {read.columns[one]: number for number, one in enumerate(headings) if read.columns.get(one)}
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        told = {name: row[column] if column < len(row) else None for name, column in at.items()}
        if any(cell not in (None, "") for cell in told.values()) and not _is_count(row):
            read.rows.append(row_of(told, number))
    return read


def _is_count(row: Cells) -> bool:
    """The line "(1) (2) (3)" that the decree prints under the headings."""
    said = [words_of(cell).strip("() ") for cell in row if words_of(cell)]
    return len(said) >= ENOUGH and said == [str(number) for number in range(1, len(said) + 1)]


def _columns(headings: Sequence[str]) -> dict[str, str]:
    """What each heading means; the first of two that mean the same."""
    found: dict[str, str] = {}
    for heading in headings:
        name = BY_HEADING.get(key_of(heading))
        if name is not None and name not in found.values():
            found[heading] = name
    return found


def row_of(told: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A row in the words of the portal, days as they are written in JSON; what is wrong with it under "faults"."""
    row: dict[str, Any] = {"row": number, "faults": []}
    for name, cell in told.items():
        if name in DAYS:
            row[name], fault = _day(cell)
            if fault:
                row["faults"].append(f"{FIELDS[name]}: {fault}")
        else:
            row[name] = squeeze(words_of(plain(cell)))
    _tell_reference(row)
    _tell_arrival(row)
    return row


def _tell_reference(row: dict[str, Any]) -> None:
    """Number, its letter and symbol, whether they stand in one column or in two."""
    written = row.get("reference") or ""
    if not written and row.get("number"):
        written = f"{row['number']}/{row['symbol']}" if row.get("symbol") else str(row["number"])
    read = read_reference(written)
    row["reference"] = written
    row["number_text"], row["symbol"] = read.number, tidy_symbol(read.symbol)
    found = NUMBER.match(read.number)
    row["number"] = int(found["number"]) if found else None
    row["suffix"] = found["suffix"].lower() if found else ""


def _tell_arrival(row: dict[str, Any]) -> None:
    found = NUMBER.match(row.get("arrival_number") or "")
    row["arrival_text"] = row.get("arrival_number") or ""
    row["arrival_number"] = int(found["number"]) if found else None
    row["arrival_suffix"] = found["suffix"].lower() if found else ""


def _day(cell: Any) -> tuple[str, str]:
    """A day as JSON has it, and what is wrong with it."""
    match plain(cell):
        case None:
            return "", ""
        case datetime() as moment:
            return moment.date().isoformat(), ""
        case date() as day:
            return day.isoformat(), ""
        case int() | float() as count if 20_000 < count < 80_000:
            return (FIRST_DAY + timedelta(days=int(count))).isoformat(), ""
        case other:
            try:
                return read_date(words_of(other)).isoformat(), ""
            except BadDate:
                return "", f"“{words_of(other)}” không phải là ngày"


def told_of(read: SheetRead) -> dict[str, Any]:
    """As JSON knows it."""
    return asdict(read)
