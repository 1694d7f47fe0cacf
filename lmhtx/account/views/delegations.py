"""Who acts for whom: the register, one's own page of it, and standing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access import words_of
from lmhtx.access.decorators import needs, personal
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions import delegations as actions
from lmhtx.account.filters import DelegationFilter
from lmhtx.account.forms.delegations import DelegationForm
from lmhtx.account.queries import done_for
from lmhtx.account.standing_in import SESSION_KEY
from lmhtx.account.tables import DelegationTable
from lmhtx.base import clock
from lmhtx.people.delegation import Delegation
from lmhtx.people.models import User
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, DetailPage, ListPage

REGISTER = ("Ủy quyền, vắng mặt", "delegation_list")


class DelegationList(ListPage):
    """Ủy quyền, vắng mặt."""

    model, table, filterset = Delegation, DelegationTable, DelegationFilter
    permission = PeoplePerm.VIEW_DELEGATIONS
    title = "Ủy quyền, vắng mặt"
    default_order = "-valid_from"
    offered_views = (("Đang hiệu lực", "state=now"), ("Trợ lý thường trực", "kind=assistant"))
    button = Button("Ghi ủy quyền, vắng mặt", "delegation_create", PeoplePerm.SET_DELEGATION)
    empty = "Chưa có ủy quyền nào."

    def queryset(self) -> Any:
        """With the people in it."""
        return super().queryset().select_related("person", "substitute")


class DelegationDetail(DetailPage):
    """Một ủy quyền."""

    model, permission, crumbs = Delegation, PeoplePerm.VIEW_DELEGATIONS, (REGISTER,)
    template = "people/delegation_detail.html"

    def queryset(self) -> Any:
        """With the people in it."""
        return super().queryset().select_related("person", "substitute", "created_by", "revoked_by")

    def context(self, **extra: Any) -> dict[str, Any]:
        """What was given, what was done under it, and what this person may do with it."""
        one, user = extra["object"], self.request.user
        is_mine = one.substitute_id in user.hands and user.stand_in is None
        return super().context(
            rights=[words_of(key) for key in one.permissions],
            done=done_for(one, user),
            may_revoke=one.is_open and user.has_perm(PeoplePerm.SET_DELEGATION, one.person),
            may_begin=is_mine and actions.usable(user, clock.today(), one.pk) is not None,
            **extra,
        )


@personal
@writes
@needs(PeoplePerm.SET_DELEGATION)
def delegation_create(request: HttpRequest) -> HttpResponse:
    """Ghi ủy quyền, vắng mặt."""
    person = _person(request)
    form = DelegationForm(request.POST or None, user=request.user, person=person)
    if form.is_valid():
        one = actions.delegate(delegation=form.save(commit=False), by=request.user)
        return done(request, one, f"Đã ghi: {one} từ {one.valid_from:%d/%m/%Y}.")
    crumbs = [(REGISTER[0], reverse(REGISTER[1]))]
    context = {
        "title": "Ghi ủy quyền, vắng mặt",
        "form": form,
        "save_label": "Ghi ủy quyền",
        "crumbs": crumbs,
    }
    return page(request, "ui/form.html", {**context, "back": reverse(REGISTER[1])})


def _person(request: HttpRequest) -> User | None:
    """For whom: the one of the form, else of the address, else oneself."""
    asked = request.POST.get("person") or request.GET.get("person", "")
    people = User.objects.visible_to(request.user)
    return people.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None


@personal
@writes(post_only=True)
@needs(PeoplePerm.SET_DELEGATION)
def delegation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi ủy quyền."""
    delegation = get_object_or_404(Delegation.objects.visible_to(request.user), pk=pk)
    actions.revoke_delegation(delegation=delegation, by=request.user)
    return done(request, delegation, f"Đã thu hồi: {delegation}.")


@writes(post_only=True)
@needs(PeoplePerm.VIEW_DELEGATIONS)
def stand_in_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Làm thay."""
    mine = Delegation.objects.filter(substitute__in=request.user.hands).select_related("person", "substitute")
    delegation = actions.begin_standing_in(delegation=get_object_or_404(mine, pk=pk), by=request.user)
    request.session[SESSION_KEY] = delegation.pk
    return done(request, "home", f"Từ lúc này anh/chị làm thay {delegation.person}.")


@writes(post_only=True)
def stand_in_end(request: HttpRequest) -> HttpResponse:
    """Thôi làm thay."""
    request.session.pop(SESSION_KEY, None)
    return done(request, "home", "Anh/chị trở lại làm việc của mình.")
