"""Icons drawn into the page, from the lucide set."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(settings.ROOT) / "node_modules" / "lucide-static" / "icons"
NAME = re.compile(r"[a-z0-9-]+")
COMMENT_OR_CLASS = re.compile(r"<!--.*?-->|\sclass=\"[^\"]*\"|\s(?:width|height)=\"24\"", re.DOTALL)


@cache
def drawing(name: str) -> SafeString:
    """The icon as inline SVG, sized by the letters around it; LookupError for a name the set lacks."""
    file = FOLDER / f"{name}.svg"
    if not NAME.fullmatch(name) or not file.is_file():
        raise LookupError(f"no icon {name}")
    svg = " ".join(COMMENT_OR_CLASS.sub("", file.read_text(encoding="utf-8")).split())
    svg = svg.replace(
        "<svg", '<svg class="icon" aria-hidden="true" focusable="false" width="20" height="20"', 1
    )
    return mark_safe(svg)  # noqa: S308 - a file of the icon set, never a user's words
