"""Forms on paper: printed for one cooperative, brought back filled in, matched, entered beside their picture."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.forms import FormPerm, may_call
from cooperatives.actions import scans as acts
from cooperatives.forms.scans import MatchForm, PaperForm
from cooperatives.models import Cooperative, ScanBatch, ScanPage
from cooperatives.queries.forms import asked_in
from cooperatives.queries.paper_forms import sheets_of
from cooperatives.queries.scans import beside, left_over, waiting_in
from cooperatives.views.periods import CRUMBS, period_of
from lmhtx.access.decorators import needs, refuse
from lmhtx.files.models import Attachment
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page

SHOWN = 20


def _crumbs(period: Any, *more: Any) -> list[tuple[str, str]]:
    way = [*((words, reverse(name)) for words, name in CRUMBS), (str(period), period.get_absolute_url())]
    return [*way, *more]


def _enterer(request: HttpRequest) -> None:
    """Closed to cooperatives themselves, and to units that only look at the register."""
    if not may_call(request.user) or not request.user.has_perm(FormPerm.VIEW_PERIOD):
        raise refuse(request.user, FormPerm.FILL_FORM)


def _batch_of(request: HttpRequest, pk: int) -> ScanBatch:
    _enterer(request)
    rows = ScanBatch.objects.visible_to(request.user).select_related("period", "job", "created_by")
    found: ScanBatch = get_object_or_404(rows, pk=pk)
    return found


@reads
@needs(FormPerm.FILL_FORM)
def form_print(request: HttpRequest, pk: int, number: int) -> HttpResponse | HttpResponseBase:
    """In phiếu giấy của một hợp tác xã."""
    _enterer(request)
    period = period_of(request, pk)
    rows = Cooperative.objects.visible_to(request.user).select_related("commune")
    cooperative = get_object_or_404(rows, pk=number)
    title = f"Phiếu giấy: {cooperative.name}"
    context = {"title": title, "sheets": sheets_of(period, cooperative)}
    name = f"phieu-giay-{cooperative.code or cooperative.pk}"
    return sheet_answer(request, "cooperatives/print/form_sheets.html", context, name=name, back=period)


@writes
@needs(FormPerm.FILL_FORM)
def scan_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập phiếu giấy: tải ảnh, bản quét lên."""
    _enterer(request)
    period = period_of(request, pk)
    if request.method == "POST":
        files = request.FILES.getlist("scans")
        batch = acts.bring_scans(period=period, files=files, by=request.user)
        return done(request, batch, "Đã nhận tệp, đang đọc. Chưa ghi số liệu nào.")
    rows = ScanBatch.objects.visible_to(request.user).filter(period=period).select_related("created_by")
    context = {"title": f"Nhập phiếu giấy: {period}", "crumbs": _crumbs(period), "period": period}
    return page(request, "cooperatives/scan_list.html", {**context, "batches": rows[:SHOWN]})


@reads
@needs(FormPerm.FILL_FORM)
def scan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần nhập phiếu giấy: phiếu nào chờ nhập, trang nào chưa khớp."""
    batch = _batch_of(request, pk)
    context = {
        "title": str(batch),
        "crumbs": _crumbs(batch.period, ("Nhập phiếu giấy", reverse("scan_list", args=[batch.period_id]))),
        "object": batch,
        "waiting": waiting_in(batch),
        "left_over": left_over(batch),
        "entered": batch.pages.filter(submission__isnull=False).select_related("submission__cooperative"),
    }
    return page(request, "cooperatives/scan_detail.html", context)


@writes
@needs(FormPerm.FILL_FORM)
def scan_match(request: HttpRequest, pk: int) -> HttpResponse:
    """Khớp một trang bằng tay."""
    _enterer(request)
    rows = ScanPage.objects.visible_to(request.user).select_related("batch__period", "period")
    one = get_object_or_404(rows, pk=pk)
    form = MatchForm(request.POST or None, rows=asked_in(one.period, request.user).select_related("commune"))
    if form.is_valid():
        acts.match_page(page=one, by=request.user, **form.cleaned_data)
        return done(request, one.batch, "Đã khớp; phiếu nay chờ nhập.")
    crumbs = _crumbs(one.period, (str(one.batch), one.batch.get_absolute_url()))
    picture = Attachment.objects.of(one).first()
    context = {"title": f"Khớp bằng tay: {one}", "crumbs": crumbs, "scan": one, "form": form}
    return page(request, "cooperatives/scan_match.html", {**context, "picture": picture})


@writes
@needs(FormPerm.FILL_FORM)
def scan_enter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Nhập số liệu từ phiếu giấy, ảnh cạnh ô nhập."""
    batch = _batch_of(request, pk)
    rows = Cooperative.objects.visible_to(request.user).select_related("commune")
    cooperative = get_object_or_404(rows, pk__in=batch.pages.filter(cooperative=number).values("cooperative"))
    sheets, since = beside(batch, cooperative)
    form = PaperForm(request.POST or None, pages=sheets, initial={"declared_by": cooperative.representative})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("declared_by", "reason")}
        acts.enter_from_paper(batch=batch, cooperative=cooperative, by=request.user, typed=form.typed, **told)
        return done(request, batch, f"Đã nộp hộ {cooperative.name}, kèm ảnh phiếu giấy.")
    context = {"title": f"Nhập phiếu giấy: {cooperative.name}", "object": batch, "form": form, "since": since}
    crumbs = _crumbs(batch.period, (str(batch), batch.get_absolute_url()))
    context |= {"crumbs": crumbs, "cooperative": cooperative}
    return page(request, "cooperatives/scan_enter.html", context)
