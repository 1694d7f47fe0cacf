"""Who may have tokens, and who keeps those of others."""

from __future__ import annotations

from typing import Any

from lmhtx.access import Permission, grant
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on tokens of the API."""

    USE_TOKEN = "api.use_token", "Tạo, thu hồi mã truy cập API của mình"
    KEEP_TOKENS = "api.keep_tokens", "Xem, thu hồi mã truy cập API của mọi người"


def is_own(user: User, thing: Any) -> bool:
    """Whether the token is the person's."""
    return bool(thing.user_id == user.pk)


grant(
    Perm,
    {role: {Perm.USE_TOKEN} if role != Role.ADMIN else set(Perm) for role in Role},
    judges={Perm.USE_TOKEN: is_own},
    personal=set(Perm),
)
