"""A check that keeps the demonstration away from a real office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from lmhtx.people.demo import is_real_office


@register(Tags.database)
def demonstration_touches_no_real_people(databases: Iterable[str] | None = None, **_: Any) -> list[Error]:
    """The sign-in page of a demonstration shows passwords and its commands empty tables."""
    if not settings.DEMO or not databases:
        return []
    try:
        is_real = is_real_office()
    except DatabaseError:
        # Away, or not migrated yet: nobody is here.
        return []
    if not is_real:
        return []
    return [
        Error("Cơ sở dữ liệu này có người dùng thật, không chạy bản trình diễn trên đó.", id="lmhtx.E005")
    ]
