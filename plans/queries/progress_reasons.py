"""What happened to tasks since a moment, in lines that say why a figure is no longer what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lmhtx.reports.counting import plain
from lmhtx.reports.reasons import acts_since
from lmhtx.reports.rules import on_paper
from plans.enums import TaskStatus
from plans.models import Extension, Report


def reasons(ids: Iterable[int], since: datetime) -> dict[int, list[str]]:
    """The latest acts on each task, its reports and its requests for more time."""
    wanted = list(ids)
    owners = {
        "plans.task": {pk: pk for pk in wanted},
        "plans.report": dict(Report.objects.filter(task__in=wanted).values_list("pk", "task")),
        "plans.extension": dict(Extension.objects.filter(task__in=wanted).values_list("pk", "task")),
    }
    return acts_since(owners, since, own="plans.task", of="của nhiệm vụ này")


def told(facts: Mapping[str, Any]) -> str:
    """How a task stood at the close, in words."""
    said = [TaskStatus(facts["status"]).label]
    if due := facts.get("due"):
        said.append(f"hạn {on_paper(date.fromisoformat(due))}")
    if done := facts.get("done"):
        said.append(f"hoàn thành {on_paper(date.fromisoformat(done))}")
    if days := facts.get("late"):
        said.append(f"quá hạn {days} ngày")
    said += [
        f"đã đạt {plain(Decimal(str(one['done'])))}/{plain(Decimal(str(one['quantity'])))} {one['unit']}"
        for one in facts.get("targets", ())
    ]
    return ", ".join(said)
