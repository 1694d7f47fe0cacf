"""Panels that other apps hang on a thing's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lmhtx.contributions import Panel, collected


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel ready to be shown."""

    panel: Panel
    context: dict[str, Any]


def panels_of(thing: Any, user: Any) -> list[Shown]:
    """The panels this person may see on the thing's page, in order."""
    kind = thing._meta.label
    mine = (item for item in collected(Panel) if item.on == kind)
    allowed = (item for item in mine if not item.permission or user.has_perm(item.permission))
    found = ((item, item.context(user, thing)) for item in allowed)
    return [Shown(panel, context) for panel, context in found if context is not None]
