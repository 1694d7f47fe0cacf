"""Jobs of the queue: what was decided holds after its minute, pages are drawn."""

from __future__ import annotations

from lmhtx.decisions.actions import carrying_out, pages
from lmhtx.jobs.running import job, scheduled


@job("decisions.carry_out", label="Thực hiện quyết định đã qua thời gian hoàn tác", seconds=2)
def carry_out(*, decision_id: int) -> None:
    """Carry out one decision."""
    carrying_out.carry_out(decision_id=decision_id)


@scheduled("decisions.carry_out_due", label="Thực hiện các quyết định đến lúc có hiệu lực", seconds=5)
def carry_out_due() -> str:
    """Carry out what the job of its own has missed."""
    count = carrying_out.carry_out_due()
    return f"Đã xử lý {count} quyết định." if count else ""


@job("decisions.draw_pages", label="Dựng ảnh các trang của tệp", seconds=20)
def draw_pages(*, blob_id: int) -> None:
    """Draw the pages of one file."""
    pages.draw_pages(blob_id=blob_id)
