"""What happened to tasks since a moment, in lines that say why a figure is no longer what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lmhtx.audit.models import SUBJECT, Entry, verb_label
from lmhtx.base import clock
from lmhtx.reports.counting import plain
from lmhtx.reports.rules import on_paper
from plans.enums import TaskStatus
from plans.models import Extension, Report

LINES = 5


def reasons(ids: Iterable[int], since: datetime) -> dict[int, list[str]]:
    """The latest acts on each task, its reports and its requests for more time; three queries in all."""
    wanted = list(ids)
    reports = dict(Report.objects.filter(task__in=wanted).values_list("pk", "task"))
    asked = dict(Extension.objects.filter(task__in=wanted).values_list("pk", "task"))
    owners = {
        "plans.task": {pk: pk for pk in wanted},
        "plans.report": reports,
        "plans.extension": asked,
    }
    told: dict[int, list[str]] = defaultdict(list)
    for kind, task_of in owners.items():
        acts = Entry.objects.filter(subject_kind=kind, subject_id__in=list(task_of), at__gt=since)
        for act in acts.select_related("by").order_by("-pk"):
            lines = told[task_of[act.subject_id]]
            if len(lines) < LINES:
                lines.append(_line(act))
    return dict(told)


def _line(act: Entry) -> str:
    moment = clock.local(act.at)
    note = f" – {act.note}" if act.note else ""
    words = verb_label(act.verb).replace(
        SUBJECT, "của nhiệm vụ này" if act.subject_kind != "plans.task" else "này"
    )
    return f"{moment:%d/%m/%Y}: {act.by or 'Hệ thống'} {words}{note}"


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
