"""How differences from the national registration system are searched, and those it alone knows."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from cooperatives.enums.national import DIFFERENT, Legal, Origin
from cooperatives.enums.register import Kind
from cooperatives.filters.register import OneFilter
from cooperatives.models import LegalFact, Newcomer
from cooperatives.queries.places import communes_today
from lmhtx.ui.filters import HouseFilterSet


class DifferenceFilter(HouseFilterSet):
    """Filters of differences."""

    search_in = ("cooperative__folded",)
    fact = django_filters.MultipleChoiceFilter(label="Mục", choices=Legal.choices())
    standing = django_filters.MultipleChoiceFilter(
        label="Tình trạng", choices=[(one.value, one.label) for one in DIFFERENT]
    )
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )
    kind = django_filters.ChoiceFilter(
        label="Loại hình", field_name="cooperative__kind", choices=Kind.choices()
    )
    origin = django_filters.ChoiceFilter(label="Số của Liên minh từ", choices=Origin.choices())

    class Meta:
        model = LegalFact
        fields: ClassVar[list[str]] = []


class NewcomerFilter(HouseFilterSet):
    """Filters of those only the national system knows."""

    search_in = ("folded",)
    commune = OneFilter(label="Xã, phường", queryset=lambda _: communes_today())

    class Meta:
        model = Newcomer
        fields: ClassVar[list[str]] = []
