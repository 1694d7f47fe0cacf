"""How the list of inspections is shown."""

from __future__ import annotations

from typing import ClassVar

import django_tables2 as tables

from documents.models import Inspection
from lmhtx.ui.tables import DateColumn, HouseTable, NumberColumn


class InspectionTable(HouseTable):
    """Inspections."""

    decision = tables.Column(verbose_name="Quyết định", linkify=True, attrs={"td": {"class": "wordy"}})
    agency = tables.Column(verbose_name="Cơ quan kiểm tra")
    first_year = NumberColumn(verbose_name="Từ năm")
    last_year = NumberColumn(verbose_name="Đến năm")
    starts_on = DateColumn(verbose_name="Từ ngày")
    ends_on = DateColumn(verbose_name="Đến hết ngày")

    class Meta(HouseTable.Meta):
        model = Inspection
        fields: ClassVar[tuple[str, ...]] = (
            "decision",
            "agency",
            "first_year",
            "last_year",
            "starts_on",
            "ends_on",
        )
