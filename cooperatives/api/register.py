"""The register of cooperatives for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from cooperatives.access.register import Perm
from cooperatives.enums.register import Kind, Sector, Size, Status
from cooperatives.models import Cooperative
from cooperatives.queries.maturity import with_digital_level
from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope
from lmhtx.vn.text import fold

SCOPE = "cooperatives.read"
router = Router()


class CooperativeOut(Schema):
    """Hợp tác xã; số liên hệ và người đại diện chỉ có khi chủ mã được xem người của hợp tác xã."""

    id: int
    code: str | None
    name: str
    short_name: str
    kind: Kind
    status: Status
    status_label: str
    status_since_on: date | None
    commune_code: str | None
    commune: str | None
    address: str
    sector: Sector
    size: Size
    first_registered_on: date | None
    is_member: bool
    charter_vnd: int | None
    contributed_vnd: int | None
    digital_level: int | None = Field(description="Mức độ số 0–5 đã xác minh lần mới nhất.")
    representative: str | None
    phone: str | None
    email: str | None
    changed_at: datetime


class CooperativeWindow(Window):
    """Lọc hợp tác xã."""

    status: Status | None = None
    kind: Kind | None = None
    commune: str = Field("", max_length=10, description="Mã xã, phường.")
    q: str = Field("", max_length=100, description="Chữ trong tên, mã; gõ không dấu cũng được.")


@router.get("/cooperatives", response=Page[CooperativeOut], summary="Sổ hợp tác xã", **needs_scope(SCOPE))
def cooperatives(request: HttpRequest, window: Query[CooperativeWindow]) -> dict[str, Any]:
    """Các hợp tác xã chủ mã được xem, theo thứ tự ghi vào sổ."""
    rows = _rows(request)
    if window.status:
        rows = rows.filter(status=window.status)
    if window.kind:
        rows = rows.filter(kind=window.kind)
    if window.commune:
        rows = rows.filter(commune__code=window.commune)
    for word in fold(window.q).split():
        rows = rows.filter(folded__contains=word)
    return page_of(request, rows, window, teller(request))


@router.get("/cooperatives/{code}", response=CooperativeOut, summary="Một hợp tác xã", **needs_scope(SCOPE))
def cooperative(request: HttpRequest, code: str) -> dict[str, Any]:
    """Theo mã số 10 chữ số; hợp tác xã chưa có mã số chỉ có trong danh sách."""
    return teller(request)(get_object_or_404(_rows(request), code=code))


def _rows(request: HttpRequest) -> Any:
    return with_digital_level(Cooperative.objects.visible_to(request.user).select_related("commune"))


def teller(request: HttpRequest) -> Any:
    """How a cooperative is told to this owner: who it is reached by only to those who may see its people."""
    sees_people = request.user.has_perm(Perm.VIEW_PERSON)

    def tell(row: Cooperative) -> dict[str, Any]:
        plain = {name: getattr(row, name) for name in CooperativeOut.model_fields if hasattr(row, name)}
        hidden = {} if sees_people else dict.fromkeys(("representative", "phone", "email"))
        place = {"commune_code": row.commune.code, "commune": str(row.commune)} if row.commune else {}
        nowhere = {"commune_code": None, "commune": None}
        return {**plain, "status_label": Status(row.status).label, **nowhere, **place, **hidden}

    return tell
