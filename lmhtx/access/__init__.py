"""Who may do what: permissions as data, granted to roles by each app, answered by has_perm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import partial
from typing import Any, Self

import rules

from lmhtx.contributions import Grant, collected, contribute

Judge = Callable[[Any, Any], bool]


class Permission(StrEnum):
    """One right: its key `app.verb_noun` and the Vietnamese words for it."""

    label: str

    def __new__(cls, key: str, label: str) -> Self:
        """Keep the words beside the key."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member


REGISTERED: dict[str, type[Permission]] = {}
# What a standing assistant may do for somebody: enter what that one says. Everything else he does himself.
ENTERING: set[str] = set()
# What nobody hands on, not even while away.
PERSONAL: set[str] = set()


def grant(
    permissions: type[Permission],
    table: Mapping[str, AbstractSet[Permission]],
    *,
    judges: Mapping[Any, Judge] | None = None,
    entering: AbstractSet[Permission] = frozenset(),
    personal: AbstractSet[Permission] = frozenset(),
) -> None:
    """Register an app's permissions, who holds them, and how one object is judged.

    `entering` are those that a standing assistant may use for somebody, `personal` those that nobody hands on.

    A judge is asked only after the role; it gets the person and the object and says whether this one is within
    reach. Without an object the role alone decides: may the person do such a thing at all.
    """
    ENTERING.update(map(str, entering))
    PERSONAL.update(map(str, personal))
    for permission in permissions:
        REGISTERED[permission.value] = permissions
        judge = (judges or {}).get(permission)
        rules.add_perm(
            permission.value, rules.predicate(partial(_holds, permission.value, judge), permission.value)
        )
    contribute(
        *(Grant(role=str(role), permissions=frozenset(map(str, held))) for role, held in table.items())
    )


def roles_with(permission: str) -> frozenset[str]:
    """The roles that hold a permission."""
    return frozenset(item.role for item in collected(Grant) if permission in item.permissions)


def words_of(permission: str) -> str:
    """The Vietnamese words of a permission; the bare key where nobody registered it."""
    known = REGISTERED.get(permission, ())
    return next((one.label for one in known if one == permission), permission)


def may_hand_on(person: Any, *, only_entering: bool) -> list[str]:
    """The permissions that the person holds today and may give to whoever acts for him, as registered."""
    offered = [key for key in REGISTERED if _is_offered(key) and (not only_entering or key in ENTERING)]
    return [key for key in offered if person.has_role(*roles_with(key))]


def _is_offered(permission: str) -> bool:
    """Looking goes with standing in and is not offered one by one."""
    return permission not in PERSONAL and not permission.partition(".")[2].startswith("view_")


def refusal_of(user: Any, permission: str) -> str:
    """Why somebody who stands in may not do this, and who may; "" when standing in is not what keeps him from it."""
    standing = getattr(user, "standing", None)
    if standing is None or standing.allows(str(permission)) or not user.has_role(*roles_with(permission)):
        return ""
    words = words_of(str(permission)).lower()
    if standing.is_assistant:
        return f"Trợ lý thường trực chỉ nhập thay, không làm thay việc “{words}”. Việc này do {user} trực tiếp làm."
    return f"Việc “{words}” không nằm trong ủy quyền của {user}; việc này do {user} trực tiếp làm."


def _holds(permission: str, judge: Judge | None, user: Any, thing: Any = None) -> bool:
    if user is None or not user.is_authenticated or not user.has_role(*roles_with(permission)):
        return False
    return judge is None or thing is None or judge(user, thing)
