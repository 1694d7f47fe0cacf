"""Reports on tasks and requests for more time: handed in by those who owe, answered by those who assigned."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done
from plans.access import Perm
from plans.actions import extensions, reports
from plans.actions.evidence import attach_evidence
from plans.forms.reports import ExtensionForm, ReasonForm, ReportForm, VerdictForm
from plans.models import Extension, Report
from plans.views.tasks import find_task, task_form


@writes
@needs(Perm.SUBMIT_REPORT)
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo cáo nhiệm vụ."""
    task = find_task(request, pk, Perm.SUBMIT_REPORT)
    form = ReportForm(request.POST or None, request.FILES or None, task=task)
    if form.is_valid():
        agency = next((posting.unit for posting in request.user.postings_today if posting.unit), None)
        report = reports.submit_report(task=task, by=request.user, account=form.account(), agency=agency)
        attach_evidence(
            report=report,
            by=request.user,
            files=form.cleaned_data["files"],
            max_bytes=settings.UPLOAD_MAX_BYTES,
        )
        return done(request, task, "Đã gửi báo cáo. Người giao việc sẽ xem xét.")
    return task_form(request, task, form, title="Báo cáo nhiệm vụ", save="Gửi báo cáo")


@writes
@needs(Perm.JUDGE_REPORT)
def report_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận báo cáo."""
    report = _report(request, pk)
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        reports.accept_report(report=report, by=request.user, note=form.cleaned_data["note"])
        return done(request, report.task, "Đã xác nhận báo cáo.")
    return task_form(request, report.task, form, title="Xác nhận báo cáo", save="Xác nhận", paper=report)


@writes
@needs(Perm.JUDGE_REPORT)
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại báo cáo."""
    report = _report(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reports.return_report(report=report, by=request.user, note=form.cleaned_data["note"])
        return done(request, report.task, "Đã trả lại báo cáo.")
    return task_form(request, report.task, form, title="Trả lại báo cáo", save="Trả lại", paper=report)


def _report(request: HttpRequest, pk: int) -> Any:
    rows = Report.objects.visible_to(request.user).select_related("task__plan__keeper", "created_by")
    report = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(Perm.JUDGE_REPORT, report):
        raise Http404
    return report


@writes
@needs(Perm.ASK_EXTENSION)
def extension_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Đề nghị gia hạn."""
    task = find_task(request, pk, Perm.ASK_EXTENSION)
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        extensions.ask_extension(task=task, by=request.user, **form.cleaned_data)
        return done(request, task, "Đã gửi đề nghị gia hạn.")
    return task_form(request, task, form, title="Đề nghị gia hạn", save="Gửi đề nghị")


@writes
@needs(Perm.JUDGE_EXTENSION)
def extension_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt gia hạn."""
    extension = _extension(request, pk, Perm.JUDGE_EXTENSION)
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        extensions.approve_extension(extension=extension, by=request.user, note=form.cleaned_data["note"])
        return done(request, extension.task, f"Đã duyệt gia hạn đến {extension.to_due_on:%d/%m/%Y}.")
    return task_form(
        request, extension.task, form, title="Duyệt gia hạn", save="Duyệt gia hạn", paper=extension
    )


@writes
@needs(Perm.JUDGE_EXTENSION)
def extension_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Không duyệt gia hạn."""
    extension = _extension(request, pk, Perm.JUDGE_EXTENSION)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        extensions.refuse_extension(extension=extension, by=request.user, note=form.cleaned_data["note"])
        return done(request, extension.task, "Đã trả lời: không duyệt gia hạn.")
    return task_form(
        request, extension.task, form, title="Không duyệt gia hạn", save="Không duyệt", paper=extension
    )


@writes(post_only=True)
@needs(Perm.WITHDRAW_EXTENSION)
def extension_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút đề nghị gia hạn."""
    extension = _extension(request, pk, Perm.WITHDRAW_EXTENSION)
    extensions.withdraw_extension(extension=extension, by=request.user)
    return done(request, extension.task, "Đã rút đề nghị gia hạn.")


def _extension(request: HttpRequest, pk: int, permission: str) -> Any:
    rows = Extension.objects.visible_to(request.user).select_related("task__plan__keeper", "created_by")
    extension = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, extension):
        raise Http404
    return extension
