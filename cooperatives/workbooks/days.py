"""The day of founding as lists write it: text, serial, year alone; what is not a whole day is asked."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Kind, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing
from lmhtx.vn.dates import TYPED, WRITTEN, BadDate, checked_date, read_date, short

FIRST_YEAR = 1950
EXCEL_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_050
MONTH = re.compile(
    r"(?:t(?:háng)?\.?\s*)?(\d{1,2})\s*(?:[/.\-]|\s+năm\s+|\s*,\s*)\s*(\d{4})|(\d{4})[/.\-](\d{1,2})",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
HOUR_BEHIND = re.compile(r"[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
EIGHT = re.compile(r"\d{8}")
ISO_LOOSE = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
# No part of a longer run of figures: "05/13/13/2019" is no day.
TYPED_ALONE = re.compile(rf"(?<![\d/.\-]){TYPED.pattern}(?![/.\-]?\d)")
FIRST_WORDS = re.compile(r"lần đầu|thành lập|lần thứ nhất", re.IGNORECASE)
EXAMPLE = "Ghi đủ ngày/tháng/năm, ví dụ 05/09/2019."


def read_founded(raw: Any, what: str, *, today: date, part: str = "") -> Found:
    """The day, or what is asked; `part` is what the number format shows of a real day: "month", "year" or all."""
    match raw:
        case None:
            return NOTHING
        case datetime() | date():
            day = raw.date() if isinstance(raw, datetime) else raw
            return _partial(what, day, part) if part else _checked(day, what, today, None)
        case bool():
            return _not_understood(what, cleaned(raw)[0])
        case int() | float():
            return _read_figure(raw, what, today)
        case str():
            return _read_written(raw, what, today)
    return _not_understood(what, cleaned(raw)[0])


def _partial(what: str, day: date, part: str) -> Found:
    shown = f"tháng {day.month}/{day.year}" if part == "month" else f"năm {day.year}"
    return _only(what, shown, f"{part}_only")


def _only(what: str, shown: str, code: str) -> Found:
    return Found(None, None, Trouble(code, f"{what} chỉ ghi {shown}.", f"Tra giấy chứng nhận. {EXAMPLE}"))


def _not_understood(what: str, words: str) -> Found:
    return Found(None, None, Trouble("bad_day", f"{what} “{words}” chưa hiểu là ngày nào.", EXAMPLE))


def _checked(day: date, what: str, today: date, mend: Mend | None) -> Found:
    if day > today:
        return Found(
            None,
            None,
            Trouble(
                "future_day",
                f"{what} {short(day)} ở sau ngày hôm nay.",
                "Kiểm tra lại ngày, tháng, năm.",
                Kind.BLOCK,
            ),
        )
    if day.year < FIRST_YEAR:
        return Found(
            None, None, Trouble("too_early", f"{what} {short(day)} quá xa, khó có thật.", "Kiểm tra lại năm.")
        )
    return Found(day, mend)


def _read_figure(raw: float, what: str, today: date) -> Found:
    whole = int(raw)
    if raw == whole and 1900 <= whole <= 2100:
        return _only(what, f"năm {whole}", "year_only")
    if FIRST_SERIAL <= whole <= LAST_SERIAL:
        return _checked(EXCEL_ZERO + timedelta(days=whole), what, today, Mend.SERIAL)
    if raw == whole and EIGHT.fullmatch(str(whole).zfill(8)):
        return _read_eight(str(whole).zfill(8), what, today)
    return _not_understood(what, f"{raw:g}")


def _read_eight(digits: str, what: str, today: date) -> Found:
    """05092019 or 20190905: taken when only one of the two is a day of our time."""
    days = set()
    for year, month, day in (
        (digits[4:], digits[2:4], digits[:2]),
        (digits[:4], digits[4:6], digits[6:]),
    ):
        try:
            days.add(checked_date(int(year), int(month), int(day)))
        except BadDate:
            continue
    days = {day for day in days if FIRST_YEAR <= day.year <= today.year}
    return (
        _checked(days.pop(), what, today, Mend.DATE_TEXT) if len(days) == 1 else _not_understood(what, digits)
    )


def _read_written(raw: str, what: str, today: date) -> Found:
    words, _mend = cleaned(raw)
    if not words or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what):
        return Found(None, None, trouble)
    words = HOUR_BEHIND.sub("", words.strip("'’ "))
    if (year := YEAR.fullmatch(words)) and 1900 <= int(year[1]) <= 2100:
        return _only(what, f"năm {year[1]}", "year_only")
    if month := MONTH.fullmatch(words):
        number, in_year = (month[1], month[2]) if month[1] else (month[4], month[3])
        return _only(what, f"tháng {int(number)}/{in_year}", "month_only")
    if re.fullmatch(r"\d{5,8}(?:\.0+)?", words):
        return _read_figure(float(words), what, today)
    return _read_day(words, what, today)


def _read_day(words: str, what: str, today: date) -> Found:
    found = _days_in(words)
    first = [one for one in found if FIRST_WORDS.search(words[: one.start()])]
    if len(found) > 1 and not (first and first[0] is found[0]):
        return Found(
            None,
            None,
            Trouble("several_days", f"{what} “{words}” có nhiều ngày.", f"Giữ ngày thành lập. {EXAMPLE}"),
        )
    if not found:
        return _not_understood(what, words)
    told = found[0].group()
    try:
        day, mend = _typed(told, today)
    except BadDate as bad:
        reason = str(bad).split(". ", maxsplit=1)[0]
        return Found(
            None, None, Trouble("impossible_day", f"{what} “{words}”: {reason}.", EXAMPLE, Kind.BLOCK)
        )
    if mend is None and not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", words):
        mend = Mend.DATE_TEXT
    return _checked(day, what, today, mend)


def _days_in(words: str) -> list[re.Match[str]]:
    for pattern in (ISO_LOOSE, WRITTEN, TYPED_ALONE):
        if found := [*pattern.finditer(words)]:
            return found
    return []


def _typed(told: str, today: date) -> tuple[date, Mend | None]:
    """The day of what was typed: years of two digits are never in the future, months beyond 12 are days."""
    if iso := ISO_LOOSE.fullmatch(told):
        return checked_date(int(iso[1]), int(iso[2]), int(iso[3])), Mend.DATE_TEXT
    typed = TYPED.fullmatch(told)
    if typed is None:
        return read_date(told), Mend.DATE_TEXT
    day, month, year = map(int, typed.groups())
    mend = None
    if len(typed[3]) == 2:
        year, mend = year + (2000 if year <= today.year % 100 else 1900), Mend.SHORT_YEAR
    if month > 12 >= day:
        return checked_date(year, day, month), Mend.MONTH_FIRST
    return checked_date(year, month, day), mend
