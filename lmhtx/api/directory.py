"""The directory for programs: agencies with the Alliance's units, and communes old and new."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope
from lmhtx.base import clock
from lmhtx.directory.models import Agency, Commune

SCOPE = "directory.read"
router = Router()


class AgencyOut(Schema):
    """Cơ quan, đơn vị."""

    id: int
    code: str | None
    kind: str
    name: str
    short_name: str
    parent_id: int | None
    commune_code: str | None
    valid_to: date | None


class CommuneOut(Schema):
    """Xã, phường; `valid_to` có ngày là tên trước sắp xếp."""

    id: int
    code: str
    name: str
    kind: str
    province_code: str
    old_district: str
    valid_to: date | None


class AgencyWindow(Window):
    """Lọc cơ quan, đơn vị."""

    kind: Literal["", "alliance", "unit", "outside", "group"] = ""
    only_now: bool = Field(default=True, description="Chỉ cơ quan đang hoạt động.")


class CommuneWindow(Window):
    """Lọc xã, phường."""

    only_now: bool = Field(default=True, description="Chỉ xã, phường hiện nay.")


@router.get("/directory/agencies", response=Page[AgencyOut], summary="Cơ quan, đơn vị", **needs_scope(SCOPE))
def agencies(request: HttpRequest, window: Query[AgencyWindow]) -> dict[str, Any]:
    """Đơn vị của Liên minh: kind=unit."""
    rows = Agency.objects.visible_to(request.user).select_related("commune")
    if window.kind:
        rows = rows.filter(kind=window.kind)
    if window.only_now:
        rows = rows.valid_on(clock.today())
    return page_of(request, rows, window, _agency)


@router.get("/directory/communes", response=Page[CommuneOut], summary="Xã, phường", **needs_scope(SCOPE))
def communes(request: HttpRequest, window: Query[CommuneWindow]) -> dict[str, Any]:
    """Mã là mã đơn vị hành chính; xã, phường trước sắp xếp có thể không có mã."""
    rows = Commune.objects.visible_to(request.user).select_related("province")
    if window.only_now:
        rows = rows.filter(valid_to=None)
    return page_of(request, rows, window, _commune)


def _agency(row: Agency) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "kind": row.kind,
        "name": row.name,
        "short_name": row.short_name,
        "parent_id": row.parent_id,
        "commune_code": row.commune.code if row.commune else None,
        "valid_to": row.valid_to,
    }


def _commune(row: Commune) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "province_code": row.province.code,
        "old_district": row.old_district,
        "valid_to": row.valid_to,
    }
