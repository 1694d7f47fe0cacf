"""Forms around evidence of digital tools."""

from __future__ import annotations

from django import forms

from cooperatives.enums.digital import DigitalItem
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class EvidenceForm(HouseForm):
    """Ghi minh chứng ứng dụng số."""

    item = forms.ChoiceField(label="Mục", choices=[("", "– Chọn –"), *DigitalItem.choices()])
    evidenced_on = DateField(
        label="Ngày của minh chứng", help_text="Ngày ảnh chụp, hóa đơn, đơn hàng, chứng thư… làm bằng chứng."
    )
    note = forms.CharField(
        label="Mô tả", max_length=300, help_text="Tên phần mềm, địa chỉ gian hàng, số hóa đơn…"
    )
    file = forms.FileField(label="Tệp minh chứng", required=False)

    def clean_evidenced_on(self) -> object:
        """Nothing is proven before it has happened."""
        day = self.cleaned_data["evidenced_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày của minh chứng không được sau hôm nay.", code="future")
        return day


class WithdrawForm(HouseForm):
    """Rút minh chứng."""

    reason = forms.CharField(label="Lý do rút", max_length=250)
