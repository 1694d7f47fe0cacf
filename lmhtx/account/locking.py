"""The lock of a shared machine: when it falls, what it answers, what survives."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.http import trigger_client_event

from lmhtx.account.actions.presences import MACHINE
from lmhtx.account.models import SharedMachine
from lmhtx.ui.actions import keep_draft
from lmhtx.ui.forms import typed_values
from lmhtx.ui.htmx import go_to, htmx_of
from lmhtx.ui.once import DRAFT

# Left alone for so long, the machine asks for the password again.
LOCK_AFTER_SECONDS = 600
LOCKED, WORKED = "locked", "worked_at"
# The page's own clock: seconds since the last key or click. Requests that a page makes by itself carry it.
IDLE_HEADER = "LMHTX-Idle"
HTTP_LOCKED = 423
SENTENCE = "Máy đã khóa vì 10 phút không ai dùng. Nhập mật khẩu để mở; nội dung đã gõ vẫn còn trên trang."


def machine_of(request: HttpRequest) -> SharedMachine | None:
    """The shared machine at which the session was begun, while it is marked; else the session forgets it."""
    machine = SharedMachine.objects.active().filter(pk=request.session[MACHINE]).first()
    if machine is None:
        for key in (MACHINE, LOCKED, WORKED):
            request.session.pop(key, None)
    return machine


def is_locked(request: HttpRequest) -> bool:
    """Whether the session waits for its password."""
    return bool(request.session.get(LOCKED))


def lock(request: HttpRequest) -> None:
    """Refuse everything until the password is given."""
    request.session[LOCKED] = True


def unlock_session(request: HttpRequest) -> None:
    """Go on working."""
    request.session.pop(LOCKED, None)
    request.session.pop(WORKED, None)


def left_alone(request: HttpRequest, *, now: float) -> bool:
    """Whether nobody has worked at the machine for ten minutes."""
    worked = request.session.get(WORKED)
    return worked is not None and now - worked >= LOCK_AFTER_SECONDS


def touch(request: HttpRequest, *, now: float) -> None:
    """Note when somebody last worked here."""
    worked = now - _idle(request)
    if worked > request.session.get(WORKED, 0):
        request.session[WORKED] = worked


def refuse(request: HttpRequest) -> HttpResponse:
    """The answer of a locked machine; what was typed into a form with a draft is kept for its person."""
    if request.method == "POST" and (form := request.POST.get(DRAFT, "")[:200]):
        keep_draft(form=form, values=typed_values(request.POST), by=request.user)  # type: ignore[arg-type]
    if htmx_of(request):
        response = HttpResponse(SENTENCE, status=HTTP_LOCKED, content_type="text/plain; charset=utf-8")
        return trigger_client_event(response, "lmhtx:locked", {})
    back = request.get_full_path()
    if request.method == "POST":
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = came_from.path if came_from.netloc == request.get_host() else reverse("home")
    return go_to(request, f"{reverse('unlock')}?{urlencode({'next': back})}")


def _idle(request: HttpRequest) -> float:
    """How long the page has seen no key and no click; a request that does not say comes from a hand."""
    told = request.headers.get(IDLE_HEADER, "")
    return float(told) if told.isdecimal() else 0.0
