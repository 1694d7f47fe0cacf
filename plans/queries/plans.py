"""What the pages of plans count and show."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from plans import rules
from plans.enums import TaskStatus
from plans.models import Task


def with_figures(plans: Any, user: Any) -> Any:
    """Plans with `total`, `ours` and `overdue`, as far as the person sees their tasks."""
    tasks = Task.objects.visible_to(user).filter(plan=OuterRef("pk")).order_by()

    def count(rows: Any) -> Any:
        one = rows.values("plan").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(one, output_field=IntegerField()), 0)

    return plans.select_related("keeper", "issuer").annotate(
        total=count(tasks), ours=count(tasks.ours()), overdue=count(tasks.past_due())
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """How many tasks stand where, and the share on time by the present and by the original deadlines."""

    total: int
    by_status: dict[str, int]
    share: Decimal | None
    share_by_original: Decimal | None

    @property
    def done(self) -> int:
        """Finished, on time or late."""
        return self.by_status.get(TaskStatus.DONE_ON_TIME, 0) + self.by_status.get(TaskStatus.DONE_LATE, 0)

    @property
    def overdue(self) -> int:
        """Past their deadline and open."""
        return self.by_status.get(TaskStatus.OVERDUE, 0)

    @property
    def awaiting(self) -> int:
        """Waiting for a verdict."""
        return self.by_status.get(TaskStatus.AWAITING, 0)


def plan_figures(tasks: Any) -> Figures:
    """The figures of tasks annotated with their status; two queries whatever their number."""
    now = _counts(tasks, "status")
    first = _counts(tasks, "status_by_original")
    return Figures(sum(now.values()), now, _share(now), _share(first))


def _counts(tasks: Any, name: str) -> dict[str, int]:
    return dict(tasks.order_by().values_list(name).annotate(n=Count("pk")))


def _share(counts: dict[str, int]) -> Decimal | None:
    return rules.share_on_time(
        done_on_time=counts.get(TaskStatus.DONE_ON_TIME, 0),
        done_late=counts.get(TaskStatus.DONE_LATE, 0),
        open_late=counts.get(TaskStatus.OVERDUE, 0),
    )


@dataclass(slots=True)
class Node:
    """A task with those below it."""

    task: Task
    children: list[Node] = field(default_factory=list)


def plan_groups(tasks: Any) -> list[tuple[str, list[Node]]]:
    """Tasks in the order of the paper, under their groups, children below their parents."""
    rows = list(tasks)
    nodes = {task.pk: Node(task) for task in rows}
    tops: list[Node] = []
    for task in rows:
        above = nodes.get(task.parent_id)
        (above.children if above else tops).append(nodes[task.pk])
    return [(name, list(members)) for name, members in groupby(tops, key=lambda node: node.task.group)]
