"""Lists the files that a thing holds."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models

from lmhtx.files.models import Attachment

register = template.Library()


@register.inclusion_tag("files/_attachments.html")
def attachments_in(held: dict[int, list[Attachment]], owner: models.Model) -> dict[str, Any]:
    """The files of one thing, out of what the view has read for all its things at once."""
    return {"attachments": held.get(owner.pk, [])}
