"""Finding the row of headings in a workbook and telling which of our columns each one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lmhtx.sheets.cells import closest, words_of
from lmhtx.sheets.columns import ID_HEADING, Cell, Fault, SheetColumn
from lmhtx.vn.text import fold

LOOKED_THROUGH = 12
NOTES = {"huong dan", "danh muc", "bo loc", "loi can sua"}
STAR = "*"
NO_HEAD = "Không tìm thấy hàng tiêu đề nào có các cột của mẫu."
USE_TEMPLATE = "Hãy tải mẫu ở trang này và giữ nguyên hàng tiêu đề."
FROM_LIST = "Tệp này được xuất từ danh sách để xem, không phải mẫu nhập. Hãy dùng “Tải dữ liệu hiện có”."


@dataclass(slots=True)
class Headings:
    """Where the headings stand and which column of the sheet is which of ours; `id_at` is that of the hidden ids."""

    sheet: str = ""
    row: int = 0
    columns: dict[int, SheetColumn] = field(default_factory=dict)
    id_at: int | None = None
    faults: list[Fault] = field(default_factory=list)


def letter(place: int) -> str:
    """The name of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_data(name: str) -> bool:
    """Whether a sheet can hold rows: ours with instructions, lists to pick from and filters hold none."""
    return fold(name) not in NOTES


def find_headings(sheet: str, rows: Sequence[Sequence[Cell]], columns: Sequence[SheetColumn]) -> Headings:
    """The row of headings and all that is wrong with it: unknown, repeated or missing ones."""
    known = {_key(column.heading): column for column in columns}
    best = max(range(min(len(rows), LOOKED_THROUGH)), key=lambda at: _hits(rows[at], known), default=None)
    if best is None or not _hits(rows[best], known):
        return Headings(sheet, faults=[Fault(sheet, 1, "A", "", "", NO_HEAD, USE_TEMPLATE)])
    found = Headings(sheet, row=best + 1)
    for place, cell in enumerate(rows[best]):
        if words := words_of(cell):
            _place(found, place, words, known)
    there = {column.field for column in found.columns.values()}
    found.faults += [
        Fault(
            sheet, found.row, "A", column.heading, "", f"Thiếu cột bắt buộc “{column.heading}”.", USE_TEMPLATE
        )
        for column in columns
        if column.is_required and column.field not in there
    ]
    return found


def _place(found: Headings, place: int, words: str, known: dict[str, SheetColumn]) -> None:
    def fault(reason: str, advice: str) -> None:
        found.faults.append(Fault(found.sheet, found.row, letter(place), words, words, reason, advice))

    column = known.get(_key(words))
    if _key(words) == _key(ID_HEADING):
        found.id_at = place
    elif column is None:
        headings = [one.heading for one in known.values()]
        advice = closest(words, headings) or "Đổi lại theo mẫu, hoặc xóa cột này khỏi tệp."
        fault(f"Không có cột nào tên “{words}”.", advice)
    elif column in found.columns.values():
        fault(f"Cột “{words}” có hai lần.", "Xóa bớt một cột.")
    else:
        found.columns[place] = column


def _hits(row: Sequence[Cell], known: dict[str, SheetColumn]) -> int:
    return sum(_key(words_of(cell)) in known for cell in row if cell is not None)


def _key(words: str) -> str:
    return fold(words.replace(STAR, " "))
