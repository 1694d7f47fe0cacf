"""Refusals as RFC 9457 has them: application/problem+json, told in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.BAD_REQUEST: "Yêu cầu sai",
    HTTPStatus.UNAUTHORIZED: "Chưa xác thực",
    HTTPStatus.FORBIDDEN: "Không có quyền",
    HTTPStatus.NOT_FOUND: "Không tìm thấy",
    HTTPStatus.METHOD_NOT_ALLOWED: "Không dùng được phương thức này",
    HTTPStatus.CONFLICT: "Không làm được lúc này",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Yêu cầu quá lớn",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Dữ liệu chưa đúng",
    HTTPStatus.TOO_MANY_REQUESTS: "Gọi quá nhiều",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Lỗi của cổng",
}
DETAILS = {
    HTTPStatus.NOT_FOUND: "Địa chỉ này không có, hoặc chủ mã không được xem. Xem địa chỉ đúng ở /api/v1/openapi.json.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Địa chỉ này không nhận phương thức vừa dùng; xem đầu mục Allow.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Cổng gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút; còn lỗi thì báo quản trị.",
}
UNSAID = "Cổng không nhận yêu cầu này; hãy xem lại cách gọi trong tài liệu API."


class Problem(Exception):
    """An answer that says why not; what else there is to tell goes into `more`."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more

    def answer(self, path: str) -> HttpResponse:
        """The answer to send."""
        response = problem(self.status, self.detail, path=path, **self.more)
        for name, value in self.headers.items():
            response[name] = value
        return response


def problem(status: int, detail: str = "", *, path: str, **more: Any) -> HttpResponse:
    """A refusal with its title; the address that was asked is its `instance`."""
    told = {
        "type": "about:blank",
        "title": TITLES.get(HTTPStatus(status), "Không nhận được yêu cầu"),
        "status": int(status),
        "detail": detail or DETAILS.get(HTTPStatus(status), UNSAID),
        "instance": path,
        **more,
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)


# What pydantic found, by its own short names, in our words; `{}` takes the bound.
FAULTS = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục tên này.",
    "int_parsing": "Phải là số nguyên.",
    "int_type": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "string_type": "Phải là chữ.",
    "bool_parsing": "Phải là true hoặc false.",
    "dict_type": "Phải là một đối tượng JSON.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Không quá {le}.",
    "string_too_long": "Không quá {max_length} ký tự.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "enum": "Chỉ nhận một trong: {expected}.",
    "literal_error": "Chỉ nhận một trong: {expected}.",
}


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each fault of what was sent: where it stands, and what is wrong there."""
    told = []
    for error in errors:
        words = FAULTS.get(str(error.get("type")), "Giá trị không đúng.")
        place = [str(part) for part in error.get("loc", ())]
        told.append({"field": ".".join(place), "detail": words.format_map(_Bounds(error.get("ctx") or {}))})
    return told


class _Bounds(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
