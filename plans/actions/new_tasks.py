"""Many tasks at once from the rows of a paper: a constant number of queries however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lmhtx.base import clock
from lmhtx.directory.actions import note_unknown_names
from lmhtx.directory.matching import match_all
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import OURS, AgencyKind
from lmhtx.people.models import User
from lmhtx.vn.agency_names import normal_name
from plans import rules
from plans.draft_tasks import DraftTask
from plans.enums import AssignmentRole, VersionChange
from plans.models import Assignment, CheckPoint, Plan, Target, Task


@dataclass(frozen=True, slots=True)
class Agencies:
    """The names of a paper with the agencies they mean; None for a name that the directory does not know."""

    by_name: Mapping[str, Agency | None]

    def of(self, name: str) -> Agency | None:
        """The agency a written name means."""
        return self.by_name.get(name)

    def lead_ours(self, task: DraftTask) -> bool:
        """Whether the Alliance or one of its units is among the leads."""
        return any((agency := self.of(name)) is not None and agency.kind in OURS for name in task.leads)

    def unit_for(self, task: DraftTask, plan: Plan) -> Agency:
        """Our unit that follows the task: the leading one, else the unit that follows the plan."""
        leads = (self.of(name) for name in task.leads)
        return next(
            (lead for lead in leads if lead is not None and lead.kind == AgencyKind.UNIT), plan.followed_by
        )


@dataclass(frozen=True, slots=True)
class Leaf:
    """A task of a version: what became of it and the row of the paper, None for one that the paper dropped."""

    task: Task
    change: VersionChange
    printed: DraftTask | None


def agencies_of(tasks: Iterable[DraftTask], *, seen_in: str) -> Agencies:
    """Match every name of the paper once; the unknown ones go to the queue where a person maps them."""
    names = list(dict.fromkeys(name for task in tasks for name in (*task.leads, *task.partners)))
    found = match_all(names)
    note_unknown_names([name for name in names if found.get(name) is None], seen_in=seen_in)
    return Agencies(found)


def add_tasks(
    *, plan: Plan, tasks: Sequence[DraftTask], agencies: Agencies, by: User, parents: Mapping[int, Task]
) -> dict[int, Task]:
    """Create the tasks, level by level so that parents stand first; place in the paper → task.

    `parents` are tasks that stand already at some of the places.
    """
    made: dict[int, Task] = {}
    for level in sorted({task.level for task in tasks}):
        batch = [task for task in tasks if task.level == level]
        rows = [_new_task(task, plan=plan, agencies=agencies, by=by) for task in batch]
        for task, row in zip(batch, rows, strict=True):
            if task.parent is not None:
                row.parent = made.get(task.parent) or parents.get(task.parent)
        made |= {task.place: row for task, row in zip(batch, Task.objects.bulk_create(rows), strict=True)}
    Assignment.objects.bulk_create(_all(assignments(task, made[task.place], agencies) for task in tasks))
    Target.objects.bulk_create(_all(targets(task, made[task.place]) for task in tasks))
    ours = [made[task.place] for task in tasks if agencies.lead_ours(task)]
    CheckPoint.objects.bulk_create(_all(map(inner_days, ours)))
    return made


def _all(batches: Iterable[Iterable]) -> list:
    return [row for batch in batches for row in batch]


def _new_task(task: DraftTask, *, plan: Plan, agencies: Agencies, by: User) -> Task:
    row = Task(
        plan=plan,
        position=task.place + 1,
        group=task.group,
        stt=task.stt,
        text=task.text,
        product=task.product,
        kind=task.kind,
        deadline_text=task.deadline_text,
        start_on=working_start(task, plan.issued_on),
        followed_by=agencies.unit_for(task, plan),
        created_by=by,
    )
    row.set_first_due(task.end, task.end_time)
    return row


def working_start(task: DraftTask, issued_on: date | None) -> date | None:
    """The later of the words' start and the day of issue; a paper issued after its own deadline gives none later."""
    start = rules.working_start(words_start=task.start, issued_on=issued_on)
    return task.start if start and task.end and start > task.end else start


def assignments(task: DraftTask, row: Task, agencies: Agencies) -> Iterator[Assignment]:
    """Leads and partners of a row, each agency once in each role, unknown ones as written."""
    for role, names in ((AssignmentRole.LEAD, task.leads), (AssignmentRole.PARTNER, task.partners)):
        seen: set[object] = set()
        for position, name in enumerate(names):
            agency = agencies.of(name)
            identity = agency.pk if agency else normal_name(name)
            if identity in seen:
                continue
            seen.add(identity)
            contact = task.people[:250] if role == AssignmentRole.LEAD and position == 0 else ""
            yield Assignment(
                task=row, agency=agency, role=role, written=name, contact=contact, position=position
            )


def targets(task: DraftTask, row: Task) -> Iterator[Target]:
    """The ticked quantities of a row."""
    for one in task.quantities:
        yield Target(task=row, quantity=one.quantity, unit=one.unit, qualifier=one.qualifier)


def inner_days(row: Task) -> Iterator[CheckPoint]:
    """The check-points of a long task that are still to come."""
    today = clock.today()
    days = rules.check_points(start=row.start_on or today, due_on=row.due_on)
    return (CheckPoint(task=row, on=day) for day in days if day >= today)
