"""Forms of contracts and shops."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.market import Measure, Platform
from cooperatives.forms.files import FactForm
from cooperatives.rules.market import address_fault
from lmhtx.ui.fields import DateField, MoneyField
from lmhtx.ui.forms import HouseForm


class ContractForm(FactForm):
    """Ghi hợp đồng liên kết."""

    partner = forms.CharField(
        label="Đối tác", max_length=200, help_text="Doanh nghiệp, hợp tác xã, siêu thị…"
    )
    product = forms.CharField(label="Sản phẩm, dịch vụ", max_length=200)
    number = forms.CharField(label="Số hợp đồng", max_length=60, required=False)
    quantity = forms.DecimalField(
        label="Sản lượng", min_value=0, max_digits=14, decimal_places=2, required=False, localize=True
    )
    measure = forms.ChoiceField(
        label="Đơn vị", required=False, choices=[("", "– Chọn –"), *Measure.choices()]
    )
    value_vnd = MoneyField(label="Giá trị hợp đồng", required=False, min_value=1)
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Đến hết ngày", required=False, help_text="Không thời hạn thì để trống.")

    def clean(self) -> dict[str, Any]:
        """A quantity with its unit, or neither."""
        cleaned: dict[str, Any] = super().clean()
        quantity = cleaned.get("quantity")
        if quantity and not cleaned.get("measure"):
            self.add_error("measure", "Sản lượng phải kèm đơn vị.")
        if not quantity and "quantity" not in self.errors:
            cleaned["quantity"], cleaned["measure"] = None, ""
        return cleaned


class ShopForm(FactForm):
    """Ghi gian hàng thương mại điện tử."""

    platform = forms.ChoiceField(label="Sàn, kênh bán", choices=[("", "– Chọn –"), *Platform.choices()])
    address = forms.URLField(
        label="Địa chỉ gian hàng",
        max_length=300,
        assume_scheme="https",
        help_text="Chép nguyên địa chỉ của gian hàng từ trình duyệt.",
    )
    name = forms.CharField(label="Tên gian hàng", max_length=150, required=False)
    valid_from = DateField(label="Mở ngày")

    def clean(self) -> dict[str, Any]:
        """An address of the platform."""
        cleaned: dict[str, Any] = super().clean()
        platform, address = cleaned.get("platform"), cleaned.get("address")
        if platform and address and (fault := address_fault(Platform(platform), address)):
            self.add_error("address", fault)
        return cleaned


class MarketEndForm(HouseForm):
    """Chấm dứt hợp đồng, đóng gian hàng."""

    valid_to = DateField(label="Đến hết ngày")
    end_reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
