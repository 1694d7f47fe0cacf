"""Standard processes written down, started, and a step of them left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User
from lmhtx.vn.working_days import Calendar
from lmhtx.workflow import Refused
from plans.actions.changes import close_what_waits
from plans.actions.steps import open_following
from plans.actions.tasks import Work, assign, give_task
from plans.enums import DeadlineKind, StepBase, TaskHold
from plans.models import Plan, Process, ProcessStep, ProcessTemplate, StepTask, Task
from plans.notices import tell_holders
from plans.step_days import step_due

UP, DOWN = -1, 1


@transaction.atomic
def save_step(*, step: ProcessStep, by: User) -> ProcessStep:
    """The step stands in its template, a new one at the end; the template has another version."""
    if step.after is not None and step.pk and step.after.position >= step.position:
        raise Refused("Một bước chỉ theo sau được bước đứng trước nó.")
    if not step.position:
        last = step.template.steps.aggregate(last=Max("position"))["last"] or 0
        step.position = last + 1
    step.save()
    _changed(step.template, by=by)
    return step


@transaction.atomic
def move_step(*, step: ProcessStep, by: User, direction: int) -> ProcessStep:
    """The step changes places with its neighbour; a step never stands before the one it follows."""
    steps = list(step.template.steps.select_for_update().order_by("position"))
    place = [one.pk for one in steps].index(step.pk)
    if not 0 <= place + direction < len(steps):
        raise Refused("Bước này đã ở đầu hoặc cuối quy trình.")
    upper, lower = sorted((steps[place], steps[place + direction]), key=lambda one: one.position)
    if lower.after_id == upper.pk:
        raise Refused(f"Bước {lower.position} theo sau bước {upper.position} nên không đổi chỗ được.")
    upper.position, lower.position = lower.position, upper.position
    ProcessStep.objects.bulk_update([upper, lower], ["position"])
    _changed(step.template, by=by)
    return step


@transaction.atomic
def remove_step(*, step: ProcessStep, by: User) -> None:
    """The step is gone, those behind it move up; refused while another step follows it."""
    if step.following.exists():
        raise Refused("Còn bước khác tính từ bước này; hãy sửa bước đó trước.")
    template, position = step.template, step.position
    step.delete()
    template.steps.filter(position__gt=position).update(position=F("position") - 1)
    _changed(template, by=by)


def _changed(template: ProcessTemplate, *, by: User) -> None:
    ProcessTemplate.objects.bumped(template.pk)
    record("plans.process_template.edited", template, by=by)


def planned_days(
    steps: Sequence[ProcessStep], started_on: date, calendar: Calendar
) -> list[tuple[ProcessStep, date]]:
    """Each step with the day on which it would fall due, for a look before anything is written."""
    dues: dict[int, date] = {}
    for step in steps:
        dues[step.pk] = step_due(
            base=StepBase(step.base),
            offset_days=step.offset_days,
            started_on=started_on,
            before_due=dues.get(step.after_id) if step.after_id else None,
            calendar=calendar,
        )
    return [(step, dues[step.pk]) for step in steps]


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """How a process is started: under which name, when, by whom as a whole, in which plan."""

    title: str
    started_on: date
    person: User | None = None
    plan: Plan | None = None


@transaction.atomic
def start_process(*, template: ProcessTemplate, by: User, start: Start) -> Process:
    """A task stands with a sub-task for each step: those without a predecessor open, the others waiting for theirs."""
    steps = list(template.steps.select_related("lead_unit").order_by("position"))
    if not template.is_active:
        raise Refused("Quy trình mẫu này không còn dùng.")
    if not steps:
        raise Refused("Quy trình mẫu chưa có bước nào.")
    if start.started_on < clock.today():
        raise Refused("Ngày bắt đầu không được ở quá khứ.")
    days = planned_days(steps, start.started_on, calendar_for())
    work = Work(text=start.title, due_on=max(day for _step, day in days), leads=[template.unit])
    whole = give_task(by=by, work=work, person=start.person, unit=template.unit, plan=start.plan)
    process = Process.objects.create(
        template=template,
        template_version=template.version,
        started_on=start.started_on,
        task=whole,
        created_by=by,
    )
    made: dict[int, StepTask] = {}
    for step, due_on in days:
        made[step.pk] = _step_task(process, step, due_on, after=made.get(step.after_id or 0), by=by)
    record("plans.process.started", process, by=by)
    for one in made.values():
        if one.opened_at is not None:
            tell_holders(one.task, by=by, line=f"Anh/chị được giao bước: {one.task}")
    return process


def _step_task(
    process: Process, step: ProcessStep, due_on: date, *, after: StepTask | None, by: User
) -> StepTask:
    whole, unit = process.task, step.lead_unit or process.template.unit
    task = Task(
        plan=whole.plan,
        parent=whole,
        position=whole.position,
        stt=str(step.position),
        text=step.text,
        product=step.product,
        kind=DeadlineKind.DATE,
        start_on=process.started_on,
        hold=TaskHold.NONE if after is None else TaskHold.PLANNED,
        person=holder_of(step.lead_role, unit),
        followed_by=unit,
        assigner=by,
        created_by=by,
    )
    task.set_first_due(due_on)
    task.save()
    assign(task, leads=[unit], partners=[])
    return StepTask.objects.create(
        process=process,
        task=task,
        number=step.position,
        base=step.base,
        after=after,
        offset_days=step.offset_days,
        opened_at=clock.now() if after is None else None,
    )


def holder_of(role: str, unit: Agency) -> User | None:
    """The one person who has the role in the unit today; None where there is none or more than one."""
    if not role:
        return None
    posted = Posting.objects.on(clock.today()).filter(role=role, unit=unit, user__is_active=True)
    people = {posting.user for posting in posted.select_related("user")}
    return people.pop() if len(people) == 1 else None


@transaction.atomic
def skip_step(*, step: StepTask, by: User, reason: str) -> StepTask:
    """The step is left out, for a reason; what waited for it alone opens."""
    Process.objects.select_for_update().get(pk=step.process_id)
    task = Task.objects.select_for_update(of=("self",)).get(pk=step.task_id)
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do bỏ qua bước này.")
    if task.accepted_at is not None:
        raise Refused("Bước này đã hoàn thành.")
    if task.hold == TaskHold.CANCELLED:
        raise Refused("Bước này đã được bỏ qua hoặc bãi bỏ.")
    step.skipped_at, step.skipped_by, step.skip_reason = clock.now(), by, reason.strip()
    step.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])
    task.hold = TaskHold.CANCELLED
    task.save(update_fields=["hold"])
    close_what_waits(task)
    record("plans.step.skipped", task, by=by, note=step.skip_reason)
    open_following(task, by=by)
    return step
