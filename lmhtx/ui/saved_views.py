"""The tabs of a list: everything, and the views its reader has saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from lmhtx.ui.filters import plain_query
from lmhtx.ui.models import SavedView


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to see a list."""

    label: str
    query: str
    is_open: bool
    saved_id: int | None = None


def tabs_of(request: HttpRequest, page: str, offered: tuple[tuple[str, str], ...] = ()) -> list[Tab]:
    """The tab “Tất cả”, the views the page offers to everyone as (name, query), then the person's own."""
    now = plain_query(request.GET)
    tabs = [Tab(label, query, query == now) for label, query in (("Tất cả", ""), *offered)]
    own = SavedView.objects.visible_to(request.user).filter(page=page)
    return tabs + [Tab(view.name, view.query, view.query == now, view.pk) for view in own]
