"""How the list of evidence of digital tools is searched."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters

from cooperatives.enums.digital import DigitalItem, ProofState
from cooperatives.models import DigitalEvidence
from cooperatives.queries.digital import terms_on
from lmhtx.base import clock
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class EvidenceFilter(HouseFilterSet):
    """Filters of evidence."""

    search_in = ("cooperative__folded",)
    item = django_filters.MultipleChoiceFilter(label="Mục", choices=DigitalItem.choices())
    stands = django_filters.ChoiceFilter(label="Trạng thái", choices=ProofState.choices(), method="in_state")
    is_member = django_filters.BooleanFilter(
        label="Thành viên Liên minh", field_name="cooperative__is_member"
    )
    evidenced_from = DayFilter(label="Minh chứng từ ngày", field_name="evidenced_on", lookup_expr="gte")
    evidenced_to = DayFilter(label="Minh chứng đến ngày", field_name="evidenced_on", lookup_expr="lte")

    class Meta:
        model = DigitalEvidence
        fields: ClassVar[list[str]] = []

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        """Those that stand so today."""
        del name
        day = clock.today()
        return rows.in_state(ProofState(value), day, terms_on(day).months)
