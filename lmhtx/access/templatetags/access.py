"""Asks for a right within a template."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lmhtx.people.delegation import absence_of

register = template.Library()


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the person may do such a thing: `{% if user|may:"plans.create_plan" %}`."""
    return bool(user.has_perm(permission))


@register.simple_tag
def may_do(user: Any, permission: str, thing: Any) -> bool:
    """Whether the person may do it to this thing: `{% may_do user "plans.accept_report" task as ok %}`."""
    return bool(user.has_perm(permission, thing))


@register.filter
def thay(person: Any) -> str:
    """Behind the name of who acted: in whose name, where it was not his own: `{{ by }}{{ on_behalf_of|thay }}`."""
    return f" (thay {person})" if person else ""


@register.filter
def vang(person: Any) -> SafeString:
    """Behind a person's name: that he is away today, until when, and who stands in; else nothing."""
    away = absence_of(getattr(person, "pk", None))
    return format_html(' <span class="absent">{}</span>', away.absence) if away else SafeString("")
