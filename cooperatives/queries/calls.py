"""Whom to call next for the figures of a period, and what was last said there."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)

from cooperatives.enums.calls import SET_ASIDE, CallOutcome
from cooperatives.models import Call, Cooperative, Period, Submission
from cooperatives.queries.before import before_of
from cooperatives.queries.forms import missing_in
from lmhtx.base import clock
from lmhtx.people.models import User

NOT_TODAY = 9


def with_last_call(period: Period, user: User) -> Any:
    """The cooperatives within reach from which nothing has come, each with the newest call of the period."""
    newest = Call.objects.filter(period=period, cooperative=OuterRef("pk")).order_by("-id")
    rows = missing_in(period, user).select_related("commune")
    return rows.annotate(
        last_outcome=Subquery(newest.values("outcome")[:1]),
        last_on=Subquery(newest.values("called_on")[:1]),
        again_on=Subquery(newest.values("again_on")[:1]),
    )


def to_call(period: Period, user: User) -> Any:
    """Those to be called today, in order: appointments, those never called, then those who did not answer."""
    today = clock.today()
    turn = Case(
        When(last_outcome__in=[str(one) for one in SET_ASIDE], then=Value(NOT_TODAY)),
        When(again_on__gt=today, then=Value(NOT_TODAY)),
        When(last_outcome=CallOutcome.NO_ANSWER, last_on__gte=today, then=Value(NOT_TODAY)),
        When(again_on__lte=today, then=Value(0)),
        When(last_outcome__isnull=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = with_last_call(period, user).annotate(turn=turn).filter(turn__lt=NOT_TODAY)
    return rows.order_by("turn", F("last_on").asc(nulls_first=True), "commune__name", "name", "id")


def call_case(period: Period, cooperative: Cooperative) -> dict[str, Any]:
    """What lies before whoever calls: the figures of the time before, earlier calls, a form that is being written."""
    figures = period.figures_for(cooperative.kind)
    before = before_of(period, cooperative.pk)
    first = [one for one in figures if one.is_first_for(cooperative.size)]
    return {
        "figures": [(one, one.told(before.values.get(one.key))) for one in first],
        "since": before.since,
        "calls": list(
            Call.objects.filter(period=period, cooperative=cooperative).select_related("created_by")
        ),
        "begun": Submission.objects.filter(period=period, cooperative=cooperative).first(),
    }


def outcomes_of(period: Period, user: User) -> list[tuple[str, int]]:
    """How many of those from which nothing has come were last left how."""
    rows = with_last_call(period, user).order_by().values("last_outcome").annotate(n=Count("pk"))
    counts = {row["last_outcome"]: row["n"] for row in rows}
    told = [(one.label, counts.get(str(one), 0)) for one in CallOutcome if one != CallOutcome.ANSWERED]
    return [("Chưa gọi", counts.get(None, 0)), *told]
