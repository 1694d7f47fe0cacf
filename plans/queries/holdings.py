"""What is open under a person or a unit, and is handed over when it ends."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from plans.models import Assignment, Reading, Task, TaskSeries
from plans.models.reading import ReadingState

WAITING = (ReadingState.QUEUED, ReadingState.READY, ReadingState.FAILED)


def _not_ended() -> Any:
    return Task.objects.filter(accepted_at__isnull=True).exclude(hold="cancelled").order_by("due_on", "id")


def in_charge(person: User) -> QuerySet[Task]:
    """Tasks the person is in charge of."""
    return _not_ended().filter(person=person)


def helping(person: User) -> QuerySet[Task]:
    """Tasks the person helps with."""
    return _not_ended().filter(helpers=person)


def assigned(person: User) -> QuerySet[Task]:
    """Tasks whose reports and requests for time wait for the person's answer."""
    return _not_ended().filter(assigner=person)


def readings(person: User) -> QuerySet[Reading]:
    """Papers put in and not yet written into a plan."""
    return Reading.objects.filter(created_by=person, state__in=WAITING).order_by("id")


def repeating(person: User) -> QuerySet[TaskSeries]:
    """Repeating tasks the person is in charge of, paused ones too."""
    return TaskSeries.objects.not_ended().filter(person=person).order_by("id")


def followed(unit: Agency) -> QuerySet[Task]:
    """Tasks for which the unit is the focal point."""
    return _not_ended().filter(followed_by=unit)


def parts(unit: Agency) -> QuerySet[Assignment]:
    """Where the unit leads or takes part in a task that has not ended."""
    return Assignment.objects.filter(agency=unit, task__in=_not_ended().order_by().values("pk")).order_by(
        "id"
    )


def repeating_of_unit(unit: Agency) -> QuerySet[TaskSeries]:
    """Repeating tasks of the unit, paused ones too."""
    return TaskSeries.objects.not_ended().filter(unit=unit).order_by("id")
