"""The page of the trail; it stands below the room `ui` and so says GET itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lmhtx.access.decorators import needs
from lmhtx.audit.access import Perm
from lmhtx.audit.forms import TrailForm
from lmhtx.audit.queries import trail
from lmhtx.audit.readings import readings_by_day, readings_by_person

PAGE_SIZE = 50


@require_safe
@needs(Perm.READ_TRAIL)
def entry_list(request: HttpRequest) -> HttpResponse:
    """Nhật ký hệ thống"""
    form = TrailForm(request.GET)
    entries = form.narrowed(trail(request.user))
    if (before := request.GET.get("truoc", "")).isdecimal():
        entries = entries.filter(pk__lt=int(before[:18]))
    shown = list(entries[: PAGE_SIZE + 1])
    query = request.GET.copy()
    query.pop("truoc", None)
    context = {"form": form, "entries": shown[:PAGE_SIZE], "query": query.urlencode()}
    if len(shown) > PAGE_SIZE:
        context["next_before"] = shown[PAGE_SIZE - 1].pk
    return render(request, "audit/entry_list.html", context)


@require_safe
@needs(Perm.READ_TRAIL)
def reading_counts(request: HttpRequest) -> HttpResponse:
    """Lượt xem"""
    context = {"days": readings_by_day(), "people": readings_by_person()}
    return render(request, "audit/reading_counts.html", context)
