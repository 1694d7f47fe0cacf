"""Signing and sealing by key, many papers in one sitting, and whose certificate is whose."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.outgoing import OutPerm
from documents.actions import certificates as acts
from documents.actions.digital import seal_by_key, sign_outgoing
from documents.filters_signing import CertificateFilter
from documents.forms.incoming_acts import ReasonForm
from documents.forms.signing import CertificateForm, PictureForm, PinForm
from documents.models import SigningCertificate
from documents.queries.outgoing_desk import dressed, to_seal, to_sign
from documents.tables_signing import CertificateTable
from documents.views.outgoing import find_outgoing
from documents.views.outgoing_acts import act_page
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage

LIST = [("Chứng thư số", "certificate_list")]
MOST = 50


@writes
@needs(OutPerm.SIGN_OUTGOING)
def outgoing_sign_digital(request: HttpRequest, pk: int) -> HttpResponse:
    """Ký số."""
    outgoing = find_outgoing(request, pk, OutPerm.SIGN_OUTGOING)
    form = PinForm(request.POST or None)
    if form.is_valid():
        _, made = sign_outgoing(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã ký số, mức {made.level}. {made.note}".strip())
    hint = "Ký bằng khóa của mình lên đúng phiên bản đã duyệt; số và ngày do văn thư cấp sau chữ ký."
    return act_page(request, outgoing, form, "Ký số", "Ký số", hint)


@writes
@needs(OutPerm.SEAL_OUTGOING)
def outgoing_seal_digital(request: HttpRequest, pk: int) -> HttpResponse:
    """Ký số của cơ quan."""
    outgoing = find_outgoing(request, pk)
    form = PinForm(request.POST or None)
    if form.is_valid():
        _, made = seal_by_key(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã ký số của cơ quan, mức {made.level}. {made.note}".strip())
    hint = "Văn thư tự tay ký số của cơ quan lên văn bản đã có chữ ký của người có thẩm quyền và đã cấp số."
    return act_page(request, outgoing, form, "Ký số của cơ quan", "Ký số của cơ quan", hint)


@reads
@needs(OutPerm.SIGN_OUTGOING)
def signing_queue(request: HttpRequest) -> HttpResponse:
    """Ký nhiều văn bản."""
    return _queue(
        request, dressed(to_sign(request.user)), "outgoing_sign_digital", "Ký nhiều văn bản", "Ký số"
    )


@reads
@needs(OutPerm.SEAL_OUTGOING)
def sealing_queue(request: HttpRequest) -> HttpResponse:
    """Đóng dấu số nhiều văn bản."""
    rows = dressed(to_seal(request.user)).filter(signed_way="digital")
    return _queue(request, rows, "outgoing_seal_digital", "Đóng dấu số nhiều văn bản", "Ký số của cơ quan")


def _queue(request: HttpRequest, rows: Any, url_name: str, title: str, verb: str) -> HttpResponse:
    """Papers to tick; each is an act of its own, so that one refusal stops no other."""
    papers = [(one, reverse(url_name, args=[one.pk])) for one in rows[:MOST]]
    context = {
        "title": title,
        "crumbs": [("Văn bản đi", reverse("outgoing_list"))],
        "papers": papers,
        "form": PinForm(),
        "verb": verb,
    }
    return page(request, "documents/signing_queue.html", context)


class CertificateList(ListPage):
    """Chứng thư số."""

    model, table, filterset = SigningCertificate, CertificateTable, CertificateFilter
    permission = OutPerm.KEEP_AUTHORITY
    title = "Chứng thư số"
    button = Button("Ghi chứng thư số", "certificate_create", permission=OutPerm.KEEP_AUTHORITY)
    empty = "Chưa ghi chứng thư số nào"

    def queryset(self) -> Any:
        """With whose they are."""
        return super().queryset().select_related("person", "body")


@writes
@needs(OutPerm.KEEP_AUTHORITY)
def certificate_create(request: HttpRequest) -> HttpResponse:
    """Ghi chứng thư số."""
    form = CertificateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = dict(form.cleaned_data)
        made = acts.add_certificate(facts=told.pop("file"), by=request.user, **told)
        return done(request, reverse("certificate_list"), f"Đã ghi chứng thư của {made.person or made.body}.")
    return _form_page(request, form, "Ghi chứng thư số", "Ghi chứng thư")


@writes
@needs(OutPerm.KEEP_AUTHORITY)
def certificate_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Đổi ảnh chữ ký."""
    certificate = _find(request, pk)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        acts.set_picture(certificate=certificate, by=request.user, **form.cleaned_data)
        return done(request, reverse("certificate_list"), "Đã đổi ảnh; văn bản đã ký giữ ảnh cũ.")
    return _form_page(request, form, f"Ảnh chữ ký: {certificate}", "Lưu ảnh")


@writes
@needs(OutPerm.KEEP_AUTHORITY)
def certificate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi dùng chứng thư."""
    certificate = _find(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.end_certificate(certificate=certificate, by=request.user, **form.cleaned_data)
        return done(request, reverse("certificate_list"), "Đã ghi thôi dùng; văn bản đã ký giữ nguyên.")
    return _form_page(request, form, f"Thôi dùng chứng thư: {certificate}", "Ghi thôi dùng")


def _find(request: HttpRequest, pk: int) -> SigningCertificate:
    return get_object_or_404(SigningCertificate.objects.visible_to(request.user), pk=pk)


def _form_page(request: HttpRequest, form: Any, title: str, save: str) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": [(words, reverse(name)) for words, name in LIST],
        "form": form,
        "save_label": save,
        "back": reverse("certificate_list"),
    }
    return page(request, "ui/form.html", context)
