"""Tasks as they stood at the end of a past day: plans.rules said in SQL over what is known of that day.

What happened later is undone by its own date: a deadline moved later stands where it stood, an order of a later day has
not been given. A verdict reaches back to the day of the report that it judges.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    TimeField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Least, NullIf, TruncDate, TruncTime

from lmhtx.base import clock
from plans.enums import (
    AssignmentRole,
    ChangeKind,
    DeadlineKind,
    ExtensionState,
    ReportVerdict,
    TaskHold,
    TaskStatus,
    VersionChange,
)
from plans.models import Assignment, Change, Extension, Report, Task, VersionRow
from plans.models.task_queries import CONTINUOUS, minute_after

HOLDING = {
    ChangeKind.SUSPEND: TaskHold.SUSPENDED,
    ChangeKind.CANCEL: TaskHold.CANCELLED,
    ChangeKind.MERGE: TaskHold.CANCELLED,
    ChangeKind.RESUME: TaskHold.NONE,
}


def tasks_as_of(day: date, *, plan_id: int | None = None) -> Any:
    """The tasks of plans given by the end of the day, each with its `at_…` of that moment and its status then."""
    end = clock.end_of(day)
    zone = end.tzinfo
    given_later = Exists(
        VersionRow.objects.filter(task=OuterRef("pk"), change=VersionChange.ADD, version__number__gt=1)
    )
    entered_on = TruncDate("created_at", tzinfo=zone)
    rows = Task.objects.filter(plan__isnull=False) if plan_id is None else Task.objects.filter(plan=plan_id)
    rows = rows.annotate(
        given_on=Case(
            When(
                Q(plan__issued_on__isnull=False) & ~given_later, then=Least(F("plan__issued_on"), entered_on)
            ),
            default=entered_on,
        )
    ).filter(given_on__lte=day)
    return _with_status(_standing(rows, day, end), day)


def _standing(rows: Any, day: date, end: datetime) -> Any:
    """The columns on which the status rests, as of the moment."""
    submitted = Case(When(submitted_at__lte=end, then=F("submitted_at")), default=None)
    rows = rows.annotate(at_submitted=submitted, **_moves(day, end)).annotate(
        at_due=_due("due_on", DateField()),
        at_due_time=_due("due_time", TimeField()),
        at_hold=_hold(day),
        at_percent=_percent(end),
        at_day=TruncDate("at_submitted", tzinfo=end.tzinfo),
        at_hour=TruncTime("at_submitted", tzinfo=end.tzinfo),
    )
    known = Q(at_due__isnull=False)
    return rows.annotate(
        at_first=Case(When(known, then=F("original_due_on")), default=None),
        at_first_time=Case(When(known, then=F("original_due_time")), default=None),
    )


def _moves(day: date, end: datetime) -> dict[str, Any]:
    """The first move of the deadline after the moment: what it moved tells where the deadline stood."""
    more_time = Extension.objects.filter(
        task=OuterRef("pk"), state=ExtensionState.APPROVED, judged_at__gt=end
    ).order_by("judged_at", "pk")
    ordered = Change.objects.filter(task=OuterRef("pk"), kind=ChangeKind.DUE, said_on__gt=day).order_by(
        "created_at", "pk"
    )
    before = {
        "due_on": Cast(NullIf(KT("before__hạn"), Value("")), DateField()),
        "due_time": Cast(NullIf(KT("before__giờ"), Value("")), TimeField()),
    }
    return {
        "extended_later_at": Subquery(more_time.values("judged_at")[:1]),
        "ordered_later_at": Subquery(ordered.values("created_at")[:1]),
        **{f"extended_{name}": Subquery(more_time.values(f"from_{name}")[:1]) for name in before},
        **{f"ordered_{name}": Subquery(ordered.values_list(was)[:1]) for name, was in before.items()},
    }


def _due(name: str, kind: Any) -> Case:
    extended_first = Q(extended_later_at__isnull=False) & (
        Q(ordered_later_at__isnull=True) | Q(extended_later_at__lte=F("ordered_later_at"))
    )
    return Case(
        When(extended_first, then=F(f"extended_{name}")),
        When(ordered_later_at__isnull=False, then=F(f"ordered_{name}")),
        default=F(name),
        output_field=kind,
    )


def _hold(day: date) -> Case:
    orders = Change.objects.filter(task=OuterRef("pk"), kind__in=list(HOLDING))
    last = orders.filter(said_on__lte=day).order_by("-said_on", "-created_at", "-pk")
    held = Case(
        *(When(kind=kind, then=Value(hold.value)) for kind, hold in HOLDING.items()),
        output_field=CharField(),
    )
    return Case(
        When(~Exists(orders.filter(said_on__gt=day)), then=F("hold")),
        default=Coalesce(Subquery(last.values_list(held)[:1]), Value(TaskHold.NONE.value)),
        output_field=CharField(),
    )


def _percent(end: datetime) -> Case:
    accepted = Report.objects.filter(task=OuterRef("pk"), state=ReportVerdict.ACCEPTED)
    last = accepted.filter(submitted_at__lte=end).order_by("-submitted_at", "-pk")
    return Case(
        When(~Exists(accepted.filter(submitted_at__gt=end)), then=F("percent")),
        default=Coalesce(Subquery(last.values("percent")[:1]), Value(0)),
        output_field=IntegerField(),
    )


def _with_status(rows: Any, day: date) -> Any:
    until = Case(When(at_day__isnull=False, then=F("at_day")), default=Value(day), output_field=DateField())
    days = Func(until, F("at_due"), template="(%(expressions)s)", arg_joiner=" - ")
    return rows.annotate(
        at_status=_status("at_due", "at_due_time", day),
        at_status_first=_status("at_first", "at_first_time", day),
        at_days_late=Case(
            When(~Q(kind=DeadlineKind.RECURRING), then=days), default=Value(0), output_field=IntegerField()
        ),
    )


def _status(due: str, hour: str, day: date) -> Case:
    sent = Q(at_submitted__isnull=False)
    sent_late = Q(at_day__gt=F(due)) | Q(at_day=F(due), at_hour__gte=minute_after(hour))
    late = ~Q(kind=DeadlineKind.RECURRING) & ((sent & sent_late) | (~sent & Q(**{f"{due}__lt": day})))
    accepted = sent & Q(accepted_at__isnull=False)
    return Case(
        When(at_hold=TaskHold.CANCELLED, then=Value(TaskStatus.CANCELLED)),
        When(accepted & late, then=Value(TaskStatus.DONE_LATE)),
        When(accepted, then=Value(TaskStatus.DONE_ON_TIME)),
        When(at_hold=TaskHold.SUSPENDED, then=Value(TaskStatus.SUSPENDED)),
        When(sent, then=Value(TaskStatus.AWAITING)),
        When(late, then=Value(TaskStatus.OVERDUE)),
        When(kind__in=CONTINUOUS, then=Value(TaskStatus.CONTINUOUS)),
        When(**{f"{due}__isnull": True}, then=Value(TaskStatus.UNDATED)),
        When(at_percent__gt=0, then=Value(TaskStatus.RUNNING)),
        default=Value(TaskStatus.NOT_DUE),
        output_field=CharField(),
    )


def leads_as_of(day: date) -> Case:
    """The agencies that led a task on the day, as a JSON list of their numbers."""
    now = ArraySubquery(
        Assignment.objects.filter(task=OuterRef("pk"), role=AssignmentRole.LEAD, agency__isnull=False)
        .order_by("position", "pk")
        .values("agency")
    )
    later = _lead_orders(day)
    return Case(
        When(Exists(later), then=Subquery(later.values("before__mã")[:1])),
        default=Func(now, function="to_jsonb", output_field=JSONField()),
        output_field=JSONField(),
    )


def unit_as_of(day: date) -> Any:
    """The unit that was the task's focal point on the day."""
    before = _lead_orders(day).values_list(Cast(KT("before__đầu mối"), IntegerField()))[:1]
    return Coalesce(Subquery(before), F("followed_by"))


def _lead_orders(day: date) -> Any:
    return Change.objects.filter(
        task=OuterRef("pk"), kind=ChangeKind.LEAD, said_on__gt=day, before__has_key="mã"
    ).order_by("created_at", "pk")
