"""How the lists of contracts and shops are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.market import Platform
from cooperatives.filters.register import OneFilter
from cooperatives.models import ChainContract, OnlineShop
from cooperatives.queries.places import communes_today
from lmhtx.base import clock
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class _MarketFilter(HouseFilterSet):
    """What contracts and shops share."""

    search_in = ("folded", "cooperative__folded")
    holds = django_filters.BooleanFilter(label="Đang có hiệu lực", method="still_holds")
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )
    is_member = django_filters.BooleanFilter(
        label="Thành viên Liên minh", field_name="cooperative__is_member"
    )

    def still_holds(self, rows: Any, name: str, value: bool) -> Any:  # noqa: FBT001 - django-filter's signature
        """Those that count today, or those that do not."""
        del name
        today = self.Meta.model.objects.counting(clock.today()).values("pk")
        return rows.filter(pk__in=today) if value else rows.exclude(pk__in=today)


class ContractFilter(_MarketFilter):
    """Filters of contracts."""

    through_from = DayFilter(label="Hết hạn từ ngày", field_name="valid_to", lookup_expr="gte")
    through_to = DayFilter(label="Hết hạn đến ngày", field_name="valid_to", lookup_expr="lte")

    class Meta:
        model = ChainContract
        fields: ClassVar[list[str]] = []


class ShopFilter(_MarketFilter):
    """Filters of shops."""

    platform = django_filters.MultipleChoiceFilter(label="Sàn, kênh bán", choices=Platform.choices())

    class Meta:
        model = OnlineShop
        fields: ClassVar[list[str]] = []
