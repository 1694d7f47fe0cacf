"""Pages for everybody: they know nobody, so one answer serves all and may be kept on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PREFIX = "/cong-khai/"
FILES = frozenset({"/robots.txt"})


class PublicMiddleware:
    """Below `PREFIX` no cookie is read and none is set, whoever asks: what is public is the same for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget who asks on the way in, and that anybody could have been asked for on the way out."""
        if not request.path_info.startswith(PREFIX) and request.path_info not in FILES:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        named = [name.strip() for name in response.headers.get("Vary", "").split(",")]
        if others := [name for name in named if name and name.lower() != "cookie"]:
            response.headers["Vary"] = ", ".join(others)
        elif "Vary" in response.headers:
            del response.headers["Vary"]
        return response
