"""Petitions: the queue, a cooperative's own, begun, written, sent, taken back, answered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives import vsic
from cooperatives.access.petitions import PetitionPerm
from cooperatives.actions import petitions as acts
from cooperatives.enums.petitions import PetitionKind
from cooperatives.filters.petitions import PetitionFilter
from cooperatives.forms.petitions import PetitionSendForm, WithdrawForm
from cooperatives.models import Cooperative, Petition
from cooperatives.petition_contents import Sort
from cooperatives.queries.eligibility import eligibility_of
from cooperatives.queries.petition_queue import offers_for, own_petitions, petition_rows
from cooperatives.queries.petitions import choices_of, lines_of, papers_of, reading_of
from cooperatives.tables.petitions import PetitionTable
from cooperatives.views.petition_typed import eligible_for, told_lines, typed_content, typed_first
from cooperatives.views.typed import seen_version
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.people.roles import Role
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage
from lmhtx.ui.templatetags.vn_format import gio

CONFLICT = 409


class PetitionList(ListPage):
    """Đề nghị của hợp tác xã."""

    model, table, filterset = Petition, PetitionTable, PetitionFilter
    permission = PetitionPerm.LIST_PETITION
    title = "Đề nghị của hợp tác xã"
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    empty = "Chưa có đề nghị nào được gửi"
    offered_views = (
        ("Chờ xem", "state=resent&state=sent"),
        ("Chờ bổ sung", "state=asked"),
        ("Đề nghị hỗ trợ", "kind=support"),
        ("Gửi giấy tờ", "kind=paper"),
    )

    def queryset(self) -> Any:
        """Corrected ones first."""
        return petition_rows(self.request.user).waiting_first()


def petition_of(request: HttpRequest, pk: int, permission: PetitionPerm) -> Petition:
    """The petition within reach: 404 out of sight, 403 where the person may not do this."""
    rows = Petition.objects.visible_to(request.user)
    petition: Petition = get_object_or_404(
        rows.select_related("cooperative__commune", "judged_by", "support", "paper"), pk=pk
    )
    if not request.user.has_perm(permission, petition):
        raise refuse(request.user, permission)
    return petition


def crumbs_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The way back: a cooperative's people to their own petitions, others to the queue."""
    if request.user.has_role(Role.COOPERATIVE):
        return [("Đề nghị của tôi", reverse("my_petitions"))]
    return [("Đề nghị của hợp tác xã", reverse("petition_list"))]


@reads
@needs(PetitionPerm.VIEW_OWN_PETITION)
def my_petitions(request: HttpRequest) -> HttpResponse:
    """Đề nghị của tôi."""
    context = {"title": "Đề nghị của tôi", "rows": own_petitions(request.user)}
    return page(request, "cooperatives/my_petitions.html", context)


def cooperative_for(request: HttpRequest, pk: int) -> Cooperative:
    """The cooperative for which the person may send."""
    rows = Cooperative.objects.visible_to(request.user).select_related("commune")
    cooperative: Cooperative = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(PetitionPerm.FILE_PETITION, cooperative):
        raise refuse(request.user, PetitionPerm.FILE_PETITION)
    return cooperative


@reads
@needs(PetitionPerm.FILE_PETITION)
def petition_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn loại đề nghị."""
    cooperative = cooperative_for(request, pk)
    context = {
        "title": f"Gửi đề nghị: {cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": cooperative,
        "groups": offers_for(cooperative),
    }
    return page(request, "cooperatives/petition_choose.html", context)


@writes
@needs(PetitionPerm.FILE_PETITION)
def petition_begin(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Bắt đầu một đề nghị; đề nghị hỗ trợ thì chọn chính sách trước."""
    if kind not in set(PetitionKind):
        raise Http404
    cooperative, chosen = cooperative_for(request, pk), PetitionKind(kind)
    if request.method == "POST":
        first = typed_first(request, chosen)
        begun = acts.begin_petition(cooperative=cooperative, kind=chosen, by=request.user, first=first)
        return done(request, reverse("petition_fill", args=[begun.pk]))
    context: dict[str, Any] = {
        "title": f"{chosen.label}: {cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": cooperative,
        "kind": chosen,
    }
    if chosen == PetitionKind.SUPPORT:
        context["data"] = eligibility_of(request.user, cooperative)
    return page(request, "cooperatives/petition_begin.html", context)


@writes
@needs(PetitionPerm.FILE_PETITION)
def petition_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Soạn đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    if not petition.is_open_to_write and request.method == "GET":
        return done(request, petition)
    if request.method == "POST":
        typed = typed_content(request, petition)
        try:
            acts.save_petition(petition=petition, by=request.user, typed=typed, version=seen_version(request))
        except Stale:
            return _both_versions(request, petition, typed)
        goes_on = "xem_lai" in request.POST
        next_page = "petition_send" if goes_on else "petition_fill"
        return done(request, reverse(next_page, args=[pk]), "" if goes_on else "Đã lưu.")
    return page(request, "cooperatives/petition_fill.html", _filled(request, petition))


@writes(post_only=True)
@needs(PetitionPerm.FILE_PETITION)
def petition_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu đề nghị trong lúc gõ."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    typed = typed_content(request, petition)
    try:
        saved = acts.save_petition(
            petition=petition, by=request.user, typed=typed, version=seen_version(request)
        )
    except Stale:
        told = "Đề nghị vừa được sửa ở máy khác. Bấm Lưu để xem cả hai bản."
        return JsonResponse({"told": told}, status=CONFLICT)
    choices = choices_of(PetitionKind(saved.kind), saved.cooperative)
    lines = told_lines(saved, lines_of(saved, reading_of(saved, choices), choices))
    told = f"Đã lưu lúc {gio(clock.now())}"
    return JsonResponse({"version": saved.version, "told": told, "lines": lines})


@writes
@needs(PetitionPerm.FILE_PETITION)
def petition_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Xem lại, cam đoan và gửi."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    is_own = request.user.has_role(Role.COOPERATIVE)
    named = {"declared_by": str(request.user)} if is_own else {}
    form = PetitionSendForm(request.POST or None, is_own=is_own, initial=named)
    if form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "is_sworn"}
        acts.send_petition(petition=petition, by=request.user, version=seen_version(request), **data)
        return done(request, petition, "Đã gửi đề nghị. Liên minh sẽ trả lời ở trang này.")
    context = {**_filled(request, petition), "form": form}
    return page(request, "cooperatives/petition_send.html", context)


@writes
@needs(PetitionPerm.FILE_PETITION)
def petition_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        acts.withdraw_petition(petition=petition, by=request.user, **form.cleaned_data)
        is_own = request.user.has_role(Role.COOPERATIVE)
        return done(request, "my_petitions" if is_own else petition, "Đã rút đề nghị.")
    title = f"Rút: {petition}"
    context = {"title": title, "crumbs": crumbs_of(request), "form": form, "save_label": "Rút đề nghị"}
    return page(request, "ui/form.html", {**context, "back": petition.get_absolute_url()})


@reads
@needs(PetitionPerm.VIEW_PETITION)
def petition_receipt(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Biên nhận đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.VIEW_PETITION)
    if petition.first_sent_at is None:
        raise Http404
    may_read = request.user.has_perm(PetitionPerm.FILE_PETITION, petition)
    choices = choices_of(PetitionKind(petition.kind), petition.cooperative)
    reading = reading_of(petition, choices)
    shown = lines_of(petition, reading, choices, None if may_read else request.user)
    context = {
        "title": "Biên nhận đề nghị",
        "object": petition,
        "lines": [line for line in shown if line.told],
        "papers": papers_of(petition),
        "at": clock.now(),
    }
    name = f"bien-nhan-de-nghi-{petition.pk}"
    return sheet_answer(
        request, "cooperatives/print/petition_receipt.html", context, name=name, back=petition
    )


def _filled(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """What the page of the petition shows, as saved."""
    choices = choices_of(PetitionKind(petition.kind), petition.cooperative)
    lines = lines_of(petition, reading_of(petition, choices), choices)
    edition = vsic.version_on(clock.today()).key
    asks_lines = any(line.field.sort == Sort.LINE for line in lines)
    return {
        "title": f"{petition.get_kind_display()}: {petition.cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": petition,
        "lines": lines,
        "papers": papers_of(petition),
        "vsic": vsic.registered(edition) if asks_lines else [],
        "eligible": eligible_for(petition),
    }


def _both_versions(request: HttpRequest, petition: Petition, typed: dict[str, str]) -> HttpResponse:
    """The petition as typed here, beside what another device has saved meanwhile."""
    saved = dict(petition.typed)
    petition.typed = typed
    context = _filled(request, petition)
    context["both_texts"] = [
        {"label": one.label, "saved": saved.get(one.key, ""), "typed": typed.get(one.key, "")}
        for one in petition.fields
        if saved.get(one.key, "") != typed.get(one.key, "")
    ]
    return page(request, "cooperatives/petition_fill.html", context, status=CONFLICT)
