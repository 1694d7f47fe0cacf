"""How the lists of policies, of cooperatives by a policy, and of support are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.register import Kind, Sector, Size
from cooperatives.enums.support import Money, PolicyGroup, SupportState, Verdict
from cooperatives.filters.register import OneFilter
from cooperatives.models import Cooperative, SupportPolicy, SupportRecord
from cooperatives.queries.places import communes_today
from lmhtx.base import clock
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class PolicyFilter(HouseFilterSet):
    """Filters of policies."""

    search_in = ("folded",)
    group = django_filters.ChoiceFilter(label="Nhóm", choices=PolicyGroup.choices())
    holds = django_filters.BooleanFilter(label="Đang áp dụng", method="is_on")
    is_verified = django_filters.BooleanFilter(label="Đã đối chiếu nguyên văn")

    class Meta:
        model = SupportPolicy
        fields: ClassVar[list[str]] = []

    def is_on(self, rows: Any, name: str, value: bool) -> Any:  # noqa: FBT001 - django-filter's signature
        """Those in force today, or the others."""
        del name
        today = SupportPolicy.objects.on(clock.today()).values("pk")
        return rows.filter(pk__in=today) if value else rows.exclude(pk__in=today)


class EligibleFilter(HouseFilterSet):
    """Filters of cooperatives by how they stand to a policy; the rows know it."""

    search_in = ("folded",)
    verdict = django_filters.ChoiceFilter(label="Điều kiện", choices=Verdict.choices())
    kind = django_filters.ChoiceFilter(label="Loại hình", choices=Kind.choices())
    sector = django_filters.ChoiceFilter(label="Lĩnh vực", choices=Sector.choices())
    size = django_filters.ChoiceFilter(label="Quy mô", choices=Size.choices())
    commune = OneFilter(label="Xã, phường", queryset=lambda _: communes_today())
    is_member = django_filters.BooleanFilter(label="Thành viên Liên minh")

    class Meta:
        model = Cooperative
        fields: ClassVar[list[str]] = []


class SupportFilter(HouseFilterSet):
    """Filters of support."""

    search_in = ("folded", "cooperative__folded", "policy__folded")
    state = django_filters.MultipleChoiceFilter(label="Trạng thái", choices=SupportState.choices())
    policy = OneFilter(
        label="Chính sách", queryset=lambda request: SupportPolicy.objects.visible_to(request.user)
    )
    money = django_filters.ChoiceFilter(label="Nguồn kinh phí", choices=Money.choices())
    verdict = django_filters.ChoiceFilter(label="Điều kiện khi quyết định", choices=Verdict.choices())
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )
    decided_year = django_filters.NumberFilter(
        label="Quyết định năm", field_name="decided_on", lookup_expr="year"
    )
    given_year = django_filters.NumberFilter(label="Hỗ trợ năm", field_name="given_on", lookup_expr="year")
    given_from = DayFilter(label="Hỗ trợ từ ngày", field_name="given_on", lookup_expr="gte")
    given_to = DayFilter(label="Hỗ trợ đến ngày", field_name="given_on", lookup_expr="lte")

    class Meta:
        model = SupportRecord
        fields: ClassVar[list[str]] = []
