"""Each request gets a number under which its acts and field changes are found again."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse


class RequestMiddleware:
    """Stands after sign-in: `request.id` is the number; field history notes it and the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with pghistory.context(user=getattr(request.user, "pk", None)) as context:
            request.id = context.id  # type: ignore[attr-defined]
            response = self.get_response(request)
        response["X-Request-Id"] = str(context.id)
        return response
