"""What a token may be good for."""

from __future__ import annotations

from typing import Any

from lmhtx.contributions import collected
from lmhtx.programs import ApiPart, ApiScope


def scopes() -> list[ApiScope]:
    """All scopes, in the order of the parts that need them."""
    return [scope for part in collected(ApiPart) for scope in part.scopes]


def scope_of(key: str) -> ApiScope:
    """The scope of that key; LookupError where no app contributes it."""
    found = next((one for one in scopes() if one.key == key), None)
    if found is None:
        message = f"no app contributes the scope {key}"
        raise LookupError(message)
    return found


def scopes_for(user: Any) -> list[ApiScope]:
    """The scopes that the person may give away today."""
    return [one for one in scopes() if not one.permission or user.has_perm(one.permission)]


def words_of(keys: list[str]) -> list[str]:
    """The Vietnamese words of scopes; the bare key of one that is gone."""
    known = {one.key: one.label for one in scopes()}
    return [known.get(key, key) for key in keys]
