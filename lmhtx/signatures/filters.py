"""How trusted roots are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from lmhtx.signatures.models import AnchorKind, TrustAnchor
from lmhtx.ui.filters import HouseFilterSet


class TrustAnchorFilter(HouseFilterSet):
    """By name or number, purpose, and whether they are trusted today."""

    search_in: ClassVar[tuple[str, ...]] = ("name", "serial", "source")
    kind = django_filters.ChoiceFilter(label="Dùng cho", choices=AnchorKind.choices, empty_label="Tất cả")
    ended = django_filters.BooleanFilter(
        label="Tình trạng",
        field_name="ended_at",
        lookup_expr="isnull",
        exclude=True,
        widget=django_filters.widgets.BooleanWidget(),
    )

    class Meta:
        model = TrustAnchor
        fields: ClassVar[list[str]] = []
