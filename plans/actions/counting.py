"""Deadlines counted in working days, counted again when a day is announced late."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import F

from lmhtx.audit.actions import record
from lmhtx.people.models import User
from lmhtx.vn.dates import short
from lmhtx.vn.working_days import Calendar
from plans.models import Task
from plans.notices import tell_holders


def moved_deadlines(calendar: Calendar) -> list[tuple[Task, date]]:
    """Open tasks counted in working days whose deadline the calendar would move, each with its new day.

    A deadline that was extended or ordered since is a day of its own and stays.
    """
    counted = Task.objects.to_do().filter(counted_days__isnull=False, due_on=F("original_due_on"))
    found = []
    for task in counted.select_related("person").order_by("due_on", "id"):
        # The filter and the constraint of the table give both.
        first, count = cast("date", task.counted_from_on), cast("int", task.counted_days)
        due_on = calendar.add_working_days(first, count)
        if due_on != task.due_on:
            found.append((task, due_on))
    return found


def moved_lines(calendar: Calendar) -> list[str]:
    """The same, told to the person who is about to save the day."""
    return [
        f"{task} – {task.person or task.followed_by}: hạn {short(task.due_on)} thành {short(due_on)}"
        for task, due_on in moved_deadlines(calendar)
        if task.due_on is not None
    ]


@transaction.atomic
def recount_deadlines(calendar: Calendar, by: User) -> int:
    """Move them, first and present deadline alike, and tell each owner once; running twice moves nothing more."""
    moved = moved_deadlines(calendar)
    for task, due_on in moved:
        before = task.due_on
        task.due_on = task.original_due_on = due_on
        task.save(update_fields=["due_on", "original_due_on"])
        record("plans.task.recounted", task, by=by, before=str(before), after=str(due_on))
        tell_holders(task, by=by, line=f"Hạn tính lại theo lịch nghỉ mới, nay là {short(due_on)}: {task}")
    return len(moved)
