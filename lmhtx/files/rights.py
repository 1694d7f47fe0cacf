"""Who may see the owners of attachments: each app says it for its own kinds of things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

Owners = Callable[[Any], QuerySet[Any]]

_owners: dict[str, Owners] = {}


def visible(kind: str, owners: Owners) -> None:
    """Say for one kind ("plans.task") which owners a person may see; for a kind nobody spoke of, none.

    Called once from the app's `access.py`; a second answer for a kind is refused at start.
    """
    if kind in _owners:
        message = f"visible owners of {kind} are given twice"
        raise ValueError(message)
    _owners[kind] = owners


def visible_owners(user: Any) -> dict[str, QuerySet[Any]]:
    """The owners that the person may see, by kind."""
    return {kind: owners(user) for kind, owners in _owners.items()}


def forget(kind: str) -> None:
    """Take a kind back at the end of a test."""
    del _owners[kind]
