"""The menu, from what the apps contribute and what the person may do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from lmhtx.contributions import NavItem, collected


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the menu."""

    label: str
    address: str
    icon: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """An area of the menu."""

    label: str
    items: tuple[Line, ...]


def menu(user: Any, path: str) -> list[Group]:
    """The areas this person may enter, in the order of their first line; the present page's line is open.

    Who came by a personal link has the few pages of his agency and no menu.
    """
    if getattr(user, "is_by_link", False):
        return []
    allowed = [item for item in collected(NavItem) if not item.permission or user.has_perm(item.permission)]
    addresses = {item.url_name: reverse(item.url_name) for item in allowed}
    here = max((a for a in addresses.values() if path.startswith(a)), key=len, default="")
    order = {label: place for place, label in enumerate(dict.fromkeys(item.group for item in allowed))}
    by_group = groupby(sorted(allowed, key=lambda item: order[item.group]), key=lambda item: item.group)
    return [
        Group(label, tuple(_line(item, addresses[item.url_name], here) for item in items))
        for label, items in by_group
    ]


def _line(item: NavItem, address: str, here: str) -> Line:
    return Line(item.label, address, item.icon, address == here)
