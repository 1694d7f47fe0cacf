"""What is done with a draft until it is signed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from documents.access.outgoing import OutPerm
from documents.actions import approving, drafting
from documents.forms import outgoing as forms
from documents.forms.incoming_acts import ReasonForm
from documents.models import Consultation, Outgoing
from documents.views.outgoing import crumbs, find_outgoing
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page


def act_page(
    request: HttpRequest, outgoing: Outgoing, form: Any, title: str, save_label: str, hint: str = ""
) -> HttpResponse:
    """A form of one act about one paper."""
    context = {
        "title": title,
        "crumbs": [*crumbs(), (outgoing.reference or outgoing.subject[:60], outgoing.get_absolute_url())],
        "form": form,
        "paper": outgoing,
        "save_label": save_label,
        "hint": hint,
    }
    return page(request, "documents/outgoing_act.html", context)


@writes(post_only=True)
@needs(OutPerm.DRAFT_OUTGOING)
def outgoing_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình duyệt."""
    outgoing = find_outgoing(request, pk)
    approving.submit_outgoing(outgoing=outgoing, by=request.user)
    return done(request, outgoing, "Đã trình lãnh đạo đơn vị duyệt nội dung.")


@writes
@needs(OutPerm.APPROVE_CONTENT)
def outgoing_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt nội dung."""
    outgoing = find_outgoing(request, pk, OutPerm.APPROVE_CONTENT)
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        approving.approve_content(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã duyệt nội dung; văn bản chuyển kiểm tra thể thức.")
    return act_page(request, outgoing, form, "Duyệt nội dung", "Duyệt nội dung")


@writes
@needs(OutPerm.CHECK_FORM)
def outgoing_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Kiểm tra thể thức, trình ký."""
    outgoing = find_outgoing(request, pk, OutPerm.CHECK_FORM)
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        approving.check_form(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã trình {outgoing.signer} ký.")
    return act_page(request, outgoing, form, "Kiểm tra thể thức", "Đúng thể thức, trình ký")


@writes
@needs(OutPerm.KEEP_AUTHORITY)
def outgoing_checker(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao người kiểm tra thể thức."""
    outgoing = find_outgoing(request, pk)
    form = forms.CheckerForm(request.POST or None)
    if form.is_valid():
        approving.name_form_checker(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã giao {form.cleaned_data['person']} kiểm tra thể thức.")
    return act_page(request, outgoing, form, "Giao người kiểm tra thể thức", "Giao")


def _returned(request: HttpRequest, pk: int, *, on_paper: bool) -> HttpResponse:
    outgoing = find_outgoing(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        approving.return_outgoing(outgoing=outgoing, by=request.user, on_paper=on_paper, **form.cleaned_data)
        return done(request, outgoing, "Đã trả lại người soạn; phải trình duyệt lại từ đầu.")
    return act_page(request, outgoing, form, "Trả lại dự thảo", "Trả lại")


@writes
@needs(OutPerm.COMMENT_OUTGOING)
def outgoing_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại dự thảo."""
    return _returned(request, pk, on_paper=False)


@writes
@needs(OutPerm.RECORD_SIGNATURE)
def outgoing_return_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi lãnh đạo trả lại bản giấy."""
    return _returned(request, pk, on_paper=True)


@writes
@needs("documents.view_document")
def outgoing_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Hủy văn bản chưa có số."""
    outgoing = find_outgoing(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        approving.cancel_outgoing(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã hủy văn bản.")
    return act_page(request, outgoing, form, "Hủy văn bản", "Hủy văn bản")


@writes(post_only=True)
@needs(OutPerm.COMMENT_OUTGOING)
def outgoing_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Góp ý dự thảo."""
    outgoing = find_outgoing(request, pk)
    drafting.comment_outgoing(outgoing=outgoing, text=request.POST.get("text", "")[:2000], by=request.user)
    return done(request, outgoing, "Đã ghi góp ý.")


@writes
@needs(OutPerm.APPROVE_CONTENT)
def outgoing_consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Lấy ý kiến đơn vị."""
    outgoing = find_outgoing(request, pk, OutPerm.APPROVE_CONTENT)
    form = forms.ConsultForm(request.POST or None)
    if form.is_valid():
        drafting.consult_units(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã gửi xin ý kiến.")
    return act_page(request, outgoing, form, "Lấy ý kiến đơn vị", "Gửi xin ý kiến")


@writes
@needs(OutPerm.APPROVE_CONTENT)
def outgoing_end_consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi lấy ý kiến."""
    outgoing = find_outgoing(request, pk, OutPerm.APPROVE_CONTENT)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        drafting.end_consulting(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Không chờ ý kiến nữa; dự thảo trở lại chờ duyệt nội dung.")
    return act_page(request, outgoing, form, "Thôi lấy ý kiến", "Không chờ nữa")


@writes
@needs(OutPerm.COMMENT_OUTGOING)
def consultation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lời ý kiến về dự thảo."""
    rows = Consultation.objects.visible_to(request.user).filter(unit__in=request.user.agency_ids)
    consultation = get_object_or_404(rows.select_related("outgoing", "unit"), pk=pk)
    form = forms.AnswerConsultForm(request.POST or None)
    if form.is_valid():
        drafting.answer_consultation(consultation=consultation, by=request.user, **form.cleaned_data)
        return done(request, consultation.outgoing, "Đã trả lời ý kiến.")
    title = "Trả lời ý kiến về dự thảo"
    return act_page(request, consultation.outgoing, form, title, "Gửi ý kiến", consultation.question)
