"""The API put together from the parts that the apps give, and its document."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.responses import NinjaJSONEncoder

from lmhtx.api.problems import Problem, faults_of, problem
from lmhtx.contributions import collected
from lmhtx.programs import ApiPart
from lmhtx.ui.guard import refusing_writes
from lmhtx.workflow import Refused

View = Callable[..., HttpResponse]
PATH = "/api/v1/"
WORDS = (
    "Đọc, và theo phạm vi của mã thì gửi, dữ liệu của cổng điều hành. Mã truy cập không bao giờ làm được nhiều hơn "
    "chủ mã hôm nay. Mọi lỗi theo RFC 9457 (application/problem+json)."
)
BAD_JSON = "Nội dung gửi lên không phải JSON đọc được."
BAD_DATA = "Có mục gửi lên chưa đúng; xem `errors`."


@cache
def the_api() -> NinjaAPI:
    """The API; made once, when all apps have given their parts."""
    api = NinjaAPI(
        title="API cổng điều hành Liên minh Hợp tác xã",
        version="1.0.0",
        description=WORDS,
        docs_url=None,
        openapi_url=None,
        urls_namespace="api",
        auth=None,
    )
    for part in collected(ApiPart):
        api.add_router("", import_string(part.router), tags=[part.label])
    _tell_problems(api)
    return api


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    # As it goes over the line: ninja keeps numbers as keys, the document has words.
    told: dict[str, Any] = json.loads(
        json.dumps(the_api().get_openapi_schema(path_prefix=PATH), cls=NinjaJSONEncoder)
    )
    told["components"]["schemas"]["Problem"] = {
        "title": "Problem",
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "Vì sao, và làm gì tiếp."},
            "instance": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "object"}},
        },
    }
    shape = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in told["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {
                "description": "Không làm được; nói rõ vì sao.",
                "content": shape,
            }
    return told


def patterns() -> list[URLPattern]:
    """The addresses of the API, each behind its guard."""
    found: list[Any] = the_api().urls[0]
    ours = [one for one in found if one.name != "api-root"]
    return [URLPattern(one.pattern, guarded(one.callback), name=one.name) for one in ours]


def guarded(view: View) -> View:
    """A way in for programs: no sign-in page, no writing on GET, and 304 when nothing has changed."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET":
            # An act whose answer breaks is not done.
            with transaction.atomic():
                return view(request, *args, **kwargs)
        with refusing_writes():
            response = view(request, *args, **kwargs)
        return _unless_known(request, response)

    answering.login_required = False  # type: ignore[attr-defined]
    answering.csrf_exempt = True  # type: ignore[attr-defined]
    return answering


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != HTTPStatus.OK:
        return response
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    set_response_etag(response)
    # The same words, the same mark: made of what is answered, so that a lost right shows at once.
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _tell_problems(api: NinjaAPI) -> None:
    """Every refusal of the house and of the package, as a problem."""

    def tell(kind: type[Exception], how: Callable[[HttpRequest, Any], HttpResponse]) -> None:
        api.add_exception_handler(kind, how)

    tell(Problem, lambda request, why: why.answer(request.path))
    tell(Http404, lambda request, _: problem(HTTPStatus.NOT_FOUND, path=request.path))
    tell(Refused, lambda request, why: problem(HTTPStatus.CONFLICT, str(why), path=request.path))
    tell(
        PermissionDenied,
        lambda request, _: problem(
            HTTPStatus.FORBIDDEN, "Chủ mã không có quyền làm việc này.", path=request.path
        ),
    )
    tell(
        ValidationError,
        lambda request, why: problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, BAD_DATA, path=request.path, errors=faults_of(why.errors)
        ),
    )
    tell(HttpError, lambda request, why: problem(why.status_code, BAD_JSON, path=request.path))
