"""Plans for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope
from plans.enums import PlanKind, PlanState
from plans.models import Plan

SCOPE = "plans.read"
router = Router()


class PlanOut(Schema):
    """Kế hoạch, văn bản giao việc."""

    id: int
    reference: str
    kind: PlanKind
    kind_label: str
    title: str
    issued_on: date | None
    issuer: str
    keeper: str
    followed_by: str
    year_from: int | None
    year_to: int | None
    state: PlanState
    state_label: str
    changed_at: datetime


class PlanWindow(Window):
    """Lọc kế hoạch."""

    state: PlanState | None = None


@router.get("/plans", response=Page[PlanOut], summary="Kế hoạch", **needs_scope(SCOPE))
def plans(request: HttpRequest, window: Query[PlanWindow]) -> dict[str, Any]:
    """Các kế hoạch chủ mã được xem."""
    rows = _rows(request)
    return page_of(request, rows.filter(state=window.state) if window.state else rows, window, _plan)


@router.get("/plans/{int:plan_id}", response=PlanOut, summary="Một kế hoạch", **needs_scope(SCOPE))
def plan(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Nhiệm vụ của kế hoạch: /tasks?plan=…"""
    return _plan(get_object_or_404(_rows(request), pk=plan_id))


def _rows(request: HttpRequest) -> Any:
    return Plan.objects.visible_to(request.user).select_related("issuer", "keeper", "followed_by")


def _plan(row: Plan) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.reference,
        "kind": row.kind,
        "kind_label": PlanKind(row.kind).label,
        "title": row.title,
        "issued_on": row.issued_on,
        "issuer": str(row.issuer) if row.issuer else row.issuer_written,
        "keeper": str(row.keeper),
        "followed_by": str(row.followed_by),
        "year_from": row.year_from,
        "year_to": row.year_to,
        "state": row.state,
        "state_label": PlanState(row.state).label,
        "changed_at": row.changed_at,
    }
