"""Registers filled from Excel: the form, the check, the preview, the writing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.contributions import Exchange
from lmhtx.exchange.actions import imports as acts
from lmhtx.exchange.comparing import exchange_of, exchanges_for, place_of
from lmhtx.exchange.forms import BringForm
from lmhtx.exchange.models import Import
from lmhtx.exchange.queries import import_files, own_workbooks
from lmhtx.exchange.templates_out import template_file
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import MIME
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

SHOWN = 50
HOME = ("Nhập, xuất Excel", "sheet_home")


def _crumbs() -> list[tuple[str, str]]:
    return [(HOME[0], reverse(HOME[1]))]


def _exchange(request: HttpRequest, kind: str) -> Exchange:
    """The register, for whoever may fill it."""
    try:
        exchange = exchange_of(kind)
    except LookupError as none:
        raise Http404 from none
    if exchange not in exchanges_for(request.user):
        raise Http404
    return exchange


@reads
def sheet_home(request: HttpRequest) -> HttpResponse:
    """Nhập, xuất Excel."""
    exports, imports = own_workbooks(request.user)
    context = {
        "title": "Nhập, xuất Excel",
        "exchanges": exchanges_for(request.user),
        "exports": exports,
        "imports": imports,
    }
    return page(request, "exchange/sheet_home.html", context)


@writes
def import_create(request: HttpRequest, kind: str) -> HttpResponse:
    """Nhập từ Excel."""
    exchange = _exchange(request, kind)
    first = {"within": request.GET.get("thuoc", "")}
    # Nothing chosen at all is an answer too, and a faulty one.
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*sent, initial=first, exchange=exchange, user=request.user)
    if form.is_valid():
        within, file = form.cleaned_data.get("within"), form.cleaned_data["file"]
        brought = acts.bring_workbook(kind=kind, within=within, file=file, by=request.user)
        return done(request, brought, "Đã nhận tệp, đang kiểm tra. Chưa ghi gì vào hệ thống.")
    context = {"title": f"Nhập {exchange.label} từ Excel", "crumbs": _crumbs(), "exchange": exchange}
    return page(request, "exchange/import_create.html", {**context, "form": form})


@reads
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Mẫu Excel, trống hoặc với dữ liệu hiện có."""
    exchange = _exchange(request, kind)
    within = request.GET.get("thuoc", "")
    try:
        place = place_of(exchange, int(within[:18]) if within.isdecimal() else None, request.user)
    except Refused as gone:
        raise Http404 from gone
    body, name = template_file(exchange, by=request.user, place=place, is_full="du_lieu" in request.GET)
    return FileResponse(body, as_attachment=True, filename=name, content_type=MIME)


@reads
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần nhập Excel."""
    brought = get_object_or_404(Import.objects.visible_to(request.user).select_related("job"), pk=pk)
    exchange = exchange_of(brought.kind)
    pages = Paginator(brought.faults or brought.changes, SHOWN)
    context = {
        "title": f"Nhập {exchange.label}: {brought.name}",
        "crumbs": _crumbs(),
        "brought": brought,
        "exchange": exchange,
        "files": import_files(brought),
        "shown": pages.get_page(request.GET.get("page")),
    }
    return page(request, "exchange/import_detail.html", context)


@writes(post_only=True)
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi vào hệ thống."""
    brought = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    acts.confirm_workbook(brought=brought, by=request.user)
    return done(request, brought, "Đang ghi. Có thể rời trang này, ghi xong sẽ có thông báo.")


@writes(post_only=True)
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ lần nhập."""
    brought = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    acts.drop_workbook(brought=brought, by=request.user)
    return done(request, "sheet_home", "Đã bỏ lần nhập. Không có gì được ghi.")
