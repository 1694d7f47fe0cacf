"""Deadlines as people type them when giving out work: "15h thứ Sáu", "chiều nay", "16h30 ngày 25/6"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from lmhtx.vn.dates import BadDate
from lmhtx.vn.due_days import DAY_PATTERNS, WEEKDAY, Day, Today, patterns_of, weekday_number
from lmhtx.vn.text import has_accents, squeeze
from lmhtx.vn.working_days import ONE_DAY, Calendar

BOUNDARY = r"(?:^|(?<=[\s,;:.(–-]))"
CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:(?:giờ|h|g)\s*(?P<minute>\d{2})?(?:\s*(?:phút|p))?|:(?P<after_colon>\d{2}))"
    r"(?:\s*(?P<part>sáng|trưa|chiều|tối))?|(?P<alone>(?:buổi\s+)?(?:sáng|trưa|chiều|tối))"
    r"|(?P<close>cuối giờ(?: làm việc)?(?: chiều)?|hết giờ(?: làm việc)?|cuối buổi chiều)"
)
LEAD = (
    r"(?:(?:thời hạn|hạn chót|hạn|chậm nhất|(?P<before>trước)|xong|đến|tới|là|vào|lúc|hết|cuối)"
    r"[\s:]*(?:ngày\s*)?)+"
)
NO_DEADLINE = r"sau|từ|kể từ"
TRAILING = " \t,;.:()–-"


class TypedDue(NamedTuple):
    """What a typed line says of its deadline, and the words that are left of it."""

    on: date | None
    at: time | None
    rest: str


@dataclass(frozen=True, slots=True)
class PartsOfDay:
    """When a part of the day is over, in the office's hours."""

    morning: time = time(11, 30)
    noon: time = time(12, 0)
    afternoon: time = time(17, 0)
    evening: time = time(21, 0)

    def end_of(self, word: str) -> time:
        """The end of the part that the word names; of the working day for "cuối giờ"."""
        ends = (("sá", self.morning), ("sa", self.morning), ("tr", self.noon), ("tố", self.evening))
        bare = word.removeprefix("buổi ").removeprefix("buoi ")
        return next(
            (end for start, end in (*ends, ("to", self.evening)) if bare.startswith(start)), self.afternoon
        )


@dataclass(slots=True)
class _Line:
    """A typed line that is read from its end: each piece found is cut off."""

    text: str
    is_plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_plain = not has_accents(self.text)

    def take(self, pattern: str) -> re.Match[str] | None:
        """Cut off the longest end of the line that the pattern matches, in letters as typed."""
        self.text = self.text.rstrip(TRAILING)
        accented, plain = patterns_of(pattern)
        match = re.search(rf"{BOUNDARY}(?:{plain if self.is_plain else accented})$", self.text.lower())
        if match and not self._is_name(match):
            self.text = self.text[: match.start()]
            return match
        return None

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether the piece is a person called Mai: with a capital inside a line it is no "mai"."""
        return match.start() > 0 and self.text[match.start() :] == "Mai"


def read_due(
    words: str,
    *,
    today: date,
    now_time: time | None = None,
    calendar: Calendar | None = None,
    parts: PartsOfDay | None = None,
) -> TypedDue:
    """The deadline at the end of a typed line; (None, None, the words unchanged) when there is none.

    Days without a year or week are the nearest to come. "Trước" a day means the day before it, "trước" an
    hour that hour. Without a calendar a week ends on Friday and nothing is counted in working days.
    """
    line = _Line(squeeze(words))
    now = Today(today, now_time, calendar or Calendar([]), has_calendar=calendar is not None)
    try:
        day, clock = _pieces(line, now, parts or PartsOfDay())
        on = _day_of(day, clock, now)
    except (BadDate, OverflowError):
        return TypedDue(None, None, words)
    if on is None:
        return TypedDue(None, None, words)
    if line.take(NO_DEADLINE):
        return TypedDue(None, None, words)
    lead = line.take(LEAD)
    if lead and lead["before"] and clock is None:
        on -= ONE_DAY
    return TypedDue(on, clock, line.text.rstrip(TRAILING))


def _pieces(line: _Line, now: Today, parts: PartsOfDay) -> tuple[Day | None, time | None]:
    """The day and the hour at the end of the line, in either order; each at most once."""
    clock = _take_clock(line, parts)
    if clock:
        line.take(r"lúc|vào")
    day = _take_day(line, now)
    if day and clock is None:
        line.take(r"của|ngày")
        clock = _take_clock(line, parts)
    return day, clock


def _take_day(line: _Line, now: Today) -> Day | None:
    for pattern, resolve in DAY_PATTERNS:
        if match := line.take(pattern):
            day = Day(resolve(match, now), is_weekday="weekday" in match.groupdict())
            return day if day.is_weekday else _with_weekday(day, line)
    return None


def _with_weekday(day: Day, line: _Line) -> Day:
    """The day once "thứ Sáu" before "18/9" is taken off too; a weekday that does not agree makes it none."""
    match = line.take(WEEKDAY) if day.on else None
    if match and day.on and weekday_number(match) != day.on.weekday():
        return Day(None)
    return day


def _take_clock(line: _Line, parts: PartsOfDay) -> time | None:
    match = line.take(CLOCK)
    if match is None:
        return None
    if match["hour"] is None:
        return parts.end_of(match["alone"] or match["close"])
    hour, minute = int(match["hour"]), int(match["minute"] or match["after_colon"] or 0)
    if match["part"] and _is_after_noon(match["part"], hour):
        hour += 12
    if hour > 23 or minute > 59:
        raise BadDate(f"Không có giờ {hour}:{minute:02d}.")
    return time(hour, minute)


def _is_after_noon(part: str, hour: int) -> bool:
    """Whether "3h chiều", "8h tối", "1h trưa" mean the second half of the day."""
    if part in ("trưa", "trua"):
        return hour < 3
    return part not in ("sáng", "sang") and hour < 12


def _day_of(day: Day | None, clock: time | None, now: Today) -> date | None:
    """The date meant: an hour without a day is today while it is still to come."""
    has_passed = clock is not None and now.time is not None and clock <= now.time
    if day is None:
        return now.day if clock is not None and not has_passed else None
    if day.on == now.day and day.is_weekday and has_passed:
        return day.on + 7 * ONE_DAY
    return day.on
