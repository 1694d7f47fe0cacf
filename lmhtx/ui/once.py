"""A double click or a repeated POST after a lost answer gets the first result and acts only once."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from lmhtx.ui.htmx import go_to, is_result
from lmhtx.ui.models import ActKey, Draft
from lmhtx.ui.templatetags.vn_format import gio

KEY = "act_key"
DRAFT = "draft_key"
NOT_CONTENT = {KEY, DRAFT, "csrfmiddlewaretoken"}
FAILED = 400


@transaction.atomic
def act_once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The act's answer, or the first one's when this POST has been answered before.

    A second POST that comes while the first still runs waits for it at the unique key. An answer of 400 and
    above leaves nothing behind, so the next try may succeed.
    """
    key, user = _key(request), request.user
    if key is None or not user.is_authenticated:
        return _settled(request, act())
    row, is_first = ActKey.objects.get_or_create(
        user=user, path=request.path, key=key, defaults={"digest": _digest(request)}
    )
    if not is_first:
        return _first_answer(request, row)
    response = _settled(request, act())
    if is_result(response):
        row.location = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
        row.message = getattr(response, "act_message", "")
        row.save(update_fields=["location", "message"])
    elif response.status_code < FAILED:
        row.delete()
    return response


def new_key() -> str:
    """A key for one form."""
    return str(uuid.uuid4())


def _settled(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= FAILED:
        transaction.set_rollback(True)
    elif is_result(response):
        response["LMHTX-Next-Key"] = new_key()
        if draft := request.POST.get(DRAFT):
            Draft.objects.visible_to(request.user).filter(form=draft).delete()
    return response


def _first_answer(request: HttpRequest, row: ActKey) -> HttpResponse:
    when = f"Đã ghi nhận lúc {gio(row.at)}."
    if row.digest == _digest(request):
        messages.success(request, f"{row.message} {when}".strip())
    else:
        messages.warning(
            request,
            f"Lần gửi trước: {row.message} {when} Nội dung vừa sửa thêm chưa được ghi, mời kiểm tra lại.",
        )
    return go_to(request, row.location or request.headers.get("Referer") or request.path)


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None


def _digest(request: HttpRequest) -> str:
    """The fingerprint of what was sent; of files, name and size."""
    told = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    files = sorted((name, str(file.name), file.size) for name, sent in request.FILES.lists() for file in sent)
    return hashlib.sha256(repr((told, files)).encode()).hexdigest()
