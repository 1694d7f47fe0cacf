"""What is done with an incoming paper once it stands in the book."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from documents.access.register import Perm
from documents.actions import directing, resolving
from documents.actions import incoming as acts
from documents.enums.incoming import Reason
from documents.forms import incoming_acts as forms
from documents.queries.incoming import leaders_words
from documents.views.incoming import act_page, find_incoming
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done


@writes
@needs(Perm.PRESENT_INCOMING)
def incoming_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình văn bản."""
    incoming = find_incoming(request, pk)
    form = forms.PresentForm(request.POST or None)
    if form.is_valid():
        directing.present_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, f"Đã trình {form.cleaned_data['to']}.")
    return act_page(request, incoming, form, "Trình văn bản", "Trình")


@writes
@needs(Perm.DIRECT_INCOMING)
def incoming_direct(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho ý kiến chỉ đạo."""
    incoming = find_incoming(request, pk)
    form = forms.DirectForm(request.POST or None)
    if form.is_valid():
        words = directing.Words(**form.words())
        held = leaders_words(incoming)
        if held is None:
            directing.direct_incoming(incoming=incoming, words=words, by=request.user)
        else:
            directing.change_directive(directive=held, words=words, by=request.user)
        return done(request, incoming, f"Đã cho ý kiến: {words.lead} chủ trì.")
    return act_page(request, incoming, form, "Cho ý kiến chỉ đạo", "Cho ý kiến")


@writes
@needs(Perm.ENTER_DIRECTIVE)
def incoming_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập bút phê giấy."""
    incoming = find_incoming(request, pk)
    form = forms.EnterForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        directing.enter_directive(
            incoming=incoming,
            words=directing.Words(**form.words()),
            said_by=told["said_by"],
            photo=told["photo"],
            by=request.user,
        )
        return done(request, incoming, f"Đã nhập bút phê của {told['said_by']}; lãnh đạo đã được báo.")
    return act_page(request, incoming, form, "Nhập bút phê giấy", "Nhập bút phê")


@writes
@needs(Perm.ASSIGN_INCOMING)
def incoming_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao người giải quyết."""
    incoming = _mine(request, pk, Perm.ASSIGN_INCOMING)
    form = forms.AssignForm(request.POST or None)
    if form.is_valid():
        directing.assign_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, f"Đã giao {form.cleaned_data['person']}.")
    return act_page(request, incoming, form, "Giao người giải quyết", "Giao")


@writes
@needs(Perm.RESOLVE_INCOMING)
def incoming_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi ý kiến đề xuất."""
    incoming = _mine(request, pk, Perm.RESOLVE_INCOMING)
    form = forms.ProposeForm(request.POST or None)
    if form.is_valid():
        resolving.propose(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, "Đã ghi ý kiến đề xuất.")
    return act_page(request, incoming, form, "Ghi ý kiến đề xuất", "Ghi ý kiến")


@writes(post_only=True)
@needs(Perm.RESOLVE_INCOMING)
def incoming_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Bắt đầu giải quyết."""
    incoming = _mine(request, pk, Perm.RESOLVE_INCOMING)
    resolving.take_up(incoming=incoming, by=request.user)
    return done(request, incoming, "Đã ghi bắt đầu giải quyết.")


@writes
@needs(Perm.RESOLVE_INCOMING)
def incoming_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Đã có văn bản trả lời."""
    incoming = _mine(request, pk, Perm.RESOLVE_INCOMING)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        resolving.answer_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, "Đã giải quyết xong.")
    return act_page(request, incoming, form, "Đã có văn bản trả lời", "Ghi đã giải quyết")


@writes
@needs(Perm.CLOSE_INCOMING)
def incoming_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc, không phải trả lời."""
    incoming = _mine(request, pk, Perm.CLOSE_INCOMING)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        resolving.close_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, "Đã kết thúc, không phải trả lời.")
    return act_page(request, incoming, form, "Kết thúc, không phải trả lời", "Kết thúc")


@writes
@needs(Perm.RETURN_INCOMING)
def incoming_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại nơi gửi."""
    incoming = find_incoming(request, pk)
    form = forms.ReturnForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        acts.return_incoming(
            incoming=incoming, reason=Reason(told["reason"]), words=told["words"], by=request.user
        )
        return done(request, incoming, "Đã ghi trả lại nơi gửi.")
    return act_page(request, incoming, form, "Trả lại nơi gửi", "Trả lại")


@writes
@needs(Perm.RETURN_INCOMING)
def incoming_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi bên gửi thu hồi."""
    incoming = find_incoming(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        acts.recall_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, incoming, "Đã ghi thu hồi; tệp của văn bản không còn tải được.")
    hint = "Tệp của văn bản sẽ không còn tải được; thông tin trong sổ và việc thu hồi vẫn được giữ."
    return act_page(request, incoming, form, "Ghi bên gửi thu hồi", "Ghi thu hồi", hint)


@writes
@needs(Perm.REGISTER_INCOMING)
def incoming_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ, không vào sổ."""
    incoming = find_incoming(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        acts.drop_incoming(incoming=incoming, by=request.user, **form.cleaned_data)
        return done(request, reverse("incoming_list"), "Đã bỏ, không vào sổ.")
    return act_page(request, incoming, form, "Bỏ, không vào sổ", "Bỏ")


def _mine(request: HttpRequest, pk: int, permission: str) -> Any:
    """The paper, if this person may do this to it."""
    incoming = find_incoming(request, pk)
    if not request.user.has_perm(permission, incoming):
        raise refuse(request.user, permission)
    return incoming
