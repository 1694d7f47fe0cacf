"""Tasks that come from a workbook: new ones together, mended ones each by its own act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lmhtx.audit.actions import record, record_all
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions.tasks import plan_check_points, unit_of
from plans.deadlines import read_deadline
from plans.enums import AssignmentRole, DeadlineKind
from plans.models import Assignment, Plan, Task
from plans.notices import tell_holders

PLAIN = frozenset({"group", "stt", "text", "product", "deadline_text"})


@dataclass(frozen=True, slots=True)
class SheetTask:
    """A new task as its row says it: plain facts by field, who leads and takes part, who is in charge."""

    facts: Mapping[str, Any]
    leads: Sequence[Agency]
    partners: Sequence[Agency]
    person: User | None


@transaction.atomic
def add_sheet_tasks(*, rows: Sequence[SheetTask], plan: Plan | None, by: User) -> list[Task]:
    """Add the tasks behind those of the plan, or as single tasks given out by this person; those in charge are told."""
    last = 0
    if plan is not None:
        position = plan.tasks.order_by("-position").values_list("position", flat=True).first()
        last = position or 0
    new = [_new(row, plan, last + place, by) for place, row in enumerate(rows, 1)]
    made = Task.objects.bulk_create(new)
    Assignment.objects.bulk_create(
        Assignment(task=task, agency=agency, role=role, written=agency.name, position=place)
        for task, row in zip(made, rows, strict=True)
        for role, some in ((AssignmentRole.LEAD, row.leads), (AssignmentRole.PARTNER, row.partners))
        for place, agency in enumerate(some)
    )
    plan_check_points(made)
    record_all("plans.task.given", made, by=by)
    for task in made:
        if task.person is not None:
            tell_holders(task, by=by, line=f"Anh/chị được giao: {task}")
    return made


def _new(row: SheetTask, plan: Plan | None, position: int, by: User) -> Task:
    task = Task(
        plan=plan,
        position=position if plan is not None else 0,
        followed_by=_follower(row, plan, by),
        person=row.person,
        assigner=by if plan is None or row.person is not None else None,
        created_by=by,
        **{name: row.facts.get(name) or "" for name in PLAIN},
    )
    year = plan.year_from if plan is not None else clock.today().year
    read = read_deadline(
        task.deadline_text, year=year, issued_on=plan.issued_on if plan is not None else None
    )
    due_on = row.facts.get("due_on")
    if due_on is None:
        task.kind, task.start_on = read.kind, read.start
        task.set_first_due(read.end, read.end_time)
    else:
        task.kind = read.kind if read.end == due_on else DeadlineKind.DATE
        task.set_first_due(due_on, row.facts.get("due_time"))
    if plan is None and task.start_on is None:
        task.start_on = min(clock.today(), task.due_on or clock.today())
    return task


def _follower(row: SheetTask, plan: Plan | None, by: User) -> Agency:
    """Our unit that follows the task: the leading one, else the plan's, else that of the people."""
    ours = next((lead for lead in row.leads if lead.kind == AgencyKind.UNIT), None)
    if ours is not None:
        return ours
    return plan.followed_by if plan is not None else unit_of(row.person or by)


@transaction.atomic
def mend_task(*, task: Task, facts: Mapping[str, Any], partners: Sequence[Agency] | None, by: User) -> Task:
    """Mend how a task is written down, and who takes part; deadline and lead move by an order only."""
    if not by.has_perm(Perm.CHANGE_TASK, task):
        raise Refused(f"Anh/chị không có quyền điều chỉnh nhiệm vụ: {task}")
    before = {name: str(getattr(task, name)) for name in facts}
    for name, value in facts.items():
        setattr(task, name, value)
    if facts:
        task.claim_version(task.version)
        task.save(update_fields=[*facts, "folded"])
    if partners is not None:
        task.assignments.filter(role=AssignmentRole.PARTNER).delete()
        Assignment.objects.bulk_create(
            Assignment(task=task, agency=one, role=AssignmentRole.PARTNER, written=one.name, position=place)
            for place, one in enumerate(partners)
        )
    record("plans.task.mended", task, by=by, before=before)
    return task
