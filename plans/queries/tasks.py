"""What the page of one task shows, and why a button is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from plans import rules
from plans.access import Perm
from plans.enums import AssignmentRole, ExtensionState, ReportVerdict, TaskHold
from plans.models import Task


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the task's page; with a reason it is shown closed and says why."""

    label: str
    url_name: str
    icon: str
    reason: str = ""
    is_main: bool = False


def task_for_page(user: User, pk: int) -> Any:
    """The task with all that its page shows, as far as the person sees it."""
    return (
        Task.objects.visible_to(user)
        .with_status()
        .for_list()
        .select_related("parent", "assigner", "merged_into", "plan__keeper", "accepted_by")
        .prefetch_related(
            "targets", "helpers", "check_points__told_by", "comments__by", "comments__written_for"
        )
        .filter(pk=pk)
    )


def page_facts(task: Task, *, user: User) -> dict[str, Any]:
    """What stands on the page of a task for this person: its reports, requests, orders, children, steps and acts."""
    reports = list(
        task.reports.select_related(
            "created_by", "created_for", "judged_by", "judged_for", "agency"
        ).prefetch_related("quantities__target")
    )
    waiting = [report for report in reports if report.state == ReportVerdict.PENDING]
    return {
        "task": task,
        "reports": reports,
        "evidence": Attachment.objects.of_each(reports),
        "extensions": list(
            task.extensions.select_related("created_by", "created_for", "judged_by", "judged_for")
        ),
        "changes": list(task.changes.select_related("created_by", "created_for")),
        "children": Task.objects.visible_to(user).with_status().for_list().filter(parent=task),
        "steps": steps_of(task, reports),
        "marks": rules.task_marks(task.facts, today=clock.today(), calendar=calendar_for()),
        "acts": acts_for(user, task),
        "may_judge": {report.pk for report in waiting if user.has_perm(Perm.JUDGE_REPORT, report)},
    }


def tasks_of(ids: Iterable[int]) -> Any:
    """The tasks of the numbers, as lists show them."""
    return Task.objects.filter(pk__in=list(ids)).with_status().for_list()


def acts_for(user: User, task: Task) -> list[Act]:
    """What the person can do now, with the reason where a button is closed."""
    acts: list[Act] = []
    if user.has_perm(Perm.SUBMIT_REPORT, task):
        acts.append(Act("Báo cáo", "report_submit", "send", _why_no_report(task), is_main=True))
    if user.has_perm(Perm.ASK_EXTENSION, task):
        acts.append(Act("Đề nghị gia hạn", "extension_ask", "calendar-plus", _why_no_extension(task)))
    if user.has_perm(Perm.ASSIGN_TASK) and may_put_in_charge(user, task):
        acts.append(Act("Phân công", "task_put_in_charge", "user-plus", _why_ended(task)))
    if user.has_perm(Perm.CHANGE_TASK, task):
        acts.append(Act("Điều chỉnh theo chỉ đạo", "task_change", "pencil-line", _why_ended(task)))
        if any(
            a.agency is not None and a.agency.kind == "group" and a.role == AssignmentRole.LEAD
            for a in task.assignments.all()
        ):
            acts.append(Act("Giao từng cơ quan", "task_expand", "split", _why_ended(task)))
    if user.has_perm(Perm.TELL_CHECK_POINT, task) or user.has_perm(Perm.CHANGE_TASK, task):
        acts.append(Act("Mốc kiểm tra", "check_points_set", "milestone", _why_ended(task)))
    return acts


def may_put_in_charge(user: User, task: Task) -> bool:
    """Whether the person may say who does it: heads of the unit in charge, the office and leadership, the assigner."""
    ours = any(
        a.agency is not None and a.agency.is_ours
        for a in task.assignments.all()
        if a.role == AssignmentRole.LEAD
    )
    if not ours and task.followed_by_id not in user.headed_ids:
        return False
    led = {a.agency_id for a in task.assignments.all() if a.role == AssignmentRole.LEAD}
    heads = task.followed_by_id in user.headed_ids or bool(led & user.headed_ids)
    return heads or user.is_leader or user.has_role("office_chief") or task.assigner_id == user.pk


def _why_ended(task: Task) -> str:
    if task.accepted_at is not None:
        return "Nhiệm vụ đã được xác nhận hoàn thành."
    return "Nhiệm vụ đã hủy (bãi bỏ)." if task.hold == TaskHold.CANCELLED else ""


def _why_no_report(task: Task) -> str:
    if reason := _why_ended(task):
        return reason
    if task.hold == TaskHold.SUSPENDED:
        return "Nhiệm vụ đang tạm dừng."
    return "Đã có báo cáo đang chờ xem xét." if task.reports.pending().exists() else ""


def _why_no_extension(task: Task) -> str:
    if reason := _why_ended(task):
        return reason
    if task.due_on is None:
        return "Nhiệm vụ không có hạn."
    if task.submitted_at is not None:
        return "Đã nộp kết quả, đang chờ xác nhận."
    if task.extensions.filter(state=ExtensionState.REQUESTED).exists():
        return "Đã có đề nghị đang chờ duyệt."
    if not rules.may_ask_extension(today=clock.today(), due_on=task.due_on):
        return "Chỉ đề nghị được trước ngày đến hạn."
    return ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a task's way, for the line on top of its page."""

    label: str
    note: str
    tone: str


def steps_of(task: Task, reports: Sequence[Any]) -> list[Step]:
    """Given, in charge, reported, accepted: with who and when."""
    charged = str(task.person) if task.person else "chưa phân công"
    pending = next((r for r in reports if r.state == ReportVerdict.PENDING), None)
    last = reports[0] if reports else None
    told = f"{task.percent} %" if last is None else f"{task.percent} % · {last.submitted_at:%d/%m/%Y}"
    given = f"{task.assigner or task.followed_by}"
    return [
        Step("Đã giao", given, "done"),
        Step("Phụ trách", charged, "done" if task.person else "now"),
        Step("Báo cáo", told, "done" if task.submitted_at else "now" if task.person else "todo"),
        Step(
            "Xác nhận",
            f"{task.accepted_by} · {clock.local(task.accepted_at):%d/%m/%Y}" if task.accepted_at else "",
            "done" if task.accepted_at else "now" if pending else "todo",
        ),
    ]
