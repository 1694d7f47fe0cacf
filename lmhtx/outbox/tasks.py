"""The outbox's scheduled job."""

from __future__ import annotations

from lmhtx.jobs.running import scheduled
from lmhtx.outbox import sending


@scheduled("outbox.send_messages", label="Gửi thư đang chờ", seconds=10)
def send_messages() -> str:
    """Send what is due."""
    count = sending.send_due()
    return f"Đã gửi {count} thư." if count else ""
