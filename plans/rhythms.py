"""Tasks that come back: their periods, the day on which each falls due, and which are to be made now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lmhtx.legal import rule
from lmhtx.vn.dates import Period, PeriodKind, last_day_of_month, short
from lmhtx.vn.text import fold
from lmhtx.vn.working_days import Calendar
from plans import legal
from plans.enums import DayRule, Rhythm

KINDS = {
    Rhythm.MONTH: PeriodKind.MONTH,
    Rhythm.QUARTER: PeriodKind.QUARTER,
    Rhythm.HALF: PeriodKind.HALF,
    Rhythm.YEAR: PeriodKind.YEAR,
}
WINDOW_ENDS = 14
MONDAY = 2  # thứ Hai
# After an outage this many missed periods get their task, the latest ones; the older ones are only noted.
MOST_MISSED = 2
WORDS = (
    (Rhythm.WEEK, r"\b(?:hang|moi|dinh ky) tuan\b|\btuan/lan\b"),
    (Rhythm.MONTH, r"\b(?:hang|moi|dinh ky) thang\b|\b(?:1 )?thang/(?:1 )?lan\b"),
    (Rhythm.QUARTER, r"\b(?:hang|moi|dinh ky) quy\b|\bquy/lan\b|\b0?3 thang/(?:1 )?lan\b"),
    (Rhythm.HALF, r"\b(?:0?6|sau) thang\b"),
    (Rhythm.YEAR, r"\b(?:hang|moi|dinh ky) nam\b|\bnam/lan\b"),
)


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One period of a rhythm."""

    first: date
    last: date
    label: str


def turn_around(day: date, rhythm: Rhythm) -> Turn:
    """The period in which the day lies; weeks run from Monday to Sunday."""
    if rhythm == Rhythm.WEEK:
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return Turn(monday, sunday, f"Tuần {short(monday)} – {short(sunday)}")
    period = Period.around(day, KINDS[rhythm])
    return Turn(period.first, period.last, period.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How a task comes back: how often, on which day, from when until when, made how long ahead."""

    rhythm: Rhythm
    day_rule: DayRule
    number: int
    starts_on: date
    ends_on: date | None = None
    ahead_days: int = 0


@rule(legal.SERIES, cases="series_due.csv")
def series_due(turn: Turn, *, day_rule: DayRule, number: int, calendar: Calendar) -> date:
    """The day of that period: a day of its last month, a day of the week, its last working day, or days after."""
    if day_rule == DayRule.WEEKDAY:
        return turn.first + timedelta(days=number - MONDAY)
    if day_rule == DayRule.LAST_WORKING:
        return calendar.previous_working(turn.last)
    if day_rule == DayRule.AFTER_WINDOW:
        return calendar.add_working_days(turn.last.replace(day=WINDOW_ENDS), number)
    if day_rule == DayRule.AFTER_PERIOD:
        return calendar.add_working_days(turn.last, number)
    return turn.last.replace(day=min(number, last_day_of_month(turn.last.year, turn.last.month).day))


@dataclass(frozen=True, slots=True)
class DueTurn:
    """A period with its day; `is_missed` when that day has passed, `is_noted` when no task is made for it."""

    turn: Turn
    due_on: date
    is_missed: bool = False
    is_noted: bool = False


@rule(legal.SERIES, cases="turns_to_make.csv")
def turns_to_make(
    pattern: Pattern, *, today: date, made: Collection[date], calendar: Calendar
) -> list[DueTurn]:
    """The periods whose task stands from now on: those due soon, and those missed while nobody made them.

    A period is made once. Of many missed ones only the latest get a task: an outage does not bury the office.
    """
    due = [one for one in _due_turns(pattern, today, calendar) if one.turn.first not in made]
    missed = [one for one in due if one.due_on < today]
    noted = len(missed) - MOST_MISSED
    late = [
        DueTurn(one.turn, one.due_on, is_missed=True, is_noted=place < noted)
        for place, one in enumerate(missed)
    ]
    return late + [one for one in due if one.due_on >= today]


def _due_turns(pattern: Pattern, today: date, calendar: Calendar) -> Iterator[DueTurn]:
    """Every period of the pattern whose day is near or past, in order."""
    # The day may lie in the period after its own, so the walk begins one period early.
    turn = turn_around(pattern.starts_on, pattern.rhythm)
    turn = turn_around(turn.first - timedelta(days=1), pattern.rhythm)
    horizon = today + timedelta(days=pattern.ahead_days)
    while turn.first <= horizon:
        due_on = series_due(turn, day_rule=pattern.day_rule, number=pattern.number, calendar=calendar)
        is_within = pattern.starts_on <= due_on <= (pattern.ends_on or due_on)
        if is_within and due_on <= horizon:
            yield DueTurn(turn, due_on)
        turn = turn_around(turn.last + timedelta(days=1), pattern.rhythm)


@rule(legal.SERIES, cases="rhythm_words.csv")
def rhythm_in(words: str) -> Rhythm | None:
    """How often the words of a paper say that something comes back; None where they say nothing of it."""
    folded = fold(words)
    return next((rhythm for rhythm, pattern in WORDS if re.search(pattern, folded)), None)


def why_not(rhythm: Rhythm, day_rule: DayRule, number: int) -> str:
    """What is wrong with a rule for that rhythm, as a sentence; "" when it can be."""
    if (day_rule == DayRule.WEEKDAY) and rhythm != Rhythm.WEEK:
        return "“Một thứ trong tuần” chỉ dùng cho việc hằng tuần."
    if rhythm == Rhythm.WEEK and day_rule in {DayRule.DAY, DayRule.AFTER_WINDOW}:
        return "Việc hằng tuần thì chọn một thứ, ngày làm việc cuối tuần, hoặc sau khi hết tuần."
    low, high = {DayRule.DAY: (1, 31), DayRule.WEEKDAY: (2, 8)}.get(day_rule, (0, 60))
    if not low <= number <= high:
        return f"Số phải từ {low} đến {high} cho cách tính này."
    return ""
