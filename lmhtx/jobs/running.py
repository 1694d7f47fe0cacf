"""How a job runs: claimed by one worker, kept alive, ended, tried again, its story told on the row."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, TypeVar

import pghistory
from celery import shared_task
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from structlog.contextvars import bound_contextvars

from lmhtx.jobs.locks import only_one
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.pulse import Pulse
from lmhtx.jobs.queue import publish
from lmhtx.jobs.registry import Definition, define

ATTEMPTS = 3
BACK_OFF_SECONDS = (30, 300)
KEPT_RUNS = 60
SORRY = "Việc này chưa làm xong do lỗi kỹ thuật. Quản trị hệ thống xem được lỗi ở trang Việc chạy nền."
AGAIN = "Gặp trục trặc, hệ thống sẽ tự thử lại."
STILL_RUNNING = "Bỏ qua vì lần chạy trước chưa xong."

Work = TypeVar("Work", bound=Callable[..., Any])
logger = logging.getLogger("lmhtx.jobs")
_pulse: ContextVar[Pulse | None] = ContextVar("lmhtx_jobs_pulse", default=None)


class GaveUp(Exception):
    """The work cannot be done and trying again would not help; the message is for the person who asked."""


def job(name: str, *, label: str, seconds: int = 60) -> Callable[[Work], Work]:
    """Make a function the job of that name; it gets the plain arguments given to `later()`.

    What it returns (plain values, or None) becomes the row's result; `{"url": …}` is offered as a link.
    `seconds` is its usual length. It may run twice and must do no harm then.
    """
    return _registering(name, label=label, seconds=seconds, is_scheduled=False)


def scheduled(name: str, *, label: str, seconds: int = 60) -> Callable[[Work], Work]:
    """Make a function a job of the schedule (`lmhtx/celery.py` says when); two runs never overlap.

    It takes no arguments; a returned sentence becomes the run's note.
    """
    return _registering(name, label=label, seconds=seconds, is_scheduled=True)


def progress(done: int, total: int, note: str = "") -> None:
    """Say how far the running job is, in a sentence for people; outside a job it says nothing."""
    pulse = _pulse.get()
    if pulse is not None:
        pulse.tell(done, total, note)


def run(definition: Definition, job_id: int | None) -> None:
    """Do the work of one row, unless another worker has it; a scheduled call without a row makes its own."""
    if job_id is None:
        job_id = Job.objects.create(name=definition.name, is_scheduled=True).pk
    claimed = claim(job_id)
    if claimed is None:
        return
    if not definition.is_scheduled:
        _work(definition, claimed)
        return
    with only_one(definition.name) as is_free:
        if is_free:
            _work(definition, claimed)
        else:
            _end(claimed, state=JobState.DONE, note=STILL_RUNNING)
    forget_runs(definition.name, kept=KEPT_RUNS)


def claim(job_id: int) -> Job | None:
    """Take a queued row for this worker, or None when it is gone, taken or not yet due."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED, run_after_at__lte=Now())
    is_ours = waiting.update(
        state=JobState.RUNNING, claimed_at=Now(), heartbeat_at=Now(), attempts=F("attempts") + 1
    )
    return Job.objects.get(pk=job_id) if is_ours else None


def forget_runs(name: str, *, kept: int) -> None:
    """Remove the ended runs of one scheduled job except the newest."""
    runs = Job.objects.filter(name=name, is_scheduled=True).ended().order_by("-pk")
    newest = list(runs.values_list("pk", flat=True)[:kept])
    if len(newest) == kept:
        Job.objects.filter(name=name, is_scheduled=True, pk__lt=newest[-1]).ended().delete()


def _registering(name: str, *, label: str, seconds: int, is_scheduled: bool) -> Callable[[Work], Work]:
    def register(function: Work) -> Work:
        definition = Definition(
            name=name, label=label, function=function, seconds=seconds, is_scheduled=is_scheduled
        )
        define(definition)

        @shared_task(name=name, acks_late=True, ignore_result=True)
        def task(job_id: int | None = None) -> None:
            run(definition, job_id)

        return function

    return register


def _work(definition: Definition, claimed: Job) -> None:
    ending: dict[str, Any]
    context = pghistory.context(job=claimed.pk, user=claimed.asked_by_id)
    numbers = bound_contextvars(job=claimed.pk, user=claimed.asked_by_id)
    with Pulse(claimed) as pulse, context, numbers:
        token = _pulse.set(pulse)
        try:
            answer = definition.function(**claimed.arguments)
        except GaveUp as reason:
            ending = {"state": JobState.FAILED, "note": str(reason)}
        except Exception as error:  # Whatever a job raises is told on its row.
            logger.exception("Việc %s #%s gặp lỗi.", claimed.name, claimed.pk)
            ending = _after(claimed, error)
        else:
            ending = _finished(answer)
        finally:
            _pulse.reset(token)
    # A connection lost during the work must not keep its ending from being told.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    _end(claimed, **ending)


def _finished(answer: Any) -> dict[str, Any]:
    """A sentence becomes the note, other plain values the result."""
    told = {"note": answer[:500]} if isinstance(answer, str) else {"result": answer}
    return {"state": JobState.DONE, "error_text": "", **told}


def _after(claimed: Job, error: Exception) -> dict[str, Any]:
    text = "".join(traceback.format_exception(error))[-8000:]
    if claimed.attempts >= ATTEMPTS:
        return {"state": JobState.FAILED, "note": SORRY, "error_text": text}
    return {"state": JobState.QUEUED, "note": AGAIN, "error_text": text}


def _end(claimed: Job, *, state: JobState, **told: Any) -> None:
    """Write how the attempt ended, unless the rescue has given the row to another worker meanwhile."""
    mine = Job.objects.filter(pk=claimed.pk, state=JobState.RUNNING, attempts=claimed.attempts)
    if state != JobState.QUEUED:
        if state == JobState.DONE:
            told["progress_done"] = F("progress_total")
        mine.update(state=state, ended_at=Now(), **told)
        return
    wait_seconds = BACK_OFF_SECONDS[claimed.attempts - 1]
    if mine.update(state=state, run_after_at=Now() + timedelta(seconds=wait_seconds), **told):
        publish(claimed, countdown_seconds=wait_seconds + 1)
