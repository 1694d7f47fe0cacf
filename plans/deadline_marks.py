"""The marks in the words of a deadline: dates, months, quarters, years, hours and the words that bind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto

from lmhtx.vn.dates import last_day_of_month
from plans.enums import DeadlineKind


class MarkKind(Enum):
    """What a mark does in the sentence."""

    PERIOD = auto()
    BROKEN = auto()
    HOUR = auto()
    DASH = auto()
    BEFORE = auto()
    UNTIL = auto()
    SINCE = auto()
    SINCE_ISSUE = auto()
    ONWARD = auto()
    RECURRING = auto()
    EVENT = auto()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from start to end; without a year both stand in the year 2000 until one is known."""

    kind: DeadlineKind
    start: date
    end: date
    has_year: bool = True

    def in_year(self, year: int) -> Period:
        """The same period in the given year."""
        end_day = min(self.end.day, last_day_of_month(year, self.end.month).day)
        first_year = year - (self.end.year - self.start.year)
        start_day = min(self.start.day, last_day_of_month(first_year, self.start.month).day)
        return Period(
            self.kind, date(first_year, self.start.month, start_day), date(year, self.end.month, end_day)
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark with its place in the folded text."""

    kind: MarkKind
    begin: int
    end: int
    period: Period | None = None
    hour: time | None = None
    problem: str = ""
