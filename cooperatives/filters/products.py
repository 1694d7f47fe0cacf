"""How the list of certified products is searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet

from cooperatives.enums.products import STARS, CertificateState, ProductGroup
from cooperatives.filters.register import OneFilter
from cooperatives.models import OcopCertificate
from cooperatives.queries.places import communes_today
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class CertificateFilter(HouseFilterSet):
    """Filters of certificates."""

    search_in = ("product__folded", "product__cooperative__folded", "number")
    stars = django_filters.TypedChoiceFilter(label="Số sao", choices=STARS, coerce=int)
    state = django_filters.MultipleChoiceFilter(
        label="Hiệu lực", choices=CertificateState.choices(), method="stands"
    )
    group = django_filters.ChoiceFilter(
        label="Nhóm", field_name="product__group", choices=ProductGroup.choices()
    )
    commune = OneFilter(
        label="Xã, phường", field_name="product__cooperative__commune", queryset=lambda _: communes_today()
    )
    through_from = DayFilter(label="Hết hạn từ ngày", field_name="through_on", lookup_expr="gte")
    through_to = DayFilter(label="Hết hạn đến ngày", field_name="through_on", lookup_expr="lte")

    class Meta:
        model = OcopCertificate
        fields: ClassVar[list[str]] = []

    def stands(self, rows: Any, name: str, value: Any) -> QuerySet[OcopCertificate]:
        """Those in one of the states; the rows know theirs."""
        del name
        return rows.filter(state__in=value) if value else rows
