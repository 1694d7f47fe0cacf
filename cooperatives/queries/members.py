"""Members and what they hold on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from cooperatives.enums.register import Kind, MemberKind
from cooperatives.models import Capital, Cooperative, Member, MemberCapital
from cooperatives.rules.capital import Breach, Stake, breaches

SHOWN = 200


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many members of a kind, and what they hold together."""

    label: str
    count: int
    capital_vnd: int


def with_capital(members: Any, day: date) -> QuerySet[Any]:
    """The members with what each holds on the day."""
    newest = MemberCapital.objects.filter(member=OuterRef("pk"), valid_from__lte=day).order_by("-valid_from")
    return members.annotate(capital_vnd=Subquery(newest.values("capital_vnd")[:1]))


def stakes_on(cooperative: Cooperative, day: date, *, but: Member | None = None) -> list[Stake]:
    """What members hold on the day, without one of them."""
    rows = with_capital(Member.objects.on(day).filter(cooperative=cooperative), day)
    found = rows.filter(capital_vnd__gt=0)
    if but is not None:
        found = found.exclude(pk=but.pk)
    return [
        Stake(
            name=row.name, kind=MemberKind(row.kind), capital_vnd=row.capital_vnd, is_foreign=row.is_foreign
        )
        for row in found
    ]


def breaches_on(cooperative: Cooperative, day: date) -> list[Breach]:
    """Where the caps of the day are passed by what is on record."""
    capital = (
        Capital.objects.filter(cooperative=cooperative, valid_from__lte=day).order_by("-valid_from").first()
    )
    charter = capital.charter_vnd if capital else cooperative.charter_vnd
    return breaches(stakes_on(cooperative, day), kind=Kind(cooperative.kind), charter_vnd=charter, on=day)


def counts_on(cooperative: Cooperative, day: date) -> list[KindCount]:
    """Members by kind on the day, kinds without any included."""
    rows = with_capital(Member.objects.on(day).filter(cooperative=cooperative), day)
    found: dict[str, dict[str, Any]] = {
        row["kind"]: row
        for row in rows.order_by().values("kind").annotate(n=Count("pk"), held=Sum("capital_vnd"))
    }
    return [
        KindCount(kind.label, found.get(kind, {}).get("n", 0), found.get(kind, {}).get("held") or 0)
        for kind in MemberKind
    ]
