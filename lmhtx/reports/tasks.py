"""Work behind the page: drafts at each close, reports asked for by hand, the files of what was issued."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from lmhtx.base import clock
from lmhtx.jobs.running import GaveUp, job, progress, scheduled
from lmhtx.people.models import User
from lmhtx.reports.actions.building import Wish, build_run, draft_due, rebuild_run
from lmhtx.reports.actions.drifting import watch_issued
from lmhtx.reports.actions.rendering import keep_files
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun
from lmhtx.reports.pdf import PaperFailed
from lmhtx.workflow import Refused


@scheduled("reports.draft_due", label="Lập dự thảo báo cáo định kỳ đến ngày chốt", seconds=60)
def draft_reports() -> str:
    """Draft every report of the register whose close has passed and which is not there yet."""
    made = draft_due(today=clock.today())
    return f"Đã lập {len(made)} dự thảo báo cáo." if made else "Không có báo cáo nào đến ngày lập dự thảo."


@scheduled("reports.watch_issued", label="So báo cáo đã ban hành với số liệu hiện nay", seconds=600)
def watch_reports() -> str:
    """Find the issued reports that would say something else now."""
    count = watch_issued(today=clock.today())
    return f"{count} báo cáo đã ban hành nay có số khác." if count else "Không báo cáo nào có số khác."


@job("reports.build", label="Tổng hợp số liệu báo cáo", seconds=30)
def build_report(*, user_id: int, wish: dict[str, Any], ticket: str) -> dict[str, str]:
    """Build what a person asked for by hand; a second run finds it built."""
    progress(0, 1, "Đang tổng hợp số liệu tại ngày chốt.")
    try:
        run = build_run(wish=wish_of(wish), by=User.objects.get(pk=user_id), ticket=uuid.UUID(ticket))
    except Refused as refused:
        raise GaveUp(str(refused)) from refused
    return {"url": run.get_absolute_url()}


@job("reports.rebuild", label="Tổng hợp lại số liệu báo cáo", seconds=30)
def rebuild_report(*, user_id: int, run_id: int) -> dict[str, str]:
    """Count a draft again."""
    progress(0, 1, "Đang tổng hợp lại số liệu.")
    try:
        run = rebuild_run(run=ReportRun.objects.get(pk=run_id), by=User.objects.get(pk=user_id))
    except Refused as refused:
        raise GaveUp(str(refused)) from refused
    return {"url": run.get_absolute_url()}


@job("reports.render", label="Lập tệp của báo cáo đã ban hành", seconds=60)
def render_report(*, run_id: int) -> dict[str, str]:
    """Make PDF, Word and Excel from the frozen figures; what is there already stays."""
    run = ReportRun.objects.get(pk=run_id)
    try:
        keep_files(run=run)
    except PaperFailed as failed:
        raise GaveUp(str(failed)) from failed
    return {"url": run.get_absolute_url()}


def plain_wish(wish: Wish) -> dict[str, Any]:
    """A wish as a job carries it."""
    return {
        "report": wish.report,
        "span": str(wish.span),
        "window": str(wish.window),
        "year": wish.year,
        "number": wish.number,
        "first_on": wish.first_on.isoformat() if wish.first_on else "",
        "last_on": wish.last_on.isoformat() if wish.last_on else "",
        "subject_id": wish.subject_id,
    }


def wish_of(given: dict[str, Any]) -> Wish:
    """A carried wish again."""
    days = {
        name: date.fromisoformat(given[name]) if given[name] else None for name in ("first_on", "last_on")
    }
    return Wish(**{**given, **days, "span": Span(given["span"]), "window": Window(given["window"])})
