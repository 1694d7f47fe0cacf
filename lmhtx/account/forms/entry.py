"""Getting in again without the password, and proving once more who sits here."""

from __future__ import annotations

import json

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms

from lmhtx.account import lockout
from lmhtx.account.actions.entry import use_code
from lmhtx.account.devices import address_of
from lmhtx.account.factors import check_code
from lmhtx.account.mfa import WRONG_CODE
from lmhtx.account.models import Door
from lmhtx.account.passwords import UNIKEY, has_vietnamese_letters
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress

WRONG_PASSKEY = "Khóa truy cập này không khớp. Hãy thử lại hoặc nhập mật khẩu."
PASSWORD = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class _Counted(HouseForm):
    """A form whose tries are counted, for a name and for the address they come from."""

    door: Door

    def __init__(self, *args, address: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def stop_if_locked(self, name: str) -> None:
        """Refuse before anything is looked at."""
        if sentence := lockout.refusal(name=name, address=self.address, door=self.door):
            raise forms.ValidationError(sentence)

    def count(self, name: str) -> None:
        """One more try."""
        lockout.note(name=name, address=self.address, door=self.door)


class ForgottenForm(_Counted):
    """Where the letter is to go."""

    door = Door.MAIL
    email = forms.EmailField(
        label="Thư điện tử đã ghi trong hồ sơ",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        self.stop_if_locked(email)
        self.count(email)
        return email


class CodeForm(_Counted):
    """The code from the desk; `found` is the code once it has been spent."""

    door = Door.CODE
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label="Mã 8 ký tự",
        max_length=20,
        help_text="Chữ hoa hay thường, có gạch hay không đều được.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean(self):
        cleaned = super().clean()
        name, typed = cleaned.get("username", ""), cleaned.get("code", "")
        if not name or not typed:
            return cleaned
        if has_vietnamese_letters(typed) or has_vietnamese_letters(name):
            raise forms.ValidationError(UNIKEY, code="unikey")
        self.stop_if_locked(name)
        self.found = use_code(name=name, typed=typed)
        if self.found is None:
            self.count(name)
            raise forms.ValidationError(
                "Tên đăng nhập hoặc mã chưa đúng, hoặc mã đã dùng, đã quá 20 phút. Hãy kiểm tra lại hoặc xin mã mới."
            )
        return cleaned


class GiveCodeForm(HouseForm):
    """What the code is for, and how the giver knows who asks."""

    PASSWORD, FACTOR, BOTH = "password", "factor", "both"
    use = forms.ChoiceField(label="Mã dùng để", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Đã xác minh người nhờ bằng cách nào",
        max_length=200,
        help_text="Ví dụ: gặp trực tiếp; đã gọi lại số máy bàn của cơ quan ghi trong danh bạ.",
    )

    def __init__(self, *args, may_reset_factors: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(self.PASSWORD, "Đặt lại mật khẩu")]
        if may_reset_factors:
            choices += [
                (self.FACTOR, "Gỡ lớp xác minh thứ hai (mất điện thoại), mật khẩu vẫn như cũ"),
                (self.BOTH, "Cả hai"),
            ]
        self.fields["use"].choices = choices
        self.fields["use"].initial = self.PASSWORD

    @property
    def wanted(self) -> dict[str, object]:
        """What the act asks for."""
        use = self.cleaned_data["use"]
        return {
            "is_for_password": use in {self.PASSWORD, self.BOTH},
            "is_for_second_factor": use in {self.FACTOR, self.BOTH},
            "note": self.cleaned_data["note"],
        }


class ProofForm(_Counted):
    """The password of the person signed in, or one of his passkeys."""

    door = Door.PASSWORD
    password = forms.CharField(label="Mật khẩu của anh/chị", strip=False, required=False, widget=PASSWORD)
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        cleaned = super().clean()
        if credential := cleaned.get("credential"):
            return {**cleaned, "credential": _passkey(self.user, credential)}
        password = cleaned.get("password", "")
        if not password:
            raise forms.ValidationError("Hãy nhập mật khẩu.")
        if has_vietnamese_letters(password):
            raise forms.ValidationError(UNIKEY, code="unikey")
        self.stop_if_locked(self.user.username)
        if not self.user.check_password(password):
            self.count(self.user.username)
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        lockout.forget(name=self.user.username)
        return cleaned


class SecondStepForm(AuthenticateForm):
    """The second factor at sign-in: six digits from the telephone, or a recovery code; tries are counted."""

    template_name = "ui/fields.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["code"]
        field.label = "Mã 6 số trên điện thoại, hoặc mã dự phòng"
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        dress(self)

    def clean_code(self) -> str:
        """Ours instead of allauth's, which forgets used codes and tries when the cache is away."""
        name, address = self.user.username, address_of(context.request)
        if sentence := lockout.refusal(name=name, address=address, door=Door.SECOND):
            raise forms.ValidationError(sentence)
        code = self.cleaned_data["code"]
        self.authenticator = check_code(self.user, code)
        if self.authenticator is None:
            lockout.note(name=name, address=address, door=Door.SECOND)
            raise forms.ValidationError(WRONG_CODE)
        lockout.forget(name=name, door=Door.SECOND)
        self.authenticator.user = self.user
        return code


class _Careful:
    """Answers what no browser would send with a sentence; allauth expects well-formed answers only."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as bad:
            raise forms.ValidationError(WRONG_PASSKEY) from bad


class SecondPasskeyForm(_Careful, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeySignInForm(_Careful, LoginWebAuthnForm):
    """A passkey alone."""


def _passkey(user, credential):
    form = SecondPasskeyForm({"credential": json.dumps(credential)}, user=user)
    if not form.is_valid():
        raise forms.ValidationError(WRONG_PASSKEY)
    return form.cleaned_data["credential"]
