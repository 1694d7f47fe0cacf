"""Tasks for programs, and the progress that they report."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope, owner_of
from plans.access import Perm
from plans.actions.reports import Account, submit_report
from plans.enums import AssignmentRole, DeadlineKind, ReportKind, ReportVerdict, TaskStatus
from plans.models import Task

READ, REPORT = "tasks.read", "tasks.report"
router = Router()


class TaskOut(Schema):
    """Nhiệm vụ; `status` tính theo ngày hỏi."""

    id: int
    plan_id: int | None
    parent_id: int | None
    stt: str
    group: str
    text: str
    product: str
    deadline_kind: DeadlineKind
    deadline_text: str
    start_on: date | None
    due_on: date | None
    due_time: time | None
    original_due_on: date | None
    status: TaskStatus
    status_label: str
    percent: int
    leads: list[str]
    partners: list[str]
    followed_by: str
    person: str | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    changed_at: datetime


class TaskWindow(Window):
    """Lọc nhiệm vụ."""

    plan: int | None = Field(None, ge=1, description="Số của kế hoạch.")
    status: TaskStatus | None = None


class ReportIn(Schema):
    """Báo cáo: progress là tiến độ, completion là xin xác nhận hoàn thành."""

    model_config = ConfigDict(extra="forbid")

    kind: ReportKind
    text: str = Field(min_length=1, max_length=10_000, pattern=r"\S")
    percent: int = Field(0, ge=0, le=100)
    paper: str = Field("", max_length=250, description="Số, ký hiệu, ngày của văn bản kèm theo.")


class ReportOut(Schema):
    """Báo cáo đã gửi, chờ người giao việc xem xét."""

    id: int
    task_id: int
    kind: ReportKind
    percent: int
    state: ReportVerdict
    submitted_at: datetime


@router.get("/tasks", response=Page[TaskOut], summary="Nhiệm vụ", **needs_scope(READ))
def tasks(request: HttpRequest, window: Query[TaskWindow]) -> dict[str, Any]:
    """Các nhiệm vụ chủ mã được xem."""
    rows = _rows(request)
    if window.plan:
        rows = rows.filter(plan=window.plan)
    if window.status:
        rows = rows.in_status([window.status])
    return page_of(request, rows, window, _task)


@router.get("/tasks/{int:task_id}", response=TaskOut, summary="Một nhiệm vụ", **needs_scope(READ))
def task(request: HttpRequest, task_id: int) -> dict[str, Any]:
    """Nhiệm vụ theo số của nó."""
    return _task(get_object_or_404(_rows(request), pk=task_id))


@router.post(
    "/tasks/{int:task_id}/reports",
    response={201: ReportOut},
    summary="Báo cáo tiến độ, kết quả",
    **needs_scope(REPORT),
)
def report_send(request: HttpRequest, task_id: int, sent: ReportIn) -> Status[dict[str, Any]]:
    """Như báo cáo gửi trong cổng: chỉ việc của chủ mã, mỗi lúc một báo cáo chờ xem xét."""
    found = get_object_or_404(_rows(request), pk=task_id)
    owner = owner_of(request)
    if not owner.has_perm(Perm.SUBMIT_REPORT, found):
        raise Http404
    agency = next((posting.unit for posting in owner.postings_today if posting.unit), None)
    report = submit_report(task=found, by=owner, account=Account(**sent.model_dump()), agency=agency)
    names = ("task_id", "kind", "percent", "state", "submitted_at")
    return Status(201, {"id": report.pk, **{name: getattr(report, name) for name in names}})


def _rows(request: HttpRequest) -> Any:
    return Task.objects.visible_to(request.user).with_status().for_list()


def _task(row: Any) -> dict[str, Any]:
    sides: dict[str, list[str]] = {role: [] for role in AssignmentRole}
    for one in row.assignments.all():
        sides[one.role].append(str(one))
    plain = {name: getattr(row, name) for name in TaskOut.model_fields if hasattr(row, name)}
    return {
        **plain,
        "deadline_kind": row.kind,
        "status_label": TaskStatus(row.status).label,
        "leads": sides[AssignmentRole.LEAD],
        "partners": sides[AssignmentRole.PARTNER],
        "followed_by": str(row.followed_by),
        "person": str(row.person) if row.person else None,
    }
