"""Who may not simply go on: a first password, a second factor, a shared machine left alone, a link that ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lmhtx.account.actions.links import live_link
from lmhtx.account.actions.presences import MACHINE, see
from lmhtx.account.devices import keep_device
from lmhtx.account.locking import is_locked, left_alone, lock, machine_of, refuse, touch
from lmhtx.account.proof import is_by_link
from lmhtx.ui.htmx import go_to

Answer = Callable[[HttpRequest], HttpResponse]
# Where a person of a partner agency lands who came by a personal link, and what never asks whether it lives.
LINK_HOME = "agency_home"
LINK_DOORS = {"account_logout", "link_open"}
LEAVING = {"account_logout", "account_login"}
OPEN = {"account_change_password", *LEAVING}
# The session remembers that the second factor fell due when the person signed in.
DUE = "second_factor_due"
SETTING_UP = {
    "second_factor",
    "totp_add",
    "passkey_add",
    "recovery_codes",
    "account_reauthenticate",
    "passkey_options",
    *OPEN,
}
WHILE_LOCKED = {"unlock", "lock_now", "passkey_options", *LEAVING}


class _OnTheWay:
    """Looks at each request once its view is known."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the view is not known yet."""
        return self.get_response(request)


class PresenceMiddleware(_OnTheWay):
    """Notes now and then that a place is in use, and sends the cookie by which the browser is known again."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note before the view, which may promise to write nothing."""
        if request.user.is_authenticated:
            see(request)
        response = self.get_response(request)
        keep_device(request, response)
        return response


class FirstPasswordMiddleware(_OnTheWay):
    """Leads a person with a first password to the page that changes it, whatever page was asked for."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send to the change of password unless the person is there or leaving."""
        user = request.user
        if not user.is_authenticated or not user.must_change_password or _name(request) in OPEN:
            return None
        messages.info(request, "Đây là mật khẩu lần đầu. Hãy đặt mật khẩu của riêng mình để tiếp tục.")
        return go_to(request, reverse("account_change_password"))


class SecondFactorMiddleware(_OnTheWay):
    """Leads a person whose role demands a second factor, and who has none since he signed in, to setting it up."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send to the set-up; whoever came by a personal link never owes one."""
        if not request.user.is_authenticated or not request.session.get(DUE):
            return None
        if is_by_link(request) or _name(request) in SETTING_UP:
            return None
        return go_to(request, reverse("second_factor"))


class SharedMachineMiddleware(_OnTheWay):
    """On a shared machine nothing is answered once nobody has worked for ten minutes, until it is unlocked."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Lock, refuse or note that somebody works here."""
        if not request.user.is_authenticated or not request.session.get(MACHINE):
            return None
        machine = machine_of(request)
        if machine is None:
            return None
        request.shared_machine = machine  # type: ignore[attr-defined]
        if not is_locked(request) and left_alone(request, now=time.time()):
            lock(request)
        if not is_locked(request):
            touch(request, now=time.time())
            return None
        return None if _name(request) in WHILE_LOCKED else refuse(request)


class LinkMiddleware(_OnTheWay):
    """Keeps a session that a personal link opened to the pages open to links, as long as the link lives."""

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> HttpResponse | None:
        """Out with a link that was revoked or has expired; first a name, then the agency's own pages."""
        if not request.user.is_authenticated or not request.user.is_by_link:
            return None
        link = live_link(request)
        if link is None:
            logout(request)
            return render(
                request, "account/link_ended.html", {"title": "Liên kết đã hết hiệu lực"}, status=403
            )
        match = request.resolver_match
        name = match.url_name if match else ""
        if name in LINK_DOORS:
            return None
        if link.introduced_at is None and name != "link_introduce":
            return go_to(request, reverse("link_introduce"))
        if name == "home":
            return go_to(request, reverse(LINK_HOME))
        if not getattr(view, "is_open_to_links", False):
            raise Http404
        return None


def _name(request: HttpRequest) -> Any:
    return request.resolver_match.url_name if request.resolver_match else None
