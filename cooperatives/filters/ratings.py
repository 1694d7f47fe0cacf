"""How rounds and ratings are searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.ratings import Band, RatingState, Unrated
from cooperatives.filters.register import OneFilter
from cooperatives.models import Rating, RatingRound, Rubric
from lmhtx.ui.filters import HouseFilterSet


class RubricFilter(HouseFilterSet):
    """Rubrics by their words."""

    search_in = ("title", "key", "legal_basis")

    class Meta:
        model = Rubric
        fields: ClassVar[list[str]] = []


class RoundFilter(HouseFilterSet):
    """Rounds by their rubric."""

    search_in = ("rubric__key",)

    class Meta:
        model = RatingRound
        fields: ClassVar[list[str]] = []


class RatingFilter(HouseFilterSet):
    """Filters of ratings."""

    search_in = ("cooperative__folded",)
    round = OneFilter(label="Đợt", queryset=lambda request: RatingRound.objects.visible_to(request.user))
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=RatingState.choices(), method="in_state")
    band = django_filters.ChoiceFilter(label="Xếp loại", choices=Band.choices())
    unrated = django_filters.ChoiceFilter(label="Không đánh giá", choices=Unrated.choices())

    class Meta:
        model = Rating
        fields: ClassVar[list[str]] = []

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        """Those that stand so; who is not rated stands nowhere."""
        return rows.filter(**{name: value}, unrated="")
