"""How assessments of digital maturity are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.maturity import MaturityState
from cooperatives.enums.register import ENDED
from cooperatives.models import MaturityAssessment, MaturityRubric
from cooperatives.queries.maturity import level_names, pillar_names, weak_in
from lmhtx.base import clock
from lmhtx.ui.filters import DayFilter, HouseFilterSet

ENDED_WORDS = sorted(str(status) for status in ENDED)


class MaturityFilter(HouseFilterSet):
    """Filters of assessments."""

    search_in = ("cooperative__folded",)
    state = django_filters.MultipleChoiceFilter(label="Trạng thái", choices=MaturityState.choices())
    level = django_filters.MultipleChoiceFilter(
        label="Mức đã xác minh", choices=lambda: list(level_names(clock.today()).items())
    )
    weak = django_filters.ChoiceFilter(
        label="Trụ cột dưới nửa điểm",
        choices=lambda: list(pillar_names(clock.today()).items()),
        method="weak_in_pillar",
    )
    is_newest = django_filters.BooleanFilter(label="Lần xác minh mới nhất", method="newest")
    is_member = django_filters.BooleanFilter(
        label="Thành viên Liên minh", field_name="cooperative__is_member"
    )
    going = django_filters.BooleanFilter(label="Hợp tác xã chưa kết thúc", method="not_ended")
    assessed_from = DayFilter(label="Đánh giá từ ngày", field_name="assessed_on", lookup_expr="gte")
    assessed_to = DayFilter(label="Đánh giá đến ngày", field_name="assessed_on", lookup_expr="lte")

    class Meta:
        model = MaturityAssessment
        fields: ClassVar[list[str]] = []

    def weak_in_pillar(self, rows: Any, name: str, value: str) -> Any:
        """Those short of half of the pillar."""
        del name
        return weak_in(rows, int(value))

    def newest(self, rows: Any, name: str, value: Any) -> Any:
        """Of each cooperative the last one verified, or all the others."""
        del name
        newest = MaturityAssessment.objects.newest_verified(clock.today()).values("pk")
        return rows.filter(pk__in=newest) if value else rows.exclude(pk__in=newest)

    def not_ended(self, rows: Any, name: str, value: Any) -> Any:
        """Of cooperatives that have not ended, or of those that have."""
        del name
        ended = {"cooperative__status__in": ENDED_WORDS}
        return rows.exclude(**ended) if value else rows.filter(**ended)


class MaturityRubricFilter(HouseFilterSet):
    """Editions by their words."""

    search_in = ("title", "legal_basis")

    class Meta:
        model = MaturityRubric
        fields: ClassVar[list[str]] = []
