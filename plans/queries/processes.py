"""Where running processes stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q

from plans.enums import TaskHold, TaskStatus
from plans.models import Process, StepTask, Task

ENDED = Q(steps__task__accepted_at__isnull=False) | Q(steps__task__hold=TaskHold.CANCELLED.value)


def with_progress(processes: Any) -> Any:
    """Processes with `total`, `ended` and `next_due_on`."""
    is_open = Q(steps__task__accepted_at__isnull=True, steps__task__hold=TaskHold.NONE.value)
    return processes.select_related("template", "task__person").annotate(
        name=F("task__text"),
        total=Count("steps"),
        ended=Count("steps", filter=ENDED),
        next_due_on=Min("steps__task__due_on", filter=is_open),
    )


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a running process with its task as it stands, and whether it may be left out."""

    step: StepTask
    task: Task
    may_skip: bool

    @property
    def is_skipped(self) -> bool:
        """Whether somebody left it out."""
        return self.step.skipped_at is not None


def progress_of(process: Process) -> list[StepRow]:
    """The steps in order, each with the status of its task."""
    steps = process.steps.select_related("after", "skipped_by").order_by("number")
    tasks: dict[int, Any] = {
        task.pk: task for task in Task.objects.filter(step__process=process).with_status().for_list()
    }
    ended = {TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.CANCELLED}
    return [
        StepRow(step, tasks[step.task_id], TaskStatus(tasks[step.task_id].status) not in ended)
        for step in steps
    ]


def step_panel(user: Any, task: Task) -> dict[str, Any] | None:
    """What a task's page says of the process it belongs to; None for a task of none."""
    del user
    step = StepTask.objects.filter(task=task).select_related("process__task", "after__task").first()
    process = step.process if step else Process.objects.filter(task=task).first()
    return None if process is None else {"process": process, "step": step}
