"""How the lists of the register are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet

from cooperatives.enums.register import EndKind, Kind, Sector, Size, Status
from cooperatives.models import Cooperative, StatusEvent
from cooperatives.queries.places import communes_today
from lmhtx.ui.fields import PickerField
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class OneFilter(django_filters.ModelChoiceFilter):
    """One thing out of many, found by typing without accents."""

    field_class = PickerField


class CooperativeFilter(HouseFilterSet):
    """Filters of the register."""

    search_in = ("folded",)
    kind = django_filters.ChoiceFilter(label="Loại hình", choices=Kind.choices())
    status = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=Status.choices())
    sector = django_filters.ChoiceFilter(label="Lĩnh vực", choices=Sector.choices())
    size = django_filters.ChoiceFilter(label="Quy mô", choices=Size.choices())
    commune = OneFilter(label="Xã, phường", queryset=lambda _: communes_today())
    is_member = django_filters.BooleanFilter(label="Thành viên Liên minh")
    run_out = django_filters.BooleanFilter(label="Hết hạn tạm ngừng", method="has_run_out")
    founded_from = DayFilter(label="Đăng ký từ ngày", field_name="first_registered_on", lookup_expr="gte")
    founded_to = DayFilter(label="Đăng ký đến ngày", field_name="first_registered_on", lookup_expr="lte")

    class Meta:
        model = Cooperative
        fields: ClassVar[list[str]] = []

    def has_run_out(self, rows: Any, name: str, value: bool) -> QuerySet[Cooperative]:  # noqa: FBT001 - django-filter's signature
        """Those whose suspension is over."""
        del name
        return rows.run_out() if value else rows.exclude(pk__in=rows.run_out().values("pk"))


class EndFilter(HouseFilterSet):
    """Filters of the tracker of dissolutions."""

    search_in = ("cooperative__folded",)
    end_kind = django_filters.ChoiceFilter(label="Loại", choices=EndKind.choices())
    status = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=Status.choices())
    effective_from = DayFilter(label="Hiệu lực từ ngày", field_name="effective_on", lookup_expr="gte")
    effective_to = DayFilter(label="Hiệu lực đến ngày", field_name="effective_on", lookup_expr="lte")

    class Meta:
        model = StatusEvent
        fields: ClassVar[list[str]] = []
