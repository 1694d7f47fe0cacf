"""How petitions are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from cooperatives.enums.forms import FormSource
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.filters.register import OneFilter
from cooperatives.models import Petition
from cooperatives.queries.places import communes_today
from lmhtx.ui.filters import HouseFilterSet


class PetitionFilter(HouseFilterSet):
    """Filters of the queue."""

    search_in = ("cooperative__folded",)
    kind = django_filters.MultipleChoiceFilter(label="Loại đề nghị", choices=PetitionKind.choices())
    state = django_filters.MultipleChoiceFilter(
        label="Trạng thái", choices=[one for one in PetitionState.choices() if one[0] != PetitionState.DRAFT]
    )
    source = django_filters.ChoiceFilter(label="Ai gửi", choices=FormSource.choices())
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )

    class Meta:
        model = Petition
        fields: ClassVar[list[str]] = []
