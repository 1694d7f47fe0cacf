"""What an app gives to other programs: parts of the API under /api/v1/ and the scopes that open them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiScope:
    """What a token may be good for; beside it the owner must hold the permission today ("" where all hold it)."""

    key: str
    label: str
    permission: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiPart:
    """A part of the API: `router` is the dotted name of its django-ninja router, read when first asked."""

    key: str
    label: str
    router: str
    scopes: tuple[ApiScope, ...]
    order: int = 100
