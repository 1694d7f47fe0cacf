"""What is done with one work file: papers in and out, close, open again, keep longer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from documents.access.archive import FilePerm
from documents.actions import work_files as acts
from documents.forms import work_files as forms
from documents.forms.incoming_acts import ReasonForm
from documents.models import Incoming, Outgoing, WorkFile, WorkFilePaper
from documents.queries.search import find_incoming, find_outgoing
from documents.queries.work_files import why_not_closed
from documents.views.work_files import crumbs, find_work_file, form_page
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page

SHOWN = 30


def _found(request: HttpRequest, words: str) -> list[tuple[str, Any]]:
    """Papers with the words, each with its key; without words the newest."""
    user = request.user
    if words:
        incoming, outgoing = find_incoming(user, words), find_outgoing(user, words)
    else:
        incoming = Incoming.objects.visible_to(user).in_book().defer("content", "content_folded", "proposal")
        outgoing = Outgoing.objects.visible_to(user).filter(number__isnull=False).order_by("-dated_on", "-pk")
    shown = [("incoming", one) for one in incoming[:SHOWN]] + [("outgoing", one) for one in outgoing[:SHOWN]]
    return [(f"{kind}-{one.pk}", one) for kind, one in shown]


def _not_in(work_file: WorkFile, found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """What does not lie in the file yet."""
    there = {
        f"{'incoming' if row.incoming_id else 'outgoing'}-{row.incoming_id or row.outgoing_id}"
        for row in work_file.papers.all()
    }
    return [(key, one) for key, one in found if key not in there]


def _chosen(request: HttpRequest) -> list[Incoming | Outgoing]:
    """The ticked papers that the person sees."""
    keys = [key.partition("-") for key in request.POST.getlist("papers")]
    found: list[Incoming | Outgoing] = []
    for kind, model in (("incoming", Incoming), ("outgoing", Outgoing)):
        wanted = [int(pk) for told, _dash, pk in keys if told == kind and pk.isdigit()]
        found += list(model.objects.visible_to(request.user).filter(pk__in=wanted))
    return found


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa văn bản vào hồ sơ."""
    work_file = find_work_file(request, pk, is_mine=True)
    if request.method == "POST" and (papers := _chosen(request)):
        count = len(acts.put_into_file(work_file=work_file, papers=papers, by=request.user))
        return done(request, work_file, f"Đã đưa {count} văn bản vào hồ sơ.")
    words, is_empty = request.GET.get("tim", "").strip(), request.method == "POST"
    context = {
        "title": "Đưa văn bản vào hồ sơ",
        "crumbs": crumbs(work_file),
        "file": work_file,
        "words": words,
        "rows": _not_in(work_file, _found(request, words)),
        "is_empty": is_empty,
    }
    return page(request, "documents/work_file_papers.html", context, status=422 if is_empty else None)


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm tài liệu khác vào hồ sơ."""
    work_file = find_work_file(request, pk, is_mine=True)
    form = forms.DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        acts.put_document(work_file=work_file, file=facts.pop("file"), facts=facts, by=request.user)
        return done(request, work_file, "Đã thêm tài liệu.")
    back, way = work_file.get_absolute_url(), crumbs(work_file)
    return form_page(request, form, title="Thêm tài liệu khác", save_label="Thêm", back=back, way=way)


@writes(post_only=True)
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_paper_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa ra khỏi hồ sơ."""
    rows = WorkFilePaper.objects.visible_to(request.user).select_related("work_file", "incoming", "outgoing")
    row = get_object_or_404(rows, pk=pk)
    work_file = acts.take_out(row=row, by=request.user)
    return done(request, work_file, "Đã đưa ra khỏi hồ sơ; văn bản vẫn ở trong sổ.")


def _into_file(request: HttpRequest, paper: Incoming | Outgoing) -> HttpResponse:
    form = forms.IntoFileForm(request.POST or None, user=request.user)
    if form.is_valid():
        work_file = form.cleaned_data["work_file"]
        acts.put_into_file(work_file=work_file, papers=[paper], by=request.user)
        return done(request, paper, f"Đã đưa vào hồ sơ {work_file.code}.")
    way = [(paper.reference or str(paper)[:60], paper.get_absolute_url())]
    back = paper.get_absolute_url()
    return form_page(request, form, title="Đưa vào hồ sơ", save_label="Đưa vào hồ sơ", back=back, way=way)


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def incoming_into_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa văn bản đến vào hồ sơ."""
    return _into_file(request, get_object_or_404(Incoming.objects.visible_to(request.user), pk=pk))


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def outgoing_into_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa văn bản đi vào hồ sơ."""
    return _into_file(request, get_object_or_404(Outgoing.objects.visible_to(request.user), pk=pk))


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc hồ sơ."""
    work_file = find_work_file(request, pk, is_mine=True)
    first = {name: getattr(work_file, name) for name in ("code", "title", "years", "sheets")}
    form = forms.CloseForm(request.POST or None, initial=first)
    if form.is_valid():
        ended_on = form.cleaned_data["ended_on"]
        acts.close_work_file(work_file=work_file, ended_on=ended_on, facts=form.facts(), by=request.user)
        return done(request, work_file, "Đã kết thúc hồ sơ; chứng từ kết thúc in ở mục Việc khác.")
    context = {
        "title": f"Kết thúc hồ sơ {work_file.code}",
        "crumbs": crumbs(work_file),
        "form": form,
        "file": work_file,
        "reasons": list(dict.fromkeys(why_not_closed(work_file))),
        "save_label": "Kết thúc hồ sơ",
        "back": work_file.get_absolute_url(),
    }
    return page(request, "documents/work_file_close.html", context)


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở lại hồ sơ."""
    work_file = find_work_file(request, pk, is_mine=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.reopen_work_file(work_file=work_file, by=request.user, **form.cleaned_data)
        return done(request, work_file, "Đã mở lại hồ sơ.")
    back, way = work_file.get_absolute_url(), crumbs(work_file)
    return form_page(request, form, title="Mở lại hồ sơ", save_label="Mở lại", back=back, way=way)


@writes
@needs(FilePerm.ALLOW_LONGER)
def work_file_longer(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho giữ lại hồ sơ đến hạn nộp lưu."""
    work_file = find_work_file(request, pk)
    form = forms.LongerForm(request.POST or None)
    if form.is_valid():
        kept = acts.keep_longer(work_file=work_file, by=request.user, **form.cleaned_data)
        return done(request, work_file, f"Đã cho giữ lại đến {kept.longer_on:%d/%m/%Y}.")
    back, way = work_file.get_absolute_url(), crumbs(work_file)
    return form_page(request, form, title="Cho giữ lại hồ sơ", save_label="Đồng ý", back=back, way=way)


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Xóa hồ sơ trống."""
    work_file = find_work_file(request, pk, is_mine=True)
    if request.method == "POST":
        acts.drop_work_file(work_file=work_file, by=request.user)
        return done(request, "work_file_list", "Đã xóa hồ sơ trống.")
    context = {
        "title": "Xóa hồ sơ trống",
        "crumbs": crumbs(work_file),
        "object": work_file,
        "back": work_file.get_absolute_url(),
    }
    return page(request, "ui/delete.html", context)
