"""Shows where a task stands: its status, its marks, its deadline with the hour."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lmhtx.base import clock
from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.people.models import User
from lmhtx.ui.templatetags.ui import TONES, badge, icon
from lmhtx.ui.templatetags.vn_format import ngay
from plans import rules
from plans.enums import AssignmentRole, DeadlineKind, ExtensionState, ReportKind, ReportVerdict, TaskStatus
from plans.looks import EXTENSION_TONES, STATUS_TONES, VERDICT_TONES
from plans.models import Extension, Report, Target, Task
from plans.queries.indicators import listed_for, source_of

register = template.Library()
NOTHING = SafeString("")


def status_of(task: Task) -> TaskStatus:
    """The status that the query gave, else the one the rules say of this moment."""
    known = getattr(task, "status", None)
    if known is not None:
        return TaskStatus(known)
    moment = clock.now()
    return rules.task_status(task.facts, today=moment.date(), now_time=moment.time())


@register.simple_tag
def task_status(task: Task) -> str:
    """The status as colour, drawing and word."""
    status = status_of(task)
    return badge(status.label, STATUS_TONES[status])


@register.simple_tag
def task_dot(task: Task) -> SafeString:
    """The status as a small drawing in its colour, with its word for who cannot see it."""
    status = status_of(task)
    tone = STATUS_TONES[status]
    return format_html(
        '<span class="dot" data-tone="{}" title="{}">{}<span class="visually-hidden">{}:</span></span>',
        tone,
        status.label,
        icon(TONES[tone]),
        status.label,
    )


@register.filter
def split_words(words: str) -> list[str]:
    """The parts of "một,hai,ba"."""
    return words.split(",")


@register.filter
def add_to(first: float, second: float) -> SafeString:
    """The sum as SVG writes numbers."""
    return SafeString(f"{first + second:.2f}")


@register.simple_tag
def verdict(report: Report) -> str:
    """What became of a report."""
    state = ReportVerdict(report.state)
    return badge(state.label, VERDICT_TONES[state])


@register.simple_tag
def extension_state(extension: Extension) -> str:
    """What became of a request for more time."""
    state = ExtensionState(extension.state)
    return badge(state.label, EXTENSION_TONES[state])


@register.filter
def han(task: Task) -> str:
    """The deadline with its hour: "16:00 25/06/2026"; the printed words where there is no day."""
    if task.due_on is None:
        return task.deadline_text or DeadlineKind(task.kind).label
    return f"{task.due_time:%H:%M} {ngay(task.due_on)}" if task.due_time else ngay(task.due_on)


@register.simple_tag
def due_note(task: Task) -> SafeString:
    """How far the deadline is, unless the task has ended."""
    if task.due_on is None or not task.is_open:
        return NOTHING
    late = rules.days_late(task.facts, today=clock.today())
    status = status_of(task)
    if late:
        return format_html('<span class="due" data-tone="danger">quá hạn {} ngày</span>', late)
    if status == TaskStatus.OVERDUE:
        return format_html('<span class="due" data-tone="danger">quá giờ hạn</span>')
    if status == TaskStatus.AWAITING:
        return NOTHING
    left = (task.due_on - clock.today()).days
    if left > rules.legal.DUE_SOON_DAYS.whole(clock.today()):
        return format_html('<span class="due" data-tone="grey">còn {} ngày</span>', left)
    return format_html(
        '<span class="due" data-tone="soon">{}</span>', "đến hạn hôm nay" if left == 0 else f"còn {left} ngày"
    )


@register.filter
def gon(number: Decimal | int) -> Decimal | int:
    """18 for a stored 18,00: a quantity shows no more places than it has."""
    return int(number) if number == int(number) else Decimal(number).normalize()


@register.filter
def leads(task: Task) -> SafeString:
    """Who leads, as prefetched."""
    return _names(task, AssignmentRole.LEAD)


@register.filter
def partners(task: Task) -> SafeString:
    """Who takes part, as prefetched."""
    return _names(task, AssignmentRole.PARTNER)


def _names(task: Task, role: AssignmentRole) -> SafeString:
    rows = [a for a in task.assignments.all() if a.role == role]
    return format_html_join("; ", "{}", ((str(row),) for row in rows))


@register.filter
def nhan(value: Any, kind: str) -> str:
    """The Vietnamese word of a stored value: `{{ report.kind|nhan:"ReportKind" }}`."""
    return {"ReportKind": ReportKind, "DeadlineKind": DeadlineKind}[kind](value).label


@register.simple_tag
def target_count(target: Target, user: User) -> dict[str, Any]:
    """What a register counts for a quantity today, where its records are listed, and whether any register could."""
    source = source_of(target)
    number = source.count(clock.today()) if source else None
    has_sources = bool(collected(TargetSource))
    return {
        "source": source,
        "number": number,
        "listed": listed_for(user, source),
        "has_sources": has_sources,
    }
