"""The trail's scheduled job."""

from __future__ import annotations

from lmhtx.audit import sealing
from lmhtx.jobs.running import scheduled


@scheduled("audit.seal_entries", label="Niêm phong nhật ký", seconds=1)
def seal_entries() -> str:
    """Seal what finished transactions have written."""
    seal = sealing.seal_entries()
    return f"Đã niêm phong {seal.entry_count} dòng." if seal else ""
