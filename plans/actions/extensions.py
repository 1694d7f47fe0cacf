"""Asking for more time before the due day, and the assigner's answer."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans import rules
from plans.enums import ExtensionState, TaskHold
from plans.models import Extension, Task
from plans.notices import tell_judges, tell_reporter
from plans.workflow import EXTENSIONS


@transaction.atomic
def ask_extension(
    *, task: Task, by: User, to_due_on: date, to_due_time: time | None = None, reason: str
) -> Extension:
    """Ask for another deadline; refused on or after the due day, and where one request waits already."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.due_on is None:
        raise Refused("Nhiệm vụ không có hạn nên không cần gia hạn.")
    if not task.is_open or task.submitted_at is not None:
        raise Refused("Chỉ đề nghị gia hạn khi nhiệm vụ đang thực hiện và chưa nộp kết quả.")
    if not rules.may_ask_extension(today=clock.today(), due_on=task.due_on):
        raise Refused(
            f"Chỉ đề nghị gia hạn được trước ngày đến hạn ({task.due_on:%d/%m/%Y}). "
            "Người giao việc có thể điều chỉnh hạn theo chỉ đạo (mục “Điều chỉnh”)."
        )
    if to_due_on <= task.due_on:
        raise Refused(f"Hạn đề nghị phải sau hạn đang có ({task.due_on:%d/%m/%Y}).")
    if task.extensions.filter(state=ExtensionState.REQUESTED).exists():
        raise Refused("Đã có một đề nghị gia hạn đang chờ duyệt.")
    extension = Extension.objects.create(
        task=task,
        reason=reason.strip(),
        from_due_on=task.due_on,
        from_due_time=task.due_time,
        to_due_on=to_due_on,
        to_due_time=to_due_time,
        requested_at=clock.now(),
        created_by=by,
    )
    record("plans.extension.requested", extension, by=by, note=reason)
    tell_judges(task, by=by, line=f"{by} đề nghị gia hạn đến {to_due_on:%d/%m/%Y}: {task}")
    return extension


@transaction.atomic
def approve_extension(*, extension: Extension, by: User, note: str = "") -> Extension:
    """Approve: the task's deadline moves, the first one stays beside it."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=extension.task_id)
    if task.accepted_at is not None or task.hold == TaskHold.CANCELLED:
        raise Refused("Nhiệm vụ đã kết thúc, không gia hạn được nữa.")
    extension = _judge(extension, "approve", by=by, note=note)
    task.due_on, task.due_time = extension.to_due_on, extension.to_due_time
    task.save(update_fields=["due_on", "due_time"])
    record("plans.extension.approved", extension, by=by, note=note)
    tell_reporter(extension, by=by, line=f"Đã duyệt gia hạn đến {extension.to_due_on:%d/%m/%Y}: {task}")
    return extension


@transaction.atomic
def refuse_extension(*, extension: Extension, by: User, note: str) -> Extension:
    """Refuse with the reason; the deadline stays."""
    extension = _judge(extension, "refuse", by=by, note=note)
    record("plans.extension.refused", extension, by=by, note=note)
    tell_reporter(extension, by=by, line=f"Không duyệt gia hạn: {extension.task}. Lý do: {note}")
    return extension


@transaction.atomic
def withdraw_extension(*, extension: Extension, by: User) -> Extension:
    """Take back a request that has not been answered."""
    move(EXTENSIONS, extension, "withdraw", by=by)
    record("plans.extension.withdrawn", extension, by=by)
    return extension


def _judge(extension: Extension, name: str, *, by: User, note: str) -> Extension:
    if name == "refuse" and not note.strip():
        raise Refused("Hãy ghi rõ lý do không duyệt.")
    state = Extension.objects.select_for_update().values_list("state", flat=True).get(pk=extension.pk)
    if state == ExtensionState.REQUESTED:
        extension.verdict_note = note.strip()
        extension.judged_at, extension.judged_by = clock.now(), by
        extension.save(update_fields=["verdict_note", "judged_at", "judged_by", "judged_for"])
    return move(EXTENSIONS, extension, name, by=by, note=note)
