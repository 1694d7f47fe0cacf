"""What comes in by hand about certificates and signing by key."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.forms.incoming_acts import staff
from documents.models import IssuingBody
from lmhtx.people.models import User
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.trust_facts import root_facts
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm

LARGEST_BYTES = 64 * 1024


class CertificateForm(HouseForm):
    """Ghi chứng thư số."""

    file = forms.FileField(
        label="Tệp chứng thư (.cer, .crt, .pem)", help_text="Chỉ chứng thư, không phải khóa."
    )
    person = PickerField(label="Của người ký", queryset=User.objects.none(), required=False)
    body = forms.ModelChoiceField(
        label="Hoặc của cơ quan (con dấu)", queryset=IssuingBody.objects.none(), required=False
    )
    key_name = forms.CharField(
        label="Tên khóa trên máy chủ",
        required=False,
        max_length=60,
        help_text="Tên đã khai trong SIGNING_KEYS; để trống khi chỉ ký bằng thiết bị của người ký.",
    )
    picture = forms.FileField(
        label="Ảnh chữ ký màu xanh hoặc ảnh con dấu màu đỏ (PNG nền trong suốt)", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = staff()
        self.fields["body"].queryset = IssuingBody.objects.all()

    def clean_file(self) -> Any:
        """The facts of the certificate in the file."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(
                "Tệp chứng thư không lớn như vậy; hãy chọn đúng tệp .cer, .crt hoặc .pem."
            )
        try:
            return root_facts(file.read())
        except UnreadableFile as fault:
            raise forms.ValidationError(str(fault)) from fault


class PictureForm(HouseForm):
    """Đổi ảnh chữ ký."""

    picture = forms.FileField(label="Ảnh PNG nền trong suốt")


class PinForm(HouseForm):
    """Mã PIN của khóa."""

    pin = forms.CharField(
        label="Mã PIN hoặc mật khẩu của khóa",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Dùng một lần để ký, không lưu ở đâu. Để trống khi khóa không đòi mã.",
    )
    code = forms.CharField(
        label="Mã xác nhận (OTP)",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Chỉ khi ký từ xa và nhà cung cấp gửi mã.",
    )
