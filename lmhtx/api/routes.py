"""What a route of the API says of itself beside its path."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lmhtx.api.bearer import Token
from lmhtx.people.models import User


def needs_scope(scope: str = "") -> dict[str, Any]:
    """Open to tokens of this scope whose owner holds the right behind it; the document says which scope that is."""
    extra = {"x-scope": scope} if scope else {}
    return {"auth": Token(scope), "openapi_extra": extra}


def owner_of(request: HttpRequest) -> User:
    """The person for whom the program asks."""
    owner: User = request.user  # type: ignore[assignment]  # the token has put him there
    return owner
