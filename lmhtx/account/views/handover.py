"""Bàn giao: what somebody holds, who takes it, and the paper about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs, personal
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions import handover as actions
from lmhtx.account.actions.users import in_the_way
from lmhtx.account.forms.handover import HandoverForm
from lmhtx.account.forms.users import LeaveForm
from lmhtx.directory.models import Agency
from lmhtx.people.handover import Handover
from lmhtx.people.models import User
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page


@personal
@writes
@needs(PeoplePerm.MANAGE_PEOPLE)
def user_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho thôi sử dụng và bàn giao."""
    return _handing_over(request, pk, is_leaving=True)


@writes
@needs(PeoplePerm.HAND_OVER)
def user_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Bàn giao việc."""
    return _handing_over(request, pk, is_leaving=False)


def _handing_over(request: HttpRequest, pk: int, *, is_leaving: bool) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(PeoplePerm.HAND_OVER, person):
        raise Http404
    form = HandoverForm(request.POST or None, person=person, by=request.user, is_leaving=is_leaving)
    if form.is_valid():
        data = form.cleaned_data
        made = actions.hand_over(
            person=person,
            by=request.user,
            note=data["note"],
            receiver=form.receiver,
            is_leaving=is_leaving,
            is_confirmed=data.get("is_confirmed", False),
        )
        words = f"{person} không còn đăng nhập được từ lúc này." if is_leaving else "Đã bàn giao."
        return done(request, made, words)
    return page(request, "people/handover_form.html", _form_context(form, person, is_leaving=is_leaving))


def _form_context(form: HandoverForm, person: User, *, is_leaving: bool) -> dict[str, Any]:
    return {
        "title": f"Cho thôi và bàn giao: {person}" if is_leaving else f"Bàn giao việc của {person}",
        "object": person,
        "form": form,
        "is_leaving": is_leaving,
        "obstacles": in_the_way(person) if is_leaving else [],
        "save_label": "Bàn giao và cho thôi" if is_leaving else "Bàn giao",
        "crumbs": [("Người dùng", reverse("user_list")), (str(person), person.get_absolute_url())],
        "back": person.get_absolute_url(),
    }


@writes
@needs(PeoplePerm.HAND_OVER)
def agency_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Bàn giao cho đơn vị kế tiếp."""
    unit = get_object_or_404(Agency.objects.visible_to(request.user).select_related("successor"), pk=pk)
    if unit.successor is None or not request.user.has_perm(PeoplePerm.HAND_OVER, unit):
        raise Http404
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        made = actions.hand_over_unit(unit=unit, by=request.user, note=form.cleaned_data["note"])
        return done(request, made, f"Đã bàn giao cho {unit.successor}.")
    context = {
        "title": f"Bàn giao việc của {unit} cho {unit.successor}",
        "object": unit,
        "form": form,
        "held": actions.held_by(unit),
        "save_label": "Bàn giao",
        "crumbs": [("Cơ quan, đơn vị", reverse("agency_list")), (str(unit), unit.get_absolute_url())],
        "back": unit.get_absolute_url(),
    }
    return page(request, "people/agency_handover.html", context)


@reads
@needs(PeoplePerm.VIEW_PEOPLE)
def handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản bàn giao."""
    seen = Handover.objects.visible_to(request.user).select_related("person", "unit", "created_by")
    made = get_object_or_404(seen, pk=pk)
    lines = list(made.lines.select_related("to_person", "to_unit").order_by("id"))
    titles = list(dict.fromkeys(line.title for line in lines))
    context = {
        "title": str(made),
        "object": made,
        "groups": [(title, [line for line in lines if line.title == title]) for title in titles],
        "receivers": list(dict.fromkeys(line.to_person or line.to_unit for line in lines)),
        "crumbs": [("Người dùng", reverse("user_list"))],
    }
    return page(request, "people/handover_detail.html", context)
