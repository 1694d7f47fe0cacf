"""Personal links: given out and taken back by staff, opened by the people of partner agencies."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lmhtx.access.decorators import needs, open_to_links
from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions import links as actions
from lmhtx.account.filters import PersonalLinkFilter
from lmhtx.account.forms.links import IntroduceForm, ReporterForm
from lmhtx.account.models import PersonalLink
from lmhtx.account.tables import PersonalLinkTable
from lmhtx.people.models import User
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, go_to, page
from lmhtx.ui.pages import Button, ListPage
from lmhtx.workflow import Refused

SLIP = "personal_link_slip"
CRUMBS = (("Người dùng", "user_list"),)
GONE = 410


class PersonalLinkList(ListPage):
    """Liên kết cá nhân."""

    model, table, filterset = PersonalLink, PersonalLinkTable, PersonalLinkFilter
    permission = PeoplePerm.ISSUE_LINK
    title = "Liên kết cá nhân của cơ quan ngoài"
    crumbs = CRUMBS
    button = Button("Cấp liên kết cho người mới", "reporter_create", PeoplePerm.ISSUE_LINK, "link")
    empty = "Chưa cấp liên kết nào."
    offered_views = (("Đang dùng được", "state=live"), ("Chưa mở lần nào", "state=unused"))

    def queryset(self) -> Any:
        """With the person and who gave it."""
        return super().queryset().select_related("user", "issued_by")


@writes
@needs(PeoplePerm.ISSUE_LINK)
def reporter_create(request: HttpRequest) -> HttpResponse:
    """Cấp liên kết cho người mới."""
    form = ReporterForm(request.POST or None, by=request.user)
    if form.is_valid():
        person = actions.add_reporter(reporter=form.reporter(), by=request.user)
        return _given(request, person)
    crumbs = [*_crumbs(), ("Liên kết cá nhân", reverse("personal_link_list"))]
    context = {"title": "Cấp liên kết cho người mới", "form": form, "crumbs": crumbs}
    return page(
        request,
        "ui/form.html",
        {**context, "save_label": "Cấp liên kết", "back": reverse("personal_link_list")},
    )


@writes(post_only=True)
@needs(PeoplePerm.ISSUE_LINK)
def link_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp liên kết mới."""
    return _given(request, get_object_or_404(User.objects.visible_to(request.user), pk=pk))


def _given(request: HttpRequest, person: User) -> HttpResponse:
    """The link, held until its page is shown once."""
    address = actions.issue_link(user=person, by=request.user)
    request.session[SLIP] = {"user": person.pk, "address": address}
    return done(request, reverse("link_slip", args=[person.pk]), "Đã cấp liên kết, dùng được 30 ngày.")


@never_cache
@reads
@needs(PeoplePerm.ISSUE_LINK)
def link_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Liên kết cá nhân, hiện một lần."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(PeoplePerm.ISSUE_LINK, person):
        raise Http404
    slip = request.session.pop(SLIP, None) or {}
    address = slip.get("address", "") if slip.get("user") == person.pk else ""
    context = {"title": f"Liên kết của {person}", "person": person, "address": address, "crumbs": _crumbs()}
    return page(request, "people/link_slip.html", context)


@writes(post_only=True)
@needs(PeoplePerm.ISSUE_LINK)
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi liên kết."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(PeoplePerm.ISSUE_LINK, person):
        raise Http404
    actions.revoke_links(person, request.user)
    return done(request, person, "Đã thu hồi. Phiên đang mở bằng liên kết này kết thúc ngay.")


@never_cache
@login_not_required
@writes
def link_open(request: HttpRequest, token: str) -> HttpResponse:
    """Mở cổng báo cáo.

    Programs of chats and mails that look behind a link only ever GET: they see a button and spend nothing, nor do
    they learn whether the link is good.
    """
    if request.method == "POST":
        try:
            actions.open_link(request, token)
        except Refused as refused:
            context = {"title": "Liên kết không dùng được", "sentence": str(refused)}
            return page(request, "account/link_ended.html", context, status=GONE)
        return go_to(request, reverse("home"))
    response = page(request, "account/link_open.html", {"title": "Mở cổng báo cáo", "token": token})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@open_to_links
@writes
def link_introduce(request: HttpRequest) -> HttpResponse:
    """Xin cho biết họ tên, chức vụ."""
    if not request.user.is_by_link:
        raise Http404
    named = "" if request.user.full_name.startswith(actions.UNNAMED) else request.user.full_name
    form = IntroduceForm(request.POST or None, initial={"full_name": named})
    if form.is_valid():
        actions.introduce(user=request.user, **form.cleaned_data)
        return done(request, "home", "Cảm ơn anh/chị. Dưới đây là việc của cơ quan.")
    return page(
        request, "account/link_introduce.html", {"title": "Xin cho biết họ tên, chức vụ", "form": form}
    )


def _crumbs() -> list[tuple[str, str]]:
    return [(words, reverse(name)) for words, name in CRUMBS]
