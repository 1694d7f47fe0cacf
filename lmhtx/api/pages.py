"""Lists in pages: a signed, opaque cursor says after which row the next page begins."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from lmhtx.api.problems import Problem, faults_of

Item = TypeVar("Item")
SALT = "lmhtx.api.cursor"
# Without the moment of signing: the same page has the same mark, and is not sent again.
CURSORS = signing.Signer(salt=SALT)
PER_PAGE, MOST_PER_PAGE = 50, 200
UNKNOWN_WORDS = "Có điều kiện lọc mà danh sách này không có; xem `errors`."


class Page(Schema, Generic[Item]):
    """Một trang của danh sách; `next` là con trỏ của trang sau, null khi đã hết."""

    items: list[Item]
    next: str | None


class Window(Schema):
    """Which part of a list is asked for; a filter that does not exist is refused, never silently left out."""

    limit: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE, description="Số dòng mỗi trang, nhiều nhất 200.")
    cursor: str = Field("", max_length=500, description="Giá trị `next` của trang trước.")


def page_of(
    request: HttpRequest, rows: QuerySet[Any], window: Window, tell: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """The rows after the cursor, oldest number first: rows that come meanwhile stand at the end, none shows twice."""
    _refuse_unknown(request, window)
    ordered = rows.order_by("pk")
    if window.cursor:
        ordered = ordered.filter(pk__gt=_after(request, window))
    found = list(ordered[: window.limit + 1])
    shown = found[: window.limit]
    more = len(found) > window.limit
    return {
        "items": [tell(row) for row in shown],
        "next": CURSORS.sign_object([_list(request, window), shown[-1].pk]) if more else None,
    }


def _refuse_unknown(request: HttpRequest, window: Window) -> None:
    errors = [
        {"type": "extra_forbidden", "loc": ("query", word)}
        for word in request.GET
        if word not in type(window).model_fields
    ]
    if errors:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, UNKNOWN_WORDS, errors=faults_of(errors))


def _after(request: HttpRequest, window: Window) -> int:
    try:
        of, pk = CURSORS.unsign_object(window.cursor)
    except (signing.BadSignature, ValueError, TypeError):
        of, pk = "", 0
    if of != _list(request, window):
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "Con trỏ này không đọc được hoặc thuộc danh sách khác. Hãy dùng đúng giá trị `next` của trang trước, giữ "
            "nguyên điều kiện lọc.",
        )
    return int(pk)


def _list(request: HttpRequest, window: Window) -> str:
    """What the cursor belongs to: the address and what it is narrowed by."""
    narrowed = window.model_dump(exclude={"limit", "cursor"}, exclude_defaults=True, mode="json")
    return f"{request.path}?{sorted(narrowed.items())}"
