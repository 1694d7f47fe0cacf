"""The history panel of a thing's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model

from lmhtx.audit.queries import history_of

register = template.Library()


@register.inclusion_tag("audit/_history.html")
def history(thing: Model) -> dict[str, Any]:
    """Who did what to the thing, newest first, with the fields that changed."""
    return {"lines": history_of(thing)}
