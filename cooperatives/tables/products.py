"""How certified products are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.products import CertificateState, ProductGroup
from cooperatives.looks import CERTIFICATE_TONES
from cooperatives.models import OcopCertificate
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable
from lmhtx.ui.templatetags.ui import badge


class CertificateTable(HouseTable):
    """Certificates with their product and cooperative."""

    product = tables.Column(verbose_name="Sản phẩm", order_by=("product__name", "id"))
    cooperative = tables.Column(
        verbose_name="Hợp tác xã",
        accessor="product__cooperative",
        order_by=("product__cooperative__name", "id"),
    )
    stars = tables.Column(verbose_name="Sao")
    issued_on = DateColumn(verbose_name="Ngày cấp", order_by=("issued_on", "id"))
    through_on = DateColumn(verbose_name="Đến hết ngày", order_by=("through_on", "id"))
    state = tables.Column(verbose_name="Hiệu lực", orderable=False)

    in_sheet: ClassVar[Any] = {
        "product": (
            SheetCell(of="product__name", width=40),
            SheetCell(of="product__group", heading="Nhóm", turn=lambda value: ProductGroup(value).label),
            SheetCell(of="number", heading="Số giấy chứng nhận", width=20),
        ),
        "cooperative": (
            SheetCell(of="product__cooperative__name", width=50),
            SheetCell(of="product__cooperative__code", heading="Mã số", width=14),
            SheetCell(of="product__cooperative__commune__name", heading="Xã, phường"),
        ),
        "stars": SheetCell(of="stars", look=Look.NUMBER),
        "state": SheetCell(of="state", turn=lambda value: CertificateState(value).label),
    }

    class Meta(HouseTable.Meta):
        model = OcopCertificate
        fields: ClassVar[tuple[str, ...]] = (
            "product",
            "cooperative",
            "stars",
            "issued_on",
            "through_on",
            "state",
        )

    def render_product(self, record: OcopCertificate) -> SafeString:
        """Name as a link, group under it."""
        product = record.product
        told = " · ".join(part for part in (product.get_group_display(), record.number) if part)
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>', product.get_absolute_url(), product.name, told
        )

    def render_cooperative(self, value: Any) -> SafeString:
        """Name, commune under it."""
        return format_html('{} <span class="sub">{}</span>', value.name, value.commune or "")

    def render_state(self, value: str) -> str:
        """Colour, drawing and word."""
        state = CertificateState(value)
        return badge(state.label, CERTIFICATE_TONES.get(state, "grey"))
