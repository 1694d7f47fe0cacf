"""What the registry does with a paper from its signature on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.actions import issuing, signing
from documents.enums.numbers import Direction
from documents.enums.outgoing import Fault, SendWay
from documents.forms import outgoing as forms
from documents.forms.incoming_acts import ReasonForm
from documents.models import Recipient
from documents.queries.books import series_for
from documents.queries.outgoing import next_number, why_not_numbered
from documents.views.outgoing import find_outgoing
from documents.views.outgoing_acts import act_page
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done
from lmhtx.workflow import Refused


@writes
@needs(OutPerm.RECORD_SIGNATURE)
def outgoing_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đã ký giấy."""
    outgoing = find_outgoing(request, pk)
    form = forms.SignForm(request.POST or None)
    if form.is_valid():
        signing.record_wet_signature(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã ghi {outgoing.signer} ký; có thể cấp số.")
    hint = f"{outgoing.signer} đã ký trên bản giấy in từ phiên bản đã duyệt."
    return act_page(request, outgoing, form, "Ghi đã ký giấy", "Ghi đã ký", hint)


@writes
@needs(Perm.GIVE_NUMBER)
def outgoing_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp số."""
    outgoing = find_outgoing(request, pk)
    if reason := why_not_numbered(outgoing):
        raise Refused(reason)
    book = series_for(body=outgoing.body, direction=Direction.OUTGOING, kind=outgoing.type, on=clock.today())
    form = forms.NumberForm(request.POST or None, series=book)
    if form.is_valid():
        told = form.cleaned_data
        kept = signing.number_outgoing(
            outgoing=outgoing, by=request.user, dated_on=told["dated_on"], held=told.get("held")
        )
        return done(request, outgoing, f"Đã cấp số {kept.reference}.")
    hint = f"Số sẽ cấp: {next_number(outgoing)} ({book})."
    return act_page(request, outgoing, form, "Cấp số", f"Cấp số {next_number(outgoing)}", hint)


@writes
@needs(Perm.GIVE_NUMBER)
def outgoing_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Hủy số, không phát hành."""
    outgoing = find_outgoing(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        signing.void_outgoing(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã hủy số; số vẫn in trong sổ và không cấp lại.")
    return act_page(request, outgoing, form, "Hủy số, không phát hành", "Hủy số")


@writes(post_only=True)
@needs(OutPerm.SEAL_OUTGOING)
def outgoing_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đã đóng dấu."""
    outgoing = find_outgoing(request, pk)
    kept = signing.seal_outgoing(outgoing=outgoing, by=request.user)
    owed = f" Bản quét phải có trước hết ngày {kept.scan_due_on:%d/%m/%Y}." if kept.scan_due_on else ""
    return done(request, outgoing, f"Đã ghi đóng dấu.{owed}")


@writes
@needs(OutPerm.ISSUE_OUTGOING)
def outgoing_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Phát hành."""
    outgoing = find_outgoing(request, pk)
    form = forms.IssueForm(request.POST or None)
    if form.is_valid():
        way = SendWay(form.cleaned_data["way"])
        issuing.issue_outgoing(outgoing=outgoing, way=way, by=request.user)
        return done(request, outgoing, f"Đã phát hành {outgoing.reference}.")
    hint = "Gửi tới: " + "; ".join(one.name for one in outgoing.recipients.all())
    return act_page(request, outgoing, form, "Phát hành", "Phát hành", hint)


@writes
@needs(OutPerm.ISSUE_OUTGOING)
def outgoing_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa vào lưu."""
    outgoing = find_outgoing(request, pk)
    form = forms.FileForm(request.POST or None)
    if form.is_valid():
        issuing.file_outgoing(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã ghi nơi lưu bản gốc.")
    return act_page(request, outgoing, form, "Đưa vào lưu", "Ghi đã lưu")


@writes
@needs(OutPerm.SEAL_OUTGOING)
def outgoing_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa bản quét vào."""
    outgoing = find_outgoing(request, pk)
    form = forms.ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        issuing.add_scan(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã nhận bản quét; cổng đang so với bản đã duyệt.")
    return act_page(request, outgoing, form, "Đưa bản quét vào", "Đưa bản quét vào")


@writes
@needs(OutPerm.ISSUE_OUTGOING)
def recipient_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi nơi nhận đã nhận."""
    rows = Recipient.objects.visible_to(request.user).select_related("outgoing")
    recipient = get_object_or_404(rows, pk=pk)
    form = forms.ReceiptForm(request.POST or None)
    if form.is_valid():
        issuing.note_receipt(recipient=recipient, by=request.user, **form.cleaned_data)
        return done(request, recipient.outgoing, f"Đã ghi {recipient.name} nhận.")
    title = f"Ghi {recipient.name} đã nhận"
    return act_page(request, recipient.outgoing, form, title, "Ghi đã nhận")


@writes
@needs(OutPerm.AMEND_OUTGOING)
def outgoing_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Đính chính, thay thế."""
    outgoing = find_outgoing(request, pk, OutPerm.AMEND_OUTGOING)
    form = forms.AmendForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        begun = issuing.begin_amendment(
            outgoing=outgoing, fault=Fault(told["fault"]), subject=told["subject"], by=request.user
        )
        return done(request, begun, f"Đã lập dự thảo {begun.type.name.lower()}; văn bản cũ giữ nguyên.")
    hint = "Sai thể thức, thủ tục thì đính chính bằng công văn; sai nội dung thì thay bằng văn bản cùng loại."
    return act_page(request, outgoing, form, "Đính chính, thay thế", "Lập dự thảo", hint)


@writes
@needs(OutPerm.REVOKE_OUTGOING)
def outgoing_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi văn bản đã phát hành."""
    outgoing = find_outgoing(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        issuing.revoke_outgoing(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, "Đã thu hồi; văn bản đóng băng, không sửa, không xóa.")
    return act_page(request, outgoing, form, "Thu hồi văn bản", "Thu hồi")
