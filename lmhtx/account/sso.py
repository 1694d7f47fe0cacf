"""Single sign-on of the province: proves who somebody is, and nothing more."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from lmhtx.audit.actions import record
from lmhtx.people.models import User

UNKNOWN = (
    "Đăng nhập một lần đã xác nhận anh/chị, nhưng cổng này chưa có tài khoản nào mang địa chỉ thư đã xác minh của "
    "anh/chị. Hãy báo Chánh Văn phòng hoặc người quản trị để ghi địa chỉ thư vào hồ sơ, hoặc đăng nhập bằng mật khẩu."
)
FAILED = "Đăng nhập một lần không thành. Hãy thử lại, hoặc đăng nhập bằng tên và mật khẩu như thường."


class Adapter(DefaultSocialAccountAdapter):
    """Allauth's hooks: nobody is made, no right comes or goes by what the other side claims."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account for himself."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whom the subject is stored for comes in; else whoever has its verified mail address, from now on."""
        if sociallogin.is_existing:
            return
        user = person_of(sociallogin)
        if user is None:
            messages.error(request, UNKNOWN)
            raise ImmediateHttpResponse(redirect("account_login"))
        with transaction.atomic():
            sociallogin.connect(request, user)
            record("people.sso.linked", user, by=user)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The other side refused or did not answer: the door at home stays."""
        del args, kwargs
        messages.error(request, FAILED)
        raise ImmediateHttpResponse(redirect("account_login"))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our acts write to people themselves, through the outbox."""


def person_of(sociallogin: SocialLogin) -> User | None:
    """The one person who has a mail address that the other side says it has verified."""
    verified = [address.email for address in sociallogin.email_addresses if address.verified]
    found = {user for email in verified for user in User.objects.filter(email__iexact=email)}
    return found.pop() if len(found) == 1 else None
