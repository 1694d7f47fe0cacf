"""The one beat: as many may run as machines there are, a lock of the database lets only one of them speak."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

import psycopg
from celery.beat import Scheduler
from django.db import connection

from lmhtx.base.line import own_line
from lmhtx.jobs.locks import lock_number

NAME = "jobs.beat"
ASK_AGAIN_SECONDS = 5.0
logger = logging.getLogger("lmhtx.jobs")


class OnlyBeat(Scheduler):
    """Speaks while it holds the lock; the next one takes over within seconds when it dies.

    The schedule is in memory: what was missed while nobody spoke is made up by the jobs that care, not by a
    file that another machine would not have.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._line: psycopg.Connection[Any] | None = None
        self._leads = False
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Speak if it is ours to speak; say when to look again."""
        if not self._may_speak():
            return ASK_AGAIN_SECONDS
        wait: float = super().tick(*args, **kwargs)
        return min(wait, ASK_AGAIN_SECONDS)

    def close(self) -> None:
        """Let the next one speak at once."""
        self._let_go()
        self._hang_up()
        super().close()

    def _may_speak(self) -> bool:
        try:
            leads = self._holds()
        except psycopg.Error as error:
            logger.warning("Bộ hẹn giờ chưa hỏi được cơ sở dữ liệu: %s", error)
            self._hang_up()
            return False
        if leads and not self._leads:
            self._start_afresh()
            logger.info("Bộ hẹn giờ này bắt đầu giữ lịch.")
        self._leads = leads
        return leads

    def _holds(self) -> bool:
        if self._line is None or self._line.closed:
            self._line, self._leads = own_line(), False
        if self._leads:
            self._line.execute("SELECT 1")
            return True
        row = self._line.execute("SELECT pg_try_advisory_lock(%s)", [lock_number(NAME)]).fetchone()
        return bool(row and row[0])

    def _start_afresh(self) -> None:
        """What fell due while another one spoke has been said."""
        for entry in self.schedule.values():
            entry.last_run_at = self.app.now()
        self._heap = None

    def _let_go(self) -> None:
        """Free the lock by word: a closed line alone holds it until the server notices."""
        if self._line is not None and not self._line.closed:
            with suppress(psycopg.Error):
                self._line.execute("SELECT pg_advisory_unlock(%s)", [lock_number(NAME)])

    def _hang_up(self) -> None:
        self._leads = False
        if self._line is not None:
            self._line.close()
            self._line = None


def is_beating() -> bool:
    """Whether some beat holds the lock at this moment."""
    number = lock_number(NAME)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            " AND (classid::bigint << 32 | objid::bigint) = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [number],
        )
        return bool(cursor.fetchone()[0])
