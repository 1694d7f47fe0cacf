"""Signing in and out, one's own password and profile."""

from __future__ import annotations

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth import update_session_auth_hash

from lmhtx.access.matrix import held_by
from lmhtx.account.actions.users import change_password
from lmhtx.account.forms import ChangePasswordForm
from lmhtx.people import demo
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page


class SignIn(LoginView):
    """Đăng nhập."""

    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs):
        """In the demonstration also the people one may be."""
        people = demo.PEOPLE if settings.DEMO else ()
        return super().get_context_data(
            **kwargs, title="Đăng nhập", people=people, demo_password=demo.PASSWORD if people else ""
        )


class SignOut(LogoutView):
    """Đăng xuất."""

    template_name = "account/sign_out.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, title="Đăng xuất")


@reads
def profile(request):
    """Hồ sơ của tôi."""
    postings = request.user.postings.select_related("unit", "post")
    context = {"title": "Hồ sơ của tôi", "postings": postings, "areas": held_by(request.user)}
    return page(request, "account/profile.html", context)


@writes
def password_change(request):
    """Đổi mật khẩu."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        change_password(user=request.user, password=form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        return done(
            request, "profile", "Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này đã thoát."
        )
    return page(request, "account/password_change.html", {"title": "Đổi mật khẩu", "form": form})
