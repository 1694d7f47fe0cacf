"""The steps of running processes: the next one opens, their days are counted again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import User
from lmhtx.vn.dates import short
from lmhtx.vn.working_days import Calendar
from plans.enums import StepBase, TaskHold
from plans.models import Process, StepTask, Task
from plans.notices import tell_holders
from plans.step_days import step_due


def open_following(task: Task, *, by: User) -> list[Task]:
    """What waited only for this task is open now, its days counted from today; its people are told."""
    process = Process.objects.select_for_update().filter(steps__task=task).first()
    if process is None:
        return []
    steps = steps_of(process)
    ready = [step for step in steps if step.task.hold == TaskHold.PLANNED and is_ended(step.after)]
    moment = clock.now()
    for step in ready:
        step.opened_at, step.task.hold = moment, TaskHold.NONE
        step.save(update_fields=["opened_at"])
        step.task.save(update_fields=["hold"])
        record("plans.step.opened", step.task, by=by)
    move_days(process, steps, calendar=calendar_for(), by=None)
    for step in ready:
        tell_holders(step.task, by=by, line=f"Đã đến lượt bước: {step.task}")
    return [step.task for step in ready]


def steps_of(process: Process) -> list[StepTask]:
    """The steps in order, each step's predecessor being the very object of the list."""
    steps = list(process.steps.select_related("task__person", "task__followed_by").order_by("number"))
    known = {step.pk: step for step in steps}
    for step in steps:
        step.after = known.get(step.after_id) if step.after_id else None
        step.process = process
    return steps


def is_ended(step: StepTask | None) -> bool:
    """Whether nothing is left to wait for: the step is accepted, or left out after all before it has ended."""
    if step is None or step.task.accepted_at is not None:
        return True
    return step.task.hold == TaskHold.CANCELLED and is_ended(step.after)


def moved_days(
    process: Process, steps: Sequence[StepTask], calendar: Calendar
) -> list[tuple[StepTask, date]]:
    """The steps whose due day is another one by this calendar; days that were decided since stay."""
    dues: dict[int, date | None] = {}
    moved = []
    for step in steps:
        task = step.task
        dues[step.pk] = task.due_on
        if task.accepted_at is not None or task.hold == TaskHold.CANCELLED or task.has_moved:
            continue
        due_on = step_due(
            base=StepBase(step.base),
            offset_days=step.offset_days,
            started_on=process.started_on,
            before_due=dues[step.after_id] if step.after_id else None,
            before_done=clock.day_of(step.opened_at) if step.opened_at else None,
            calendar=calendar,
        )
        dues[step.pk] = due_on
        if due_on != task.due_on:
            moved.append((step, due_on))
    return moved


def move_days(process: Process, steps: Sequence[StepTask], *, calendar: Calendar, by: User | None) -> int:
    """Move them, first and present day alike, and the whole process with its last step; `by` None tells nobody."""
    moved = moved_days(process, steps, calendar)
    for step, due_on in moved:
        task, before = step.task, step.task.due_on
        task.set_first_due(due_on, task.due_time)
        task.save(update_fields=["due_on", "due_time", "original_due_on", "original_due_time"])
        if by is not None:
            record("plans.task.recounted", task, by=by, before=str(before), after=str(due_on))
            tell_holders(task, by=by, line=f"Hạn tính lại theo lịch nghỉ mới, nay là {short(due_on)}: {task}")
    last = max((step.task.due_on for step in steps if step.task.due_on), default=None)
    whole = Task.objects.filter(pk=process.task_id, due_on=F("original_due_on"))
    whole.exclude(due_on=last).update(due_on=last, original_due_on=last)
    return len(moved)


def _running() -> list[Process]:
    return list(Process.objects.running().select_related("task").order_by("pk"))


def step_moves(calendar: Calendar) -> list[str]:
    """What a day announced late would move, told to the person who is about to save it."""
    return [
        f"{step.task} – {step.task.person or step.task.followed_by}: hạn {short(before)} thành {short(due_on)}"
        for process in _running()
        for step, due_on in moved_days(process, steps_of(process), calendar)
        if (before := step.task.due_on) is not None
    ]


@transaction.atomic
def recount_steps(calendar: Calendar, by: User) -> int:
    """Count every running process again by the new calendar; running twice moves nothing more."""
    return sum(move_days(one, steps_of(one), calendar=calendar, by=by) for one in _running())
