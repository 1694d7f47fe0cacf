"""Reports: the register, one of them with its figures, the records behind a figure, and what is known now."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.reports.access import Perm
from lmhtx.reports.actions.texts import REWRITTEN
from lmhtx.reports.enums import RunState
from lmhtx.reports.filters import RunFilter
from lmhtx.reports.forms import RunForm
from lmhtx.reports.models import ReportDrift, ReportRun
from lmhtx.reports.pdf import PaperFailed
from lmhtx.reports.queries.comparison import compared
from lmhtx.reports.queries.lineage import figure_at, records_of, worth_of
from lmhtx.reports.queries.pages import figure_rows, run_page
from lmhtx.reports.rendering import FORMS, file_name
from lmhtx.reports.tables import RunTable
from lmhtx.reports.tasks import plain_wish
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage

CRUMBS = (("Báo cáo", "report_run_list"),)


class ReportRunList(ListPage):
    """Báo cáo định kỳ."""

    model, table, filterset = ReportRun, RunTable, RunFilter
    template = "reports/run_list.html"
    permission = Perm.VIEW_RUN
    title = "Báo cáo định kỳ"
    button = Button("Lập báo cáo", "report_run_create", permission=Perm.BUILD_RUN, icon="file-plus")
    offered_views = (
        ("Dự thảo", "state=draft"),
        ("Chờ kiểm tra", "state=submitted"),
        ("Chờ ban hành", "state=checked"),
        ("Đã ban hành", "state=issued"),
    )
    empty = "Chưa có báo cáo nào"

    def queryset(self) -> Any:
        """Without what was dropped, unless it is asked for."""
        rows = super().queryset().select_related("created_by").defer("figures", "texts")
        return rows if self.request.GET.get("state") else rows.kept()


def crumbs() -> list[tuple[str, str]]:
    """The way to a report."""
    return [(words, reverse(name)) for words, name in CRUMBS]


def find_run(request: HttpRequest, pk: int, permission: str = "") -> ReportRun:
    """The report of the address: 404 when it is out of sight or not this person's to act on."""
    run = get_object_or_404(ReportRun.objects.visible_to(request.user).select_related("corrects"), pk=pk)
    if permission and not request.user.has_perm(permission, run):
        raise Http404
    return run


@writes
@needs(Perm.BUILD_RUN)
def report_run_create(request: HttpRequest) -> HttpResponse:
    """Lập báo cáo."""
    # Whoever comes from a table of figures finds its kind and period chosen.
    form = RunForm(request.POST or None, user=request.user, initial=request.GET.dict())
    if form.is_valid():
        told = {"wish": plain_wish(form.wish), "ticket": uuid.uuid4().hex}
        job = later("reports.build", by=request.user, user_id=request.user.pk, **told)
        return done(request, reverse("job_detail", args=[job.pk]))
    context = {"title": "Lập báo cáo", "crumbs": crumbs(), "form": form, "save_label": "Tổng hợp số liệu"}
    return page(request, "ui/form.html", {**context, "back": reverse("report_run_list")})


@reads
@needs(Perm.VIEW_RUN)
def report_run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo cáo định kỳ."""
    run = find_run(request, pk)
    context = {"title": str(run), "crumbs": crumbs(), **run_page(run, request.user)}
    return page(request, "reports/run_detail.html", context)


@reads
@needs(Perm.VIEW_RUN)
def report_figure(request: HttpRequest, pk: int, section: str, row: str, column: str) -> HttpResponse:
    """Bản ghi của con số."""
    run = find_run(request, pk)
    traced = figure_at(run, section, row, column)
    if traced is None:
        raise Http404
    context = {
        "title": traced.title,
        "crumbs": [*crumbs(), (str(run), run.get_absolute_url())],
        "run": run,
        "traced": traced,
        "worth": worth_of(run, traced.figure),
        **figure_rows(run, records_of(run, traced.figure), request.GET.get("page", "1")),
    }
    return page(request, "reports/figure.html", context)


@reads
@needs(Perm.VIEW_RUN)
def report_run_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Đối chiếu với hiện nay."""
    run = find_run(request, pk)
    context = {
        "title": "Đối chiếu với số liệu hiện nay",
        "crumbs": [*crumbs(), (str(run), run.get_absolute_url())],
        "run": run,
        "compared": compared(run),
        "drift": ReportDrift.objects.filter(run=run).select_related("let_be_by").first(),
        "may_correct": run.is_issued and request.user.has_perm(Perm.BUILD_RUN),
    }
    return page(request, "reports/run_compare.html", context)


@reads
@needs(Perm.VIEW_RUN)
def report_run_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Tải dự thảo."""
    run = find_run(request, pk)
    if form not in FORMS or run.state == RunState.DROPPED:
        raise Http404
    chosen = FORMS[form]
    try:
        response = HttpResponse(chosen.make(run), content_type=chosen.mime)
    except PaperFailed as failed:
        messages.error(request, str(failed))
        return redirect(run)
    response["Content-Disposition"] = f'attachment; filename="{file_name(run, chosen)}"'
    response["Cache-Control"] = "private, no-store"
    return response


@reads
@needs(Perm.VIEW_RUN)
def report_text_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Bản lời văn sửa ngoài."""
    run = find_run(request, pk)
    text = get_object_or_404(run.versions.select_related("created_by"), number=number)
    context = {
        "title": f"Bản sửa ngoài lần {number}",
        "crumbs": [*crumbs(), (str(run), run.get_absolute_url())],
        "run": run,
        "text": text,
        "files": [one for one in Attachment.objects.of(text) if one.kind == REWRITTEN],
    }
    return page(request, "reports/text_detail.html", context)
