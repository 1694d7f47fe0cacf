"""What comes in by hand about people, the directory and values."""

from lmhtx.account.forms.signing import ChangePasswordForm, SignInForm

__all__ = ["ChangePasswordForm", "SignInForm"]
