"""Every view either reads or writes, and says which."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, overload
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from lmhtx.ui.guard import WroteWhileReading, refusing_writes
from lmhtx.ui.htmx import htmx_of, say
from lmhtx.ui.once import act_once
from lmhtx.ui.refusal import hearing
from lmhtx.workflow import Refused

View = Callable[..., HttpResponse]
LOOKING = ("GET", "HEAD")
UNPROCESSABLE = 422


def reads(view: View) -> View:
    """A page to look at: GET only, and nothing in the database changes."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in LOOKING:
            return HttpResponseNotAllowed(LOOKING)
        with refusing_writes():
            return view(request, *args, **kwargs)

    reading.way = "reads"  # type: ignore[attr-defined]
    return reading


@overload
def writes(view: View) -> View: ...
@overload
def writes(*, post_only: bool) -> Callable[[View], View]: ...
def writes(view: View | None = None, *, post_only: bool = False) -> Any:
    """A view that acts: its form on GET, the act on POST, in one transaction, once per `{% act_key %}`.

    A refused act changes nothing; its form comes back with what was typed and the reason on top. A view
    without a form (`post_only=True`) tells the reason on the page the person came from.
    """
    if view is None:
        return partial(writes, post_only=post_only)

    @wraps(view)
    def writing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = partial(view, request, *args, **kwargs)
        if request.method == "POST":
            return _acted(request, act)
        if post_only or request.method not in LOOKING:
            return HttpResponseNotAllowed(["POST"] if post_only else [*LOOKING, "POST"])
        with refusing_writes():
            return act()

    writing.way = "writes"  # type: ignore[attr-defined]
    return writing


def _acted(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    with hearing() as held:
        try:
            return act_once(request, act)
        except Refused as refused:
            sentence = str(refused)
    shown = _form_again(act, sentence) if held.forms else None
    return shown or _told(request, sentence)


def _form_again(act: Callable[[], HttpResponse], sentence: str) -> HttpResponse | None:
    """The view once more, its first form refusing with the sentence, so that it shows what was typed."""
    with hearing(sentence), refusing_writes():
        try:
            response = act()
        except (Refused, WroteWhileReading):
            return None
    response.status_code = UNPROCESSABLE
    return response


def _told(request: HttpRequest, sentence: str) -> HttpResponse:
    """The reason alone: a message beside the untouched page, or on the page the person came from."""
    if htmx_of(request):
        return say(HttpResponse(status=UNPROCESSABLE, headers={"HX-Reswap": "none"}), sentence, tone="danger")
    messages.error(request, sentence)
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    return redirect(f"{came_from.path}?{came_from.query}" if is_ours else "home")
