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


def grant(
    permissions: type[Permission],
    table: Mapping[str, AbstractSet[Permission]],
    *,
    judges: Mapping[Any, Judge] | None = None,
) -> None:
    """Register an app's permissions, who holds them, and how one object is judged.

    A judge is asked only after the role; it gets the person and the object and says whether this one is within
    reach. Without an object the role alone decides: may the person do such a thing at all.
    """
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


def _holds(permission: str, judge: Judge | None, user: Any, thing: Any = None) -> bool:
    if user is None or not user.is_authenticated or not user.has_role(*roles_with(permission)):
        return False
    return judge is None or thing is None or judge(user, thing)
