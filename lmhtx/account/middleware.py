"""Nobody goes on under a password that somebody else has read out."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lmhtx.ui.htmx import go_to

OPEN = {"account_change_password", "account_logout", "account_login"}


class FirstPasswordMiddleware:
    """Leads a person with a first password to the page that changes it, whatever page was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the view is not known yet."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send to the change of password unless the person is there or leaving."""
        user, match = request.user, request.resolver_match
        if not user.is_authenticated or not user.must_change_password or (match and match.url_name in OPEN):
            return None
        messages.info(request, "Đây là mật khẩu lần đầu. Hãy đặt mật khẩu của riêng mình để tiếp tục.")
        return go_to(request, reverse("account_change_password"))
