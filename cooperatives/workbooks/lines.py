"""What a row of a sheet is: data, a group with its place, a total, headings once more, a note, a blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from cooperatives.workbooks.headings import ADDRESS, DISTRICT, MAIL, OLD_NUMBER, STT, meaning
from cooperatives.workbooks.names import looks_like_one
from cooperatives.workbooks.places import CommuneBook, district_key, split_kind
from cooperatives.workbooks.tables import Table
from lmhtx.vn.text import search_words

IDENTITY = {"tax_code", OLD_NUMBER, "founded", "hamlet", "ward", DISTRICT, ADDRESS, "vsic", "trade", "head", "phone",
            "status", MAIL}  # fmt: skip
TOTAL = re.compile(
    r"^(?:tong(?: cong| so| toan (?:tinh|thanh pho))?|cong(?: don| (?:huyen|xa|phuong|toan|linh vuc|nhom|i).*)?)\b"
)
NOT_TOTAL = re.compile(r"^tong hop\b|^cong (?:nghiep|trinh|nghe)")
NOTE = re.compile(
    r"^(?:ghi chu|luu y|nguon|nguoi lap|lap bieu|ke toan truong|thu truong|noi nhan|ky ten|truong phong|"
    r"chu tich$|giam doc$|.* ngay .* thang .* nam)|^(?:ky|da ky)\b"
)
ENUMERATOR = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3})\s*[.)\-:/]\s*|^\s*[IVXLC]+\s+(?=\S)")
ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-ZĐa-zđ])[.)]?")
LONGEST_AGAIN = 60
RUNNING = re.compile(r"\d{1,5}[.)]?")
COLUMN_CODE = re.compile(r"\(?\[?(?:\d{1,2}|[A-ZĐa-z])\)?\]?(?:\s*=.*)?")
COUNT_BEHIND = re.compile(r"\s*[:(]\s*\d+\s*(?:htx|hợp tác xã|đơn vị|qtdnd|tht)?\s*\)?$", re.IGNORECASE)


class LineKind(Enum):
    """What a row is; the value is the Vietnamese why of leaving it out."""

    DATA = ""
    BLANK = "Dòng trống."
    HEADING = "Dòng tiêu đề lặp lại."
    CODES = "Dòng đánh số cột."
    GROUP = "Dòng nhóm."
    TOTAL = "Dòng tổng cộng."
    NOTE = "Ghi chú hoặc phần ký, không phải dữ liệu."
    CONTINUED = "Dòng nối tiếp của hợp tác xã phía trên (ô gộp)."


@dataclass(slots=True)
class Around:
    """What group rows above say of the rows below them."""

    ward: str = ""
    district: str = ""

    def hear(self, words: str, book: CommuneBook) -> None:
        """Take a commune or a district from a group row; a group of another kind changes nothing."""
        told = COUNT_BEHIND.sub("", ENUMERATOR.sub("", words, count=1)).strip(" .:-")
        if split_kind(told)[0] and book.knows(told):
            self.ward = told
        elif district_key(told) in book.districts:
            self.ward, self.district = "", told


def kind_of(table: Table, row: int) -> LineKind:
    """What the row is, by which of its cells are filled and how its words begin."""
    sheet = table.sheet
    filled = sheet.filled(row)
    if not filled:
        return LineKind.BLANK
    by_column = {column.at: name for name, column in table.columns.items()}
    names = {by_column[at] for at in filled if at in by_column}
    if kind := _furniture(table, row, filled):
        return kind
    words = sheet.words(row, table.columns["name"].at)
    running = sheet.words(row, table.columns[STT].at) if STT in table.columns else ""
    facts = names & IDENTITY
    if words:
        return _named(table, row, words, running, facts)
    if len(facts) >= 3 or (len(facts) >= 2 and RUNNING.fullmatch(running)):
        place = (row, table.columns["name"].at)
        return LineKind.CONTINUED if sheet.shown_at(*place) != place else LineKind.DATA
    texts = [at for at in filled if not RUNNING.fullmatch(sheet.words(row, at))]
    return LineKind.GROUP if texts and texts[0] <= table.columns["name"].at else LineKind.NOTE


def _furniture(table: Table, row: int, filled: list[int]) -> LineKind | None:
    """Headings pasted again, numbers of columns, totals, notes and signatures."""
    sheet = table.sheet
    words = [sheet.words(row, at) for at in filled]
    if len(filled) >= 3 and all(COLUMN_CODE.fullmatch(one) for one in words):
        return LineKind.CODES
    if _is_heading(table, row):
        return LineKind.HEADING
    first = next((one for one in words if not RUNNING.fullmatch(one)), "")
    plain = search_words(ENUMERATOR.sub("", first, count=1) if not looks_like_one(first) else first)
    if TOTAL.match(plain) and not NOT_TOTAL.match(plain):
        return LineKind.TOTAL
    return LineKind.NOTE if NOTE.match(plain) and len(filled) <= 4 else None


def _is_heading(table: Table, row: int) -> bool:
    """Whether the first columns, then most filled cells in ours, say again what their column says."""
    begins = [name for name in (STT, "name") if name in table.columns]
    if not any(_says(table, row, name) for name in begins):
        return False
    told = [name for name, column in table.columns.items() if table.sheet.words(row, column.at)]
    again = sum(_says(table, row, name) for name in told)
    return again >= 2 and again * 2 > len(told)


def _says(table: Table, row: int, name: str) -> bool:
    words = table.sheet.words(row, table.columns[name].at)
    if not words or len(words) > LONGEST_AGAIN or RUNNING.fullmatch(words):
        return False
    found = meaning(words)
    return found is not None and found.name == name


def _named(table: Table, row: int, words: str, running: str, facts: set[str]) -> LineKind:
    """A row with words in the column of names: data with facts beside it, else a group."""
    is_numbered = bool(RUNNING.fullmatch(running))
    if facts and (looks_like_one(words) or is_numbered or len(facts) >= 2):
        return LineKind.DATA
    if ROMAN_OR_LETTER.fullmatch(running) or COUNT_BEHIND.search(words):
        return LineKind.GROUP
    if looks_like_one(words) and (is_numbered or not table.sheet.is_wide(row, table.columns["name"].at)):
        return LineKind.DATA
    return LineKind.GROUP
