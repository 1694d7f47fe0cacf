"""What can be reported at once, by whom, and how each row of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from plans.access import Perm
from plans.batches.rows import Row
from plans.enums import TaskHold
from plans.models import Report, ReportBatch, Task
from plans.queries.reporting import why_no_report

RECENT = 20


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as the grid and the last look show it."""

    task: Any
    row: Row
    refusal: str
    last: Report | None

    @property
    def trouble(self) -> str:
        """Why it cannot be sent; "" for a row that can, or says nothing."""
        return self.refusal or (self.row.fault if self.row.is_filled else "")

    @property
    def is_ready(self) -> bool:
        """Whether it will be sent unless the person leaves it out."""
        return self.row.is_filled and not self.trouble


def reports_for_others(user: User, agency: Agency) -> bool:
    """Whether the person would enter another agency's report for it."""
    return bool(
        agency.pk not in user.agency_ids
        and agency.kind in (AgencyKind.OUTSIDE, AgencyKind.UNIT)
        and user.has_perm(Perm.REPORT_FOR_OTHERS)
    )


def reportable(user: User, agency: Agency) -> Any:
    """The open tasks of an agency or unit of which the person may report, in the order of the plan."""
    led = Task.objects.led_by(agency.pk).open()
    if reports_for_others(user, agency):
        rows = led
    elif agency.pk not in user.agency_ids or not user.has_perm(Perm.SUBMIT_REPORT):
        rows = Task.objects.none()
    elif user.has_role(Role.AGENCY_OFFICER):
        rows = led
    elif agency.pk in user.headed_ids:
        rows = Task.objects.held_by_unit(agency.pk).open()
    else:
        mine = Q(person=user) | Q(pk__in=user.helped_tasks.values("pk")) | Q(person__isnull=True)
        rows = led.filter(mine)
    return rows.order_by(F("plan").asc(nulls_last=True), "position", "id")


def agencies_of(user: User) -> list[Agency]:
    """The agencies and units for which the person reports as their own."""
    return [posting.unit for posting in user.postings_today if posting.unit is not None]


def grid_of(batch: ReportBatch, user: User, *, only: Iterable[int] | None = None) -> list[GridRow]:
    """The rows of a draft: every waiting task, what was typed of it, and why it could not be sent."""
    rows = reportable(user, batch.agency)
    rows = rows if only is None else rows.filter(pk__in=list(only))
    last = Report.objects.order_by("-submitted_at", "-id")
    tasks = (
        rows.with_status()
        .select_related("plan")
        .annotate(
            is_waiting=Exists(Report.objects.pending().filter(task=OuterRef("pk"))),
            children_left=Count(
                "children",
                filter=Q(children__accepted_at__isnull=True) & ~Q(children__hold=TaskHold.CANCELLED),
            ),
        )
        .prefetch_related(Prefetch("reports", last, to_attr="reports_before"))
    )
    told = batch.told()
    return [_grid_row(task, told.get(task.pk) or Row(task=task.pk)) for task in tasks]


def _grid_row(task: Any, row: Row) -> GridRow:
    refusal = why_no_report(task, row.kind, is_waiting=task.is_waiting, children_left=task.children_left)
    return GridRow(task, row, refusal, task.reports_before[0] if task.reports_before else None)


def gone_rows(batch: ReportBatch, grid: list[GridRow]) -> list[dict[str, str]]:
    """What was typed of tasks that no longer wait: shown, so that nothing is lost in silence."""
    waiting = {row.task.pk for row in grid}
    lost = {pk: row for pk, row in batch.told().items() if pk not in waiting and row.is_filled}
    texts = dict(Task.objects.filter(pk__in=lost).values_list("pk", "text"))
    return [{"task": texts.get(pk, ""), "text": row.text} for pk, row in lost.items()]


def batch_desk(user: User) -> dict[str, Any]:
    """Where reports on many tasks begin: my agencies with what waits, my drafts, what was sent lately."""
    mine = agencies_of(user)
    waiting = {agency.pk: reportable(user, agency).count() for agency in mine}
    batches = ReportBatch.objects.visible_to(user).select_related("agency", "created_by", "sent_by")
    sent = batches.sent().annotate(
        count=Count("reports"), waiting=Count("reports", filter=Q(reports__judged_at__isnull=True))
    )
    return {
        "agencies": [(agency, waiting[agency.pk]) for agency in mine],
        "drafts": list(batches.open().filter(created_by=user)),
        "sent": list(sent.order_by("-sent_at")[:RECENT]),
        "today": clock.today(),
    }


def batch_reports(batch: ReportBatch) -> list[Report]:
    """What was sent, in the order of the plan."""
    rows = batch.reports.select_related("task__plan__keeper", "judged_by", "created_by", "batch")
    return list(
        rows.prefetch_related("task__assignments__agency").order_by("task__plan", "task__position", "task")
    )
