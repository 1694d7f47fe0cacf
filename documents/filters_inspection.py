"""How the list of inspections is searched."""

from __future__ import annotations

from typing import ClassVar

from documents.models import Inspection
from lmhtx.ui.filters import HouseFilterSet


class InspectionFilter(HouseFilterSet):
    """Filters of the list of inspections."""

    search_in = ("decision", "agency__name")

    class Meta:
        model = Inspection
        fields: ClassVar[list[str]] = []
