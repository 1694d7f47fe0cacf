"""What a program may know of the token it holds: whose it is and what it opens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from lmhtx.api.routes import needs_scope, owner_of

router = Router()


class Me(Schema):
    """Chủ mã và mã đang dùng."""

    username: str
    full_name: str
    roles: list[str]
    units: list[str]
    token: str
    scopes: list[str]
    expires_at: datetime


@router.get("/me", response=Me, summary="Chủ mã, phạm vi và hạn của mã", **needs_scope())
def me(request: HttpRequest) -> dict[str, Any]:
    """Gọi được bằng mọi mã còn hiệu lực."""
    user, token = owner_of(request), request.auth  # type: ignore[attr-defined]
    return {
        "username": user.username,
        "full_name": str(user),
        "roles": sorted(user.roles),
        "units": sorted({str(posting.unit) for posting in user.postings_today if posting.unit}),
        "token": token.name,
        "scopes": token.scopes,
        "expires_at": token.expires_at,
    }
