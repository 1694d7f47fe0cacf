"""Who asks: the token in the request's head, its owner as he stands today, and what both may do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pghistory
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from lmhtx.access import words_of
from lmhtx.account.devices import address_of
from lmhtx.api.actions import hash_of, note_use
from lmhtx.api.limits import count_call
from lmhtx.api.models import ApiToken
from lmhtx.api.problems import Problem
from lmhtx.api.scopes import scope_of

ABSENT = "Thiếu mã truy cập. Hãy gửi đầu mục “Authorization: Bearer <mã>”; mã tạo ở Hồ sơ của tôi, Mã truy cập API."
UNKNOWN = "Mã truy cập không đúng. Hãy chép lại đủ mã, hoặc tạo mã mới."
REVOKED = "Mã truy cập này đã bị thu hồi. Hãy tạo mã mới."
EXPIRED = "Mã truy cập này đã hết hạn. Hãy tạo mã mới."
GONE = "Tài khoản của chủ mã không còn được dùng cổng."
WAITING = "Chủ mã phải đăng nhập và đặt mật khẩu của riêng mình trước khi dùng lại mã này."


class Token(HttpBearer):
    """A token with this scope, whose owner holds today the right that stands behind it; "" asks for a token alone."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """The token, its owner put in place of the request's nobody; a refusal where it opens nothing."""
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise _unauthorized(ABSENT)
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """The row behind the secret, counted, noted, with the right and the scope."""
        rows = ApiToken.objects.select_related("user")
        found = rows.filter(token_hash=hash_of(token)).first()
        if found is None:
            count_call(f"from:{address_of(request)}")
            raise _unauthorized(UNKNOWN)
        count_call(f"token:{found.pk}")
        if reason := why_shut(found):
            raise _unauthorized(reason)
        user = found.user
        user.is_by_api = True
        request.user = user
        _refuse_unless_allowed(found, self.scope)
        note_use(found)
        # What changes is told as his, though the request began as nobody's.
        with pghistory.context(user=user.pk, api_token=found.pk):
            return found


def why_shut(token: ApiToken) -> str:
    """Why the token opens nothing now; "" where it does."""
    if token.revoked_at is not None:
        return REVOKED
    if token.expires_at <= timezone.now():
        return EXPIRED
    if not token.user.is_active:
        return GONE
    return WAITING if token.user.must_change_password else ""


def _refuse_unless_allowed(token: ApiToken, key: str) -> None:
    if not key:
        return
    if key not in token.scopes:
        raise Problem(
            HTTPStatus.FORBIDDEN, f"Mã này không có phạm vi “{key}”. Hãy tạo mã có phạm vi đó.", scope=key
        )
    right = scope_of(key).permission
    if right and not token.user.has_perm(right):
        raise Problem(
            HTTPStatus.FORBIDDEN, f"Chủ mã hiện không có quyền “{words_of(right).lower()}”.", scope=key
        )


def _unauthorized(detail: str) -> Problem:
    return Problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": 'Bearer realm="lmhtx"'})
