"""Lost work comes back: the message, the worker, both."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from time import sleep

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import later
from lmhtx.jobs.rescue import DIED, forget_old, rescue_lost
from lmhtx.jobs.running import run

HANGING_WORKER = """
import django, time
django.setup()
from lmhtx.jobs.registry import Definition
from lmhtx.jobs.running import run
hang = Definition(name="tests.work", label="", function=lambda: time.sleep(60), seconds=1, is_scheduled=False)
run(hang, {pk})
"""


def aged(job, **moments):
    ages = {name: Now() - timedelta(minutes=minutes) for name, minutes in moments.items()}
    Job.objects.filter(pk=job.pk).update(**ages)


def test_a_row_whose_message_was_lost_goes_out_again(db, make_job):
    make_job(lambda: None)
    lost, fresh = later("tests.work"), later("tests.work")
    aged(lost, run_after_at=3)

    assert rescue_lost() == 1
    fresh.refresh_from_db()
    assert fresh.state == JobState.QUEUED


def test_a_row_without_heartbeat_goes_out_again(db, make_job):
    make_job(lambda: None)
    job = later("tests.work")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1, claimed_at=Now())
    aged(job, claimed_at=4, heartbeat_at=3)

    assert rescue_lost() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)


def test_a_living_row_is_left_alone(db, make_job):
    make_job(lambda: None)
    job = later("tests.work")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1, heartbeat_at=Now())

    assert rescue_lost() == 0
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_a_row_lost_three_times_ends(db, make_job):
    make_job(lambda: None)
    job = later("tests.work")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=3)
    aged(job, heartbeat_at=3)

    assert rescue_lost() == 0
    job.refresh_from_db()
    assert (job.state, job.note) == (JobState.FAILED, DIED)


def test_old_rows_go(db):
    done = Job.objects.create(name="tests.work", state=JobState.DONE)
    failed = Job.objects.create(name="tests.work", state=JobState.FAILED)
    aged(done, ended_at=31 * 24 * 60)
    aged(failed, ended_at=31 * 24 * 60)

    assert forget_old() == 1
    assert list(Job.objects.filter(name="tests.work")) == [failed]


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_survived(make_job):
    calls = []
    definition = make_job(lambda: calls.append(1))
    job = later("tests.work")
    worker = subprocess.Popen(
        [sys.executable, "-c", HANGING_WORKER.format(pk=job.pk)],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": _database_url()},
    )
    _wait_until_claimed(job, worker)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

    run(definition, job.pk)
    assert calls == []
    aged(job, claimed_at=4, heartbeat_at=3)
    assert rescue_lost() == 1
    run(definition, job.pk)

    job.refresh_from_db()
    assert (calls, job.state, job.attempts) == ([1], JobState.DONE, 2)


def _database_url():
    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def _wait_until_claimed(job, worker):
    for _ in range(300):
        job.refresh_from_db()
        if job.state == JobState.RUNNING:
            return
        assert worker.poll() is None
        sleep(0.1)
    worker.kill()
    pytest.fail("the worker never claimed the job")
