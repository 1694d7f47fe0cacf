"""What is asked of partner agencies, and who follows it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from lmhtx.base import clock
from lmhtx.people.models import User
from plans.models import Assignment, Report, Task

SOON_DAYS = 14


def follows_work_of(user: User, agency_ids: frozenset[int]) -> bool:
    """Whether the person's unit is the focal point of some work of each of these agencies."""
    named = Assignment.objects.filter(agency__in=agency_ids, task__followed_by__in=user.agency_ids)
    return set(named.values_list("agency", flat=True)) == set(agency_ids)


def agency_tasks(user: User) -> QuerySet[Task]:
    """What the person's agency leads and has not finished, the most urgent first, with its last report."""
    waiting = Report.objects.pending().filter(task=OuterRef("pk"))
    last = Report.objects.order_by("-submitted_at").select_related("created_by")
    rows = Task.objects.visible_to(user).led_by(*user.agency_ids).open().with_status().select_related("plan")
    return (
        rows.annotate(is_waiting=Exists(waiting))
        .prefetch_related(Prefetch("reports", last, to_attr="told"))
        .order_by(F("due_on").asc(nulls_last=True), "due_time", "position", "id")
    )


def agency_desk(user: User) -> dict[str, Any]:
    """The page of an agency's person: what is asked, how much of it is late, soon, returned or waits."""
    tasks: list[Any] = list(agency_tasks(user))
    today = clock.today()
    for task in tasks:
        task.last = task.told[0] if task.told else None
    asked = [task for task in tasks if not task.is_waiting]
    soon = today + timedelta(days=SOON_DAYS)
    return {
        "tasks": asked,
        "waiting": [task for task in tasks if task.is_waiting],
        "late": sum(task.status == "overdue" for task in asked),
        "soon": sum(
            task.due_on is not None and task.due_on <= soon and task.status != "overdue" for task in asked
        ),
        "returned": sum(task.returned_at is not None for task in asked),
        "agencies": [posting.unit for posting in user.postings_today if posting.unit],
    }
