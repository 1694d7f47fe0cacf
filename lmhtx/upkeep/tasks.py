"""The scheduled jobs of upkeep."""

from __future__ import annotations

from lmhtx.jobs.running import scheduled
from lmhtx.upkeep import actions


@scheduled("upkeep.back_up", label="Sao lưu hằng đêm", seconds=120)
def back_up() -> str:
    """Tonight's backup."""
    return actions.back_up_nightly()


@scheduled("upkeep.try_backup", label="Thử khôi phục bản sao lưu hằng tháng", seconds=300)
def try_backup() -> str:
    """The trial of the month."""
    return actions.try_newest()


@scheduled("upkeep.watch_backups", label="Canh bản sao lưu", seconds=1)
def watch_backups() -> str:
    """Whether backups come."""
    return actions.watch_backups()
