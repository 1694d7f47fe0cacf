"""The kinds of periodic reports, as the apps contribute them."""

from __future__ import annotations

from lmhtx.contributions import PeriodicReport, collected


def kinds() -> list[PeriodicReport]:
    """All kinds, in order."""
    return collected(PeriodicReport)


def kind_of(key: str) -> PeriodicReport:
    """The kind of that key; LookupError when no app contributes it."""
    for kind in kinds():
        if kind.key == key:
            return kind
    message = f"no app contributes the periodic report {key}"
    raise LookupError(message)
