"""What is asked of a person who brings an export of the national registration system, and who decides on it."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class ExportForm(HouseForm):
    """Bản xuất, số liệu đến ngày nào, từ đâu."""

    file = forms.FileField(
        label="Tệp xuất từ hệ thống đăng ký",
        help_text="Tệp .csv, .xlsx hoặc .json có cột mã số; mỗi hợp tác xã một dòng.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,.json"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp trống, không có nội dung."},
    )
    stands_on = DateField(
        label="Số liệu đến ngày",
        required=False,
        help_text="Để trống nếu trong tệp có ghi “Số liệu đến ngày”.",
    )
    source = forms.CharField(
        label="Tên nguồn",
        max_length=120,
        required=False,
        help_text="Để trống thì ghi “Hệ thống đăng ký hợp tác xã quốc gia”.",
    )


class ConfirmForm(forms.Form):
    """Whether what cannot be read is left out knowingly."""

    knows_faults = forms.BooleanField(required=False)


class DecisionForm(forms.Form):
    """Why our value stays, and when the list was seen."""

    reason = forms.CharField(max_length=300, required=False)
    seen = forms.CharField(required=False)

    def clean_seen(self) -> datetime:
        """The moment; now where none came along."""
        told = parse_datetime(self.cleaned_data["seen"])
        return told if told is not None and timezone.is_aware(told) else timezone.now()
