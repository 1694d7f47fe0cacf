"""A new token."""

from __future__ import annotations

from django import forms

from lmhtx.api.scopes import scopes_for
from lmhtx.ui.forms import HouseForm

LIVES = [(30, "30 ngày"), (90, "90 ngày"), (180, "180 ngày"), (365, "1 năm")]


class TokenForm(HouseForm):
    """Mã truy cập API."""

    name = forms.CharField(
        label="Tên mã", max_length=80, help_text="Phần mềm nào dùng; ví dụ: Kho dữ liệu dùng chung của tỉnh."
    )
    scopes = forms.MultipleChoiceField(label="Phạm vi", widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(
        label="Dùng được trong", choices=LIVES, coerce=int, initial=90, widget=forms.RadioSelect
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(one.key, f"{one.label} ({one.key})") for one in scopes_for(user)]
