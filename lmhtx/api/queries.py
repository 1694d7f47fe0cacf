"""The API's document as chapters that a page can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lmhtx.api.limits import CALLS_PER_MINUTE
from lmhtx.api.site import document

# What holds for every call, in the words of the page that tells how to ask.
MANNERS = (
    "Mã chỉ làm việc trong phạm vi của mã mà chủ mã hôm nay được làm; thứ chủ mã không được xem thì trả lời 404.",
    "Lấy “next” của trang trước gửi lại làm “cursor”; null là đã hết. Mỗi trang nhiều nhất 200 dòng.",
    "Gửi lại “ETag” của lần trước trong “If-None-Match”: chưa có gì đổi thì trả lời 304, không có nội dung.",
    f"Mỗi mã gọi được {CALLS_PER_MINUTE} lần mỗi phút; quá thì trả lời 429, chờ số giây ghi ở “Retry-After”.",
    "Lỗi luôn là application/problem+json: “title”, “detail” bằng tiếng Việt nói vì sao và làm gì tiếp.",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A word that a call takes or an answer gives."""

    name: str
    kind: str
    words: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One way to ask."""

    method: str
    path: str
    summary: str
    words: str
    scope: str
    takes: list[Field]
    sends: list[Field]
    gives: list[Field]


def chapters() -> dict[str, list[Call]]:
    """The calls by the part they belong to, as the document tells them."""
    told = document()
    shapes = told["components"]["schemas"]
    found: dict[str, list[Call]] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_call(method, path, operation, shapes))
    return found


def _call(method: str, path: str, operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> Call:
    good = next(answer for status, answer in operation["responses"].items() if str(status).startswith("2"))
    return Call(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        words=operation.get("description", ""),
        scope=operation.get("x-scope", ""),
        takes=[
            _field(one["name"], one["schema"], one.get("required", False))
            for one in operation.get("parameters", [])
        ],
        sends=_fields(operation.get("requestBody", {}), shapes),
        gives=_fields(good, shapes),
    )


def _fields(body: Mapping[str, Any], shapes: Mapping[str, Any]) -> list[Field]:
    """The words of a body; of a page, those of its rows."""
    if not body:
        return []
    shape = _shape(body["content"]["application/json"]["schema"], shapes)
    if "items" in shape["properties"]:
        shape = _shape(shape["properties"]["items"]["items"], shapes)
    required = set(shape.get("required", ()))
    return [_field(name, one, name in required) for name, one in shape["properties"].items()]


def _shape(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    return shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _field(name: str, schema: Mapping[str, Any], is_required: bool) -> Field:  # noqa: FBT001
    options = schema.get("anyOf") or [schema]
    kinds = [
        one.get("format") or one.get("type") or one.get("$ref", "").rpartition("/")[2] for one in options
    ]
    allowed = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    choices = ", ".join(str(one) for one in allowed if one)
    words = " ".join(
        part for part in (schema.get("description", ""), f"Một trong: {choices}." if choices else "") if part
    )
    return Field(name, " | ".join(kind for kind in kinds if kind), words, is_required)
