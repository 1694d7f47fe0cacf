"""The form of the connection with the database of the province."""

from __future__ import annotations

from django import forms

from lmhtx.ui.forms import HouseForm


class ConnectionForm(HouseForm):
    """Kết nối CSDL tỉnh."""

    address = forms.CharField(
        label="Địa chỉ nhận",
        max_length=300,
        required=False,
        help_text="Địa chỉ https:// mà trục liên thông (LGSP) của tỉnh cấp.",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )
    # Drafts and logs keep nothing of a field of this name.
    password = forms.CharField(
        label="Mã truy cập",
        max_length=2000,
        required=False,
        help_text="Để trống thì giữ mã đang dùng. Đổi địa chỉ thì phải nhập lại mã. Mã lưu niêm kín, không hiện lại.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    is_on = forms.BooleanField(
        label="Bật kết nối",
        required=False,
        help_text="Tắt thì không gửi gì; thay đổi trong sổ vẫn được ghi vào hàng chờ.",
    )
