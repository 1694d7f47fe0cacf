"""The gate before /api/v1/: no cookie comes in, nothing too large, and every refusal goes out as a problem."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from lmhtx.api.problems import CONTENT_TYPE, problem

API = "/api/v1/"
MOST_BYTES = 256 * 1024


class ApiGate:
    """Stands before sessions: whatever cookies a browser sends along, here nobody is signed in by them.

    So a page of another site can make a browser call the API and gains nothing by it: only a token opens it, and a
    browser never sends one by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        request.COOKIES.clear()
        if _length(request) > MOST_BYTES:
            most = MOST_BYTES // 1024
            return problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"Yêu cầu gửi lên không quá {most} KB; hãy gửi ít hơn mỗi lần.",
                path=request.path,
            )
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response["Content-Type"] == CONTENT_TYPE:
            return response
        return _as_problem(request, response)


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    told = problem(response.status_code, path=request.path)
    for name in ("Allow", "X-Request-Id"):
        if name in response.headers:
            told[name] = response.headers[name]
    return told


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if str(told).isdecimal() else 0
