"""Setting up the second factor, and marking a machine."""

from __future__ import annotations

from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms

from lmhtx.ui.forms import HouseForm

BAD_PASSKEY = "Chưa tạo được khóa truy cập. Hãy thử lại; máy hỏi vân tay, khuôn mặt hoặc mã PIN thì làm theo."


class AppForm(HouseForm):
    """The first code of a new authenticator app."""

    code = forms.CharField(
        label="Mã 6 số đang hiện trong ứng dụng",
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


class PasskeyNameForm(HouseForm):
    """What a passkey is called."""

    name = forms.CharField(
        label="Tên khóa",
        max_length=60,
        help_text="Để nhận ra khi gỡ; ví dụ: máy tính phòng, điện thoại của tôi.",
    )


class PasskeyForm(PasskeyNameForm):
    """A passkey as the browser has just made it."""

    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_credential(self):
        credential = self.cleaned_data["credential"]
        if not credential:
            raise forms.ValidationError(
                "Trang này cần JavaScript để tạo khóa truy cập. Hãy bấm nút “Tạo khóa”."
            )
        try:
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (forms.ValidationError, KeyError, TypeError, ValueError) as bad:
            raise forms.ValidationError(BAD_PASSKEY) from bad
        return credential


class MachineForm(HouseForm):
    """What people call the machine."""

    name = forms.CharField(label="Tên máy", max_length=80, help_text="Ví dụ: Máy bộ phận văn thư.")
