"""Support of cooperatives for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from cooperatives.enums.support import Money, SupportState, Verdict
from cooperatives.models import SupportRecord
from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope

SCOPE = "support.read"
router = Router()


class SupportOut(Schema):
    """Khoản hỗ trợ; kết luận điều kiện là của ngày quyết định, không tính lại."""

    id: int
    cooperative_id: int
    cooperative_code: str | None
    cooperative: str
    policy: str
    legal_basis: str
    content: str
    money: Money
    money_label: str
    giver: str
    state: SupportState
    state_label: str
    amount_vnd: int
    starts_on: date
    ends_on: date
    decision: str
    decided_on: date | None
    verdict: Verdict | None
    given_on: date | None
    given_vnd: int | None
    ended_on: date | None


class SupportWindow(Window):
    """Lọc khoản hỗ trợ."""

    state: SupportState | None = None
    cooperative: str = Field("", max_length=10, description="Mã số hợp tác xã.")
    given_year: int | None = Field(None, ge=1990, le=2100, description="Năm đã hỗ trợ.")


@router.get("/support", response=Page[SupportOut], summary="Khoản hỗ trợ hợp tác xã", **needs_scope(SCOPE))
def support(request: HttpRequest, window: Query[SupportWindow]) -> dict[str, Any]:
    """Khoản hỗ trợ của các hợp tác xã chủ mã được xem."""
    rows = SupportRecord.objects.visible_to(request.user).select_related("cooperative", "policy")
    rows = rows.filter(cooperative__merged_into__isnull=True)
    if window.state:
        rows = rows.filter(state=window.state)
    if window.cooperative:
        rows = rows.filter(cooperative__code=window.cooperative)
    if window.given_year:
        rows = rows.filter(given_on__year=window.given_year)
    return page_of(request, rows, window, _support)


def _support(row: SupportRecord) -> dict[str, Any]:
    plain = (
        "cooperative_id", "content", "money", "giver", "state", "amount_vnd", "starts_on", "ends_on", "decision",
        "decided_on", "given_on", "given_vnd", "ended_on",
    )  # fmt: skip
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in plain},
        "cooperative_code": row.cooperative.code,
        "cooperative": str(row.cooperative),
        "policy": str(row.policy),
        "legal_basis": row.policy.legal_basis,
        "money_label": row.get_money_display(),
        "state_label": row.get_state_display(),
        "verdict": row.verdict or None,
    }
