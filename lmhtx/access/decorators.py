"""What a view needs before it runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Refuse with 403 whoever may not do such a thing at all; single objects are judged within the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(str(permission)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = str(permission)  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_links(view: View) -> View:
    """Also for people of partner agencies who came by a personal link; every other page is closed to them."""
    view.is_open_to_links = True  # type: ignore[attr-defined]
    return view
