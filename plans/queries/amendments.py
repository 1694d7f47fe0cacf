"""What a plan's last reading said, beside what an amended paper says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans.draft_tasks import DraftTask, tasks_in
from plans.enums import TaskHold, VersionChange
from plans.models import Plan, Reading, Task, VersionRow
from plans.models.task_queries import TaskQuerySet
from plans.pairing import Difference, PrintedRow, differences, pair_rows


def live_tasks(plan: Plan) -> TaskQuerySet:
    """The plan's tasks that came from a paper and are not cancelled, in its order, with leads and targets."""
    printed = VersionRow.objects.filter(version__plan=plan).values("task")
    rows = Task.objects.filter(plan=plan, pk__in=printed).exclude(hold=TaskHold.CANCELLED)
    return rows.prefetch_related("assignments__agency", "targets").order_by("position", "pk")


def printed_before(plan: Plan) -> dict[int, dict[str, Any]]:
    """What the last paper that spoke of each task said of it, by task."""
    rows = VersionRow.objects.filter(version__plan=plan).exclude(change=VersionChange.REMOVE)
    return dict(rows.order_by("version__number").values_list("task_id", "raw"))


@dataclass(frozen=True, slots=True)
class RowBeside:
    """A row of the amended paper beside the task it continues, if any, and what the paper changed."""

    printed: DraftTask
    task: Task | None
    change: VersionChange
    differences: list[Difference]
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The amended paper beside the plan."""

    rows: list[RowBeside]
    left_over: list[Task]
    old: list[Task]

    @property
    def free(self) -> list[Task]:
        """The old tasks that a row may still be paired with by hand: all but those kept word for word."""
        kept = {row.task.pk for row in self.rows if row.task is not None and row.change == VersionChange.KEEP}
        return [task for task in self.old if task.pk not in kept]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are kept, changed, added and left over."""
        found = {
            change.value: sum(1 for row in self.rows if row.change == change) for change in VersionChange
        }
        return {**found, VersionChange.REMOVE.value: len(self.left_over)}


def compare(reading: Reading, plan: Plan, pairs: dict[str, int] | None = None) -> Comparison:
    """Pair the draft with the plan's tasks, by likeness or as a person paired them, and say what differs."""
    new, old = tasks_in(reading.draft), list(live_tasks(plan))
    before = printed_before(plan)
    chosen = proposed_pairs(new, old, before) if pairs is None else pairs
    by_id = {task.pk: task for task in old}
    rows = [_beside(task, by_id.get(chosen.get(task.key, 0)), before) for task in new]
    used = {row.task.pk for row in rows if row.task is not None}
    return Comparison(rows, [task for task in old if task.pk not in used], old)


def proposed_pairs(
    new: list[DraftTask], old: list[Task], before: dict[int, dict[str, Any]]
) -> dict[str, int]:
    """Key of the draft's row → task that it seems to continue."""
    former = [_printed(str(task.pk), before.get(task.pk, {}), task.text) for task in old]
    fresh = [_printed(task.key, task.as_printed(), task.text) for task in new]
    return {key: int(pk) for key, pk in pair_rows(former, fresh).items()}


def _printed(key: str, raw: dict[str, Any], text: str) -> PrintedRow:
    return PrintedRow(
        key=key,
        text=raw.get("text") or text,
        lead="; ".join(raw.get("lead") or []),
        number=f"{raw.get('group', '')} {raw.get('stt', '')}",
    )


def _beside(printed: DraftTask, task: Task | None, before: dict[int, dict[str, Any]]) -> RowBeside:
    if task is None:
        return RowBeside(printed, None, VersionChange.ADD, [])
    raw = before.get(task.pk, {})
    found = differences(raw, printed.as_printed())
    is_moved = (raw.get("group"), raw.get("stt")) != (printed.group, printed.stt)
    return RowBeside(printed, task, VersionChange.CHANGE if found else VersionChange.KEEP, found, is_moved)
