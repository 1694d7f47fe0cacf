"""The words for a day in a typed deadline, each with the date it means on a given today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from lmhtx.vn.dates import BadDate, add_months, checked_date, last_day_of_month
from lmhtx.vn.text import fold
from lmhtx.vn.working_days import ONE_DAY, Calendar

WEEK = timedelta(days=7)
FRIDAY = 4
WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NEXT_WORDS = {"sau", "toi", "ke tiep"}


@dataclass(frozen=True, slots=True)
class Today:
    """The moment from which words like "mai" are read."""

    day: date
    time: time | None
    calendar: Calendar
    has_calendar: bool

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return self.day - ONE_DAY * self.day.weekday()


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was read; None when its words mean no single day now."""

    on: date | None
    is_weekday: bool = False


Resolver = Callable[[re.Match[str], Today], date | None]


@cache
def patterns_of(pattern: str) -> tuple[str, str]:
    """A pattern as written and for lines typed without any accent."""
    decomposed = unicodedata.normalize("NFD", pattern)
    return pattern, "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace(
        "đ", "d"
    )


def _nearest(now: Today, month: int, day: int) -> date:
    """The day in the running year while it is to come, else in the next."""
    this_year = checked_date(now.day.year, month, day)
    return this_year if this_year >= now.day else checked_date(now.day.year + 1, month, day)


def _full_date(match: re.Match[str], now: Today) -> date:
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if not year:
        return _nearest(now, month, day)
    return checked_date(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _day_of_month(match: re.Match[str], now: Today) -> date:
    day = int(match["day"])
    if day >= now.day.day:
        return checked_date(now.day.year, now.day.month, day)
    following = add_months(now.day.replace(day=1), 1)
    return checked_date(following.year, following.month, day)


def _in_days(count: int) -> Resolver:
    return lambda _match, now: now.day + ONE_DAY * count


def _weekday(match: re.Match[str], now: Today) -> date:
    which = fold(match["which"] or "")
    day = now.monday + ONE_DAY * weekday_number(match)
    if which.startswith("tuan"):
        return day + WEEK if which.split()[-1] in NEXT_WORDS else day
    is_over = day <= now.day if which == "toi" else day < now.day
    return day + WEEK if is_over else day


def weekday_number(match: re.Match[str]) -> int:
    """Monday 0 to Sunday 6 of the matched word."""
    word = fold(match["weekday"])
    if word in ("chu nhat", "cn"):
        return 6
    name = word.removeprefix("thu").removeprefix("t").strip()
    return int(name) - 2 if name.isdigit() else WEEKDAYS[name]


def _week(match: re.Match[str], now: Today) -> date | None:
    """A week's last working day, Monday or Wednesday; "cuối tuần" said on a weekend means no one day."""
    is_next = fold(match["which"] or "") in NEXT_WORDS
    monday = now.monday + WEEK if is_next else now.monday
    offset = {"dau": 0, "giua": 2}.get(fold(match["part"] or ""))
    if offset is None:
        last = now.calendar.last_working_of_week(monday) or monday + ONE_DAY * FRIDAY
        return last if last >= now.day else None
    day = monday + ONE_DAY * offset
    return day if day >= now.day else day + WEEK


def _month_from_now(match: re.Match[str], now: Today) -> date:
    months = 1 if fold(match["which"] or "") in NEXT_WORDS else 0
    first = add_months(now.day.replace(day=1), months)
    return _in_month(first.year, first.month, match["part"])


def _named_month(match: re.Match[str], now: Today) -> date:
    month, year = int(match["month"]), int(match["year"] or now.day.year)
    checked_date(year, month, 1)
    day = _in_month(year, month, match["part"])
    return day if match["year"] or day >= now.day else _in_month(year + 1, month, match["part"])


def _bare_month(match: re.Match[str], now: Today) -> date:
    day = _in_month(now.day.year, now.day.month, match["part"])
    following = add_months(now.day.replace(day=1), 1)
    return day if day >= now.day else _in_month(following.year, following.month, match["part"])


def _in_month(year: int, month: int, part: str | None) -> date:
    """First day, 15th or last day of a month (Bộ luật Dân sự 2015, Điều 146)."""
    days = {"dau": 1, "giua": 15}
    return last_day_of_month(year, month).replace(
        day=days.get(fold(part or ""), last_day_of_month(year, month).day)
    )


def _quarter(match: re.Match[str], now: Today) -> date:
    written = match["quarter"]
    number = int(written) if written.isdigit() else QUARTERS[written]
    year = int(match["year"] or now.day.year)
    last = last_day_of_month(year, number * 3)
    return last if match["year"] or last >= now.day else last_day_of_month(year + 1, number * 3)


def _this_quarter(_match: re.Match[str], now: Today) -> date:
    return last_day_of_month(now.day.year, (now.day.month + 2) // 3 * 3)


def _this_year(_match: re.Match[str], now: Today) -> date:
    return date(now.day.year, 12, 31)


def _after(match: re.Match[str], now: Today) -> date:
    count, unit = int(match["count"]), fold(match["unit"])
    if unit == "ngay lam viec":
        if not now.has_calendar:
            raise BadDate("Chưa có bảng ngày làm việc.")
        return now.calendar.add_working_days(now.day, count)
    return (
        add_months(now.day, count)
        if unit == "thang"
        else now.day + ONE_DAY * count * (7 if unit == "tuan" else 1)
    )


WHICH = r"(?P<which>này|nay|sau|tới|kế tiếp)"
PART = r"(?P<part>đầu|giữa|cuối|hết|trong)"
UNIT = r"(?P<count>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|tuần|tháng)"

WEEKDAY = r"(?P<weekday>thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ nhật|cn)"

# The first pattern that fits the end of the line holds, so longer forms stand before shorter ones.
DAY_PATTERNS: tuple[tuple[str, Resolver], ...] = (
    (
        r"(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}|\d{2})",
        _full_date,
    ),
    (r"ngày\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?P<year>)", _full_date),
    (r"(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})(?P<year>)", _full_date),
    (
        r"(?:ngày\s*)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s*,?\s*năm\s+(?P<year>\d{4}))?",
        _full_date,
    ),
    (r"ngày\s*(?P<day>\d{1,2})", _day_of_month),
    (
        r"hôm nay|trong ngày|(?:(?<=sáng )|(?<=trưa )|(?<=chiều )|(?<=tối )|(?<=giờ )|(?<=ngày ))nay",
        _in_days(0),
    ),
    (r"(?:ngày\s*)?mai", _in_days(1)),
    (r"ngày kia|ngày mốt", _in_days(2)),
    (
        rf"(?:ngày\s*)?{WEEKDAY}(?:\s+(?P<which>tuần (?:này|nay|sau|tới|kế tiếp)|này|nay|tới))?",
        _weekday,
    ),
    (rf"(?:{PART}\s+)?tuần\s+{WHICH}", _week),
    (rf"{PART}\s+tuần(?P<which>)", _week),
    (rf"(?:{PART}\s+)?tháng\s+{WHICH}", _month_from_now),
    (rf"(?:{PART}\s+)?tháng\s+(?P<month>\d{{1,2}})(?:\s*[/-]\s*(?P<year>\d{{4}}))?", _named_month),
    (rf"{PART}\s+tháng", _bare_month),
    (
        r"(?:(?:cuối|hết|trong)\s+)?(?:quý|quí)\s*(?P<quarter>iv|i{1,3}|[1-4])(?:\s*[/-]\s*(?P<year>\d{4}))?",
        _quarter,
    ),
    (r"(?:cuối|hết) (?:quý|quí)(?: này)?|(?:quý|quí) này", _this_quarter),
    (r"(?:cuối|hết|trong) năm(?: nay)?", _this_year),
    (rf"(?:trong|sau)(?:\s+vòng)?\s+{UNIT}(?: nữa| tới)?", _after),
    (rf"{UNIT} (?:nữa|tới)", _after),
)
