"""One's own second factor: what there is, adding, naming, removing, recovery codes."""

from __future__ import annotations

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from lmhtx.account.actions import factors as actions
from lmhtx.account.factors import SECOND, Kind, factors_of, is_demanded
from lmhtx.account.forms.factors import AppForm, PasskeyForm, PasskeyNameForm
from lmhtx.account.mfa import Adapter
from lmhtx.account.middleware import DUE
from lmhtx.account.proof import ask_again, is_by_link
from lmhtx.account.qr import drawn
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page

SECRET, CODES = "totp_secret", "recovery_codes"
OWN = (("Hồ sơ của tôi", "/tai-khoan/"),)


@reads
def second_factor(request):
    """Lớp xác minh thứ hai."""
    if is_by_link(request):
        raise PermissionDenied
    context = {
        "title": "Lớp xác minh thứ hai",
        "crumbs": OWN,
        "factors": factors_of(request.user),
        "is_due": bool(request.session.get(DUE)),
        "is_demanded": is_demanded(request.user),
    }
    return page(request, "account/second_factor.html", context)


@writes
def totp_add(request):
    """Thêm ứng dụng xác minh."""
    if asked := ask_again(request):
        return asked
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = AppForm(request.POST or None)
    if form.is_valid():
        codes = actions.add_app(user=request.user, secret=secret, code=form.cleaned_data["code"])
        del request.session[SECRET]
        return _added(request, codes, "Đã bật ứng dụng xác minh.")
    picture = drawn(Adapter().build_totp_url(request.user, secret))
    context = {"title": "Thêm ứng dụng xác minh", "crumbs": OWN, "form": form, "picture": picture}
    return page(request, "account/totp_add.html", {**context, "secret": _spaced(secret)})


@writes
def passkey_add(request):
    """Thêm khóa truy cập."""
    if asked := ask_again(request):
        return asked
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        codes = actions.add_passkey(user=request.user, **form.cleaned_data)
        return _added(request, codes, f"Đã thêm khóa truy cập “{form.cleaned_data['name']}”.")
    context = {"title": "Thêm khóa truy cập", "crumbs": OWN, "form": form, "options": _creation(request)}
    return page(request, "account/passkey_add.html", context)


@writes
def passkey_rename(request, pk):
    """Đổi tên khóa truy cập."""
    passkey = _own(request, pk, Kind.WEBAUTHN)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(passkey)})
    if form.is_valid():
        actions.rename_passkey(passkey=passkey, name=form.cleaned_data["name"])
        return done(request, "second_factor", "Đã đổi tên khóa truy cập.")
    context = {"title": "Đổi tên khóa truy cập", "crumbs": OWN, "form": form, "back": "/tai-khoan/lop-hai/"}
    return page(
        request, "ui/form.html", {**context, "save_label": "Đổi tên", "version": None, "both_texts": None}
    )


@writes
def factor_remove(request, pk):
    """Gỡ một cách xác minh."""
    factor = _own(request, pk, *SECOND)
    if asked := ask_again(request):
        return asked
    if request.method == "POST":
        actions.remove_factor(factor=factor)
        return done(request, "second_factor", "Đã gỡ.")
    title = "Gỡ ứng dụng xác minh" if factor.type == Kind.TOTP else f"Gỡ khóa truy cập “{factor}”"
    return page(request, "account/factor_remove.html", {"title": title, "crumbs": OWN})


@writes(post_only=True)
def recovery_renew(request):
    """Tạo mã dự phòng mới."""
    if asked := ask_again(request):
        return asked
    request.session[CODES] = actions.renew_codes(user=request.user)
    return done(request, "recovery_codes", "Mã dự phòng cũ không còn dùng được.")


@reads
def recovery_codes(request):
    """Mã dự phòng, hiện một lần."""
    codes = request.session.pop(CODES, None)
    context = {"title": "Mã dự phòng", "crumbs": OWN, "codes": codes}
    return page(request, "account/recovery_codes.html", context)


@reads
def passkey_options(request):
    """Câu hỏi cho khóa truy cập của mình."""
    if not factors_of(request.user).passkeys:
        return JsonResponse({"reason": "Anh/chị chưa có khóa truy cập. Hãy nhập mật khẩu."}, status=404)
    return JsonResponse(webauthn.begin_authentication(request.user))


def _own(request: HttpRequest, pk: int, *kinds: str) -> Authenticator:
    return get_object_or_404(Authenticator, pk=pk, user=request.user, type__in=kinds)


def _added(request: HttpRequest, codes: list[str], message: str) -> HttpResponse:
    request.session.pop(DUE, None)
    if not codes:
        return done(request, "second_factor", message)
    request.session[CODES] = codes
    return done(request, "recovery_codes", message)


def _creation(request: HttpRequest) -> str:
    """What the browser is asked to make: a key that signs in by itself where the device can keep one."""
    options = webauthn.begin_registration(request.user, passwordless=False)
    wanted = dict(options["publicKey"]["authenticatorSelection"])
    options["publicKey"]["authenticatorSelection"] = {
        **wanted,
        "residentKey": "preferred",
        "requireResidentKey": False,
    }
    return json.dumps(options)


def _spaced(secret: str) -> str:
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
