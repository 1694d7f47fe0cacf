"""The kinds of periodic reports, as the apps contribute them."""

from __future__ import annotations

from typing import Any

from lmhtx.contributions import PeriodicReport, collected


def kinds() -> list[PeriodicReport]:
    """All kinds, in order."""
    return collected(PeriodicReport)


def kinds_for(user: Any) -> list[PeriodicReport]:
    """Those that a person may see."""
    return [kind for kind in kinds() if not kind.permission or user.has_perm(kind.permission)]


def kind_of(key: str) -> PeriodicReport:
    """The kind of that key; LookupError when no app contributes it."""
    for kind in kinds():
        if kind.key == key:
            return kind
    message = f"no app contributes the periodic report {key}"
    raise LookupError(message)
