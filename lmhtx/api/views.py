"""One's own tokens, everybody's for who keeps them, and how the API is called."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lmhtx.access.decorators import needs
from lmhtx.account.proof import ask_again
from lmhtx.api import actions
from lmhtx.api.access import Perm
from lmhtx.api.filters import ApiTokenFilter
from lmhtx.api.forms import TokenForm
from lmhtx.api.models import ApiToken
from lmhtx.api.queries import MANNERS, chapters
from lmhtx.api.scopes import scopes, words_of
from lmhtx.api.tables import ApiTokenTable
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage

SLIP = "api_token_slip"
OWN = (("Hồ sơ của tôi", "profile"), ("Mã truy cập API", "my_tokens"))


class ApiTokenList(ListPage):
    """Mã truy cập API của mọi người."""

    model, table, filterset = ApiToken, ApiTokenTable, ApiTokenFilter
    permission = Perm.KEEP_TOKENS
    title = "Mã truy cập API của mọi người"
    empty = "Chưa ai tạo mã truy cập API."
    offered_views = (("Đang dùng được", "state=live"), ("Chưa dùng lần nào", "state=unused"))

    def queryset(self) -> Any:
        """With the owner."""
        return super().queryset().select_related("user")


@reads
@needs(Perm.USE_TOKEN)
def my_tokens(request: HttpRequest) -> HttpResponse:
    """Mã truy cập API của tôi."""
    rows = ApiToken.objects.visible_to(request.user).filter(user=request.user).select_related("user")
    tokens = [(token, words_of(token.scopes)) for token in rows]
    context = {"title": "Mã truy cập API", "crumbs": _crumbs(1), "tokens": tokens}
    return page(request, "api/my_tokens.html", context)


@writes
@needs(Perm.USE_TOKEN)
def token_create(request: HttpRequest) -> HttpResponse:
    """Tạo mã truy cập API."""
    if asked := ask_again(request):
        return asked
    form = TokenForm(request.POST or None, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        token, secret = actions.make_token(
            by=request.user, name=data["name"], chosen=data["scopes"], days=data["days"]
        )
        request.session[SLIP] = {"token": token.pk, "secret": secret}
        return done(request, reverse("token_slip", args=[token.pk]), "Đã tạo mã truy cập API.")
    context = {"title": "Tạo mã truy cập API", "form": form, "crumbs": _crumbs(2)}
    return page(request, "ui/form.html", {**context, "save_label": "Tạo mã", "back": reverse("my_tokens")})


@never_cache
@reads
@needs(Perm.USE_TOKEN)
def token_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Mã truy cập API, hiện một lần."""
    token = get_object_or_404(ApiToken.objects.filter(user=request.user), pk=pk)
    slip = request.session.pop(SLIP, None) or {}
    secret = slip.get("secret", "") if slip.get("token") == token.pk else ""
    context = {"title": "Mã truy cập API mới", "crumbs": _crumbs(2), "token": token, "secret": secret}
    return page(request, "api/token_slip.html", {**context, "site": settings.SITE_ADDRESS})


@writes(post_only=True)
@needs(Perm.USE_TOKEN)
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi mã truy cập API."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    actions.revoke_token(token=token, by=request.user)
    back = "my_tokens" if token.user_id == request.user.pk else "api_token_list"
    return done(request, back, f"Đã thu hồi mã “{token.name}”; phần mềm dùng mã này bị từ chối từ bây giờ.")


@reads
@needs(Perm.USE_TOKEN)
def api_guide(request: HttpRequest) -> HttpResponse:
    """Tài liệu API."""
    context = {"title": "Tài liệu API", "crumbs": _crumbs(2), "chapters": chapters(), "scopes": scopes()}
    manners = {"manners": MANNERS, "site": settings.SITE_ADDRESS}
    return page(request, "api/api_guide.html", {**context, **manners})


def _crumbs(count: int) -> list[tuple[str, str]]:
    return [(words, reverse(name)) for words, name in OWN[:count]]
