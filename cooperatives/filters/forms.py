"""How forms are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from cooperatives.enums.forms import FormSource, FormState
from cooperatives.filters.register import OneFilter
from cooperatives.models import Period, Submission
from cooperatives.queries.places import communes_today
from lmhtx.ui.filters import HouseFilterSet


class SubmissionFilter(HouseFilterSet):
    """Filters of the queue."""

    search_in = ("cooperative__folded",)
    period = OneFilter(label="Đợt", queryset=lambda _: Period.objects.all())
    state = django_filters.MultipleChoiceFilter(
        label="Trạng thái", choices=[one for one in FormState.choices() if one[0] != FormState.DRAFT]
    )
    source = django_filters.ChoiceFilter(label="Ai khai", choices=FormSource.choices())
    commune = OneFilter(
        label="Xã, phường", field_name="cooperative__commune", queryset=lambda _: communes_today()
    )

    class Meta:
        model = Submission
        fields: ClassVar[list[str]] = []


class AnswerFilter(SubmissionFilter):
    """Filters of the answers of one period."""

    period = None
