"""Repeating tasks that somebody must look at, and tasks of papers that ask to be one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lmhtx.people.models import User
from plans.access import Perm
from plans.enums import DeadlineKind, Rhythm
from plans.models import SeriesRun, Task, TaskSeries
from plans.rhythms import rhythm_in

OFFERED = 20


def needing_a_person(user: User) -> QuerySet[TaskSeries]:
    """Running, of a unit the person heads, or of any for the office and leadership, and nobody at work holds it."""
    rows = TaskSeries.objects.visible_to(user).without_person().select_related("person", "unit")
    if not user.has_perm(Perm.MANAGE_PROCESS):
        return rows.none()
    if user.is_leader or user.has_role("office_chief", "clerk"):
        return rows.order_by("text")
    return rows.filter(unit__in=user.headed_ids).order_by("text")


def proposals(user: User) -> list[Task]:
    """Our open tasks whose paper says that they come back, and which are no repeating task yet."""
    rows = (
        Task.objects.visible_to(user).ours().open().filter(kind=DeadlineKind.RECURRING, series__isnull=True)
    )
    return list(rows.select_related("plan", "person").order_by("-id")[:OFFERED])


def proposed(task: Task) -> dict[str, Any]:
    """What a new series takes over from the task of a paper."""
    rhythm = rhythm_in(f"{task.deadline_text} {task.text}") or Rhythm.QUARTER
    return {
        "text": task.text,
        "product": task.product[:500],
        "rhythm": rhythm,
        "unit": task.followed_by_id,
        "person": task.person_id,
    }


def series_panel(user: User, task: Task) -> dict[str, Any] | None:
    """What a task's page says of the series it belongs to, or could become."""
    run = SeriesRun.objects.filter(task=task).select_related("series").first()
    series = run.series if run else TaskSeries.objects.filter(source=task).first()
    may_start = series is None and task.kind == DeadlineKind.RECURRING and user.has_perm(Perm.MANAGE_PROCESS)
    if series is None and not may_start:
        return None
    return {"run": run, "series": series, "task": task}
