"""What brings lost work back: rows whose message or worker disappeared."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import publish
from lmhtx.jobs.running import ATTEMPTS

LOST_AFTER = timedelta(minutes=2)
DONE_KEPT = timedelta(days=30)
FAILED_KEPT = timedelta(days=180)
DIED = "Máy chủ dừng giữa chừng quá nhiều lần. Hãy thử lại hoặc báo quản trị hệ thống."
DIED_TEXT = "worker lost without a heartbeat"


def unclaimed() -> QuerySet[Job]:
    """Queued rows that no worker has taken for two minutes although they were due."""
    return Job.objects.filter(state=JobState.QUEUED, run_after_at__lt=Now() - LOST_AFTER)


def without_heartbeat() -> QuerySet[Job]:
    """Running rows that have shown no sign of life for two minutes."""
    return Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=Now() - LOST_AFTER)


def rescue_lost() -> int:
    """Queue lost rows again and tell the workers; returns how many went out. Rows lost three times end.

    Each statement takes only rows that are still lost at its moment, so two rescues at once do no harm.
    """
    lost = without_heartbeat()
    lost.filter(attempts__gte=ATTEMPTS).update(
        state=JobState.FAILED, ended_at=Now(), note=DIED, error_text=DIED_TEXT
    )
    lost.filter(attempts__lt=ATTEMPTS).update(state=JobState.QUEUED, run_after_at=Now() - LOST_AFTER * 2)
    waiting = list(unclaimed())
    for job in waiting:
        publish(job)
    return len(waiting)


def forget_old() -> int:
    """Remove ended rows that nobody will ask for again; returns how many."""
    done = Job.objects.filter(state=JobState.DONE, ended_at__lt=Now() - DONE_KEPT).delete()[0]
    failed = Job.objects.filter(state=JobState.FAILED, ended_at__lt=Now() - FAILED_KEPT).delete()[0]
    return done + failed
