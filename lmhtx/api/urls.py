"""Addresses of the API; everything under them answers programs, also what is not there."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, re_path

from lmhtx.api.problems import problem
from lmhtx.api.site import document, guarded, patterns


def openapi(request: HttpRequest) -> HttpResponse:
    """Bản mô tả OpenAPI: it holds no data, so programs that make code of it need no token."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


def nothing(request: HttpRequest, **words: str) -> HttpResponse:
    """Địa chỉ không có."""
    return problem(404, path=request.path)


app_name = "api"
urlpatterns = [
    path("openapi.json", guarded(openapi), name="openapi"),
    *patterns(),
    re_path(r"^.*$", guarded(nothing), name="nothing"),
]
