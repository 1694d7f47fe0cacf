"""An amended paper read again: kept, changed, added and removed tasks, progress untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.actions.changes import close_what_waits
from plans.actions.new_tasks import Agencies, Leaf, add_tasks, assignments, inner_days, targets, working_start
from plans.draft_tasks import DraftTask
from plans.enums import ChangeGround, ChangeKind, TaskHold, VersionChange
from plans.models import Assignment, Change, CheckPoint, Plan, Target, Task
from plans.pairing import differences
from plans.queries.amendments import live_tasks, printed_before

FIELDS = [
    *("position", "group", "stt", "text", "product", "folded", "parent", "followed_by", "person"),
    *("kind", "deadline_text", "start_on", "due_on", "due_time", "original_due_on", "original_due_time"),
]
LEAD_CELLS = {"lead"}
AGENCY_CELLS = {"lead", "partners", "people"}
DUE_CELLS = {"deadline", "start", "end", "end_time"}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a person confirmed: row of the draft → task it continues, and the tasks that the paper drops."""

    pairs: Mapping[str, int] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Amendment:
    """The act as its parts see it."""

    plan: Plan
    agencies: Agencies
    by: User
    document: str


def amend_tasks(
    *,
    plan: Plan,
    tasks: Sequence[DraftTask],
    agencies: Agencies,
    reconciliation: Reconciliation,
    by: User,
    document: str,
) -> list[Leaf]:
    """Continue the paired tasks, add the rest, cancel what the paper drops; a task not spoken of stays as it is."""
    act = _Amendment(plan, agencies, by, document)
    live = {task.pk: task for task in live_tasks(plan).select_for_update(of=("self",))}
    paired = _paired(tasks, reconciliation, live)
    fresh = [task for task in tasks if task.place not in paired]
    added = add_tasks(plan=plan, tasks=fresh, agencies=agencies, by=by, parents=paired)
    leaves = _continued(act, tasks, paired, {**paired, **added})
    leaves += [Leaf(added[task.place], VersionChange.ADD, task) for task in fresh]
    dropped = [live[pk] for pk in sorted(reconciliation.removed) if pk in live]
    unspoken = [row for pk, row in live.items() if pk not in {one.pk for one in (*paired.values(), *dropped)}]
    _to_the_end(plan, unspoken + dropped, after=len(tasks))
    leaves += [Leaf(row, VersionChange.REMOVE, None) for row in _removed(act, dropped)]
    return leaves


def _paired(
    tasks: Sequence[DraftTask], reconciliation: Reconciliation, live: Mapping[int, Task]
) -> dict[int, Task]:
    chosen = list(reconciliation.pairs.values())
    if len(chosen) != len(set(chosen)):
        raise Refused("Hai dòng mới cùng ghép với một nhiệm vụ cũ. Mỗi nhiệm vụ cũ chỉ ghép với một dòng.")
    if set(chosen) & reconciliation.removed:
        raise Refused("Một nhiệm vụ vừa được ghép với dòng mới vừa bị bỏ. Hãy chọn một trong hai.")
    if unknown := set(chosen) | reconciliation.removed:
        unknown -= live.keys()
        if unknown:
            raise Refused("Kế hoạch đã thay đổi từ lúc mở trang đối chiếu. Hãy tải lại trang và xem lại.")
    return {
        task.place: live[reconciliation.pairs[task.key]] for task in tasks if task.key in reconciliation.pairs
    }


def _continued(
    act: _Amendment, tasks: Sequence[DraftTask], paired: Mapping[int, Task], placed: Mapping[int, Task]
) -> list[Leaf]:
    before = printed_before(act.plan)
    leaves, changes, touched = [], [], set()
    for task in tasks:
        if (row := paired.get(task.place)) is None:
            continue
        names = {one.field for one in differences(before.get(row.pk, {}), task.as_printed())}
        changes += _changes(act, task, row, names)
        _put(act, task, row, names)
        row.parent = placed[task.parent] if task.parent is not None else None
        if names & AGENCY_CELLS:
            touched.add(task.place)
        _amend_targets(row, task, is_changed="targets" in names)
        leaves.append(Leaf(row, VersionChange.CHANGE if names else VersionChange.KEEP, task))
    Task.objects.bulk_update([leaf.task for leaf in leaves], FIELDS, batch_size=500)
    Change.objects.bulk_create(changes)
    _replace_assignments(act, [task for task in tasks if task.place in touched], paired)
    _replan(act, [leaf for leaf in leaves if leaf.change == VersionChange.CHANGE])
    return leaves


def _put(act: _Amendment, task: DraftTask, row: Task, names: set[str]) -> None:
    """Number and place always follow the paper; what a person did to the task stays unless the paper changed it."""
    row.position, row.group, row.stt = task.place + 1, task.group, task.stt
    if "text" in names:
        row.text = task.text
    if "product" in names:
        row.product = task.product
    if names & LEAD_CELLS:
        _hand_over(row, act.agencies.unit_for(task, act.plan))
    if names & DUE_CELLS:
        row.kind, row.deadline_text = task.kind, task.deadline_text
        if row.original_due_on is None:
            row.set_first_due(task.end, task.end_time)
        else:
            row.due_on, row.due_time = task.end, task.end_time
    # A draft that has been issued since begins on that day, unless an order has moved the deadline before it.
    start = working_start(task, act.plan.issued_on)
    if start is None or row.due_on is None or start <= row.due_on:
        row.start_on = start


def _hand_over(row: Task, unit: Agency) -> None:
    """Another unit follows the task: whoever was in charge in the old one is so no longer."""
    if row.followed_by_id != unit.pk:
        row.followed_by, row.person = unit, None
        row.helpers.clear()


def _changes(act: _Amendment, task: DraftTask, row: Task, names: set[str]) -> list[Change]:
    found = []
    if names & {"end", "end_time"}:
        old, new = (day.isoformat() if day else "" for day in (row.due_on, task.end))
        found.append(_change(act, row, ChangeKind.DUE, {"hạn": old}, {"hạn": new}))
    if names & LEAD_CELLS:
        old_leads = ", ".join(str(one) for one in row.assignments.all() if one.role == "lead")
        new_leads = {"chủ trì": ", ".join(task.leads)}
        found.append(_change(act, row, ChangeKind.LEAD, {"chủ trì": old_leads}, new_leads))
    return found


def _change(
    act: _Amendment, row: Task, kind: ChangeKind, before: dict[str, Any], after: dict[str, Any]
) -> Change:
    return Change(
        task=row,
        kind=kind,
        ground=ChangeGround.DOCUMENT,
        said_by=(act.plan.issuer_written or str(act.plan.keeper))[:200],
        said_on=clock.today(),
        document=act.document,
        note="Theo văn bản điều chỉnh kế hoạch.",
        before=before,
        after=after,
        created_by=act.by,
    )


def _amend_targets(row: Task, task: DraftTask, *, is_changed: bool) -> None:
    """New quantities replace old ones of the same unit and keep what was reached; one with progress never vanishes."""
    if not is_changed:
        return
    old = {(one.unit, one.qualifier): one for one in row.targets.all()}
    for one in targets(task, row):
        former = old.pop((one.unit, one.qualifier), None)
        if former is None:
            one.save()
        elif former.quantity != one.quantity:
            former.quantity = one.quantity
            former.save(update_fields=["quantity"])
    Target.objects.filter(pk__in=[one.pk for one in old.values() if not one.done]).delete()


def _replace_assignments(act: _Amendment, tasks: Sequence[DraftTask], paired: Mapping[int, Task]) -> None:
    rows = [paired[task.place] for task in tasks]
    Assignment.objects.filter(task__in=rows, role__in=("lead", "partner")).delete()
    Assignment.objects.bulk_create(
        one for task in tasks for one in assignments(task, paired[task.place], act.agencies)
    )


def _replan(act: _Amendment, leaves: Sequence[Leaf]) -> None:
    """The inner days follow the new deadline; told ones stay."""
    moved = [
        leaf.task for leaf in leaves if leaf.printed is not None and act.agencies.lead_ours(leaf.printed)
    ]
    CheckPoint.objects.filter(task__in=moved, told_at__isnull=True).delete()
    CheckPoint.objects.bulk_create(
        (point for row in moved for point in inner_days(row)), ignore_conflicts=True
    )


def _removed(act: _Amendment, dropped: Sequence[Task]) -> list[Task]:
    Change.objects.bulk_create(
        _change(
            act,
            row,
            ChangeKind.CANCEL,
            {"tình trạng": TaskHold(row.hold).label},
            {"tình trạng": TaskHold.CANCELLED.label},
        )
        for row in dropped
    )
    for row in dropped:
        row.hold = TaskHold.CANCELLED
    Task.objects.bulk_update(dropped, ["hold"])
    for row in dropped:
        close_what_waits(row)
    return list(dropped)


def _to_the_end(plan: Plan, rows: Sequence[Task], *, after: int) -> None:
    """What the paper no longer lists, and what was given by hand, stands behind the rows of the paper."""
    del plan
    for place, row in enumerate(sorted(rows, key=lambda one: one.position), start=after + 1):
        row.position = place
    Task.objects.bulk_update(rows, ["position"])
