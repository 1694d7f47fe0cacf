"""Communes of today and of the past, and how many cooperatives stood in each on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, CooperativeAddress
from cooperatives.queries.files import status_as_of
from lmhtx.directory.models import Commune
from lmhtx.directory.seeding import LAST_DAY_OF_OLD_COMMUNES


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many cooperatives that had not ended stood in a commune, and how many of them were at work."""

    commune: Commune
    count: int
    active: int


def communes_today() -> QuerySet[Commune]:
    """The communes of today."""
    return Commune.objects.filter(valid_to__isnull=True).select_related("province")


def old_communes() -> QuerySet[Commune]:
    """The communes that went into those of today."""
    return Commune.objects.filter(valid_to__isnull=False).select_related("province")


def by_commune(day: date, user: Any, *, of_today: bool = False) -> list[PlaceCount]:
    """The cooperatives in a person's reach that had not ended, by the communes of a day, or by those of today.

    Before July 2025 the old commune of the address counts; where nobody recorded it, the present one does.
    """
    was_old = day <= LAST_DAY_OF_OLD_COMMUNES and not of_today
    then = (
        CooperativeAddress.objects.on(day).filter(cooperative=OuterRef("pk")).order_by("-valid_from", "-id")
    )
    column: Any = F("commune")
    if was_old:
        column = Case(When(old_commune__isnull=False, then=F("old_commune")), default=F("commune"))
    mine = Cooperative.objects.visible_to(user).values("pk")
    rows = (
        status_as_of(day)
        .filter(pk__in=mine)
        .annotate(place=Subquery(then.annotate(at=column).values("at")[:1]))
    )
    active = Count("pk", filter=Q(status_then=Status.ACTIVE) | Q(status_then__isnull=True))
    found = (
        rows.filter(place__isnull=False)
        .order_by()
        .values_list("place")
        .annotate(n=Count("pk"), active=active)
    )
    communes = Commune.objects.in_bulk([place for place, _count, _active in found])
    counted = [PlaceCount(communes[place], count, active) for place, count, active in found]
    return sorted(counted, key=lambda row: (-row.count, str(row.commune)))
