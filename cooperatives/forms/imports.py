"""What is asked of a person who brings a workbook of the register."""

from __future__ import annotations

from django import forms

from cooperatives.workbooks.settling import Sameness
from lmhtx.ui.forms import HouseForm

FIRST_YEAR, LAST_YEAR = 1945, 2100


class BringRegisterForm(HouseForm):
    """Bảng tính, và số liệu trong đó là của năm nào."""

    file = forms.FileField(
        label="Bảng tính",
        help_text="Tệp .xlsx, .xls, .ods hoặc .csv của cơ quan, xã, phường; cột và tiêu đề thế nào cũng được.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": "Hãy chọn bảng tính.", "empty": "Tệp trống, không có nội dung."},
    )
    year = forms.IntegerField(
        label="Số liệu của năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Thành viên, lao động, doanh thu trong bảng là của năm nào.",
    )


class LeaveForm(forms.Form):
    """Which kinds of questions are left as read."""

    code = forms.CharField(max_length=40)


class AnswerForm(forms.Form):
    """Whether two are one."""

    key = forms.CharField(max_length=400, required=False)
    answer = forms.ChoiceField(choices=Sameness.choices())
