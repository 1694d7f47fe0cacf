"""The store's nightly job."""

from __future__ import annotations

from lmhtx.files.inspection import bury_forsaken, inspect
from lmhtx.jobs.running import scheduled


@scheduled("files.inspect_store", label="Kiểm tra kho tệp", seconds=60)
def inspect_store() -> str:
    """Destroy what has had its time, then tell what does not fit."""
    count = bury_forsaken()
    buried = f"Đã hủy {count} tệp hết hạn lưu. " if count else ""
    return f"{buried}{inspect().sentence}".strip()
