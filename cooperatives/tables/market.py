"""How contracts and shops are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.market import Measure, Platform
from cooperatives.models import ChainContract, OnlineShop
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, MoneyColumn

OF_COOPERATIVE = (
    SheetCell(of="cooperative__name", width=50),
    SheetCell(of="cooperative__code", heading="Mã số", width=14),
    SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
)


def _link(record: Any) -> SafeString:
    one = record.cooperative
    return format_html(
        '<a href="{}">{}</a> <span class="sub">{}</span>',
        record.get_absolute_url(),
        one.name,
        one.commune or "",
    )


class ContractTable(HouseTable):
    """Contracts with their cooperative."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    partner = tables.Column(verbose_name="Đối tác", order_by=("partner", "id"))
    product = tables.Column(verbose_name="Sản phẩm, dịch vụ", order_by=("product", "id"))
    quantity = tables.Column(verbose_name="Sản lượng", orderable=False)
    value_vnd = MoneyColumn(verbose_name="Giá trị")
    valid_from = DateColumn(verbose_name="Từ ngày", order_by=("valid_from", "id"))
    valid_to = DateColumn(verbose_name="Đến hết ngày", order_by=("valid_to", "id"))

    in_sheet: ClassVar[Any] = {
        "cooperative": OF_COOPERATIVE,
        "partner": (
            SheetCell(of="partner", width=40),
            SheetCell(of="number", heading="Số hợp đồng", width=18),
        ),
        "quantity": (
            SheetCell(of="quantity", look=Look.NUMBER),
            SheetCell(
                of="measure",
                heading="Đơn vị",
                width=10,
                turn=lambda value: Measure(value).label if value else "",
            ),
        ),
        "value_vnd": SheetCell(of="value_vnd", heading="Giá trị (đồng)", look=Look.WHOLE, width=18),
    }

    class Meta(HouseTable.Meta):
        model = ChainContract
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "partner",
            "product",
            "quantity",
            "value_vnd",
            "valid_from",
            "valid_to",
        )

    def render_cooperative(self, record: ChainContract) -> SafeString:
        """Name as a link, commune under it."""
        return _link(record)

    def render_quantity(self, record: ChainContract) -> str:
        """With its unit."""
        return f"{floatformat(record.quantity, '-2g')} {record.get_measure_display()}"


class ShopTable(HouseTable):
    """Shops with their cooperative."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    platform = tables.Column(verbose_name="Sàn, kênh bán", order_by=("platform", "id"))
    address = tables.Column(verbose_name="Địa chỉ", orderable=False)
    valid_from = DateColumn(verbose_name="Mở ngày", order_by=("valid_from", "id"))
    valid_to = DateColumn(verbose_name="Đến hết ngày", order_by=("valid_to", "id"))

    in_sheet: ClassVar[Any] = {
        "cooperative": OF_COOPERATIVE,
        "platform": (
            SheetCell(of="platform", turn=lambda value: Platform(value).label),
            SheetCell(of="name", heading="Tên gian hàng", width=40),
        ),
        "address": SheetCell(of="address", width=60),
    }

    class Meta(HouseTable.Meta):
        model = OnlineShop
        fields: ClassVar[tuple[str, ...]] = ("cooperative", "platform", "address", "valid_from", "valid_to")

    def render_cooperative(self, record: OnlineShop) -> SafeString:
        """Name as a link, commune under it."""
        return _link(record)

    def render_address(self, record: OnlineShop) -> SafeString:
        """The shop's own name as a link out."""
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a> <span class="sub">{}</span>',
            record.address,
            record,
            record.address.removeprefix("https://"),
        )
