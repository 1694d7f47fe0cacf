"""Night work of the door."""

from __future__ import annotations

from lmhtx.account.actions import presences
from lmhtx.jobs.running import scheduled


@scheduled("account.forget_old", label="Dọn nơi đăng nhập đã lâu không dùng", seconds=5)
def forget_old() -> str:
    """Forget places of sign-in that nobody has used for a year."""
    count = presences.forget_old()
    return f"Đã dọn {count} nơi." if count else ""
