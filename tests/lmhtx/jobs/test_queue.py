"""Asking for work: the row lives with the act, the queue may be away."""

from __future__ import annotations

import logging
from datetime import timedelta
from time import monotonic

import pytest
from celery import current_app
from django.db import transaction

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import later, publish
from lmhtx.jobs.running import claim


@pytest.fixture
def away():
    """A queue that nobody answers at."""
    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    yield
    current_app.conf.broker_url = before


def test_later_writes_the_row_and_publishes_after_commit(
    db, make_job, officer, django_capture_on_commit_callbacks
):
    make_job(lambda: None)

    with django_capture_on_commit_callbacks() as callbacks:
        job = later("tests.work", by=officer, paper_id=7)

    job.refresh_from_db()
    assert (job.state, job.arguments, job.asked_by, len(callbacks)) == (
        JobState.QUEUED,
        {"paper_id": 7},
        officer,
        1,
    )


def test_a_job_for_later_is_claimed_by_nobody_before(db, make_job):
    make_job(lambda: None)

    job = later("tests.work", wait_seconds=60)

    job.refresh_from_db()
    assert (job.run_after_at - job.created_at, claim(job.pk)) == (timedelta(seconds=60), None)


def test_later_is_undone_with_the_act(db, make_job):
    make_job(lambda: None)

    with transaction.atomic():
        later("tests.work")
        transaction.set_rollback(True)

    assert not Job.objects.filter(name="tests.work").exists()


def test_later_refuses_an_unknown_name(db):
    with pytest.raises(LookupError, match=r"tests\.nobody"):
        later("tests.nobody")


def test_a_queue_that_is_away_is_logged_and_costs_little_time(db, make_job, away, caplog):
    make_job(lambda: None)
    job = later("tests.work")
    start = monotonic()

    with caplog.at_level(logging.WARNING, logger="lmhtx.jobs"):
        publish(job)

    assert "sẽ báo lại" in caplog.text
    assert monotonic() - start < 3
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
