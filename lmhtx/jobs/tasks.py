"""The queue's own scheduled jobs."""

from __future__ import annotations

from lmhtx.jobs.rescue import forget_old, rescue_lost
from lmhtx.jobs.running import scheduled


@scheduled("jobs.rescue", label="Cứu việc bị bỏ dở", seconds=1)
def rescue() -> str:
    """Bring lost work back."""
    count = rescue_lost()
    return f"Đã đưa lại {count} việc vào hàng đợi." if count else ""


@scheduled("jobs.prune", label="Dọn các việc đã xong từ lâu", seconds=5)
def prune() -> str:
    """Forget old rows."""
    count = forget_old()
    return f"Đã xóa {count} dòng cũ." if count else ""
