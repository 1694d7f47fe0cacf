"""To the province's single sign-on and back; closed unless the settings name one."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST


@login_not_required
def sso_begin(request, provider_id):
    """Đăng nhập một lần."""
    return _closed(request) or require_POST(oidc.login)(request, provider_id)


@login_not_required
def sso_return(request, provider_id):
    """Trở về từ đăng nhập một lần."""
    return _closed(request) or require_GET(oidc.callback)(request, provider_id)


def _closed(request: HttpRequest) -> HttpResponse | None:
    """Nothing is here for who is in already; without a single sign-on the way leads to the door."""
    if request.user.is_authenticated:
        raise Http404
    return None if settings.OIDC else redirect("account_login")
