"""The figures of the dashboards: of one unit for its head, of everything for office and leadership."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth, TruncWeek
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.ui.bars import bars
from lmhtx.vn.dates import add_months
from lmhtx.vn.numbers import share_percent
from plans.enums import AssignmentRole, TaskStatus
from plans.models import Assignment, Task
from plans.queries.plans import plan_figures

COMING_DAYS = 30
TREND_MONTHS = 9
SHOWN = 12


def in_reach(user: User, *, unit_only: bool = False) -> Any:
    """The tasks that a dashboard is about: those the person sees, or only those of the units he heads."""
    rows = Task.objects.visible_to(user).counted()
    return rows.of_units(user.headed_ids or user.agency_ids) if unit_only else rows


def standing(rows: Any, scope: str = "") -> dict[str, Any]:
    """How the tasks stand, with the share on time by both deadlines."""
    figures = plan_figures(rows.with_status())
    order = [
        TaskStatus.OVERDUE,
        TaskStatus.AWAITING,
        TaskStatus.RUNNING,
        TaskStatus.NOT_DUE,
        TaskStatus.CONTINUOUS,
        TaskStatus.UNDATED,
        TaskStatus.DONE_LATE,
        TaskStatus.DONE_ON_TIME,
    ]
    counts = [
        (status.label, figures.by_status.get(status, 0), _list(scope, status=status)) for status in order
    ]
    shown = bars([row for row in counts if row[1]])
    late = TaskStatus.OVERDUE.label
    shown = [replace(bar, tone="danger") if bar.label == late else bar for bar in shown]
    return {"figures": figures, "bars": shown, "list": _list(scope)}


def overdue_by_unit(rows: Any) -> dict[str, Any]:
    """Past the deadline, by the unit that is the focal point."""
    found = rows.ours().past_due().order_by().values_list("followed_by", "followed_by__name")
    counted = found.annotate(n=Count("pk")).order_by("-n")[:SHOWN]
    return {
        "bars": bars(
            [(name, n, _list("ours", status="overdue", unit=pk)) for pk, name, n in counted], tone="danger"
        )
    }


def overdue_by_agency(rows: Any) -> dict[str, Any]:
    """Past the deadline, by the outside agency that leads."""
    late = Assignment.objects.filter(role=AssignmentRole.LEAD, task__in=rows.past_due().values("pk"))
    found = late.filter(agency__kind="outside").values_list("agency", "agency__name")
    counted = found.annotate(n=Count("pk")).order_by("-n")[:SHOWN]
    return {
        "bars": bars(
            [(name, n, _list("", status="overdue", lead=pk)) for pk, name, n in counted], tone="danger"
        )
    }


def coming(rows: Any, scope: str = "") -> dict[str, Any]:
    """What falls due in the coming thirty days, week by week."""
    today = clock.today()
    until = today + timedelta(days=COMING_DAYS)
    weeks = rows.due_within(today, until).order_by().annotate(week=TruncWeek("due_on")).values_list("week")
    counted = [
        (_week(week), n, _due(scope, max(week, today), min(_sunday(week), until)))
        for week, n in weeks.annotate(n=Count("pk")).order_by("week")
    ]
    return {"bars": bars(counted), "list": _due(scope, today, until)}


def _week(monday: date) -> str:
    return f"{monday:%d/%m} – {_sunday(monday):%d/%m}"


def _sunday(monday: date) -> date:
    return monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Point:
    """One month of the trend: the share on time of what fell due in it, and where it stands in the picture."""

    label: str
    share: Any
    x: float
    y: float
    address: str


def trend(rows: Any, scope: str = "") -> dict[str, Any]:
    """The share on time of what fell due in each of the last nine months."""
    this_month = clock.today().replace(day=1)
    first = add_months(this_month, 1 - TREND_MONTHS)
    late = Q(status__in=[TaskStatus.DONE_LATE, TaskStatus.OVERDUE])
    good = Q(status=TaskStatus.DONE_ON_TIME)
    months = (
        rows.with_status()
        .filter(due_on__gte=first, due_on__lt=add_months(this_month, 1))
        .order_by()
        .annotate(month=TruncMonth("due_on"))
        .values_list("month")
        .annotate(good=Count("pk", filter=good), all=Count("pk", filter=good | late))
    )
    found = {month: share_percent(good_count, total) for month, good_count, total in months if total}
    points = []
    for place in range(TREND_MONTHS):
        month = add_months(first, place)
        share = found.get(month)
        if share is not None:
            last = add_months(month, 1) - timedelta(days=1)
            x, y = 30 + place * 540 / (TREND_MONTHS - 1), 130 - float(share) * 1.1
            points.append(
                Point(
                    f"{month:%m/%Y}", share, round(x, 1), round(y, 1), _due(scope, month, last, is_open=False)
                )
            )
    return {"points": points, "line": " ".join(f"{point.x},{point.y}" for point in points)}


def _list(scope: str = "", **query: Any) -> str:
    wanted = {"scope": scope, **query} if scope else query
    return f"{reverse('task_list')}?{urlencode(wanted)}"


def _due(scope: str, first: date, last: date, *, is_open: bool = True) -> str:
    days = {"due_from": f"{first:%d/%m/%Y}", "due_to": f"{last:%d/%m/%Y}"}
    states = [("status", status) for status in ("not_due", "running", "continuous")] if is_open else []
    pairs = [*([("scope", scope)] if scope else []), *days.items(), *states]
    return f"{reverse('task_list')}?{urlencode(pairs)}"
