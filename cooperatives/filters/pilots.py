"""How the list of model cooperatives is searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet

from cooperatives.enums.pilots import PilotPart
from cooperatives.enums.register import Kind
from cooperatives.filters.register import OneFilter
from cooperatives.models import PilotRole
from cooperatives.queries.places import communes_today
from lmhtx.base import clock
from lmhtx.ui.filters import HouseFilterSet


class PilotFilter(HouseFilterSet):
    """Filters of roles."""

    search_in = ("folded", "cooperative__folded", "hub__folded")
    part = django_filters.ChoiceFilter(label="Vai trò", choices=PilotPart.choices())
    holds = django_filters.BooleanFilter(label="Đang giữ vai trò", method="still_holds")
    union = django_filters.BooleanFilter(label="Là liên hiệp HTX", method="is_union")
    company = django_filters.BooleanFilter(label="Có doanh nghiệp là thành viên", field_name="has_company")
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )

    class Meta:
        model = PilotRole
        fields: ClassVar[list[str]] = []

    def still_holds(self, rows: Any, name: str, value: bool) -> QuerySet[PilotRole]:  # noqa: FBT001 - django-filter's signature
        """Those that count today, or those that do not."""
        del name
        today = PilotRole.objects.counting(clock.today()).values("pk")
        return rows.filter(pk__in=today) if value else rows.exclude(pk__in=today)

    def is_union(self, rows: Any, name: str, value: bool) -> QuerySet[PilotRole]:  # noqa: FBT001 - django-filter's signature
        """Unions of cooperatives, or all others."""
        del name
        union = {"cooperative__kind": Kind.UNION}
        return rows.filter(**union) if value else rows.exclude(**union)
