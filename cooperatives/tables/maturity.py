"""How assessments of digital maturity and their rubrics are shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.maturity import MaturityState
from cooperatives.looks import MATURITY_TONES
from cooperatives.models import MaturityAssessment, MaturityRubric
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, NumberColumn
from lmhtx.ui.templatetags.ui import badge
from lmhtx.ui.templatetags.vn_format import diem


class MaturityTable(HouseTable):
    """Assessments."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    assessed_on = DateColumn(verbose_name="Ngày đánh giá")
    declared_level = NumberColumn(verbose_name="Mức tự khai")
    declared_points = NumberColumn(verbose_name="Điểm tự khai")
    level = NumberColumn(verbose_name="Mức xác minh")
    points = NumberColumn(verbose_name="Điểm xác minh")
    state = tables.Column(verbose_name="Trạng thái")
    verified_on = DateColumn(verbose_name="Xác minh")

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "declared_level": SheetCell(of="declared_level", look=Look.WHOLE),
        "declared_points": SheetCell(of="declared_points", look=Look.NUMBER),
        "level": SheetCell(of="level", look=Look.WHOLE),
        "points": SheetCell(of="points", look=Look.NUMBER),
        "state": (
            SheetCell(of="state", turn=dict(MaturityState.choices()).get),
            SheetCell(of="is_own", heading="Hợp tác xã tự khai", turn=lambda own: "Có" if own else "Không"),
            SheetCell(of="declared_by", heading="Người khai"),
            SheetCell(of="rubric__edition", heading="Bộ tiêu chí, lần", look=Look.WHOLE),
        ),
    }

    class Meta(HouseTable.Meta):
        model = MaturityAssessment
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "assessed_on",
            "declared_level",
            "declared_points",
            "level",
            "points",
            "state",
            "verified_on",
        )

    def render_cooperative(self, record: MaturityAssessment) -> SafeString:
        """The name as a link to the sheet."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.cooperative.name)

    def render_declared_points(self, value: Decimal) -> str:
        """Without noughts behind the comma."""
        return diem(value)

    def render_points(self, value: Decimal) -> str:
        """The same."""
        return diem(value)

    def render_state(self, record: MaturityAssessment) -> str:
        """Colour, drawing and word."""
        state = MaturityState(record.state)
        return badge(state.label, MATURITY_TONES[state])


class MaturityRubricTable(HouseTable):
    """Editions of the rubric."""

    title = tables.Column(verbose_name="Bộ tiêu chí", linkify=True)
    edition = NumberColumn(verbose_name="Lần")
    valid_from = DateColumn(verbose_name="Áp dụng từ")
    issued_on = DateColumn(verbose_name="Ban hành")
    legal_basis = tables.Column(verbose_name="Căn cứ", orderable=False)
    doubt = tables.Column(verbose_name="Điểm chưa chắc", orderable=False)

    class Meta(HouseTable.Meta):
        model = MaturityRubric
        fields: ClassVar[tuple[str, ...]] = (
            "title",
            "edition",
            "valid_from",
            "issued_on",
            "legal_basis",
            "doubt",
        )
