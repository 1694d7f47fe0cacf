"""Giving out tasks, putting people in charge, splitting a group's task, talking about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans import rules
from plans.enums import AssignmentRole, DeadlineKind, TaskHold
from plans.models import Assignment, CheckPoint, Comment, Plan, Task
from plans.notices import tell_holders


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What is to be done, as the one who gives it out says it."""

    text: str
    due_on: date | None = None
    due_time: time | None = None
    counted_days: int | None = None
    product: str = ""
    is_urgent: bool = False
    leads: Sequence[Agency] = field(default_factory=tuple)
    partners: Sequence[Agency] = field(default_factory=tuple)


@transaction.atomic
def give_task(
    *,
    by: User,
    work: Work,
    person: User | None,
    helpers: Sequence[User] = (),
    unit: Agency,
    plan: Plan | None = None,
    parent: Task | None = None,
) -> Task:
    """Give out a task: it stands with its lead, its people and its check-points; the people are told at once.

    A deadline of so many working days is counted from tomorrow on, by the working days known today.
    """
    if work.due_on is not None and work.due_on < clock.today():
        raise Refused(f"Hạn {work.due_on:%d/%m/%Y} đã qua; hãy chọn một ngày từ hôm nay trở đi.")
    task = Task(
        plan=plan,
        parent=parent,
        position=_next_position(plan),
        text=work.text.strip(),
        product=work.product.strip(),
        start_on=clock.today(),
        is_urgent=work.is_urgent,
        person=person,
        followed_by=unit,
        assigner=by,
        created_by=by,
    )
    _set_deadline(task, work)
    task.save()
    task.helpers.set(helpers)
    assign(task, leads=work.leads or [unit], partners=work.partners)
    plan_check_points([task])
    record("plans.task.given", task, by=by)
    tell_holders(task, by=by, line=f"Anh/chị được giao: {task}")
    return task


def _set_deadline(task: Task, work: Work) -> None:
    """The day that was said, or so many working days from tomorrow on."""
    due_on = work.due_on
    if work.counted_days:
        due_on = calendar_for().add_working_days(clock.today(), work.counted_days)
        task.counted_from_on, task.counted_days = clock.today(), work.counted_days
    task.kind = DeadlineKind.DATE if due_on else DeadlineKind.NONE
    task.set_first_due(due_on, work.due_time)


def unit_of(person: User) -> Agency:
    """The unit of the Alliance in which the person works today."""
    for posting in person.postings_today:
        if posting.unit is not None and posting.unit.is_ours:
            return posting.unit
    raise Refused(f"{person} chưa thuộc đơn vị nào của Liên minh; hãy cập nhật phân công chức vụ trước.")


def _next_position(plan: Plan | None) -> int:
    if plan is None:
        return 0
    last = plan.tasks.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def assign(task: Task, *, leads: Sequence[Agency], partners: Sequence[Agency]) -> None:
    """Write down who leads and who takes part, in the order given."""
    rows = [(agency, AssignmentRole.LEAD) for agency in leads] + [
        (a, AssignmentRole.PARTNER) for a in partners
    ]
    Assignment.objects.bulk_create(
        Assignment(task=task, agency=agency, role=role, written=agency.name, position=position)
        for position, (agency, role) in enumerate(rows)
    )


def plan_check_points(tasks: Sequence[Task]) -> None:
    """Give tasks longer than three months their inner days from today on; those that are there already stay."""
    today = clock.today()
    CheckPoint.objects.bulk_create(
        (
            CheckPoint(task=task, on=day)
            for task in tasks
            for day in rules.check_points(start=max(task.start_on or today, today), due_on=task.due_on)
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def put_in_charge(
    *, task: Task, by: User, person: User | None, helpers: Sequence[User] = (), unit: Agency | None = None
) -> Task:
    """Put a person in charge, with helpers and, where the Alliance leads, the unit that does it; they are told."""
    _refuse_ended(task)
    if person is not None and not User.objects.at_work(clock.today()).filter(pk=person.pk).exists():
        raise Refused(f"{person} không còn giữ chức vụ nào hôm nay; hãy chọn người khác.")
    before = task.person
    task.person = person
    if unit is not None:
        task.followed_by = unit
    if task.assigner_id is None:
        task.assigner = by
    task.save(update_fields=["person", "followed_by", "assigner"])
    task.helpers.set(helpers)
    record("plans.task.put_in_charge", task, by=by, before=str(before or ""), after=str(person or ""))
    if person is not None and person != before:
        tell_holders(task, by=by, line=f"Anh/chị được giao phụ trách: {task}")
    return task


@transaction.atomic
def expand_group(*, task: Task, by: User) -> list[Task]:
    """Giao từng cơ quan: one sub-task for each agency that is in the leading group today; those there stay."""
    _refuse_ended(task)
    groups = [
        a.agency
        for a in task.assignments.select_related("agency")
        if a.agency and a.role == AssignmentRole.LEAD
    ]
    members = (
        Agency.objects.valid_on(clock.today())
        .filter(groups__group__in=[g for g in groups if g.kind == "group"])
        .exclude(assignments__task__parent=task, assignments__role=AssignmentRole.LEAD)
        .distinct()
    )
    if not members:
        raise Refused("Nhóm chủ trì chưa có thành viên nào trong danh bạ, hoặc đã giao hết từng cơ quan.")
    children = Task.objects.bulk_create(
        _child(task, member, position, by) for position, member in enumerate(members, start=1)
    )
    Assignment.objects.bulk_create(
        Assignment(task=child, agency=member, role=AssignmentRole.LEAD, written=member.name)
        for child, member in zip(children, members, strict=True)
    )
    record("plans.task.expanded", task, by=by, count=len(children))
    return children


def _child(task: Task, member: Agency, position: int, by: User) -> Task:
    child = Task(
        plan=task.plan,
        parent=task,
        position=task.position,
        group=task.group,
        stt=f"{task.stt}.{position}" if task.stt else "",
        text=f"{member}: {task.text}",
        product=task.product,
        kind=task.kind,
        deadline_text=task.deadline_text,
        start_on=task.start_on,
        followed_by=task.followed_by,
        assigner=task.assigner or by,
        created_by=by,
        folded="",
    )
    child.set_first_due(task.due_on, task.due_time)
    Task._meta.get_field("folded").pre_save(child, True)
    return child


@transaction.atomic
def comment_task(*, task: Task, by: User, text: str) -> Comment:
    """Add a remark to the talk; those who hold the task read it at once, except the one who writes."""
    comment = Comment.objects.create(task=task, by=by, text=text.strip())
    record("plans.task.commented", task, by=by)
    tell_holders(task, by=by, line=f"{by} trao đổi về: {task}")
    return comment


@transaction.atomic
def tell_check_point(*, point: CheckPoint, by: User, line: str) -> CheckPoint:
    """Say in one line how the task stands at an inner day."""
    taken = CheckPoint.objects.select_for_update().get(pk=point.pk)
    if taken.told_at is not None:
        raise Refused("Mốc này đã được báo tình hình; hãy tải lại trang.")
    taken.line, taken.told_at, taken.told_by = line.strip(), clock.now(), by
    taken.save(update_fields=["line", "told_at", "told_by"])
    record("plans.check_point.told", taken.task, by=by, note=taken.line)
    return taken


@transaction.atomic
def set_check_points(*, task: Task, by: User, days: Sequence[date]) -> Task:
    """Replace the inner days that are still open; told ones stay. The printed deadline is never touched."""
    latest = task.due_on
    if latest is not None and any(day >= latest for day in days):
        raise Refused(f"Mốc kiểm tra phải trước hạn {latest:%d/%m/%Y}.")
    task.check_points.filter(told_at__isnull=True).exclude(on__in=days).delete()
    CheckPoint.objects.bulk_create((CheckPoint(task=task, on=day) for day in days), ignore_conflicts=True)
    record("plans.check_point.set", task, by=by)
    return task


def _refuse_ended(task: Task) -> None:
    if task.accepted_at is not None:
        raise Refused("Nhiệm vụ đã được xác nhận hoàn thành, không thay đổi được nữa.")
    if task.hold == TaskHold.CANCELLED:
        raise Refused("Nhiệm vụ đã hủy (bãi bỏ), không thay đổi được nữa.")
