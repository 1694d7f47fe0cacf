"""Which reminders of tasks and check-points are due on a day, for whom: read in sets, told apart in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models.agency import OURS
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import HEADS, LEADERS, Role
from plans.enums import AssignmentRole, Audience, DeadlineKind
from plans.models import Assignment, CheckPoint, Task
from plans.rules import reminder_stage

AHEAD_DAYS = 14
BATCH = 5_000


@dataclass(slots=True)
class People:
    """Who may be reminded on the day, read once: nobody who has left or moved stands here."""

    at_work: set[int] = field(default_factory=set)
    heads: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    leaders: list[int] = field(default_factory=list)
    outside: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def people_on(day: date) -> People:
    """The people of a day; an outside agency's only where its switch is on."""
    people = People(at_work=set(User.objects.at_work(day).values_list("pk", flat=True)))
    rows = Posting.objects.on(day).filter(user__is_active=True)
    for user, unit, role, notified in rows.values_list("user", "unit", "role", "unit__is_notified"):
        if role in HEADS:
            people.heads[unit].append(user)
        if role in LEADERS:
            people.leaders.append(user)
        if role == Role.AGENCY_OFFICER and notified:
            people.outside[unit].append(user)
    return people


def due_tasks(day: date) -> Iterator[DueNotice]:
    """Reminders of tasks: holders at T−7, T−3, T−1, T+1 and weekly; our heads at T+3, our leadership at T+7."""
    people, calendar = people_on(day), calendar_for()
    stages: dict[tuple[date, Audience], Any] = {}
    for task in _open_tasks(day):
        for audience in Audience:
            key = (task.due_on, audience)
            if key not in stages:
                stages[key] = reminder_stage(
                    today=day, due_on=task.due_on, calendar=calendar, audience=audience
                )
            if (stage := stages[key]) is not None:
                yield from _notices(task, stage.key, _recipients(task, audience, people))


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What reminding needs of a task."""

    pk: int
    text: str
    due_on: date
    person: int | None
    followed_by: int
    leads: tuple[tuple[int, str], ...]

    @property
    def is_ours(self) -> bool:
        """Whether the Alliance or one of its units leads it."""
        return any(kind in OURS for _, kind in self.leads)


def _open_tasks(day: date) -> Iterator[OpenTask]:
    rows = (
        Task.objects.to_do()
        .filter(due_on__lte=day + timedelta(days=AHEAD_DAYS))
        .exclude(kind=DeadlineKind.RECURRING)
        .order_by("pk")
        .values_list("pk", "text", "due_on", "person", "followed_by")
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        leads = _leads([row[0] for row in batch])
        for pk, text, due_on, person, followed_by in batch:
            if due_on is not None:
                yield OpenTask(pk, text, due_on, person, followed_by, tuple(leads[pk]))


def _leads(tasks: list[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Assignment.objects.filter(task__in=tasks, role=AssignmentRole.LEAD, agency__isnull=False)
    for task, agency, kind in rows.values_list("task", "agency", "agency__kind"):
        found[task].append((agency, kind))
    return found


def _recipients(task: OpenTask, audience: Audience, people: People) -> Iterable[int]:
    """Nobody twice; an outside agency is never escalated against."""
    if audience == Audience.LEADERSHIP:
        return people.leaders if task.is_ours else ()
    if audience == Audience.HEAD:
        return (
            [head for head in people.heads[task.followed_by] if head != task.person] if task.is_ours else ()
        )
    if task.person is not None:
        return (task.person,) if task.person in people.at_work else people.heads[task.followed_by]
    if task.is_ours:
        units = [agency for agency, kind in task.leads if kind == "unit"] or [task.followed_by]
        return dict.fromkeys(head for unit in units for head in people.heads[unit])
    return dict.fromkeys(person for agency, _ in task.leads for person in people.outside[agency])


def _notices(task: OpenTask, stage: str, recipients: Iterable[int]) -> Iterator[DueNotice]:
    url = reverse("task_detail", args=[task.pk])
    line = task.text if len(task.text) <= 160 else f"{task.text[:157]}…"
    for person in recipients:
        yield DueNotice(
            stage=stage, subject_id=task.pk, person_id=person, due_on=task.due_on, line=line, url=url
        )


def due_group_week(day: date) -> Iterator[DueNotice]:
    """Once a week, to the heads of the unit that follows them: what asks the Alliance only as one of a group.

    Told on the first working day of the week; whoever was away that morning or comes to the post later hears on his
    first. All of a week bear the same day, so that nobody hears twice.
    """
    monday = day - timedelta(days=day.weekday())
    calendar = calendar_for(monday, day)
    days = (monday + timedelta(days=number) for number in range(day.weekday() + 1))
    first = next((one for one in days if calendar.is_working(one)), None)
    if first is None:
        return
    people = people_on(day)
    url = f"{reverse('task_list')}?scope=group"
    for unit, count, soon in group_work(day):
        line = f"Tuần từ {first:%d/%m}: {count} nhiệm vụ chung gọi cả nhóm cơ quan đang theo dõi"
        line += f", {soon} việc đến hạn trong {AHEAD_DAYS} ngày." if soon else ", chưa việc nào sắp đến hạn."
        for person in people.heads[unit]:
            yield DueNotice(stage="tuần", subject_id=unit, person_id=person, due_on=first, line=line, url=url)


def group_work(day: date) -> list[tuple[int, int, int]]:
    """For each focal unit: how many tasks reach the Alliance through a group alone, and how many are due soon."""
    rows = Task.objects.through_group(on=day).to_do().order_by().values("followed_by")
    soon = Q(due_on__range=(day, day + timedelta(days=AHEAD_DAYS)))
    counted = rows.annotate(count=Count("pk"), soon=Count("pk", filter=soon))
    return list(counted.order_by("followed_by").values_list("followed_by", "count", "soon"))


def due_check_points(day: date) -> Iterator[DueNotice]:
    """One reminder of each inner day that has come, to those who hold the task."""
    people = people_on(day)
    tasks = Task.objects.to_do()
    rows = CheckPoint.objects.filter(on__lte=day, told_at__isnull=True, task__in=tasks.values("pk"))
    points = list(rows.values_list("pk", "on", "task", "task__text", "task__person", "task__followed_by"))
    leads = _leads([row[2] for row in points])
    for pk, on, task, text, person, followed_by in points:
        held = OpenTask(task, text, on, person, followed_by, tuple(leads[task]))
        url = reverse("check_point_tell", args=[pk])
        for recipient in _recipients(held, Audience.HOLDER, people):
            if held.is_ours or not held.leads:
                line = f"Báo tình hình đến {on:%d/%m/%Y}: {text[:140]}"
                yield DueNotice(
                    stage="mốc", subject_id=pk, person_id=recipient, due_on=on, line=line, url=url
                )
