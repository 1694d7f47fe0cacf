"""What a view needs before it runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from lmhtx.access import refusal_of

View = Callable[..., HttpResponse]


class NotHandedOn(PermissionDenied):
    """The person at the keys stands in for somebody and was not given this right; the sentence says who may."""


def refuse(user: Any, permission: str) -> PermissionDenied:
    """The refusal to raise where a right is missing, with its reason where there is one to tell."""
    sentence = refusal_of(user, str(permission))
    return NotHandedOn(sentence) if sentence else PermissionDenied()


def personal(view: View) -> View:
    """A page of the signed-in person alone: closed while somebody stands in for him."""
    view.is_personal = True  # type: ignore[attr-defined]
    return view


def needs(permission: str) -> Callable[[View], View]:
    """Refuse with 403 whoever may not do such a thing at all; single objects are judged within the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(str(permission)):
                raise refuse(request.user, permission)
            return view(request, *args, **kwargs)

        guarded.needs = str(permission)  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_links(view: View) -> View:
    """Also for people of partner agencies who came by a personal link; every other page is closed to them."""
    view.is_open_to_links = True  # type: ignore[attr-defined]
    return view
