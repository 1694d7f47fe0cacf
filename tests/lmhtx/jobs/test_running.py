"""Running: claimed once, told on the row, tried again, never twice at once."""

from __future__ import annotations

from time import sleep

import pytest
from django.db import connections, transaction
from django.db.models.functions import Now

from lmhtx.jobs.locks import lock_number, only_one
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import later
from lmhtx.jobs.registry import define
from lmhtx.jobs.running import AGAIN, SORRY, STILL_RUNNING, GaveUp, claim, forget_runs, progress, run


def test_a_job_gets_its_arguments_and_keeps_its_result(db, make_job):
    definition = make_job(lambda left, right: {"url": f"/{left}-{right}/"})
    job = later("tests.work", left=1, right="hai")

    run(definition, job.pk)

    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"url": "/1-hai/"}, 1)
    assert job.ended_at is not None


def test_a_second_message_for_the_same_row_does_nothing(db, make_job):
    calls = []
    definition = make_job(lambda: calls.append(1))
    job = later("tests.work")

    run(definition, job.pk)
    run(definition, job.pk)

    assert calls == [1]


def test_a_message_for_a_row_that_is_gone_does_nothing(db, make_job):
    calls = []
    definition = make_job(lambda: calls.append(1))

    run(definition, 987654)

    assert calls == []


def test_a_failing_job_waits_and_is_tried_three_times(db, make_job):
    def break_down():
        raise ValueError("nổ")

    definition = make_job(break_down)
    job = later("tests.work")
    told = []
    for _ in range(3):
        run(definition, job.pk)
        job.refresh_from_db()
        told.append((job.state, job.note))
        assert "ValueError: nổ" in job.error_text
        assert claim(job.pk) is None
        Job.objects.filter(pk=job.pk).update(run_after_at=Now())

    assert told == [(JobState.QUEUED, AGAIN), (JobState.QUEUED, AGAIN), (JobState.FAILED, SORRY)]


def test_a_job_that_gave_up_is_not_tried_again_and_says_why(db, make_job):
    def give_up():
        raise GaveUp("Tệp có mật khẩu. Hãy gỡ mật khẩu rồi tải lên lại.")

    definition = make_job(give_up)
    job = later("tests.work")

    run(definition, job.pk)

    job.refresh_from_db()
    assert (job.state, job.note) == (JobState.FAILED, "Tệp có mật khẩu. Hãy gỡ mật khẩu rồi tải lên lại.")
    assert job.error_text == ""


def test_an_ending_does_not_touch_a_row_that_another_worker_has_taken(db, make_job):
    job_ids = []

    def be_overtaken():
        Job.objects.filter(pk=job_ids[0]).update(attempts=2)

    definition = make_job(be_overtaken)
    job = later("tests.work")
    job_ids.append(job.pk)

    run(definition, job.pk)

    job.refresh_from_db()
    assert (job.state, job.ended_at) == (JobState.RUNNING, None)


def test_a_scheduled_call_makes_its_own_row(db, make_job):
    definition = make_job(lambda: "Đã gửi 3 thư.", is_scheduled=True)

    run(definition, None)

    job = Job.objects.get(name="tests.work")
    assert (job.state, job.note, job.is_scheduled) == (JobState.DONE, "Đã gửi 3 thư.", True)


@pytest.mark.django_db(transaction=True)
def test_two_scheduled_runs_do_not_overlap(make_job):
    calls = []
    definition = make_job(lambda: calls.append(1), is_scheduled=True)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock_number("tests.work")])
        run(definition, None)
    finally:
        other.close()

    job = Job.objects.get(name="tests.work")
    assert (calls, job.state, job.note) == ([], JobState.DONE, STILL_RUNNING)


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_free_again_after_a_run(make_job):
    calls = []
    definition = make_job(lambda: calls.append(1), is_scheduled=True)

    run(definition, None)
    run(definition, None)

    assert calls == [1, 1]
    with only_one("tests.work") as is_free:
        assert is_free


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_not_committed(make_job):
    seen = []

    def work():
        with transaction.atomic():
            progress(3, 10, "Đang đọc trang 3")
            for _ in range(200):
                row = _look(job.pk)
                if row[0]:
                    break
                sleep(0.02)
            seen.append(row)

    definition = make_job(work)
    job = later("tests.work")

    run(definition, job.pk)

    assert seen == [(3, 10, "Đang đọc trang 3")]


def test_progress_outside_a_job_says_nothing(db):
    progress(1, 2)

    assert Job.objects.exclude(progress_total=0).count() == 0


def test_old_runs_of_a_scheduled_job_are_forgotten(db):
    for _ in range(5):
        Job.objects.create(name="tests.work", is_scheduled=True, state=JobState.DONE)
    waiting = Job.objects.create(name="tests.work", is_scheduled=True)

    forget_runs("tests.work", kept=2)

    left = Job.objects.filter(name="tests.work")
    assert (left.count(), left.filter(pk=waiting.pk).count()) == (3, 1)


def test_a_name_is_defined_once(db, make_job):
    definition = make_job(lambda: None)

    with pytest.raises(ValueError, match="defined twice"):
        define(definition)


def test_percent_is_known_with_the_size_only():
    assert Job(progress_done=3).percent is None
    assert Job(progress_done=1, progress_total=3).percent == 33
    assert Job(progress_done=9, progress_total=3).percent == 100


def _look(pk):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT progress_done, progress_total, note FROM jobs_job WHERE id = %s", [pk])
            return cursor.fetchone()
    finally:
        other.close()
