"""Outgoing papers: the list, drafting, one paper with its versions, the paper as it is printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.actions import drafting
from documents.filters import OutgoingFilter
from documents.forms.outgoing import OutgoingForm
from documents.models import Outgoing, OutgoingVersion
from documents.queries.outgoing import version_of
from documents.queries.outgoing_page import changed_lines, page_facts, paper_for_page
from documents.queries.outgoing_paper import paper_of
from documents.tables import OutgoingTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.files.models import Attachment
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.forms import restore_draft
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage
from lmhtx.ui.panels import panels_of


class OutgoingList(ListPage):
    """Văn bản đi."""

    model, table, filterset = Outgoing, OutgoingTable, OutgoingFilter
    permission = Perm.VIEW_DOCUMENT
    title = "Văn bản đi"
    button = Button("Soạn văn bản", "outgoing_create", permission=OutPerm.DRAFT_OUTGOING, icon="file-pen")
    empty = "Chưa có văn bản nào trong phạm vi của anh/chị"
    offered_views = (
        ("Đang soạn, đang duyệt", "state=draft&state=unit_review&state=consult&state=format_check"),
        ("Chờ ký", "state=pending_sign"),
        ("Chờ số, dấu, phát hành", "state=signed&state=numbered&state=sealed"),
        ("Đã phát hành", "state=issued&state=filed"),
        ("Nợ bản quét", "owes_scan=true"),
    )

    def queryset(self) -> Any:
        """With what each row names."""
        return super().queryset().select_related("type", "unit", "signer").amended()


def crumbs() -> list[tuple[str, str]]:
    """The way to a paper's page."""
    return [("Văn bản đi", reverse("outgoing_list"))]


def find_outgoing(request: HttpRequest, pk: int, permission: OutPerm | None = None) -> Outgoing:
    """The paper of the address: 404 when it is out of sight, 403 when the person may not do this to it."""
    outgoing: Outgoing = get_object_or_404(paper_for_page(request.user, pk))
    if permission is not None and not request.user.has_perm(permission, outgoing):
        raise refuse(request.user, permission)
    return outgoing


@reads
@needs(Perm.VIEW_DOCUMENT)
def outgoing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Văn bản đi."""
    outgoing = find_outgoing(request, pk)
    context = {
        **page_facts(outgoing, user=request.user),
        "title": outgoing.subject,
        "crumbs": crumbs(),
        "object": outgoing,
        "panels": panels_of(outgoing, request.user),
    }
    return page(request, "documents/outgoing_detail.html", context)


@writes
@needs(OutPerm.DRAFT_OUTGOING)
def outgoing_create(request: HttpRequest) -> HttpResponse:
    """Soạn văn bản đi."""
    form = OutgoingForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        begun = drafting.begin_outgoing(draft=form.written(), by=request.user)
        return done(request, begun, "Đã lưu dự thảo; trình duyệt khi soạn xong.")
    context = {
        "title": "Soạn văn bản đi",
        "crumbs": crumbs(),
        "form": restore_draft(request, form),
        "save_label": "Lưu dự thảo",
        "back": reverse("outgoing_list"),
    }
    return page(request, "ui/form.html", context)


@writes
@needs(OutPerm.DRAFT_OUTGOING)
def outgoing_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa dự thảo."""
    outgoing = find_outgoing(request, pk, OutPerm.DRAFT_OUTGOING)
    form = OutgoingForm(request.POST or None, request.FILES or None, user=request.user, outgoing=outgoing)
    if form.is_valid():
        drafting.edit_outgoing(outgoing=outgoing, draft=form.written(), by=request.user)
        return done(request, outgoing, "Đã lưu dự thảo.")
    context = {
        "title": "Sửa dự thảo",
        "crumbs": [*crumbs(), (outgoing.subject[:60], outgoing.get_absolute_url())],
        "form": restore_draft(request, form),
        "save_label": "Lưu dự thảo",
        "back": outgoing.get_absolute_url(),
    }
    return page(request, "ui/form.html", context)


@reads
@needs(Perm.VIEW_DOCUMENT)
def outgoing_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiên bản dự thảo."""
    rows = OutgoingVersion.objects.visible_to(request.user).select_related("outgoing", "made_by", "made_for")
    version = get_object_or_404(rows, pk=pk)
    outgoing = version.outgoing
    context = {
        "title": f"{version}: {outgoing.subject}",
        "crumbs": [*crumbs(), (outgoing.reference or outgoing.subject[:60], outgoing.get_absolute_url())],
        "version": version,
        "lines": changed_lines(version),
        "files": list(Attachment.objects.of(version)),
        "others": list(outgoing.versions.all()),
    }
    return page(request, "documents/outgoing_version.html", context)


@reads
@needs(Perm.VIEW_DOCUMENT)
def outgoing_print(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """In văn bản đi (PDF)."""
    outgoing = find_outgoing(request, pk)
    paper = paper_of(outgoing, version_of(outgoing))
    return pdf_answer(request, paper, name=str(outgoing)[:100], back=outgoing)


@reads
@needs(Perm.VIEW_DOCUMENT)
def outgoing_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Văn bản đi (Word)."""
    outgoing = find_outgoing(request, pk)
    return word_answer(paper_of(outgoing, version_of(outgoing)), name=str(outgoing)[:100])
