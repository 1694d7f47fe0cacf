"""Signing in and out, one's own password and profile."""

from __future__ import annotations

import json

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from lmhtx.access.matrix import held_by
from lmhtx.account.actions.presences import follow
from lmhtx.account.actions.users import change_password
from lmhtx.account.devices import device_of
from lmhtx.account.factors import factors_of, is_demanded
from lmhtx.account.forms import ChangePasswordForm
from lmhtx.account.models import Presence, SharedMachine
from lmhtx.account.people_of_machine import last_people
from lmhtx.account.proof import is_by_link
from lmhtx.account.queries import open_delegations
from lmhtx.people import demo
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page


class SignIn(LoginView):
    """Đăng nhập."""

    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs):
        """In the demonstration also the people one may be."""
        device = device_of(self.request)
        machine = SharedMachine.objects.active().filter(device=device).first() if device else None
        people = demo.PEOPLE if settings.DEMO and machine is None else ()
        return super().get_context_data(
            **kwargs,
            title="Đăng nhập",
            people=people,
            demo_password=demo.PASSWORD if people else "",
            machine=machine,
            last_people=last_people(machine) if machine else [],
            sso=settings.OIDC,
        )

    def get_initial(self):
        """The name that was pressed on a shared machine."""
        return {**super().get_initial(), "login": self.request.GET.get("nguoi", "")[:60]}


class SecondStep(AuthenticateView):
    """Bước xác minh thứ hai."""

    template_name = "account/second_step.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        person = self.stage.login.user
        options = json.dumps(context["js_data"]["request_options"])
        return {**context, "title": "Xác minh lần hai", "factors": factors_of(person), "options": options}


class PasskeySignIn(LoginWebAuthnView):
    """Đăng nhập bằng khóa truy cập."""

    def form_invalid(self, form):
        del form
        messages.error(
            self.request, "Khóa truy cập này không mở được tài khoản nào ở đây. Hãy đăng nhập bằng mật khẩu."
        )
        return HttpResponseRedirect(reverse("account_login"))


class SignOut(LogoutView):
    """Đăng xuất."""

    template_name = "account/sign_out.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, title="Đăng xuất")


@reads
def profile(request):
    """Hồ sơ của tôi."""
    postings = request.user.postings.select_related("unit", "post")
    context = {
        "title": "Hồ sơ của tôi",
        "postings": postings,
        "areas": held_by(request.user),
        "factors": factors_of(request.user),
        "is_demanded": is_demanded(request.user),
        "places": Presence.objects.visible_to(request.user).alive(timezone.now()).count(),
        "machine": SharedMachine.objects.active().filter(device=device_of(request) or "-").first(),
        "delegations": open_delegations(request.user),
        "is_by_link": is_by_link(request),
    }
    return page(request, "account/profile.html", context)


@writes
def password_change(request):
    """Đổi mật khẩu."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        change_password(user=request.user, password=form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        follow(request)
        return done(
            request, "profile", "Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này đã thoát."
        )
    return page(request, "account/password_change.html", {"title": "Đổi mật khẩu", "form": form})
