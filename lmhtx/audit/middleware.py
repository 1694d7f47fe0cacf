"""Each request gets a number under which its acts, field changes and log lines are found again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pghistory
import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from lmhtx.audit.watching import note_reading

logger = structlog.get_logger("lmhtx.requests")


class RequestMiddleware:
    """Stands after sign-in: `request.id` is the number; field history and log note it and the person's number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        user_id = getattr(request.user, "pk", None)
        with pghistory.context(user=user_id) as context:
            request.id = context.id  # type: ignore[attr-defined]
            with bound_contextvars(request=str(context.id), user=user_id):
                response = self.get_response(request)
                note_reading(request, response)
                _tell(request, response, time.perf_counter() - began)
        response["X-Request-Id"] = str(context.id)
        return response


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """One line a request: the page's pattern, not its address, which may carry names, words and secrets."""
    match = request.resolver_match
    logger.info(
        "request",
        method=request.method,
        page=match.route if match else "",
        status=response.status_code,
        ms=round(seconds * 1000),
    )
