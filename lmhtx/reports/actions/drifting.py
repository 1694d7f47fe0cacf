"""Issued reports are laid beside what is known now, so that a late record does not go unseen."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import ReportDrift, ReportRun
from lmhtx.reports.queries.comparison import Comparison, compared
from lmhtx.workflow import Refused

# A report is asked about until the next one of its year has been compared with it.
WATCHED_DAYS = 400


def watch_issued(*, today: date) -> int:
    """Compare every issued report of the last year that no new version has taken the place of; how many differ."""
    replaced = ReportRun.objects.kept().filter(corrects__isnull=False).values("corrects")
    runs = ReportRun.objects.filter(
        state=RunState.ISSUED, last_on__gte=today - timedelta(days=WATCHED_DAYS)
    ).exclude(pk__in=replaced)
    return sum(_watched(run) for run in runs.order_by("pk"))


@transaction.atomic
def _watched(run: ReportRun) -> bool:
    found = compared(run)
    if not found.differences:
        ReportDrift.objects.filter(run=run).delete()
        return False
    told = {
        "figure_count": len(found.differences),
        "record_count": found.record_count,
        "mark": _mark(found),
        "found_at": clock.now(),
    }
    drift, is_new = ReportDrift.objects.get_or_create(run=run, defaults=told)
    if not is_new and drift.mark != told["mark"]:
        afresh = {**told, "let_be_at": None, "let_be_by": None, "let_be_note": ""}
        ReportDrift.objects.filter(pk=drift.pk).update(**afresh)
    return True


def _mark(found: Comparison) -> str:
    """The same differences have the same mark."""
    lines = (
        f"{one.traced.section}/{one.traced.row}/{one.traced.column}={one.now}" for one in found.differences
    )
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


@transaction.atomic
def let_be(*, run: ReportRun, by: User, note: str) -> ReportDrift:
    """The report stays as it was sent although figures would be others now; asked again when more changes."""
    drift = ReportDrift.objects.select_for_update().filter(run=run).first()
    if drift is None:
        raise Refused("Báo cáo này không có con số nào khác số liệu hiện nay.")
    if drift.let_be_at is not None:
        raise Refused(f"{drift.let_be_by} đã quyết định giữ nguyên báo cáo này.")
    if not note.strip():
        raise Refused("Hãy ghi lý do giữ nguyên báo cáo.")
    drift.let_be_at, drift.let_be_by, drift.let_be_note = clock.now(), by, note.strip()
    drift.save(update_fields=["let_be_at", "let_be_by", "let_be_note"])
    record("reports.run.let_be", run, by=by, note=drift.let_be_note)
    return drift
