"""Forms around figures: locking a call for them, handing them in, coming in by a code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from lmhtx.account import lockout
from lmhtx.account.forms.signing import NewPasswordForm
from lmhtx.account.models import Door
from lmhtx.people.models import User
from lmhtx.ui.forms import HouseForm


class NoteForm(HouseForm):
    """Lý do khóa, mở lại."""

    note = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SendForm(HouseForm):
    """Cam đoan và nộp."""

    declared_by = forms.CharField(label="Họ tên người khai", max_length=150)
    ground = forms.CharField(
        label="Căn cứ nhập hộ",
        max_length=300,
        help_text="Ví dụ: gọi cho ông Nguyễn Văn An, Giám đốc, 9 giờ ngày 15/9; hoặc phiếu giấy số 12.",
    )
    is_sworn = forms.BooleanField(label="Tôi cam đoan số liệu trên đúng với sổ sách của hợp tác xã.")

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["ground"]


class CodeForm(HouseForm):
    """Mã mời, và người dùng mã giữ chức vụ gì."""

    code = forms.CharField(
        label="Mã trong thư mời",
        max_length=20,
        help_text="12 ký tự; chữ hoa hay thường, có gạch hay không đều được.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    post = forms.CharField(label="Chức vụ trong hợp tác xã", max_length=100)

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self) -> dict[str, Any]:
        """Nothing is looked at after too many wrong codes from one place."""
        data = super().clean() or {}
        if sentence := lockout.refusal(name=self.tries, address=self.address, door=Door.CODE):
            raise forms.ValidationError(sentence)
        return data

    @property
    def tries(self) -> str:
        """Under which name wrong codes are counted: a code names nobody, so it is the place that they come from."""
        return f"mã mời {self.address}"

    def count_wrong(self, sentence: str) -> None:
        """One more wrong try from this place, and the reason on the form."""
        lockout.note(name=self.tries, address=self.address, door=Door.CODE)
        self.add_error("code", sentence)


class JoinForm(CodeForm, NewPasswordForm):
    """Người mới của hợp tác xã."""

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    field_order = ("code", "full_name", "post", "new_password", "new_password_again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=User(), **kwargs)
        self.fields["new_password"].label = "Đặt mật khẩu"
        self.fields["new_password_again"].label = "Nhập lại mật khẩu"
        self.order_fields(self.field_order)

    def clean_new_password(self) -> str:
        """As any password of the house; there is no old one to compare with."""
        new = self.cleaned_data["new_password"]
        password_validation.validate_password(new, self.user)
        return new
