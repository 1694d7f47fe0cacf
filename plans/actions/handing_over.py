"""Open work put under another person or unit; what is done stays under the name of who did it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from lmhtx.audit.actions import record_all
from lmhtx.contributions import AuditVerb, Holding
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from plans.models import Assignment, Reading, Task, TaskSeries
from plans.notices import tell_takers
from plans.queries import holdings

VERB = "plans.task.handed_over"
SERIES_VERB = "plans.series.handed_over"


def _told(rows: QuerySet[Task], to: User | Agency, by: User) -> list[int]:
    """The ids, locked and written into the trail."""
    tasks = list(rows.select_for_update(of=("self",)))
    record_all(VERB, tasks, by=by, to=str(to))
    return [task.pk for task in tasks]


def give_charge(rows: QuerySet[Task], giver: User, to: User, by: User) -> None:
    """The receiver is in charge; where he helped he does not do both."""
    del giver
    ids = _told(rows, to, by)
    Task.helpers.through.objects.filter(task__in=ids, user=to).delete()
    Task.objects.filter(pk__in=ids).update(person=to)


def give_helping(rows: QuerySet[Task], giver: User, to: User, by: User) -> None:
    """The receiver helps instead, unless he does already or is in charge."""
    ids, links = _told(rows, to, by), Task.helpers.through.objects
    there = set(links.filter(task__in=ids, user=to).values_list("task_id", flat=True))
    there |= set(Task.objects.filter(pk__in=ids, person=to).values_list("pk", flat=True))
    links.filter(task__in=ids, user=giver).delete()
    links.bulk_create(links.model(task_id=pk, user=to) for pk in ids if pk not in there)


def give_assigning(rows: QuerySet[Task], giver: User, to: User, by: User) -> None:
    """The receiver judges what is reported of them."""
    del giver
    Task.objects.filter(pk__in=_told(rows, to, by)).update(assigner=to)


def give_readings(rows: QuerySet[Reading], giver: User, to: User, by: User) -> None:
    """The receiver confirms the papers in reading."""
    del giver
    readings = list(rows)
    record_all("plans.reading.handed_over", readings, by=by, to=str(to))
    Reading.objects.filter(pk__in=[reading.pk for reading in readings]).update(created_by=to)


def give_repeating(rows: QuerySet[TaskSeries], giver: User, to: User, by: User) -> None:
    """The receiver is in charge of what comes back from its next period on."""
    del giver
    series = _taken(rows, to, by)
    series.update(person=to, version=F("version") + 1)


def give_repeating_of_unit(rows: QuerySet[TaskSeries], giver: Agency, to: Agency, by: User) -> None:
    """The successor does what comes back from its next period on."""
    del giver
    series = _taken(rows, to, by)
    series.update(unit=to, version=F("version") + 1)


def _taken(rows: QuerySet[TaskSeries], to: User | Agency, by: User) -> QuerySet[TaskSeries]:
    """The series, locked and written into the trail; whoever takes them over hears of it once."""
    series = list(rows.select_for_update(of=("self",)))
    record_all(SERIES_VERB, series, by=by, to=str(to))
    tell_takers(series, to, by=by)
    return TaskSeries.objects.filter(pk__in=[one.pk for one in series])


def give_following(rows: QuerySet[Task], giver: Agency, to: Agency, by: User) -> None:
    """The successor is the focal point."""
    del giver
    Task.objects.filter(pk__in=_told(rows, to, by)).update(followed_by=to)


def give_parts(rows: QuerySet[Assignment], giver: Agency, to: Agency, by: User) -> None:
    """The successor leads or takes part instead; where it does already, one line remains. Printed names stay."""
    del giver
    parts = list(rows.select_related("task"))
    record_all(VERB, [part.task for part in parts], by=by, to=str(to))
    taken = set(
        Assignment.objects.filter(agency=to, task__in=[part.task_id for part in parts]).values_list(
            "task_id", "role"
        )
    )
    double = [part.pk for part in parts if (part.task_id, part.role) in taken]
    Assignment.objects.filter(pk__in=double).delete()
    Assignment.objects.filter(pk__in=[part.pk for part in parts]).exclude(pk__in=double).update(agency=to)


def _held(key: str, title: str, of: Any, give: Any, *, is_of_unit: bool = False) -> Holding:
    return Holding(key=f"plans.{key}", title=title, of=of, give=give, is_of_unit=is_of_unit, order=10)


ITEMS = (
    _held("in_charge", "Nhiệm vụ phụ trách", holdings.in_charge, give_charge),
    _held("helping", "Nhiệm vụ phối hợp", holdings.helping, give_helping),
    _held("assigned", "Nhiệm vụ đã giao, chờ xem xét báo cáo, gia hạn", holdings.assigned, give_assigning),
    _held("readings", "Phụ lục đang đọc, chờ ghi vào kế hoạch", holdings.readings, give_readings),
    _held("repeating", "Việc định kỳ phụ trách", holdings.repeating, give_repeating),
    _held("followed", "Nhiệm vụ làm đầu mối", holdings.followed, give_following, is_of_unit=True),
    _held("parts", "Chủ trì, phối hợp nhiệm vụ", holdings.parts, give_parts, is_of_unit=True),
    _held(
        "repeating_of_unit",
        "Việc định kỳ của đơn vị",
        holdings.repeating_of_unit,
        give_repeating_of_unit,
        is_of_unit=True,
    ),
    AuditVerb(key=VERB, label="bàn giao {subject}"),
    AuditVerb(key=SERIES_VERB, label="bàn giao việc định kỳ {subject}"),
    AuditVerb(key="plans.reading.handed_over", label="bàn giao lần đọc {subject}"),
)
