"""The sign of life of a running job: a thread with a connection of its own writes heartbeat and progress."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import Any, Self

from django.db import DatabaseError, connection
from django.db.models.functions import Now

from lmhtx.jobs.models import Job, JobState

BEAT_SECONDS = 15
PROGRESS_SECONDS = 0.5

logger = logging.getLogger("lmhtx.jobs")


class Pulse:
    """Beats while the job runs; its own connection shows progress before the job's transaction commits."""

    def __init__(self, job: Job, *, beat_seconds: float = BEAT_SECONDS) -> None:
        self._job_id, self._attempt = job.pk, job.attempts
        self._beat_seconds = beat_seconds
        self._told: dict[str, Any] = {}
        self._ended, self._news = Event(), Event()
        self._thread = Thread(target=self._beat, name=f"pulse-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._ended.set()
        self._news.set()
        self._thread.join()

    def tell(self, done: int, total: int, note: str) -> None:
        """Take over how far the job is; written within half a second."""
        self._told = {"progress_done": done, "progress_total": total, "note": note[:500]}
        self._news.set()

    def _beat(self) -> None:
        try:
            while not self._ended.is_set():
                has_news = self._news.wait(self._beat_seconds)
                if self._ended.is_set() and not self._told:
                    break
                self._news.clear()
                self._write()
                if has_news:
                    self._ended.wait(PROGRESS_SECONDS)
        finally:
            connection.close()

    def _write(self) -> None:
        told, self._told = self._told, {}
        mine = Job.objects.filter(pk=self._job_id, state=JobState.RUNNING, attempts=self._attempt)
        try:
            mine.update(heartbeat_at=Now(), **told)
        except DatabaseError:
            # The database is away for a moment; the next beat tries on a new connection.
            logger.warning("Chưa ghi được nhịp của việc #%s.", self._job_id, exc_info=True)
            connection.close()
