"""Signing in and changing one's own password."""

from __future__ import annotations

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import password_validation

from lmhtx.account.passwords import UNIKEY, has_vietnamese_letters
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.looks import dress


class SignInForm(LoginForm):
    """Name or mail address and password; a password that no plain keyboard gives is answered before it counts."""

    template_name = "ui/fields.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        login = self.fields["login"]
        login.label = "Tên đăng nhập hoặc thư điện tử"
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"] = forms.CharField(
            label="Mật khẩu",
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        dress(self)

    def clean_password(self):
        """Stop here while the typing aid is on: such a password is wrong for a reason that can be told."""
        password = self.cleaned_data["password"]
        if has_vietnamese_letters(password):
            raise forms.ValidationError(UNIKEY, code="unikey")
        return password


class NewPasswordForm(HouseForm):
    """A new password, twice."""

    new_password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 10 ký tự; chữ không dấu, chữ số, ký hiệu. Nên dùng vài từ dễ nhớ nối bằng dấu gạch.",
    )
    new_password_again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self):
        new = self.cleaned_data["new_password"]
        if has_vietnamese_letters(new):
            raise forms.ValidationError(UNIKEY, code="unikey")
        if self.user.check_password(new):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu hiện nay.")
        password_validation.validate_password(new, self.user)
        return new

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("new_password"), cleaned.get("new_password_again")
        if first and second and first != second:
            self.add_error("new_password_again", "Hai lần nhập mật khẩu mới chưa giống nhau.")
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The old password, then the new one twice."""

    old_password = forms.CharField(
        label="Mật khẩu hiện nay",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "new_password", "new_password_again")

    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            message = UNIKEY if has_vietnamese_letters(old) else "Mật khẩu hiện nay chưa đúng."
            raise forms.ValidationError(message)
        return old
