"""A worker killed outright in the middle of its work: the work is done once, nothing is told twice."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.functions import Now

from lmhtx.jobs.actions import run_now
from lmhtx.jobs.locks import lock_number
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.rescue import rescue_lost
from lmhtx.notices.models import Digest, Notice
from lmhtx.outbox.models import Message
from plans.actions.readings import start_reading
from plans.models import Reading
from plans.models.reading import ReadingState
from tests.factories import plans as make
from tests.faults.office import until

PAPER = settings.ROOT / "plans" / "samples" / "ke-hoach-2026-bcd-kttt" / "document.docx"
LOST = timedelta(minutes=3)


def state_of(job):
    return Job.objects.get(pk=job.pk).state


def rescued(job):
    """The two minutes without a sign of life have passed; the rescue of each minute comes by."""
    Job.objects.filter(pk=job.pk).update(claimed_at=Now() - LOST, heartbeat_at=Now() - LOST)
    assert rescue_lost() == 1


def test_reading_goes_on_after_its_worker_was_killed(start_worker, person):
    clerk = person("vanthu")
    killed = start_worker()
    reading = start_reading(by=clerk, files=[SimpleUploadedFile("ke-hoach.docx", PAPER.read_bytes())])
    until(lambda: state_of(reading.job) == JobState.RUNNING)
    killed.kill()
    assert Reading.objects.get().state == ReadingState.QUEUED

    rescued(reading.job)
    start_worker()
    until(lambda: state_of(reading.job) == JobState.DONE, seconds=120)

    read = Reading.objects.get()
    tasks = [row for row in read.draft["rows"] if not row["is_group"]]
    assert (read.state, len(tasks), Job.objects.get(pk=reading.job_id).attempts) == (
        ReadingState.READY,
        47,
        2,
    )
    assert Notice.objects.filter(person=clerk, reminder="plans.reading").count() == 1


def test_reminding_goes_on_after_its_worker_was_killed(start_worker, person):
    admin, officer = person("quantri"), person("chuyenvien")
    tasks = [make.task(person=officer, due_on=date(2026, 9, 16)) for _ in range(3)]
    with connection.cursor() as cursor:
        # Whoever holds this name keeps the run between the notices, written already, and the digests.
        cursor.execute("SELECT pg_advisory_lock(%s)", [lock_number("notices.digest 2026-09-15")])
    killed = start_worker()
    job = run_now(name="notices.remind", by=admin)
    until(_is_waiting_for_the_lock)
    killed.kill()
    assert (Notice.objects.filter(person=officer).count(), Digest.objects.count()) == (len(tasks), 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    until(_is_alone)

    rescued(job)
    start_worker()
    until(lambda: state_of(job) == JobState.DONE)

    assert Notice.objects.filter(person=officer).count() == len(tasks)
    assert Digest.objects.filter(person=officer).count() == 1
    assert Message.objects.filter(person=officer).count() == 1


def _is_waiting_for_the_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0]


def _is_alone():
    """The database has noticed that the killed worker is gone, and let go what it held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        return cursor.fetchone()[0] == 0
