"""Asking for work behind the page: the row is written with the act, the message follows the commit."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from celery import current_app
from django.db import transaction
from django.db.models.functions import Now

from lmhtx.jobs.models import Job
from lmhtx.jobs.registry import definition_of

if TYPE_CHECKING:
    from lmhtx.people.models import User

# Nobody waits for a queue that is away or hangs: the row is written already.
HASTE = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}
logger = logging.getLogger("lmhtx.jobs")


def later(name: str, *, by: User | None = None, wait_seconds: float = 0, **arguments: Any) -> Job:
    """A queued job that lives or dies with the caller's transaction; arguments are plain JSON values.

    With `wait_seconds` no worker takes it before that time has passed.
    Raises LookupError when no app defines the job. When the queue is away the rescue run publishes the row
    within two minutes.
    """
    definition = definition_of(name)
    moment = {"run_after_at": Now() + timedelta(seconds=wait_seconds)} if wait_seconds else {}
    job = Job.objects.create(
        name=name, arguments=arguments, asked_by=by, is_scheduled=definition.is_scheduled, **moment
    )
    # A second later than the row allows, so that the worker's call is not in vain.
    countdown = wait_seconds + 1 if wait_seconds else 0
    transaction.on_commit(partial(publish, job, countdown_seconds=countdown), robust=True)
    return job


def publish(job: Job, *, countdown_seconds: float = 0) -> None:
    """Tell the workers; a queue that does not answer is logged, never raised."""
    try:
        with current_app.connection_for_write(transport_options=HASTE) as connection:
            current_app.send_task(
                job.name,
                args=[job.pk],
                countdown=countdown_seconds or None,
                connection=connection,
                retry=False,
            )
    except Exception as error:  # noqa: BLE001 - whatever the queue's driver raises, the row is safe
        logger.warning("Chưa báo được hàng đợi việc %s #%s; sẽ báo lại (%s).", job.name, job.pk, error)
