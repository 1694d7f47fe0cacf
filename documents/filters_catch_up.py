"""How catch-ups and books that come in are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from documents.enums.catch_up import CatchUpState
from documents.models import BookImport, CatchUp
from lmhtx.ui.filters import HouseFilterSet


class CatchUpFilter(HouseFilterSet):
    """Filters of the list of catch-ups."""

    search_in: ClassVar[tuple[str, ...]] = ("name",)
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=CatchUpState.choices())

    class Meta:
        model = CatchUp
        fields: ClassVar[list[str]] = []


class BookImportFilter(HouseFilterSet):
    """Filters of the list of books."""

    search_in: ClassVar[tuple[str, ...]] = ("name",)
    state = django_filters.MultipleChoiceFilter(label="Tình trạng", choices=CatchUpState.choices())

    class Meta:
        model = BookImport
        fields: ClassVar[list[str]] = []
