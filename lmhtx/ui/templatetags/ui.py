"""Components of the house: `{% ui "card" title="…" %}…{% endui %}`, icons, badges, one-time keys."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lmhtx.ui.icons import drawing
from lmhtx.ui.once import DRAFT, KEY, new_key

register = template.Library()

# Every frame and the props it takes; an unknown prop is a typing mistake and raises.
FRAMES: dict[str, dict[str, Any]] = {
    "card": {
        "title": "",
        "icon": "",
        "count": None,
        "link": "",
        "link_label": "Xem tất cả",
        "tone": "",
        "id": "",
    },
    "dialog": {"id": "", "title": "", "label": "", "icon": "", "button": "btn"},
    "empty": {"title": "", "icon": "inbox"},
    "message": {"tone": "info", "title": "", "is_closable": False},
    "fold": {"title": "", "icon": "", "is_open": False},
    "menu": {"label": "", "icon": "ellipsis", "is_wordless": False, "side": "end"},
    "act": {
        "url": "",
        "label": "",
        "icon": "",
        "tone": "",
        "reason": "",
        "confirm": "",
        "is_signed": False,
    },
}
TONES = {
    "done": "circle-check",
    "info": "info",
    "soon": "clock",
    "danger": "circle-alert",
    "grey": "circle",
}


@register.simple_block_tag(takes_context=True)
def ui(context: Context, content: str, component: str, **props: Any) -> str:
    """A frame around content; inside the frame only its own props are known."""
    known = FRAMES.get(component)
    if known is None:
        raise TemplateSyntaxError(f"no component {component}: {', '.join(sorted(FRAMES))}")
    if unknown := props.keys() - known.keys():
        raise TemplateSyntaxError(f"component {component} takes no {', '.join(sorted(unknown))}")
    inside = {**known, **props, "content": content, "csrf_token": context.get("csrf_token")}
    inside["actor"] = by_name(context)
    return render_to_string(f"ui/{component}.html", inside)


@register.simple_tag(takes_context=True)
def by_name(context: Context) -> str:
    """– Nguyễn Văn A: who acts, on the buttons of a shared machine that approve, sign or number; else nothing."""
    request = context.get("request")
    return f" – {request.user}" if getattr(request, "shared_machine", None) else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the lucide set, drawn into the page and silent for screen readers."""
    return drawing(name)


# The same few words stand in every row of a list.
@register.simple_tag
@lru_cache(maxsize=1000)
def badge(label: str, tone: str = "grey", icon: str = "") -> str:
    """A state as colour, icon and word; tones: done, info, soon, danger, grey."""
    return render_to_string("ui/badge.html", {"label": label, "tone": tone, "drawing": icon or TONES[tone]})


@register.simple_tag
def act_key(draft: str = "") -> SafeString:
    """The one-time key every form that acts carries; with a name, the draft that the act uses up."""
    key = format_html('<input type="hidden" name="{}" value="{}">', KEY, new_key())
    if not draft:
        return key
    return key + format_html('<input type="hidden" name="{}" value="{}">', DRAFT, draft)
