"""The morning's scheduled jobs."""

from __future__ import annotations

from lmhtx.base import clock
from lmhtx.jobs.running import scheduled
from lmhtx.notices import reminders


@scheduled("notices.remind", label="Gửi nhắc việc buổi sáng", seconds=60)
def remind() -> str:
    """The day's reminders."""
    return reminders.run(clock.today())


@scheduled("notices.catch_up", label="Gửi bù nhắc việc nếu lỡ buổi sáng", seconds=60)
def catch_up() -> str:
    """The day's reminders where the morning's run was missed."""
    return reminders.catch_up(clock.today())
