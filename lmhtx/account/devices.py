"""How a browser is known again and told in words."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "lmhtx_may"
# The longest that browsers keep a cookie.
KEPT = timedelta(days=400)
# The first that is found counts: Edge and Cốc Cốc call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "máy Mac"),
    ("Linux", "Linux"),
)


def words_of(agent: str) -> str:
    """A browser in words a person knows his machine by."""
    browser = next((words for mark, words in BROWSERS if mark in agent), "Trình duyệt lạ")
    system = next((words for mark, words in SYSTEMS if mark in agent), "")
    return f"{browser} trên {system}" if system else browser


def device_of(request: HttpRequest) -> str:
    """The mark of the browser that asks; "" when it has none yet."""
    held = request.COOKIES.get(COOKIE, "")
    return digest(held) if held else ""


def give_device(request: HttpRequest) -> str:
    """The mark of the browser; one without gets its cookie with the answer to this request."""
    held = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    request.COOKIES[COOKIE] = held
    request.device_cookie = held  # type: ignore[attr-defined]
    return digest(held)


def keep_device(request: HttpRequest, response: HttpResponse) -> None:
    """Send the cookie that was given while the request was answered."""
    if held := getattr(request, "device_cookie", ""):
        response.set_cookie(
            COOKIE, held, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def address_of(request: HttpRequest) -> str:
    """The network address from which the request comes, behind our own proxy."""
    return str(get_adapter().get_client_ip(request) or "")


def digest(held: str) -> str:
    """What the database knows of a cookie: nobody who reads it there can pretend to be the machine."""
    return hashlib.sha256(held.encode()).hexdigest()
