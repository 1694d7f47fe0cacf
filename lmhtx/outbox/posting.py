"""Posting JSON to another house's program: with a clock, without redirects, and every answer told in one shape."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

# The address's own fault or ours, not the message's: to be tried again once somebody has mended it.
OUR_FAULT = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
}
CLIENT_FAULTS = range(400, 500)
MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said; `wait_seconds` where it asked to be left alone for so long."""

    status: int
    reason: str
    text: str = ""
    wait_seconds: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the message was taken."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_refused(self) -> bool:
        """Whether the same message would be refused again."""
        return self.status in CLIENT_FAULTS and self.status not in OUR_FAULT


class _Straight(urllib.request.HTTPRedirectHandler):
    """A program answers itself: a redirect would carry token and text to who knows where."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Never."""
        del args, kwargs


def post(address: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Answer:
    """Post the JSON and give what was answered, good or bad.

    OSError for a server that is away, hangs, or breaks off in the middle of its answer.
    """
    told = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(address, data=body, headers=told, method="POST")  # noqa: S310 - the operator's own address
    end = time.monotonic() + seconds
    try:
        with urllib.request.build_opener(_Straight).open(request, timeout=seconds) as response:
            return _answer(response, response.status, response.reason, end)
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error, error.code, str(error.reason), end)
    except http.client.HTTPException as error:
        raise OSError(repr(error)) from error


def _answer(response: Any, status: int, reason: str, end: float) -> Answer:
    wait = str(response.headers.get("Retry-After", ""))
    text = _read(response, end).decode(errors="replace")
    return Answer(status, reason, text, int(wait) if wait.isdecimal() and len(wait) < 7 else 0)


def _read(response: Any, end: float) -> bytes:
    """The beginning of the answer; a server that drips word by word is not waited for longer than the clock says."""
    parts: list[bytes] = []
    length = 0
    while length < MOST_BYTES:
        if time.monotonic() > end:
            raise TimeoutError("the answer did not end in time")
        part = response.read1(MOST_BYTES - length)
        if not part:
            break
        parts.append(part)
        length += len(part)
    _refuse_half(response, length)
    return b"".join(parts)


def _refuse_half(response: Any, length: int) -> None:
    """An answer that ends before its told length says nothing that could be relied on."""
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and length < min(int(told), MOST_BYTES):
        raise ConnectionError("the answer broke off")
