"""Asks for a right within a template."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the person may do such a thing: `{% if user|may:"plans.create_plan" %}`."""
    return bool(user.has_perm(permission))


@register.simple_tag
def may_do(user: Any, permission: str, thing: Any) -> bool:
    """Whether the person may do it to this thing: `{% may_do user "plans.accept_report" task as ok %}`."""
    return bool(user.has_perm(permission, thing))
