"""What stands on the sheet with which a week begins, unit by unit; counted as the boards count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import LEADERS
from lmhtx.vn.dates import short
from plans.enums import ExtensionState, TaskStatus
from plans.models import Extension, Task
from plans.queries import todo

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
# So many rows, of two lines each, stand on a page beside the head and the headings of the five parts.
ROOM = 15
TEXT_LENGTH = 90
DONE = (TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE)
TITLES = (
    ("done", "Hoàn thành tuần trước"),
    ("late", "Quá hạn"),
    ("due", "Đến hạn trong tuần"),
    ("extension", "Đề nghị gia hạn, chờ duyệt"),
    ("leader", "Cần Thường trực quyết định"),
)


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def is_first_working_day(day: date) -> bool:
    """Whether the office opens for the first time in its week on that day."""
    calendar = calendar_for(day - WEEK, day)
    earlier = (monday_of(day) + timedelta(days=n) for n in range(day.weekday()))
    return calendar.is_working(day) and not any(calendar.is_working(one) for one in earlier)


def units() -> Any:
    """The units that get a page."""
    return Agency.objects.units().valid_on(clock.today()).order_by("name")


def unit_figures(unit: Agency, week_on: date) -> dict[str, Any]:
    """The five parts of the unit's page: how many, and as many of them as the page has room for."""
    rows = Task.objects.counted().of_units([unit.pk])
    today, sunday = clock.today(), week_on + WEEK - ONE_DAY
    last_week = (week_on - WEEK, week_on - ONE_DAY)
    finished = rows.with_status().filter(Q(("status__in", DONE)), Q(("submitted_day__range", last_week)))
    waiting = Extension.objects.filter(state=ExtensionState.REQUESTED, task__in=rows.values("pk"))
    parts = {
        "done": finished.order_by("-submitted_at", "id"),
        "late": rows.past_due().order_by("due_on", "id"),
        "due": rows.due_within(max(week_on, today), sunday).order_by("due_on", "id"),
        "extension": rows.filter(pk__in=waiting.values("task")).order_by("due_on", "id"),
        "leader": rows.filter(_for_leaders()).order_by("due_on", "id"),
    }
    counts = {key: part.count() for key, part in parts.items()}
    shown = shares(list(counts.values()), room=ROOM)
    return {
        "unit": unit.name,
        "parts": [
            {
                "key": key,
                "title": title,
                "count": counts[key],
                "rows": _rows(parts[key], share),
                "more": counts[key] - share,
            }
            for (key, title), share in zip(TITLES, shown, strict=True)
        ],
    }


def shares(counts: Sequence[int], *, room: int) -> list[int]:
    """How many rows each part may show: all where they fit, else the same for each, what one leaves free to others."""
    shown = [0] * len(counts)
    while room and any(given < count for given, count in zip(shown, counts, strict=True)):
        for place, count in enumerate(counts):
            if room and shown[place] < count:
                shown[place] += 1
                room -= 1
    return shown


def _for_leaders() -> Q:
    """Tasks of which a report or a request waits for the Chairman or a Deputy."""
    within = Q(pk__in=[])
    posted = Posting.objects.on(clock.today()).filter(role__in=LEADERS)
    for leader in User.objects.filter(is_active=True, pk__in=posted.values("user")):
        within |= Q(pk__in=todo.to_accept(leader).order_by().values("task"))
        within |= Q(pk__in=todo.to_approve(leader).order_by().values("task"))
    return within


def _rows(tasks: Any, share: int) -> list[dict[str, Any]]:
    found = tasks.with_status().select_related("person", "plan")[:share]
    return [
        {
            "task": task.pk,
            "text": task.text if len(task.text) <= TEXT_LENGTH else f"{task.text[: TEXT_LENGTH - 1]}…",
            "person": str(task.person or ""),
            "due": short(task.due_on) if task.due_on else task.deadline_text[:40],
            "late_days": task.late_by.days if task.late_by and task.late_by.days > 0 else 0,
        }
        for task in found
    ]
