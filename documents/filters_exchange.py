"""How lists of messages and codes are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from documents.enums.exchange import CodeScheme, Flow, MessageKind, MessageState, StatusCode
from documents.models import ExchangeMessage, OrganCode
from lmhtx.ui.filters import HouseFilterSet


class ExchangeFilter(HouseFilterSet):
    """Filters of the list of messages."""

    search_in: ClassVar[tuple[str, ...]] = ("incoming__folded", "outgoing__folded", "document_id")
    flow = django_filters.ChoiceFilter(label="Chiều", choices=Flow.choices())
    kind = django_filters.MultipleChoiceFilter(label="Loại", choices=MessageKind.choices())
    status_code = django_filters.MultipleChoiceFilter(label="Mã trạng thái", choices=StatusCode.choices())
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=MessageState.choices())

    class Meta:
        model = ExchangeMessage
        fields: ClassVar[list[str]] = []


class OrganCodeFilter(HouseFilterSet):
    """Filters of the list of codes."""

    search_in: ClassVar[tuple[str, ...]] = ("agency__folded", "code")
    scheme = django_filters.ChoiceFilter(label="Theo chuẩn", choices=CodeScheme.choices())

    class Meta:
        model = OrganCode
        fields: ClassVar[list[str]] = []
