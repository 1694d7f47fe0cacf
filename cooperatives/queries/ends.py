"""The tracker of dissolutions: which cooperatives are on the way out or gone, and of which of the four kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When

from cooperatives.enums.register import DISSOLVED, ON_THE_WAY_OUT, EndKind, Status
from cooperatives.models import Cooperative, StatusEvent
from cooperatives.queries.files import ended_within
from lmhtx.base import clock

FOLLOWED = sorted(str(status) for status in ON_THE_WAY_OUT | DISSOLVED)


@dataclass(frozen=True, slots=True)
class EndRow:
    """One kind of dissolution: how many wait, are under way, and were dissolved in the year."""

    kind: EndKind
    waiting: int
    under_way: int
    dissolved: int

    @property
    def total(self) -> int:
        """All three together."""
        return self.waiting + self.under_way + self.dissolved


def end_kind_case() -> Case:
    """The rule `end_kind` as an expression, for lists and counts."""
    free = Q(status=Status.DISSOLVED_FREELY) | (
        ~Q(status__in=[str(one) for one in DISSOLVED]) & Q(is_free=True)
    )
    forced = Q(status=Status.DISSOLVED_BY_FORCE) | (
        ~Q(status__in=[str(one) for one in DISSOLVED]) & Q(is_free=False)
    )
    return Case(
        When(free & Q(has_debts=False), then=Value(EndKind.FREELY_CLEAR)),
        When(free & Q(has_debts=True), then=Value(EndKind.FREELY_OWING)),
        When(forced & Q(has_debts=False), then=Value(EndKind.FORCED_CLEAR)),
        When(forced & Q(has_debts=True), then=Value(EndKind.FORCED_OWING)),
        default=Value(EndKind.UNSORTED),
        output_field=CharField(),
    )


def ends(user: Any) -> QuerySet[Any]:
    """For each cooperative on the way out or dissolved the event that says where it stands today."""
    today = clock.today()
    counting = StatusEvent.objects.counting().filter(
        cooperative=OuterRef("cooperative"), effective_on__lte=today
    )
    newest = counting.order_by("-effective_on", "-id").values("pk")[:1]
    rows = StatusEvent.objects.visible_to(user).filter(status__in=FOLLOWED, pk=Subquery(newest))
    return rows.annotate(end_kind=end_kind_case()).select_related("cooperative__commune")


def end_rows(user: Any, year: int) -> list[EndRow]:
    """The table of kinds: who waits and who is under way today, who was dissolved in the year."""
    found = ends(user).order_by().values("end_kind", "status").annotate(n=Count("pk"))
    now = {(row["end_kind"], row["status"]): row["n"] for row in found}
    mine = Cooperative.objects.visible_to(user)
    gone: Any = ended_within(date(year, 1, 1), date(year, 12, 31), DISSOLVED).filter(cooperative__in=mine)
    done = dict(
        gone.annotate(end_kind=end_kind_case()).order_by().values_list("end_kind").annotate(n=Count("pk"))
    )
    under_way = (Status.DISSOLVING, Status.REVOKED)
    return [
        EndRow(
            kind,
            now.get((kind, Status.STOPPED), 0),
            sum(now.get((kind, status), 0) for status in under_way),
            done.get(kind, 0),
        )
        for kind in EndKind
    ]


def ends_this_year(day: date) -> str:
    """The query of the tracker that shows what `dissolved_this_year` counts."""
    wanted = [("status", str(status)) for status in sorted(DISSOLVED)]
    return urlencode([*wanted, ("effective_from", f"01/01/{day.year}"), ("effective_to", f"{day:%d/%m/%Y}")])


def dissolved_this_year(day: date) -> int:
    """How many were dissolved since the year began, by the day on which it took effect."""
    return ended_within(date(day.year, 1, 1), day, DISSOLVED).count()
