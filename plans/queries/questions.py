"""What the queue "Cần tôi quyết" shows of a request for more time and of a report, in the words of a busy reader."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from plans.enums import ExtensionState, ReportKind, ReportVerdict
from plans.models import Extension, Report, Task


def with_request(rows: QuerySet[Extension]) -> QuerySet[Extension]:
    """The requests with what is shown of them."""
    return rows.select_related("task__plan", "task__person", "task__followed_by")


def with_report(rows: QuerySet[Report]) -> QuerySet[Report]:
    """The reports with what is shown of them."""
    found = rows.select_related("task__plan", "task__person", "task__followed_by", "batch")
    return found.prefetch_related("quantities__target")


def extensions_seen(user: User) -> QuerySet[Extension]:
    """Requests of the tasks that the person sees."""
    return Extension.objects.visible_to(user).select_related("task__plan__keeper", "created_by")


def reports_seen(user: User) -> QuerySet[Report]:
    """Reports of the tasks that the person sees."""
    return Report.objects.visible_to(user).select_related("task__plan__keeper", "created_by")


def of_extension(extension: Extension) -> dict[str, Any]:
    """A request as its card shows it."""
    task = extension.task
    return {
        "extension": extension,
        "task": task,
        "original": _day(task.original_due_on, task.original_due_time),
        "present": _day(extension.from_due_on, extension.from_due_time),
        "asked": _day(extension.to_due_on, extension.to_due_time),
        "is_moved": task.original_due_on != extension.from_due_on,
        "more_days": (extension.to_due_on - extension.from_due_on).days,
        "history": [line for line in (_extended(task), _told(task)) if line],
    }


def of_report(report: Report) -> dict[str, Any]:
    """A report as its card shows it."""
    task = report.task
    return {
        "report": report,
        "task": task,
        "is_completion": report.kind == ReportKind.COMPLETION,
        "original": _day(task.original_due_on, task.original_due_time),
        "present": _day(task.due_on, task.due_time),
        "is_moved": task.original_due_on != task.due_on,
        "days_late": _days_late(report),
        "quantities": list(report.quantities.all()),
        "history": [line for line in (_extended(task), _told(task, but=report), _returned(task)) if line],
    }


def files_of_extension(extension: Extension) -> list[Attachment]:
    """A request carries no files."""
    del extension
    return []


def files_of_report(report: Report) -> list[Attachment]:
    """Its own evidence, then the letter under which it was sent with others."""
    found = list(Attachment.objects.of(report))
    return [*found, *Attachment.objects.of(report.batch)] if report.batch is not None else found


def _day(on: date | None, hour: time | None) -> str:
    if on is None:
        return ""
    return f"{hour:%H:%M} {on:%d/%m/%Y}" if hour else f"{on:%d/%m/%Y}"


def _days_late(report: Report) -> int:
    """By how many days a completion was handed in after the deadline; 1 where only the hour was missed."""
    due = report.task.due_on
    if due is None or report.kind != ReportKind.COMPLETION:
        return 0
    is_late = report.submitted_at > clock.end_of(due, report.task.due_time)
    return max(1, (clock.day_of(report.submitted_at) - due).days) if is_late else 0


def _extended(task: Task) -> str:
    """How often more time was asked for and what became of it."""
    asked = task.extensions.exclude(state=ExtensionState.REQUESTED).order_by("requested_at")
    states = list(asked.values_list("state", flat=True))
    given, refused = states.count(ExtensionState.APPROVED), states.count(ExtensionState.REFUSED)
    parts = ([f"đã gia hạn {given} lần"] if given else []) + (
        [f"{refused} lần không được duyệt"] if refused else []
    )
    return _sentence(parts)


def _told(task: Task, *, but: Report | None = None) -> str:
    """The last report before this one."""
    earlier = task.reports.exclude(pk=but.pk) if but is not None else task.reports.all()
    before = earlier.order_by("-submitted_at").first()
    if before is None:
        return "Chưa có báo cáo nào trước đó." if but else f"Tiến độ {task.percent} %, chưa có báo cáo nào."
    state = ReportVerdict(before.state).label.lower()
    return f"Báo cáo trước: {before.percent} % ngày {clock.local(before.submitted_at):%d/%m/%Y} ({state})."


def _returned(task: Task) -> str:
    """How often a report was sent back, and why the last time."""
    notes = list(
        task.reports.filter(state=ReportVerdict.RETURNED)
        .order_by("-judged_at")
        .values_list("verdict_note", flat=True)
    )
    return f"Đã trả lại {len(notes)} lần, lần gần nhất: {notes[0]}" if notes else ""


def _sentence(parts: list[str]) -> str:
    told = ", ".join(parts)
    return f"{told[0].upper()}{told[1:]}." if told else ""
