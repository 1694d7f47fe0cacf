"""Reporting on a task, and the verdict of the one who assigned it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans.actions.steps import open_following
from plans.enums import ReportKind, ReportVerdict
from plans.models import Report, ReportBatch, ReportedQuantity, Target, Task
from plans.notices import tell_judges, tell_reporter
from plans.queries.reporting import open_children, why_no_report
from plans.workflow import REPORTS


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What the one who owes a task tells of it."""

    kind: ReportKind
    text: str
    percent: int
    paper: str = ""
    quantities: Mapping[Target, Decimal] = field(default_factory=dict)


@transaction.atomic
def submit_report(
    *, task: Task, by: User, account: Account, agency: Agency | None = None, batch: ReportBatch | None = None
) -> Report:
    """Hand in a report; a completion report stops the clock until its verdict and needs the children to be done.

    One of a batch is told to nobody here: the batch as a whole is.
    """
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    _refuse_report(task, account)
    report = Report.objects.create(
        task=task,
        kind=account.kind,
        agency=agency,
        batch=batch,
        text=account.text.strip(),
        percent=100 if account.kind == ReportKind.COMPLETION else account.percent,
        paper=account.paper.strip(),
        submitted_at=clock.now(),
        state=ReportVerdict.PENDING,
        created_by=by,
    )
    ReportedQuantity.objects.bulk_create(
        ReportedQuantity(report=report, target=target, done=done)
        for target, done in account.quantities.items()
    )
    if account.kind == ReportKind.COMPLETION:
        task.submitted_at = report.submitted_at
        task.save(update_fields=["submitted_at"])
    record("plans.report.submitted", report, by=by)
    if batch is None:
        tell_judges(task, by=by, line=f"{by} gửi {ReportKind(account.kind).label.lower()}: {task}")
    return report


def _refuse_report(task: Task, account: Account) -> None:
    left = open_children(task) if account.kind == ReportKind.COMPLETION else 0
    is_waiting = task.reports.pending().exists()
    if reason := why_no_report(task, account.kind, is_waiting=is_waiting, children_left=left):
        raise Refused(reason)
    if any(target.task_id != task.pk for target in account.quantities):
        raise Refused("Chỉ tiêu không thuộc nhiệm vụ này; hãy tải lại trang.")


@transaction.atomic
def accept_report(*, report: Report, by: User, note: str = "") -> Report:
    """Accept a report: progress and quantities become the task's; a completion ends it as of the day it was sent."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=report.task_id)
    report = _judge(report, "accept", by=by, note=note)
    task.percent = report.percent
    fields: list[Any] = ["percent"]
    if report.kind == ReportKind.COMPLETION:
        if left := open_children(task):
            raise Refused(
                f"Còn {left} nhiệm vụ con chưa hoàn thành; hãy trả lại báo cáo hoặc xác nhận nhiệm vụ con trước."
            )
        task.accepted_at, task.accepted_by = clock.now(), by
        fields += ["accepted_at", "accepted_by"]
    task.returned_at = None
    task.save(update_fields=[*fields, "returned_at"])
    for quantity in report.quantities.select_related("target"):
        quantity.target.done = quantity.done
        quantity.target.save(update_fields=["done"])
    record("plans.report.accepted", report, by=by, note=note)
    if task.accepted_at is not None:
        open_following(task, by=by)
    tell_reporter(report, by=by, line=f"Đã xác nhận báo cáo: {task}")
    return report


@transaction.atomic
def accept_reports(*, reports: Iterable[Report], by: User, note: str = "") -> list[Report]:
    """Accept several reports in one act; one that cannot be accepted refuses them all, saying which."""
    accepted = []
    for report in reports:
        try:
            accepted.append(accept_report(report=report, by=by, note=note))
        except Refused as refused:
            raise Refused(f"Chưa xác nhận báo cáo nào. {report.task}: {refused}") from refused
    return accepted


@transaction.atomic
def return_report(*, report: Report, by: User, note: str) -> Report:
    """Return a report with the reason; the clock runs on as if it had never been sent."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=report.task_id)
    report = _judge(report, "send_back", by=by, note=note)
    task.returned_at = clock.now()
    if report.kind == ReportKind.COMPLETION:
        task.submitted_at = None
    task.save(update_fields=["submitted_at", "returned_at"])
    record("plans.report.returned", report, by=by, note=note)
    tell_reporter(report, by=by, line=f"Báo cáo bị trả lại: {task}. Lý do: {note}", is_returned=True)
    return report


def _judge(report: Report, name: str, *, by: User, note: str) -> Report:
    report.verdict_note = note.strip()
    report.judged_at, report.judged_by = clock.now(), by
    move_fields = ["verdict_note", "judged_at", "judged_by", "judged_for"]
    # The reason stands before the state moves: the database refuses a returned report without one.
    if name == "send_back" and not report.verdict_note:
        raise Refused("Hãy ghi rõ lý do.")
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state == ReportVerdict.PENDING:
        report.save(update_fields=move_fields)
    return move(REPORTS, report, name, by=by, note=note)
