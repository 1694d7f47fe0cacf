"""Inviting in bulk: what it would do, the set with its files, texts for Zalo one by one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cooperatives.access.forms import FormPerm
from cooperatives.actions import inviting as acts
from cooperatives.enums.inviting import InviteChannel, Invitee
from cooperatives.forms.inviting import InviteForm
from cooperatives.models import Cooperative, Invite, InviteSet
from cooperatives.queries.inviting import outlook, texts_of, wanted, zalo_text
from cooperatives.views.periods import CRUMBS, period_of
from lmhtx.access.decorators import needs, refuse
from lmhtx.files.models import Attachment
from lmhtx.notices.texts import zalo_address
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, go_to, page

ON_A_PAGE = 20


def _crumbs(period: Any) -> list[tuple[str, str]]:
    return [*((words, reverse(name)) for words, name in CRUMBS), (str(period), period.get_absolute_url())]


def _keeper(request: HttpRequest) -> None:
    """Also closed to units that only look at the register."""
    if not request.user.has_perm(FormPerm.INVITE_COOPERATIVE, Cooperative()):
        raise refuse(request.user, FormPerm.INVITE_COOPERATIVE)


@writes
@needs(FormPerm.INVITE_COOPERATIVE)
def invite_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Mời hàng loạt: xem trước sẽ đến bao nhiêu nơi, rồi mời."""
    _keeper(request)
    period = period_of(request, pk)
    form = InviteForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if "count" not in request.POST and form.is_valid():
        made = acts.ask_to_invite(period=period, by=request.user, **form.cleaned_data)
        return done(request, made, "Đang mời phía sau; có thể đóng trang này.")
    rows = wanted(period, request.user, **_narrowed(request))
    context: dict[str, Any] = {"title": f"Mời hàng loạt: {period}", "crumbs": _crumbs(period)}
    context |= {"period": period, "form": form, "reach": outlook(period, rows), "count": rows.count()}
    return page(request, "cooperatives/invite_new.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address says, as the form shows it at first."""
    narrowed = _narrowed(request)
    channels = request.GET.getlist("channels") or [str(InviteChannel.LETTER), str(InviteChannel.ZALO)]
    return {**narrowed, "channels": channels}


def _narrowed(request: HttpRequest) -> dict[str, Any]:
    """Whom and where, as typed or as the address says; what is none of both is left out."""
    told = request.POST if request.method == "POST" else request.GET
    invitee = told.get("invitee", "")
    places = [word for word in told.getlist("communes") if word.isdecimal() and len(word) < 10]
    return {"invitee": invitee if invitee in set(Invitee) else str(Invitee.MISSING), "communes": places}


def _set_of(request: HttpRequest, pk: int) -> InviteSet:
    _keeper(request)
    rows = InviteSet.objects.visible_to(request.user).select_related("period", "job", "created_by")
    found: InviteSet = get_object_or_404(rows, pk=pk)
    return found


@reads
@needs(FormPerm.INVITE_COOPERATIVE)
def invite_set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần mời hàng loạt: tiến độ, tệp để in, đã đến đâu."""
    one = _set_of(request, pk)
    counts = dict(one.invites.order_by().values_list("channel").annotate(n=Count("pk")))
    context = {
        "title": str(one),
        "crumbs": _crumbs(one.period),
        "object": one,
        "counts": [(InviteChannel(name).label, counts.get(name, 0)) for name in one.channels],
        "files": [(InviteChannel(file.kind).label, file) for file in Attachment.objects.of(one)],
        "has_zalo": bool(counts.get(str(InviteChannel.ZALO))),
    }
    return page(request, "cooperatives/invite_set_detail.html", context)


@never_cache
@reads
@needs(FormPerm.INVITE_COOPERATIVE)
def invite_zalo(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi tin Zalo từng nơi."""
    one = _set_of(request, pk)
    if one.forgotten_at is not None:
        # Its page says that the codes are gone, and what to do.
        return go_to(request, one.get_absolute_url())
    rows = texts_of(one)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "title": f"Tin Zalo: {one.period}",
        "crumbs": [*_crumbs(one.period), (str(one), one.get_absolute_url())],
        "shown": shown,
        "texts": [(invite, zalo_text(invite), zalo_address(invite.address)) for invite in shown],
        "left": rows.filter(sent_at__isnull=True).count(),
    }
    return page(request, "cooperatives/invite_zalo.html", context)


@writes(post_only=True)
@needs(FormPerm.INVITE_COOPERATIVE)
def invite_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Đánh dấu đã gửi tin Zalo, hoặc bỏ đánh dấu."""
    _keeper(request)
    rows = Invite.objects.visible_to(request.user).filter(channel=InviteChannel.ZALO)
    invite = get_object_or_404(rows.select_related("cooperative"), pk=pk)
    acts.note_sent(invite=invite, by=request.user, is_sent="sent" in request.POST)
    told = f"{invite.cooperative.name}: {'đã gửi' if invite.sent_at else 'chưa gửi'}."
    return done(request, reverse("invite_zalo", args=[invite.invite_set_id]), told)
