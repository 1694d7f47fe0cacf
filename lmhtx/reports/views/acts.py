"""Acts on one report: words, handing in, checking, issuing, versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.jobs.queue import later
from lmhtx.reports.access import Perm
from lmhtx.reports.actions import life
from lmhtx.reports.actions.drifting import let_be
from lmhtx.reports.actions.texts import take_text
from lmhtx.reports.forms import IssueForm, NoteForm, SignedForm, TextForm, TextsForm
from lmhtx.reports.models import ReportRun
from lmhtx.reports.views.runs import crumbs, find_run
from lmhtx.ui.decorators import writes
from lmhtx.ui.forms import restore_draft
from lmhtx.ui.htmx import done, page


def _form_page(
    request: HttpRequest, run: ReportRun, form: Any, *, title: str, save: str, template: str = "ui/form.html"
) -> HttpResponse:
    """A page with one form about a report."""
    way = [*crumbs(), (str(run), run.get_absolute_url())]
    context = {"title": title, "crumbs": way, "run": run, "form": form, "save_label": save}
    return page(request, template, {**context, "back": run.get_absolute_url()})


@writes
@needs(Perm.BUILD_RUN)
def report_run_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa lời văn."""
    run = find_run(request, pk)
    form = restore_draft(request, TextsForm(request.POST or None, run=run))
    if form.is_valid():
        life.write_texts(run=run, by=request.user, texts=form.cleaned_data)
        return done(request, run, "Đã lưu lời văn.")
    return _form_page(request, run, form, title="Lời văn của báo cáo", save="Lưu lời văn")


@writes(post_only=True)
@needs(Perm.BUILD_RUN)
def report_run_rebuild(request: HttpRequest, pk: int) -> HttpResponse:
    """Tổng hợp lại số liệu."""
    run = find_run(request, pk)
    job = later("reports.rebuild", by=request.user, user_id=request.user.pk, run_id=run.pk)
    return done(request, reverse("job_detail", args=[job.pk]))


@writes(post_only=True)
@needs(Perm.BUILD_RUN)
def report_run_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình kiểm tra."""
    run = life.submit_run(run=find_run(request, pk), by=request.user)
    return done(request, run, "Đã trình kiểm tra.")


@writes(post_only=True)
@needs(Perm.BUILD_RUN)
def report_run_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ dự thảo."""
    life.drop_run(run=find_run(request, pk), by=request.user)
    return done(request, "report_run_list", "Đã bỏ dự thảo.")


@writes(post_only=True)
@needs(Perm.CHECK_RUN)
def report_run_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Đã kiểm tra."""
    run = life.check_run(run=find_run(request, pk, Perm.CHECK_RUN), by=request.user)
    return done(request, run, "Đã kiểm tra và trình ban hành.")


@writes
@needs(Perm.CHECK_RUN)
def report_run_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại."""
    return _with_reason(
        request,
        find_run(request, pk, Perm.CHECK_RUN),
        life.return_run,
        title="Trả lại báo cáo",
        message="Đã trả lại báo cáo kèm lý do.",
    )


@writes
@needs(Perm.BUILD_RUN)
def report_run_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập phiên bản mới."""
    return _with_reason(
        request,
        find_run(request, pk),
        life.correct_run,
        title="Lập phiên bản mới",
        message="Đã lập phiên bản mới; bản đã ban hành giữ nguyên.",
    )


def _with_reason(
    request: HttpRequest, run: ReportRun, act: Callable[..., ReportRun], *, title: str, message: str
) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if form.is_valid():
        return done(request, act(run=run, by=request.user, note=form.cleaned_data["note"]), message)
    return _form_page(request, run, form, title=title, save=title)


@writes
@needs(Perm.ISSUE_RUN)
def report_run_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ban hành."""
    run = find_run(request, pk, Perm.ISSUE_RUN)
    form = IssueForm(request.POST or None, request.FILES or None, run=run)
    if form.is_valid():
        life.issue_run(run=run, by=request.user, paper=form.paper())
        return done(
            request, run, "Đã ban hành. Số liệu từ nay không thay đổi; tệp PDF, Word, Excel đang được lập."
        )
    return _form_page(
        request, run, form, title="Ban hành báo cáo", save="Ban hành", template="reports/run_issue.html"
    )


@writes
@needs(Perm.BUILD_RUN)
def report_run_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm bản đã ký."""
    run = find_run(request, pk)
    form = SignedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        life.keep_signed(run=run, by=request.user, file=form.cleaned_data["file"])
        return done(request, run, "Đã lưu bản đã ký.")
    return _form_page(request, run, form, title="Thêm bản đã ký", save="Lưu bản đã ký")


@writes
@needs(Perm.BUILD_RUN)
def report_text_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa bản Word đã sửa trở lại."""
    run = find_run(request, pk)
    form = TextForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        text = take_text(run=run, by=request.user, **form.cleaned_data)
        return done(
            request,
            reverse("report_text_detail", args=[run.pk, text.number]),
            "Đã nhận bản sửa và đối chiếu.",
        )
    return _form_page(request, run, form, title="Đưa bản Word đã sửa trở lại", save="Tải lên, đối chiếu")


@writes
@needs(Perm.BUILD_RUN)
def report_run_let_be(request: HttpRequest, pk: int) -> HttpResponse:
    """Giữ nguyên báo cáo dù có số khác."""
    run = find_run(request, pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        let_be(run=run, by=request.user, note=form.cleaned_data["note"])
        return done(request, run, "Đã ghi quyết định giữ nguyên báo cáo.")
    return _form_page(request, run, form, title="Giữ nguyên báo cáo đã gửi", save="Giữ nguyên")
