"""An empty Django view: what framework and server cost by themselves, bare or behind the portal's middleware."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BARE = "BENCH_BARE" in os.environ


def nothing(request: HttpRequest) -> HttpResponse:
    """An answer without a question."""
    return HttpResponse("")


urlpatterns = [path("", nothing)]
if BARE:
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="chi-de-do",  # noqa: S106 - signs nothing
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    )
application = get_wsgi_application()
if not BARE:
    settings.ROOT_URLCONF = __name__
