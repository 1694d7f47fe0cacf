"""Tasks drawn by their days: a month with its weeks, and a line of time with a bar for each task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.vn.dates import add_months, last_day_of_month
from plans.enums import TaskStatus
from plans.looks import STATUS_TONES
from plans.models import Task

SHOWN_A_DAY = 5
MOST_BARS = 500
MONTHLY_TICKS, QUARTERLY_TICKS = 15, 48
THIN = 0.6


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month's sheet; `hidden` tasks more are behind `address`."""

    on: date
    is_inside: bool
    is_working: bool
    is_today: bool
    tasks: Sequence[Task]
    hidden: int
    address: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday to Sunday, with its neighbours as addresses of the same page."""

    first: date
    weeks: list[list[Day]]
    total: int
    before: str
    after: str
    now: str


def month_asked(query: QueryDict) -> date:
    """The month of `?thang=2026-09`; this month where nothing, or nonsense, is asked."""
    try:
        return date.fromisoformat(f"{query.get('thang', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)


def month_of(tasks: Any, query: QueryDict, **scope: Any) -> Month:
    """The tasks that fall due around the month asked for; `scope` is what the list of a full day filters by."""
    first = month_asked(query)
    start = first - timedelta(days=first.weekday())
    last = last_day_of_month(first.year, first.month)
    end = last + timedelta(days=6 - last.weekday())
    by_day: dict[date, list[Task]] = defaultdict(list)
    for task in tasks.filter(due_on__range=(start, end)).order_by("due_on", "due_time", "id"):
        by_day[task.due_on].append(task)
    calendar, today = calendar_for(start, end), clock.today()
    days = [
        Day(
            on=day,
            is_inside=day.month == first.month,
            is_working=calendar.is_working(day),
            is_today=day == today,
            tasks=by_day[day][:SHOWN_A_DAY],
            hidden=max(0, len(by_day[day]) - SHOWN_A_DAY),
            address=_list_of(day, scope),
        )
        for day in (start + timedelta(days=step) for step in range((end - start).days + 1))
    ]
    weeks = [days[place : place + 7] for place in range(0, len(days), 7)]
    total = sum(len(found) for day, found in by_day.items() if day.month == first.month)
    before, after = (_month(query, add_months(first, step)) for step in (-1, 1))
    return Month(first, weeks, total, before, after, now=_month(query, today.replace(day=1)))


def _list_of(day: date, scope: dict[str, Any]) -> str:
    on = f"{day:%d/%m/%Y}"
    return f"{reverse('task_list')}?{urlencode({**scope, 'due_from': on, 'due_to': on})}"


def _month(query: QueryDict, first: date) -> str:
    turned = query.copy()
    turned["thang"] = f"{first:%Y-%m}"
    return f"?{turned.urlencode()}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A task from its start to its due day, in percent of the whole width; `late` is how far it runs over."""

    task: Task
    x: float
    width: float
    tone: str
    late: float = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with its words."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under the groups of the paper, the scale above them, today as a line; and what has no day."""

    groups: list[tuple[str, list[Bar]]]
    ticks: list[Tick]
    today: float | None
    undated: list[Task]
    is_cut: bool


def timeline_of(tasks: Any) -> Timeline:
    """Draw the tasks in the order given; those without any day stand below, the rest of very many is left out."""
    rows = list(tasks[: MOST_BARS + 1])
    shown = rows[:MOST_BARS]
    dated = [task for task in shown if task.due_on is not None]
    undated = [task for task in shown if task.due_on is None]
    if not dated:
        return Timeline([], [], None, undated, len(rows) > MOST_BARS)
    first = min(_start(task) for task in dated).replace(day=1)
    end = max(task.due_on for task in dated)
    last = last_day_of_month(end.year, end.month)
    scale = _Scale(first, last)
    groups = [
        (name, [_bar(task, scale) for task in found])
        for name, found in groupby(dated, key=lambda one: one.group)
    ]
    today = clock.today()
    line = scale.of(today) if first <= today <= last else None
    return Timeline(groups, _ticks(scale), line, undated, len(rows) > MOST_BARS)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def of(self, day: date) -> float:
        """How far a day is on the line, from 0 to 100."""
        days = (self.last - self.first).days + 1
        return round((day - self.first).days * 100 / days, 2)


def _start(task: Task) -> date:
    due_on = task.due_on or clock.today()
    return min(task.start_on or clock.day_of(task.created_at), due_on)


def _bar(task: Any, scale: _Scale) -> Bar:
    start, due_on = _start(task), task.due_on or scale.last
    x = scale.of(start)
    width = max(THIN, round(scale.of(due_on + timedelta(days=1)) - x, 2))
    bar = Bar(task, x, width, STATUS_TONES[TaskStatus(task.status)])
    if task.status != TaskStatus.OVERDUE:
        return bar
    until = min(clock.today(), scale.last) + timedelta(days=1)
    return replace(bar, late=max(0, round(scale.of(until) - x - width, 2)))


def _ticks(scale: _Scale) -> list[Tick]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    step = 1 if months <= MONTHLY_TICKS else 3 if months <= QUARTERLY_TICKS else 12
    firsts = [add_months(scale.first, place) for place in range(months)]
    kept = [day for day in firsts if (day.month - 1) % step == 0 or (day == scale.first and step == 1)]
    return [Tick(scale.of(day), _tick_label(day, step, is_first=day == kept[0])) for day in kept]


def _tick_label(day: date, step: int, *, is_first: bool) -> str:
    """The year alone on a scale of years; the month, with its year where that is new: twelve must fit a phone."""
    if step == 12:
        return f"{day:%Y}"
    return f"{day.month}/{day:%y}" if is_first or day.month == 1 else str(day.month)
