"""Proof that the person at the keyboard is the one signed in, asked again before the locks are changed."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lmhtx.people.models import Via
from lmhtx.ui.htmx import go_to

PROVEN, VIA = "proven_at", "via"
GOOD_FOR_SECONDS = 600


def prove(request: HttpRequest) -> None:
    """The person has just shown password, passkey or code."""
    request.session[PROVEN] = time.time()


def is_proven(request: HttpRequest) -> bool:
    """Whether that was within ten minutes."""
    return time.time() - request.session.get(PROVEN, 0) < GOOD_FOR_SECONDS


def is_by_link(request: HttpRequest) -> bool:
    """Whether the person came by a personal link, which opens his own reports and none of his locks."""
    return bool(request.session.get(VIA) == Via.LINK)


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The way to the page that asks for the password again; None when it was given within ten minutes."""
    if is_by_link(request):
        raise PermissionDenied
    if is_proven(request):
        return None
    # What was posted is not kept: it may hold a secret. The page behind it is shown again.
    back = request.get_full_path() if request.method == "GET" else reverse("profile")
    return go_to(request, f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")
