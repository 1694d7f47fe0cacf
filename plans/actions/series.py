"""Repeating tasks: the task of each period is made ahead of time, once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import SYSTEM, Actor, User
from lmhtx.vn.working_days import Calendar
from lmhtx.workflow import Refused
from plans.actions.tasks import assign, plan_check_points
from plans.enums import DeadlineKind
from plans.models import SeriesRun, Task, TaskSeries
from plans.notices import tell_holders
from plans.rhythms import DueTurn, turns_to_make

MISSED = "Kỳ này bị lỡ: cổng không chạy, hoặc việc được lập muộn."
NOTED = "Kỳ này bị lỡ đã lâu, cổng không tự lập; bấm “Lập việc” nếu vẫn cần."


@transaction.atomic
def make_due_tasks(*, series_id: int, today: date, calendar: Calendar) -> list[SeriesRun]:
    """The tasks of a series that are due soon stand; a second run finds them made. One series, one transaction."""
    series = TaskSeries.objects.running().select_for_update(of=("self",), skip_locked=True)
    one = series.select_related("person", "unit", "source", "created_by").filter(pk=series_id).first()
    if one is None:
        return []
    made = set(one.runs.values_list("first_on", flat=True))
    due = turns_to_make(one.pattern, today=today, made=made, calendar=calendar)
    return [_run(one, turn, by=SYSTEM) for turn in due]


def _run(series: TaskSeries, due: DueTurn, *, by: Actor | User) -> SeriesRun:
    run = SeriesRun(
        series=series,
        first_on=due.turn.first,
        label=due.turn.label,
        due_on=due.due_on,
        is_missed=due.is_missed,
        note=NOTED if due.is_noted else MISSED if due.is_missed else "",
    )
    if not due.is_noted:
        _give(run, by=by)
    run.save()
    return run


def _give(run: SeriesRun, *, by: Actor | User) -> Task:
    """The task of a period; who is no longer at work gets none and judges none, and the period says so."""
    series = run.series
    person = series.person if _is_at_work(series.person) else None
    if series.person is not None and person is None:
        run.note = f"{run.note} {series.person} không còn giữ chức vụ; cần phân công người khác.".strip()
    task = Task(
        plan=series.source.plan if series.source else None,
        parent=series.source,
        position=series.source.position if series.source else 0,
        group=series.source.group if series.source else "",
        text=f"{series.text} ({run.label})",
        product=series.product,
        kind=DeadlineKind.DATE,
        start_on=min(run.first_on, run.due_on),
        person=person,
        followed_by=series.unit,
        assigner=series.created_by if _is_at_work(series.created_by) else None,
        created_by=series.created_by,
    )
    task.set_first_due(run.due_on)
    task.save()
    assign(task, leads=[series.unit], partners=[])
    plan_check_points([task])
    run.task = task
    record("plans.series.made", task, by=by, note=run.note)
    if series.created_by is not None:
        tell_holders(task, by=series.created_by, line=f"Việc định kỳ đến kỳ: {task}")
    return task


def _is_at_work(person: User | None) -> bool:
    return person is not None and User.objects.at_work(clock.today()).filter(pk=person.pk).exists()


@transaction.atomic
def make_noted_run(*, run: SeriesRun, by: User) -> Task:
    """A person wants the task of a period missed long ago after all."""
    locked = SeriesRun.objects.select_for_update(of=("self",)).select_related(
        "series__person", "series__unit", "series__source", "series__created_by"
    )
    taken = locked.get(pk=run.pk)
    if taken.task_id is not None:
        raise Refused("Kỳ này đã có nhiệm vụ.")
    taken.note = MISSED
    task = _give(taken, by=by)
    taken.save(update_fields=["task", "note"])
    return task


@transaction.atomic
def pause_series(*, series: TaskSeries, by: User) -> TaskSeries:
    """Nothing more is made until it goes on; tasks made before stay."""
    taken = TaskSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if taken.paused_at is not None:
        raise Refused("Việc định kỳ này đang tạm dừng.")
    taken.paused_at, taken.paused_by = clock.now(), by
    taken.save(update_fields=["paused_at", "paused_by"])
    record("plans.series.paused", taken, by=by)
    return taken


@transaction.atomic
def resume_series(*, series: TaskSeries, by: User) -> TaskSeries:
    """It goes on from today: what fell due during the pause was not missed."""
    taken = TaskSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if taken.paused_at is None:
        raise Refused("Việc định kỳ này không tạm dừng.")
    taken.paused_at = taken.paused_by = None
    taken.starts_on = max(taken.starts_on, clock.today())
    if taken.ends_on is not None and taken.ends_on < taken.starts_on:
        raise Refused("Việc định kỳ này đã hết hạn; hãy sửa ngày kết thúc trước.")
    taken.save(update_fields=["paused_at", "paused_by", "starts_on"])
    record("plans.series.resumed", taken, by=by)
    make_due_tasks(series_id=taken.pk, today=clock.today(), calendar=calendar_for())
    return taken
