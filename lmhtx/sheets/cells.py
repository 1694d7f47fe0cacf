"""Cells as people fill them, read into values: each reader takes a cell and the book of the register, or refuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any

from lmhtx.sheets.columns import BadCell, Cell
from lmhtx.sheets.harmless import whole
from lmhtx.vn.dates import BadDate, read_date, short
from lmhtx.vn.text import fold, letters

Reader = Callable[[Any, Any], Any]
CLEAR = "XÓA"
CLEAR_LETTERS = letters(CLEAR)
YES = {"co", "x", "1", "dung", "yes", "true", "v"}
NO = {"khong", "0", "sai", "no", "false", "-"}
HOUR = re.compile(r"(\d{1,2})\s*(?::|h|giờ)\s*(\d{1,2})?(?::00)?", re.IGNORECASE)
MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s.,;<>]{2,}")
PARTED = re.compile(r"\s*[;\n]\s*")
MIDNIGHT = datetime(1900, 1, 1)
EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


def plain(value: Any) -> Cell:
    """What a cell says, whatever way it came: no blanks around, whole numbers whole, a midnight as its day."""
    match value:
        case str():
            text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
            return whole(text).strip() or None
        case bool():
            return value
        case float() if value.is_integer():
            return int(value)
        case datetime() if value.time() == time.min:
            return value.date()
        case timedelta():
            return (MIDNIGHT + value % timedelta(days=1)).time().replace(microsecond=0)
    return value


def words_of(cell: Cell) -> str:
    """A cell in words, as messages and previews show it."""
    match cell:
        case None:
            return ""
        case bool():
            return "Có" if cell else "Không"
        case datetime():
            return f"{cell:%H:%M} {short(cell.date())}"
        case date():
            return short(cell)
        case time():
            return f"{cell:%H:%M}"
        case float():
            return f"{cell:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell)


def asks_to_clear(cell: Cell) -> bool:
    """Whether the cell says XÓA, however the tone is placed."""
    # Spelling a text out is slow, and every cell is asked.
    return isinstance(cell, str) and len(cell) <= 2 * len(CLEAR) and letters(cell) == CLEAR_LETTERS


def text(*, most: int) -> Reader:
    """Words of at most so many signs; numbers and days are taken as they are written."""

    def read(cell: Cell, _book: Any) -> str:
        words = words_of(cell)
        if words.startswith(EXCEL_ERRORS):
            raise BadCell(f"Ô có lỗi công thức {words}.", "Sửa công thức, hoặc gõ thẳng nội dung vào ô.")
        if len(words) > most:
            raise BadCell(f"Dài {len(words)} ký tự, nhiều nhất là {most}.", "Rút ngắn nội dung.")
        return words

    return read


def day(cell: Cell, _book: Any) -> date:
    """A real day, or one typed as 05/09/2026 or 5/9/26."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            try:
                return read_date(cell)
            except BadDate as bad:
                raise BadCell(
                    str(bad).split(". ", maxsplit=1)[0] + ".", "Ghi ngày/tháng/năm, ví dụ 05/09/2026."
                ) from bad
    raise BadCell(
        f"“{words_of(cell)}” không phải là ngày.",
        "Ghi ngày/tháng/năm, ví dụ 05/09/2026, hoặc định dạng ô là Ngày.",
    )


def hour(cell: Cell, _book: Any) -> time:
    """An hour as 16:00, 16h30, 16 giờ, or as Excel keeps it."""
    match cell:
        case time():
            return cell.replace(second=0)
        case float() if 0 < cell < 1:
            return (MIDNIGHT + timedelta(minutes=round(cell * 24 * 60))).time()
        case str() if found := HOUR.fullmatch(cell):
            hours, minutes = int(found.group(1)), int(found.group(2) or 0)
            if hours < 24 and minutes < 60:
                return time(hours, minutes)
    raise BadCell(f"“{words_of(cell)}” không phải là giờ.", "Ghi giờ như 16:00 hoặc 16h30.")


def number(*, least: int, most: int) -> Reader:
    """A whole number within bounds, typed with dots or as a number."""

    def read(cell: Cell, _book: Any) -> int:
        found = cell
        if isinstance(cell, str) and re.fullmatch(r"-?\d{1,3}(?:[.\s]\d{3})+|-?\d+", cell):
            found = int(re.sub(r"[.\s]", "", cell))
        if isinstance(found, bool) or not isinstance(found, int):
            raise BadCell(f"“{words_of(cell)}” không phải là số nguyên.", "Chỉ ghi chữ số.")
        if not least <= found <= most:
            raise BadCell(f"Số {found} nằm ngoài khoảng {least} đến {most}.")
        return found

    return read


def yes_or_no(cell: Cell, _book: Any) -> bool:
    """Có or Không, also x, 1, 0."""
    if isinstance(cell, bool):
        return cell
    said = fold(words_of(cell))
    if said in YES or said in NO:
        return said in YES
    raise BadCell(f"“{words_of(cell)}” không phải Có hoặc Không.", "Ghi Có hoặc Không.")


def mail(cell: Cell, _book: Any) -> str:
    """An address of mail."""
    words = words_of(cell)
    if len(words) > 254 or not MAIL.fullmatch(words):
        raise BadCell(f"“{words}” không phải là địa chỉ thư.", "Ví dụ: vanphong@dongnai.gov.vn.")
    return words


def one_of(labels: Mapping[str, Any]) -> Reader:
    """One of the labels, accents and case aside; gives what stands behind it."""
    known = {fold(label): value for label, value in labels.items()}

    def read(cell: Cell, _book: Any) -> Any:
        words = words_of(cell)
        if (said := fold(words)) in known:
            return known[said]
        raise BadCell(
            f"Không có lựa chọn “{words}”.", closest(words, labels) or f"Chọn: {', '.join(labels)}."
        )

    return read


def many(read_one: Reader) -> Reader:
    """Several things in one cell, parted by semicolons or lines; gives a tuple without repeats."""

    def read(cell: Cell, book: Any) -> tuple[Any, ...]:
        names = [name for name in PARTED.split(words_of(cell)) if name]
        return tuple(dict.fromkeys(read_one(name, book) for name in names))

    return read


def closest(words: str, known: Any) -> str:
    """Advice that names what was probably meant, or nothing."""
    names = {fold(str(name)): str(name) for name in known}
    alike = get_close_matches(fold(words), names, n=2, cutoff=0.6)
    return f"Có phải là {' hoặc '.join(f'“{names[one]}”' for one in alike)}?" if alike else ""
