"""Incoming papers: the list, bringing in, the book, one paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from documents.access.register import Perm
from documents.actions import bringing
from documents.actions import incoming as acts
from documents.enums.incoming import Channel, IncomingState
from documents.filters import IncomingFilter
from documents.forms.incoming import ArrivalForm, BringForm, EditForm, RegisterForm
from documents.models import Incoming
from documents.queries.incoming import twins
from documents.queries.incoming_page import page_facts, paper_for_page, source_files
from documents.queries.letters import first_values, shown_proposal
from documents.tables import IncomingTable
from lmhtx.access.decorators import needs
from lmhtx.decisions.queries import papers_of
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage
from lmhtx.ui.panels import panels_of

UNPROCESSABLE = 422
OPEN = ("registered", "presented", "directed", "in_progress")


class IncomingList(ListPage):
    """Văn bản đến."""

    model, table, filterset = Incoming, IncomingTable, IncomingFilter
    permission = Perm.VIEW_DOCUMENT
    title = "Văn bản đến"
    button = Button("Đưa văn bản vào", "incoming_bring", permission=Perm.REGISTER_INCOMING, icon="file-up")
    default_order = ""
    empty = "Chưa có văn bản nào trong phạm vi của anh/chị"
    offered_views = (
        ("Chưa xong", "&".join(f"state={state}" for state in OPEN)),
        ("Chờ đăng ký", "state=received"),
        ("Chờ trình, chờ bút phê", "state=registered&state=presented"),
        ("Quá hạn", "late=true"),
        ("Đã giải quyết", "state=completed"),
    )

    def queryset(self) -> Any:
        """With what each row names; what was dropped only where it is asked for."""
        rows = super().queryset().select_related("lead_unit", "lead_person")
        rows = rows.defer("content", "content_folded", "proposal")
        return rows if self.request.GET.get("state") else rows.exclude(state=IncomingState.DROPPED)


def crumbs() -> list[tuple[str, str]]:
    """The way to a paper's page."""
    return [("Văn bản đến", reverse("incoming_list"))]


def find_incoming(request: HttpRequest, pk: int) -> Incoming:
    """The paper of the address: 404 when it is out of sight."""
    return get_object_or_404(paper_for_page(request.user, pk))


@reads
@needs(Perm.VIEW_DOCUMENT)
def incoming_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Văn bản đến."""
    incoming = find_incoming(request, pk)
    context = {
        **page_facts(incoming, user=request.user),
        "title": incoming.subject or "Văn bản chờ đăng ký",
        "crumbs": crumbs(),
        "object": incoming,
        "panels": panels_of(incoming, request.user),
    }
    return page(request, "documents/incoming_detail.html", context)


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_bring(request: HttpRequest) -> HttpResponse:
    """Đưa văn bản đến vào."""
    form = BringForm(request.POST or None, request.FILES or None)
    words, is_secret = "", False
    if form.is_valid():
        told = form.cleaned_data
        if told.pop("is_secret"):
            bringing.turn_secret_away(series=told["series"], by=request.user)
            return secret_page(request)
        brought = bringing.bring_in(by=request.user, **{**told, "channel": Channel(told["channel"])})
        if brought.incoming is not None:
            return done(request, reverse("incoming_register", args=[brought.incoming.pk]), "Đã nhận tệp.")
        words, is_secret = brought.words, brought.is_secret
    if is_secret:
        return secret_page(request, words)
    context = {"title": "Đưa văn bản đến vào", "crumbs": crumbs(), "form": form, "words": words}
    return page(request, "documents/incoming_bring.html", context, status=UNPROCESSABLE if words else None)


def secret_page(request: HttpRequest, words: str = "") -> HttpResponse:
    """What to do with a secret paper; nothing of it was kept."""
    context = {"title": "Không nhập văn bản mật vào hệ thống", "crumbs": crumbs(), "words": words}
    return page(request, "documents/incoming_secret.html", context)


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_create(request: HttpRequest) -> HttpResponse:
    """Vào sổ văn bản đến không có tệp."""
    form = RegisterForm(request.POST or None)
    found = _twins(form) if form.is_valid() else []
    if form.is_valid() and form.cleaned_data["is_secret"]:
        bringing.turn_secret_away(series=form.cleaned_data["series"], by=request.user)
        return secret_page(request)
    if form.is_valid() and not found:
        told = form.cleaned_data
        incoming = acts.register_new(
            series=told["series"],
            values=form.values(),
            channel=Channel(told["channel"]),
            arrived_at=form.moment(),
            arrival_number=told.get("arrival_number"),
            by=request.user,
        )
        return done(request, incoming, f"Đã vào sổ, số đến {incoming.arrival_text}.")
    context = {"title": "Vào sổ văn bản đến", "crumbs": crumbs(), "form": form, "twins": found}
    return page(request, "documents/incoming_register.html", context, status=UNPROCESSABLE if found else None)


def _twins(form: RegisterForm, besides: int | None = None) -> list[Incoming]:
    """The papers of the book that seem to be this one, unless somebody has said why it is another."""
    told = form.values()
    if told["twin_reason"]:
        return []
    names = ("number", "symbol", "issuer", "issuer_written", "issued_on")
    return list(twins(**{name: told[name] for name in names}, besides=besides)[:5])


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Vào sổ văn bản đến."""
    incoming = find_incoming(request, pk)
    if incoming.state != IncomingState.RECEIVED:
        return redirect(incoming)
    form = RegisterForm(request.POST or None, incoming=incoming, initial=first_values(incoming))
    found = _twins(form, besides=pk) if form.is_valid() else []
    if form.is_valid() and form.cleaned_data["is_secret"]:
        bringing.purge_secret(incoming=incoming, by=request.user)
        return secret_page(request)
    if form.is_valid() and not found:
        number = form.cleaned_data.get("arrival_number")
        kept = acts.register_incoming(
            incoming=incoming, values=form.values(), by=request.user, arrival_number=number
        )
        return done(request, kept, f"Đã vào sổ, số đến {kept.arrival_text}.")
    context = _register_context(incoming, form, found)
    return page(request, "documents/incoming_register.html", context, status=UNPROCESSABLE if found else None)


def _register_context(incoming: Incoming, form: RegisterForm, found: list[Incoming]) -> dict[str, Any]:
    papers = papers_of(source_files(incoming))
    return {
        "title": "Vào sổ văn bản đến",
        "crumbs": crumbs(),
        "form": form,
        "twins": found,
        "paper": incoming,
        "papers": papers,
        "readings": shown_proposal(incoming, papers[0] if papers else None),
    }


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa thông tin văn bản đến."""
    incoming = find_incoming(request, pk)
    form = EditForm(request.POST or None, incoming=incoming)
    if form.is_valid():
        values = form.values()
        acts.edit_incoming(incoming=incoming, values=values, reason=values.pop("reason"), by=request.user)
        return done(request, incoming, "Đã lưu; giá trị trước và sau đều ở phần Lịch sử.")
    context = {"title": "Sửa thông tin văn bản đến", "crumbs": crumbs(), "form": form, "paper": incoming}
    return page(request, "documents/incoming_register.html", context)


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi thêm bản đến."""
    incoming = find_incoming(request, pk)
    form = ArrivalForm(request.POST or None)
    if form.is_valid():
        channel = Channel(form.cleaned_data["channel"])
        waiting = (
            Incoming.objects.visible_to(request.user).waiting().filter(pk=request.POST.get("waiting") or 0)
        )
        acts.add_arrival(
            incoming=incoming,
            channel=channel,
            by=request.user,
            waiting=waiting.first(),
            note=form.cleaned_data["note"],
        )
        return done(request, incoming, f"Đã ghi bản đến qua {channel.label.lower()}; số đến giữ nguyên.")
    return act_page(request, incoming, form, "Ghi thêm bản đến", "Ghi thêm bản đến")


def act_page(
    request: HttpRequest, incoming: Incoming, form: Any, title: str, save_label: str, hint: str = ""
) -> HttpResponse:
    """A form of one act about one paper."""
    context = {
        "title": title,
        "crumbs": [*crumbs(), (incoming.reference or "Văn bản", incoming.get_absolute_url())],
        "form": form,
        "paper": incoming,
        "save_label": save_label,
        "hint": hint,
    }
    return page(request, "documents/incoming_act.html", context)
