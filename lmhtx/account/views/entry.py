"""Getting in again: a letter, a code from the desk, a new password; and proving once more who sits here."""

from __future__ import annotations

import time

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from lmhtx.account.actions import entry as actions
from lmhtx.account.devices import address_of
from lmhtx.account.factors import factors_of
from lmhtx.account.forms.entry import CodeForm, ForgottenForm, ProofForm
from lmhtx.account.forms.signing import NewPasswordForm
from lmhtx.account.proof import ask_again, is_proven, prove
from lmhtx.people.models import User
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page

# Who may choose a new password in this browser, and since when; set by a letter's link or a code.
TICKET = "new_password_ticket"
TICKET_SECONDS = 600
# A wrong try is counted in the transaction of its POST, so its answer must not undo it as a 422 would.
COUNTED = 200


@login_not_required
@writes
def password_forgotten(request):
    """Quên mật khẩu."""
    form = ForgottenForm(request.POST or None, address=address_of(request))
    if form.is_valid():
        actions.ask_reset(email=form.cleaned_data["email"])
        return done(
            request,
            "account_login",
            "Nếu địa chỉ này có trong hồ sơ của một người dùng, thư sẽ đến trong vài phút. Không thấy thư: xem mục "
            "thư rác, hoặc gọi Chánh Văn phòng để được cấp mã.",
        )
    context = {"title": "Quên mật khẩu", "form": form}
    return page(request, "account/password_forgotten.html", context, status=COUNTED)


@login_not_required
@writes
def password_reset(request, uid, key):
    """Đặt lại mật khẩu: a look at the link spends nothing, only the button does."""
    if request.method != "POST":
        return page(request, "account/password_reset.html", {"title": "Đặt lại mật khẩu"})
    user = actions.person_of_link(uid, key)
    if user is None:
        messages.error(request, "Đường dẫn này đã dùng hoặc đã quá một giờ. Hãy xin thư mới.")
        return redirect("password_forgotten")
    return _with_ticket(request, user)


@login_not_required
@writes
def code_enter(request):
    """Nhập mã cấp tại chỗ."""
    form = CodeForm(request.POST or None, address=address_of(request))
    if form.is_valid():
        if form.found.is_for_password:
            return _with_ticket(request, form.found.user)
        return done(
            request, "account_login", "Đã gỡ lớp xác minh thứ hai. Hãy đăng nhập bằng mật khẩu như thường."
        )
    return page(
        request, "account/code_enter.html", {"title": "Nhập mã cấp tại chỗ", "form": form}, status=COUNTED
    )


@login_not_required
@writes
def password_choose(request):
    """Đặt mật khẩu mới."""
    user = _holder(request)
    if user is None:
        messages.error(request, "Đã quá lâu. Hãy xin thư hoặc mã mới.")
        return redirect("account_login")
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        actions.choose_password(user=user, password=form.cleaned_data["new_password"])
        request.session.flush()
        return done(request, "account_login", "Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu này.")
    context = {"title": "Đặt mật khẩu mới", "form": form, "person": user}
    return page(request, "account/password_choose.html", context)


@writes
def reauthenticate(request):
    """Xác nhận lại."""
    back = own_address(request, request.GET.get("next", "") or "/tai-khoan/")
    if ask_again(request) is None and is_proven(request) and request.method == "GET":
        return redirect(back)
    form = ProofForm(request.POST or None, user=request.user, address=address_of(request))
    if form.is_valid():
        prove(request)
        return redirect(back)
    context = {"title": "Xác nhận lại", "form": form, "has_passkey": bool(factors_of(request.user).passkeys)}
    return page(request, "account/reauthenticate.html", context, status=COUNTED)


def own_address(request: HttpRequest, address: str) -> str:
    """An address of the portal as given, else the start."""
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else "/"


def _with_ticket(request: HttpRequest, user: User) -> HttpResponse:
    request.session.flush()
    request.session[TICKET] = {"user": user.pk, "at": time.time(), "was": user.password[-16:]}
    return redirect("password_choose")


def _holder(request: HttpRequest) -> User | None:
    """Whose new password this browser may choose; a password chosen since then ends it."""
    ticket = request.session.get(TICKET) or {}
    if time.time() - ticket.get("at", 0) >= TICKET_SECONDS:
        return None
    user = User.objects.filter(pk=ticket["user"], is_active=True).first()
    return user if user and user.password.endswith(ticket["was"]) else None
