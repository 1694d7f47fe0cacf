"""Orders that change tasks at any time: by phone, by a meeting, by a paper."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions.steps import open_following
from plans.enums import AssignmentRole, ChangeGround, ChangeKind, ExtensionState, ReportVerdict, TaskHold
from plans.models import Assignment, Change, Extension, Task
from plans.notices import tell_holders


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What was ordered, by whom, when and on what ground; one order may change many tasks."""

    kind: ChangeKind
    ground: ChangeGround
    said_by: str
    said_on: date
    document: str = ""
    note: str = ""
    due_on: date | None = None
    due_time: time | None = None
    lead: Agency | None = None
    merge_into: Task | None = None


@transaction.atomic
def change_tasks(*, tasks: Sequence[Task], by: User, order: Order) -> list[Change]:
    """Carry out one order on all the tasks or on none; each gets its own line of history.

    The original deadline stays, so that both statistics stay true; a request for more time that waits is closed by
    an order that moves the deadline.
    """
    if not tasks:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ.")
    if order.said_on > clock.today():
        raise Refused("Ngày chỉ đạo không thể ở tương lai.")
    if order.ground == ChangeGround.DOCUMENT and not order.document.strip():
        raise Refused("Căn cứ là văn bản thì phải ghi số, ký hiệu, ngày của văn bản.")
    locked = list(
        Task.objects.select_for_update(of=("self",))
        .select_related("plan__keeper")
        .filter(pk__in=[task.pk for task in tasks])
        .order_by("pk")
    )
    batch = uuid.uuid4() if len(locked) > 1 else None
    return [_change(task, by=by, order=order, batch=batch) for task in locked]


def _change(task: Task, *, by: User, order: Order, batch: uuid.UUID | None) -> Change:
    if not by.has_perm(Perm.CHANGE_TASK, task):
        raise Refused(f"Anh/chị không có quyền điều chỉnh nhiệm vụ: {task}")
    if task.accepted_at is not None:
        raise Refused(f"Nhiệm vụ đã hoàn thành, không điều chỉnh được: {task}")
    if task.hold == TaskHold.CANCELLED:
        raise Refused(f"Nhiệm vụ đã hủy (bãi bỏ), không điều chỉnh được: {task}")
    before, after = ACTS[order.kind](task, order)
    change = Change.objects.create(
        task=task,
        kind=order.kind,
        ground=order.ground,
        said_by=order.said_by.strip(),
        said_on=order.said_on,
        document=order.document.strip(),
        note=order.note.strip(),
        before=before,
        after=after,
        batch=batch,
        created_by=by,
    )
    record(f"plans.task.changed_{order.kind}", task, by=by, note=order.note)
    if task.hold == TaskHold.CANCELLED:
        open_following(task, by=by)
    tell_holders(task, by=by, line=f"{order.kind.label} theo chỉ đạo của {order.said_by}: {task}")
    return change


Pair = tuple[dict[str, Any], dict[str, Any]]


def _move_due(task: Task, order: Order) -> Pair:
    if order.due_on is None:
        raise Refused("Hãy ghi hạn mới.")
    if task.start_on is not None and order.due_on < task.start_on:
        raise Refused(f"Hạn mới không được trước ngày bắt đầu {task.start_on:%d/%m/%Y}: {task}")
    before = _due(task)
    if task.original_due_on is None:
        task.original_due_on, task.original_due_time = order.due_on, order.due_time
    task.due_on, task.due_time = order.due_on, order.due_time
    task.save(update_fields=["due_on", "due_time", "original_due_on", "original_due_time"])
    task.extensions.filter(state=ExtensionState.REQUESTED).update(
        state=ExtensionState.WITHDRAWN, verdict_note="Hạn đã được điều chỉnh theo chỉ đạo."
    )
    return before, _due(task)


def _due(task: Task) -> dict[str, Any]:
    hour = task.due_time.strftime("%H:%M") if task.due_time else ""
    return {"hạn": task.due_on.isoformat() if task.due_on else "", "giờ": hour}


def _change_lead(task: Task, order: Order) -> Pair:
    if order.lead is None:
        raise Refused("Hãy chọn cơ quan, đơn vị chủ trì mới.")
    leads = task.assignments.filter(role=AssignmentRole.LEAD)
    named = list(leads.select_related("agency"))
    before = {
        "chủ trì": ", ".join(str(lead) for lead in named),
        # A report of an earlier day counts the task with those who led it then.
        "mã": [lead.agency_id for lead in named if lead.agency_id],
        "đầu mối": task.followed_by_id,
    }
    leads.delete()
    task.assignments.filter(role=AssignmentRole.PARTNER, agency=order.lead).delete()
    Assignment.objects.create(task=task, agency=order.lead, role=AssignmentRole.LEAD, written=order.lead.name)
    task.person = None
    if order.lead.kind == "unit":
        task.followed_by = order.lead
    task.save(update_fields=["person", "followed_by"])
    task.helpers.clear()
    return before, {"chủ trì": order.lead.name}


def _hold(target: TaskHold) -> Any:
    def act(task: Task, order: Order) -> Pair:
        del order
        before = {"tình trạng": TaskHold(task.hold).label}
        if task.hold == target:
            raise Refused(f"Nhiệm vụ đã ở tình trạng “{target.label.lower()}”: {task}")
        if task.hold == TaskHold.PLANNED and target != TaskHold.CANCELLED:
            raise Refused(f"Bước này còn chờ bước trước, chưa tạm dừng hay tiếp tục được: {task}")
        task.hold = target
        task.save(update_fields=["hold"])
        if target == TaskHold.CANCELLED:
            close_what_waits(task)
        return before, {"tình trạng": target.label}

    return act


def _merge(task: Task, order: Order) -> Pair:
    into = order.merge_into
    if into is None or into.pk == task.pk:
        raise Refused("Hãy chọn nhiệm vụ khác để gộp vào.")
    if into.accepted_at is not None or into.hold != TaskHold.NONE:
        raise Refused("Chỉ gộp được vào một nhiệm vụ đang thực hiện.")
    task.children.update(parent=into)
    task.hold, task.merged_into = TaskHold.CANCELLED, into
    task.save(update_fields=["hold", "merged_into"])
    close_what_waits(task)
    return {"tình trạng": TaskHold.NONE.label}, {"gộp vào": str(into), "mã": into.pk}


def close_what_waits(task: Task) -> None:
    """What still waits of a cancelled task waits no longer: requests withdrawn, pending reports noted as such."""
    note = "Nhiệm vụ đã hủy (bãi bỏ)."
    Extension.objects.filter(task=task, state=ExtensionState.REQUESTED).update(
        state=ExtensionState.WITHDRAWN, verdict_note=note
    )
    task.reports.filter(state=ReportVerdict.PENDING).update(state=ReportVerdict.RETURNED, verdict_note=note)
    Task.objects.filter(pk=task.pk, accepted_at__isnull=True).update(submitted_at=None)


ACTS = {
    ChangeKind.DUE: _move_due,
    ChangeKind.LEAD: _change_lead,
    ChangeKind.SUSPEND: _hold(TaskHold.SUSPENDED),
    ChangeKind.RESUME: _hold(TaskHold.NONE),
    ChangeKind.CANCEL: _hold(TaskHold.CANCELLED),
    ChangeKind.MERGE: _merge,
}
