"""Forms of the agreement to be shown to everybody."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.public import ASKED_FOR
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class OwnGiveForm(HouseForm):
    """Đồng ý công khai thông tin của hợp tác xã mình."""

    shows = forms.MultipleChoiceField(
        label="Công khai thêm",
        choices=[(field.value, field.label) for field in ASKED_FOR],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Chỉ chọn họ tên người đại diện khi chính người đó đồng ý.",
    )
    website = forms.URLField(
        label="Trang web",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Để trống thì không công khai.",
    )

    @property
    def facts(self) -> dict[str, Any]:
        """What was agreed to."""
        return dict(self.cleaned_data)


class GiveForm(OwnGiveForm):
    """Ghi đồng ý công khai theo văn bản của hợp tác xã."""

    agreed_by = forms.CharField(
        label="Người đồng ý", max_length=200, help_text="Họ tên, chức vụ người ký văn bản."
    )
    agreed_on = DateField(label="Ngày đồng ý")
    paper = forms.CharField(
        label="Văn bản đồng ý", max_length=200, help_text="Số, ngày của giấy hợp tác xã đã ký."
    )

    field_order = ("agreed_by", "agreed_on", "paper", "shows", "website")

    def clean_agreed_on(self) -> object:
        """Nothing is agreed to before it has happened."""
        day = self.cleaned_data["agreed_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày đồng ý không được sau hôm nay.", code="future")
        return day


class TakeBackForm(HouseForm):
    """Rút đồng ý công khai."""

    reason = forms.CharField(
        label="Lý do", max_length=300, required=False, help_text="Không bắt buộc; rút không cần lý do."
    )
