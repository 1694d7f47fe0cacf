"""The schedule as the administrator sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from celery.schedules import crontab
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from lmhtx.jobs.models import OPEN, Job
from lmhtx.jobs.registry import DEFINED, Definition

SHOWN_RUNS = 5
SHOWN_FAILURES = 50


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """A job of the schedule with its last runs, newest first, and the moment of its next run."""

    definition: Definition
    runs: tuple[Job, ...]
    next_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a run waits or goes on."""
        return any(run.is_open for run in self.runs)


def scheduled_jobs() -> list[ScheduledJob]:
    """All jobs of the schedule by label; one query for the runs of all."""
    names = [name for name, definition in DEFINED.items() if definition.is_scheduled]
    runs = _last_runs(names)
    next_moments = _next_moments()
    found = [ScheduledJob(DEFINED[name], tuple(runs.get(name, ())), next_moments.get(name)) for name in names]
    return sorted(found, key=lambda one: one.definition.label)


def failed_jobs() -> list[Job]:
    """The newest jobs asked for by people that did not get done."""
    failed = Job.objects.filter(is_scheduled=False).ended().exclude(error_text="")
    return list(failed.select_related("asked_by")[:SHOWN_FAILURES])


def open_run(name: str) -> Job | None:
    """The run of a job that waits or goes on, if any."""
    return Job.objects.filter(name=name, state__in=OPEN).first()


def _last_runs(names: list[str]) -> dict[str, list[Job]]:
    place = Window(RowNumber(), partition_by=F("name"), order_by=F("pk").desc())
    numbered = Job.objects.filter(Q(name__in=names), is_scheduled=True).annotate(place=place)
    runs: dict[str, list[Job]] = {}
    for job in numbered.filter(place__lte=SHOWN_RUNS).select_related("asked_by").order_by("name", "-pk"):
        runs.setdefault(job.name, []).append(job)
    return runs


def _next_moments() -> dict[str, datetime]:
    now = timezone.localtime()
    moments: dict[str, datetime] = {}
    for entry in current_app.conf.beat_schedule.values():
        moment = now + _wait(entry["schedule"], now)
        moments[entry["task"]] = min(moment, moments.get(entry["task"], moment))
    return moments


def _wait(schedule: crontab, now: datetime) -> timedelta:
    last, step, here = schedule.remaining_delta(now)
    wait: timedelta = (last + step) - here
    return wait
