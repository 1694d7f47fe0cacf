"""How model cooperatives are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.models import PilotRole
from lmhtx.ui.listing import SheetCell, yes_or_no
from lmhtx.ui.tables import DateColumn, HouseTable


class PilotTable(HouseTable):
    """Roles with their cooperative and hub."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    part = tables.Column(verbose_name="Vai trò", order_by=("part", "id"))
    programme = tables.Column(verbose_name="Chương trình, mô hình", order_by=("programme", "id"))
    hub = tables.Column(verbose_name="Quanh HTX điểm", order_by=("hub__name", "id"))
    has_company = tables.BooleanColumn(verbose_name="Có doanh nghiệp", yesno="Có,Chưa", orderable=False)
    valid_from = DateColumn(verbose_name="Từ ngày", order_by=("valid_from", "id"))
    valid_to = DateColumn(verbose_name="Đến hết ngày", order_by=("valid_to", "id"))

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "programme": (
            SheetCell(of="programme", width=40),
            SheetCell(of="ground", heading="Căn cứ", width=30),
        ),
        "hub": SheetCell(of="hub__name", width=50),
        "has_company": SheetCell(of="has_company", turn=yes_or_no, width=10),
    }

    class Meta(HouseTable.Meta):
        model = PilotRole
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "part",
            "programme",
            "hub",
            "has_company",
            "valid_from",
            "valid_to",
        )

    def render_cooperative(self, record: PilotRole) -> SafeString:
        """Name as a link, commune under it."""
        one = record.cooperative
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            record.get_absolute_url(),
            one.name,
            one.commune or "",
        )

    def render_has_company(self, value: bool) -> str:  # noqa: FBT001 - the table's signature
        """A word: a mark would not be read aloud."""
        return "Có" if value else "Chưa"
