"""Products of cooperatives for programs, with the newest certificate of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from cooperatives.enums.products import CertificateState, ProductGroup
from cooperatives.models import OcopCertificate, Product
from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope

SCOPE = "products.read"
router = Router()


class CertificateOut(Schema):
    """Giấy chứng nhận OCOP mới nhất."""

    stars: int
    number: str
    issuer: str
    issued_on: date
    through_on: date
    state: CertificateState
    state_label: str


class ProductOut(Schema):
    """Sản phẩm."""

    id: int
    name: str
    group: ProductGroup
    group_label: str
    cooperative_id: int
    cooperative_code: str | None
    cooperative: str
    certificate: CertificateOut | None


class ProductWindow(Window):
    """Lọc sản phẩm."""

    group: ProductGroup | None = None
    cooperative: str = Field("", max_length=10, description="Mã số hợp tác xã.")


@router.get("/products", response=Page[ProductOut], summary="Sản phẩm, chứng nhận OCOP", **needs_scope(SCOPE))
def products(request: HttpRequest, window: Query[ProductWindow]) -> dict[str, Any]:
    """Sản phẩm của các hợp tác xã chủ mã được xem."""
    rows = Product.objects.visible_to(request.user).select_related("cooperative")
    rows = rows.prefetch_related("certificates")
    if window.group:
        rows = rows.filter(group=window.group)
    if window.cooperative:
        rows = rows.filter(cooperative__code=window.cooperative)
    return page_of(request, rows, window, _product)


def _product(row: Product) -> dict[str, Any]:
    newest = next(iter(row.certificates.all()), None)
    return {
        "id": row.pk,
        "name": row.name,
        "group": row.group,
        "group_label": ProductGroup(row.group).label,
        "cooperative_id": row.cooperative_id,
        "cooperative_code": row.cooperative.code,
        "cooperative": str(row.cooperative),
        "certificate": _certificate(newest) if newest else None,
    }


def _certificate(row: OcopCertificate) -> dict[str, Any]:
    return {
        "stars": row.stars,
        "number": row.number,
        "issuer": row.issuer,
        "issued_on": row.issued_on,
        "through_on": row.through_on,
        "state": row.state_today,
        "state_label": row.state_today.label,
    }
