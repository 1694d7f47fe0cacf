"""Answers: whole pages, pieces of pages, and "done, go there"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails

UNPROCESSABLE = 422
FAILED = 400


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int | None = None,
) -> HttpResponse:
    """A whole page; after a POST with a faulty form it answers 422, so that nobody takes it for success."""
    context = context or {}
    return render(request, template, dict(context), status=status or _status(request, context))


def partial(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int | None = None,
) -> HttpResponse:
    """A piece of a page ("plans/task_list.html#rows") with waiting messages beside it.

    After a POST it counts as the act's result, unless its form is faulty.
    """
    context = context or {}
    body = render_to_string(template, dict(context), request)
    told = render_to_string("fragment.html", {}, request)
    response = HttpResponse(body + told, status=status or _status(request, context))
    response.is_result = request.method == "POST" and response.status_code < FAILED  # type: ignore[attr-defined]
    return response


def done(request: HttpRequest, thing: Model | str, message: str = "") -> HttpResponse:
    """The act is done: go to the thing's page, a url name or an address, and say so there."""
    if message:
        messages.success(request, message)
    response = go_to(request, address_of(thing))
    response.act_message = message  # type: ignore[attr-defined]
    return response


def address_of(thing: Model | str) -> str:
    """The address of a thing's page, of a url name, or the address itself."""
    if isinstance(thing, Model):
        return str(thing.get_absolute_url())  # type: ignore[attr-defined]
    return thing if "/" in thing else reverse(thing)


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser there, whether htmx or the browser itself asked."""
    if htmx_of(request):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def say(response: HttpResponse, message: str, *, tone: str = "success") -> HttpResponse:
    """Show a short message beside the answer; tones as in `ui/message.html`."""
    return trigger_client_event(response, "lmhtx:say", {"message": message, "tone": tone})


def toast(message: str, *, tone: str = "success") -> HttpResponse:
    """An answer to htmx that only says something; it counts as the act's result."""
    response = HttpResponse(headers={"HX-Reswap": "none"})
    response.is_result = True  # type: ignore[attr-defined]
    return say(response, message, tone=tone)


def is_result(response: HttpResponse) -> bool:
    """Whether the answer says that an act was done, as against showing its form again."""
    return bool(
        getattr(response, "is_result", False)
        or response.headers.get("Location")
        or response.headers.get("HX-Redirect")
    )


def wants_piece(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of the page and not for the page."""
    asked = htmx_of(request)
    return bool(asked and not asked.boosted and not asked.history_restore_request)


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """What htmx says of the request; false when the browser itself asks."""
    return request.htmx  # type: ignore[attr-defined]  # put there by the middleware


def _status(request: HttpRequest, context: Mapping[str, Any]) -> int:
    form = context.get("form")
    is_faulty = request.method == "POST" and form is not None and form.is_bound and not form.is_valid()
    return UNPROCESSABLE if is_faulty else 200
