"""Plans and tasks for tests, one call each, no surprises."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from lmhtx.directory.models import Agency
from plans.actions.tasks import assign
from plans.enums import DeadlineKind
from plans.models import Plan, Task, TaskSeries


def agency(code: str) -> Agency:
    """An agency of the seeded directory by its code."""
    return Agency.objects.get(code=code)


def plan(**facts: Any) -> Plan:
    """A plan that the Alliance keeps, unless said otherwise."""
    office = agency("office")
    given = {"title": "Kế hoạch thử", "keeper": agency("alliance"), "followed_by": office, **facts}
    return Plan.objects.create(**given)


def task(
    *,
    due_on: date | None = date(2026, 10, 1),
    due_time: time | None = None,
    leads: tuple[str, ...] = ("policy",),
    partners: tuple[str, ...] = (),
    **facts: Any,
) -> Task:
    """A task led by the policy unit, due on 01/10/2026, unless said otherwise."""
    kind = DeadlineKind.DATE if due_on else DeadlineKind.NONE
    made = Task(
        **{"text": "Lập danh sách sản phẩm OCOP", "kind": kind, "followed_by": agency("policy"), **facts}
    )
    made.set_first_due(due_on, due_time)
    made.save()
    assign(made, leads=[agency(code) for code in leads], partners=[agency(code) for code in partners])
    return made


def agency_named(name: str) -> Agency:
    """An agency or group of the seeded directory by its name."""
    return Agency.objects.get(name=name)


def series(**facts: Any) -> TaskSeries:
    """Every month on the 25th, made 14 days ahead, from September on, unless said otherwise."""
    given = {
        "text": "Báo cáo giao ban",
        "unit": agency("policy"),
        "starts_on": date(2026, 9, 1),
        **facts,
    }
    return TaskSeries.objects.create(**given)
