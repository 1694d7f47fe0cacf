"""Whom to tell at once when something happens to a task."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import Agency
from lmhtx.notices.actions import tell, tell_all
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import HEADS, LEADERS, Role
from plans.enums import AssignmentRole
from plans.models import Report, ReportBatch, Task, TaskSeries

KEY = "plans.task"
PRESSING_DAYS = 2


def holders(task: Task) -> list[User]:
    """Whom the task concerns today: in charge and helping; where nobody is, the head of the unit in charge."""
    people = [person for person in (task.person, *task.helpers.all()) if person is not None]
    if task.person is None:
        units = [a.agency_id for a in task.assignments.all() if a.role == AssignmentRole.LEAD]
        people += _people(Q(unit__in=[*units, task.followed_by_id], role__in=HEADS))
    return list(dict.fromkeys(people))


def judges(task: Task) -> list[User]:
    """Who can answer for the assigner's side: the assigner, else the keeper's people, else office and leadership."""
    if task.assigner is not None and task.assigner != task.person:
        return [task.assigner]
    leads_ours = any(
        a.agency is not None and a.agency.is_ours
        for a in task.assignments.select_related("agency")
        if a.role == AssignmentRole.LEAD
    )
    if task.plan is not None and not task.plan.is_ours and not leads_ours:
        return _people(Q(unit=task.plan.keeper_id, role=Role.AGENCY_OFFICER))
    heads = _people(Q(unit=task.followed_by_id, role__in=HEADS))
    return [head for head in heads if head != task.person] or _people(Q(role__in=LEADERS))


def _people(which: Q) -> list[User]:
    posted = Posting.objects.on(clock.today()).filter(which)
    return list(User.objects.filter(is_active=True, pk__in=posted.values("user")))


def tell_holders(task: Task, *, by: User, line: str) -> None:
    """Tell those who hold the task, never the one who acts."""
    _tell(holders(task), task, by=by, line=line)


def tell_judges(task: Task, *, by: User, line: str) -> None:
    """Tell those who will judge, never the one who acts."""
    _tell(judges(task), task, by=by, line=line)


def tell_judges_of_batch(batch: ReportBatch, reports: list[Report], *, by: User) -> None:
    """Tell each of those who will judge once, with how many of the reports are his, never the one who acts."""
    waiting: dict[User, list[Task]] = defaultdict(list)
    for report in reports:
        for judge in judges(report.task):
            waiting[judge].append(report.task)
    under = f", văn bản {batch.paper}" if batch.paper else ""
    for judge, tasks in waiting.items():
        if judge != by and _is_told(judge):
            tell(
                judge,
                key=KEY,
                line=f"{batch.agency} gửi {len(tasks)} báo cáo chờ xác nhận{under}",
                url=batch.get_absolute_url(),
                dedupe=f"batch:{batch.pk}",
                by_mail_now=any(_presses(task) for task in tasks),
            )


def tell_takers(series: list[TaskSeries], to: User | Agency, *, by: User) -> None:
    """Tell who takes over repeating tasks, of a unit its heads, once, with how many there are."""
    people = [to] if isinstance(to, User) else _people(Q(unit=to, role__in=HEADS))
    first = series[0]
    told = str(first) if len(series) == 1 else f"{len(series)} việc"
    tell_all(
        [person for person in people if person.pk not in by.hands],
        key=KEY,
        line=f"Nhận bàn giao việc định kỳ: {told}",
        url=first.get_absolute_url() if len(series) == 1 else reverse("series_list"),
        dedupe=f"series:{first.pk}:{clock.now():%Y%m%d%H%M%S%f}",
        by_mail_now=False,
    )


def tell_reporter(paper: Any, *, by: User, line: str, is_returned: bool = False) -> None:
    """Tell the one who sent a report or asked for time what became of it; a return cannot wait for the morning."""
    if paper.created_by is not None:
        # Whoever left is not told any more; what he asked for concerns those who hold the task now.
        people = [paper.created_by] if paper.created_by.is_active else holders(paper.task)
        _tell(people, paper.task, by=by, line=line, is_pressing=is_returned)


def _tell(people: list[User], task: Task, *, by: User, line: str, is_pressing: bool = False) -> None:
    """In the portal at once; by mail at once only what presses, the rest with the morning's digest."""
    moment = clock.now()
    is_pressing = is_pressing or _presses(task)
    for person in people:
        if person.pk not in by.hands and _is_told(person):
            tell(
                person,
                key=KEY,
                line=line,
                url=task.get_absolute_url(),
                dedupe=f"{task.pk}:{moment:%Y%m%d%H%M%S%f}",
                by_mail_now=is_pressing,
            )


def _presses(task: Task) -> bool:
    """Hỏa tốc, or due within two working days."""
    if task.is_urgent:
        return True
    return task.due_on is not None and task.due_on <= calendar_for().add_working_days(
        clock.today(), PRESSING_DAYS
    )


def _is_told(person: User) -> bool:
    """Whether messages may go to the person: to an outside agency's only once its switch is on."""
    return person.is_staff_member or any(
        posting.unit is not None and posting.unit.is_notified for posting in person.postings_today
    )
