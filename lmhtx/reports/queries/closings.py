"""Closes of data to come, and the reports that wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.reports.access import Perm
from lmhtx.reports.enums import RunState, Window
from lmhtx.reports.models import ReportDrift, ReportRun, ReportSchedule
from lmhtx.reports.rules import earliest_sending_day, report_window
from lmhtx.vn.dates import short

AHEAD_DAYS = 45
REMIND_DAYS = 3
# Who puts the office's reports together; every unit may build one of its own, but need not be called.
CALLED = (Role.OFFICE_CHIEF, Role.CLERK)


@dataclass(frozen=True, slots=True)
class Closing:
    """A close that is coming: of which schedule, which period, and when the report may leave at the earliest."""

    schedule: ReportSchedule
    label: str
    close_on: date
    draft_on: date
    send_from: date

    @property
    def about(self) -> str:
        """What it reports on."""
        return self.schedule.subject_label or "tất cả kế hoạch"


def closings(first: date, last: date) -> list[Closing]:
    """The closes between two days, in order."""
    calendar = calendar_for(first, last + timedelta(days=31))
    found = []
    for schedule in ReportSchedule.objects.all():
        for period in schedule.closing_between(first, last):
            close = report_window(period, window=Window(schedule.window))[1]
            draft = close + timedelta(days=schedule.offset_days)
            send = earliest_sending_day(close, calendar=calendar)
            found.append(Closing(schedule, period.label, close, draft, send))
    return sorted(found, key=lambda one: (one.close_on, one.schedule.pk))


def board(user: User) -> dict[str, Any]:
    """For the dashboard: closes to come, and what waits."""
    today = clock.today()
    runs = ReportRun.objects.visible_to(user)
    open_states = (RunState.DRAFT, RunState.SUBMITTED, RunState.CHECKED)
    return {
        "closings": closings(today, today + timedelta(days=AHEAD_DAYS)),
        "waiting": list(runs.filter(state__in=open_states).order_by("last_on", "pk")[:6]),
    }


def to_check(user: User) -> Any:
    """Reports that wait for this person's check; nobody checks what he handed in himself."""
    rows = _in(user, Perm.CHECK_RUN, RunState.SUBMITTED)
    return rows.exclude(submitted_by=user) if not user.is_leader else ReportRun.objects.none()


def to_issue(user: User) -> Any:
    """Reports that have been checked and wait to be issued."""
    return _in(user, Perm.ISSUE_RUN, RunState.CHECKED)


def returned(user: User) -> Any:
    """Drafts of mine that came back with a reason."""
    rows = ReportRun.objects.filter(state=RunState.DRAFT, returned_at__isnull=False, created_by=user)
    return rows.order_by("returned_at")


def drifted(user: User) -> Any:
    """Issued reports of mine, or of the office for whoever checks them, that would say something else now."""
    if not user.has_perm(Perm.BUILD_RUN):
        return ReportRun.objects.none()
    rows = ReportRun.objects.visible_to(user).filter(drift__in=ReportDrift.objects.waiting())
    if not user.has_perm(Perm.CHECK_RUN) or user.is_leader:
        rows = rows.filter(created_by=user)
    return rows.select_related("drift").order_by("last_on", "pk")


def _in(user: User, permission: str, state: RunState) -> Any:
    if not user.has_perm(permission):
        return ReportRun.objects.none()
    return ReportRun.objects.visible_to(user).filter(state=state).order_by("last_on", "pk")


def due_closings(day: date) -> list[DueNotice]:
    """Three days before a close, whoever builds reports in the office hears of it."""
    coming = closings(day + timedelta(days=1), day + timedelta(days=REMIND_DAYS))
    if not coming:
        return []
    people = sorted(set(Posting.objects.on(day).filter(role__in=CALLED).values_list("user", flat=True)))
    address = reverse("report_run_list")
    return [
        DueNotice(
            stage="close",
            subject_id=one.schedule.pk,
            person_id=person,
            due_on=one.close_on,
            line=f"Chốt số liệu báo cáo {one.label.lower()} ngày {short(one.close_on)}: {one.about}",
            url=address,
        )
        for one in coming
        for person in people
    ]
