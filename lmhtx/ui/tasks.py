"""Night work of the face."""

from __future__ import annotations

from lmhtx.jobs.running import scheduled
from lmhtx.ui import actions


@scheduled("ui.forget_old", label="Dọn mã một lần và bản nháp cũ", seconds=5)
def forget_old() -> None:
    """Forget keys and drafts that have served."""
    actions.forget_old()
