"""Special days and the notice of a year."""

from __future__ import annotations

from django import forms

from lmhtx.directory.models import SpecialDay
from lmhtx.ui.forms import HouseForm, HouseModelForm


class DayForm(HouseModelForm):
    """A day off or a working Saturday."""

    class Meta:
        model = SpecialDay
        fields = ("day", "kind", "name", "certainty", "source")
        help_texts = {
            "certainty": "“Chờ xác nhận”: chưa tính vào lịch cho đến khi có văn bản.",
            "source": "Số, ngày thông báo.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].error_messages["unique"] = "Ngày này đã có trong bảng; hãy sửa dòng đang có."


class SettleForm(HouseForm):
    """The paper that settles a year."""

    source = forms.CharField(
        label="Thông báo", max_length=250, help_text="Số, ngày thông báo nghỉ lễ, Tết và ngày làm bù của năm."
    )
