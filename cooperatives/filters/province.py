"""How the list of sendings is searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.province import DeliveryState
from cooperatives.enums.register import Kind
from cooperatives.filters.register import OneFilter
from cooperatives.models import Delivery
from cooperatives.queries.places import communes_today
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class DeliveryFilter(HouseFilterSet):
    """Filters of sendings."""

    search_in = ("cooperative__folded", "key", "acknowledgement")
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=DeliveryState.choices())
    is_newest = django_filters.BooleanFilter(
        label="Chỉ lượt mới nhất của mỗi hợp tác xã", method="newest_only"
    )
    kind = django_filters.ChoiceFilter(
        label="Loại hình", field_name="cooperative__kind", choices=Kind.choices()
    )
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )
    created_from = DayFilter(label="Tạo từ ngày", field_name="created_at", lookup_expr="date__gte")
    created_to = DayFilter(label="Tạo đến ngày", field_name="created_at", lookup_expr="date__lte")

    class Meta:
        model = Delivery
        fields: ClassVar[list[str]] = []

    def newest_only(self, rows: Any, name: str, value: Any) -> Any:
        """The last of each cooperative, or what came before it."""
        del name
        newest = Delivery.objects.newest().values("pk")
        return rows.filter(pk__in=newest) if value else rows.exclude(pk__in=newest)
