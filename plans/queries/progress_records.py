"""What a progress report keeps of each task at the close of its period."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DecimalField,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject, TruncDate

from lmhtx.base import clock
from lmhtx.directory.models.agency import OURS
from lmhtx.reports.rules import Days
from plans.enums import AssignmentRole, ChangeKind, ExtensionState, ReportVerdict, TaskStatus
from plans.models import Assignment, Change, Extension, ReportedQuantity, Target
from plans.queries.as_of import leads_as_of, tasks_as_of, unit_as_of

COMING_DAYS = 30
STILL_OPEN = (TaskStatus.NOT_DUE, TaskStatus.RUNNING, TaskStatus.CONTINUOUS)
DONE = (TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE)
LATE = (TaskStatus.OVERDUE, TaskStatus.DONE_LATE)


def records(days: Days, plan_id: int | None) -> Any:
    """One row for each task given by the close: `record_id` and `facts`, which hold only what is so."""
    rows = tasks_as_of(days.last_on, plan_id=plan_id)
    facts = Func(
        JSONObject(**_standing(days), **_flows(days)), function="jsonb_strip_nulls", output_field=JSONField()
    )
    return rows.order_by().annotate(record_id=F("pk"), facts=facts).values("record_id", "facts")


def _standing(days: Days) -> dict[str, Any]:
    ours = Assignment.objects.filter(task=OuterRef("pk"), role=AssignmentRole.LEAD, agency__kind__in=OURS)
    late = Q(at_status__in=LATE) | Q(at_status=TaskStatus.AWAITING, at_days_late__gt=0)
    return {
        "status": F("at_status"),
        "first": F("at_status_first"),
        "leads": leads_as_of(days.last_on),
        "unit": unit_as_of(days.last_on),
        "plan": F("plan_id"),
        "group": F("group"),
        "due": F("at_due"),
        "first_due": Case(When(~Q(at_first=F("at_due")), then=F("at_first")), default=None),
        "done": Case(When(at_status__in=DONE, then=F("at_day")), default=None),
        "late": Case(When(late, then=F("at_days_late")), default=None),
        "percent": F("at_percent"),
        "ours": _yes(Exists(ours)),
        "targets": _targets(days),
    }


def _flows(days: Days) -> dict[str, Any]:
    window = (days.first_on, days.last_on)
    end = clock.end_of(days.last_on)
    more_time = Extension.objects.filter(task=OuterRef("pk"))
    approved = more_time.annotate(on=TruncDate("judged_at", tzinfo=end.tzinfo)).filter(
        state=ExtensionState.APPROVED, on__gte=days.first_on, on__lte=days.last_on
    )
    ordered = Change.objects.filter(task=OuterRef("pk"), kind=ChangeKind.DUE, said_on__range=window)
    asked = more_time.filter(Q(state=ExtensionState.REQUESTED) | Q(judged_at__gt=end), requested_at__lte=end)
    coming = (days.last_on + timedelta(days=1), days.last_on + timedelta(days=COMING_DAYS))
    return {
        "new": _yes(Q(given_on__range=window)),
        "due_in": _yes(Q(at_due__range=window)),
        "done_in": _yes(Q(at_status__in=DONE, at_day__range=window)),
        "moved_in": _yes(Exists(approved) | Exists(ordered)),
        "asked": _yes(Exists(asked)),
        "coming": _yes(Q(at_status__in=STILL_OPEN, at_due__range=coming)),
    }


def _yes(condition: Any) -> Case:
    """True or, so that it takes no room, nothing."""
    return Case(When(condition, then=Value(True)), default=None)


def _targets(days: Days) -> Case:
    """The quantities the task must reach, each with what had been reached at the close."""
    end = clock.end_of(days.last_on)
    told = ReportedQuantity.objects.filter(target=OuterRef("pk"), report__state=ReportVerdict.ACCEPTED)
    before = told.filter(report__submitted_at__lte=end).order_by("-report__submitted_at", "-pk")
    reached = Case(
        When(~Exists(told.filter(report__submitted_at__gt=end)), then=F("done")),
        default=Coalesce(Subquery(before.values("done")[:1]), Value(Decimal(0))),
        output_field=DecimalField(),
    )
    own = Target.objects.filter(task=OuterRef("pk")).order_by("pk")
    return Case(
        When(
            Exists(own),
            then=Func(
                ArraySubquery(
                    own.annotate(reached=reached).values(
                        json=JSONObject(id="pk", unit="unit", quantity="quantity", done="reached")
                    )
                ),
                function="to_jsonb",
                output_field=JSONField(),
            ),
        ),
        default=None,
        output_field=JSONField(),
    )
