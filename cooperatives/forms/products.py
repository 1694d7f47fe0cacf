"""Forms of products and their certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.products import GROUPS_TODAY, STARS
from cooperatives.forms.files import FactForm
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class ProductForm(FactForm):
    """Thêm sản phẩm."""

    name = forms.CharField(label="Tên sản phẩm", max_length=200)
    group = forms.ChoiceField(label="Nhóm sản phẩm", choices=[("", "– Chọn –"), *GROUPS_TODAY])

    @property
    def facts(self) -> dict[str, Any]:
        """Name and group."""
        return dict(self.cleaned_data)


class CertificateForm(HouseForm):
    """Ghi giấy chứng nhận OCOP."""

    stars = forms.TypedChoiceField(label="Số sao", choices=[("", "– Chọn –"), *STARS], coerce=int)
    points = forms.DecimalField(
        label="Điểm",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
    )
    issued_on = DateField(
        label="Ngày cấp", help_text="Thời hạn tính theo quy định của ngày cấp, cả ngày cuối."
    )
    number = forms.CharField(label="Số giấy chứng nhận", max_length=60, required=False)
    issuer = forms.CharField(label="Cơ quan cấp", max_length=200, required=False)


class RevokeForm(HouseForm):
    """Thu hồi giấy chứng nhận."""

    ended_on = DateField(label="Thu hồi từ ngày")
    end_reason = forms.CharField(
        label="Lý do, văn bản", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
