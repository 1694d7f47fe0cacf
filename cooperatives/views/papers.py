"""Papers: lists, one paper, recorded, put right, replaced, ended, digitised."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.papers import PaperPerm
from cooperatives.access.register import Perm
from cooperatives.actions import papers as acts
from cooperatives.enums.papers import CERTIFICATES, LEGAL, CopyKind, PaperEnd
from cooperatives.filters.papers import DossierFilter, PaperFilter, QualityFilter
from cooperatives.forms import papers as forms
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.queries.papers import file_rows, paper_case, paper_rows
from cooperatives.tables.papers import DossierTable, PaperTable
from cooperatives.views.facts import around, cooperative_of
from cooperatives.views.files import CRUMBS
from lmhtx.access import Permission
from lmhtx.access.decorators import needs, refuse
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage, UpdatePage


class PaperList(ListPage):
    """Giấy tờ pháp lý."""

    model, table, filterset = CooperativePaper, PaperTable, PaperFilter
    permission = PaperPerm.VIEW_PAPER
    title = "Giấy tờ pháp lý"
    empty = "Chưa ghi giấy tờ nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Giấy tờ"
    default_order = "-issued_on"
    offered_views = (
        ("Đang dùng", "state=valid&state=soon"),
        ("Chờ xác nhận số hóa", "digital=waiting&state=valid&state=soon"),
        ("Hết hạn trong 30 ngày", "within=30"),
        ("Đã hết hạn", "state=expired"),
    )
    kinds = LEGAL

    def queryset(self) -> Any:
        """With where each stands today, and its cooperative."""
        return paper_rows(self.request.user, self.kinds)


class QualityList(PaperList):
    """Chứng nhận, mã số."""

    filterset = QualityFilter
    title = "Chứng nhận, mã số"
    empty = "Chưa ghi chứng nhận nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Giấy tờ"
    offered_views = (
        ("Còn hiệu lực", "state=valid&state=soon"),
        ("Hết hạn trong 30 ngày", "within=30"),
        ("Đã hết hạn", "state=expired"),
    )
    kinds = CERTIFICATES


class DossierList(ListPage):
    """Hồ sơ số hóa."""

    model, table, filterset = Cooperative, DossierTable, DossierFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Hồ sơ số hóa"
    crumbs = CRUMBS
    empty = "Chưa có hợp tác xã nào trong phạm vi của anh/chị"
    default_order = "name"
    offered_views = (("Còn thiếu", "whole=false"), ("Đã số hóa đủ", "whole=true"))

    def queryset(self) -> Any:
        """With the papers that count in each file."""
        return file_rows(self.request.user)


def _paper(request: HttpRequest, pk: int, permission: Permission) -> CooperativePaper:
    """The paper within reach: 404 out of sight, 403 where the person may not do this."""
    paper: CooperativePaper = get_object_or_404(paper_rows(request.user), pk=pk)
    if not request.user.has_perm(permission, paper):
        raise refuse(request.user, permission)
    return paper


def _around(title: str, paper: CooperativePaper, form: Any) -> dict[str, Any]:
    context = around(title, paper.cooperative, form)
    address = paper.get_absolute_url()
    return {**context, "crumbs": [*context["crumbs"], (str(paper), address)], "back": address}


@reads
@needs(PaperPerm.VIEW_PAPER)
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một giấy tờ."""
    paper = _paper(request, pk, PaperPerm.VIEW_PAPER)
    is_legal = paper.kind in LEGAL
    name, words = ("paper_list", "Giấy tờ pháp lý") if is_legal else ("quality_list", "Chứng nhận, mã số")
    context = {
        "title": str(paper),
        "crumbs": [(words, reverse(name))],
        "object": paper,
        "case": paper_case(paper, request.user),
    }
    return page(request, "cooperatives/paper_detail.html", context)


@writes
@needs(PaperPerm.RECORD_PAPER)
def paper_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi giấy tờ."""
    cooperative = cooperative_of(request, pk, PaperPerm.RECORD_PAPER)
    first = forms.first_kind(request.GET.get("loai", ""))
    form = forms.PaperForm(request.POST or None, request.FILES or None, initial=first)
    if form.is_valid():
        made = acts.record_paper(
            cooperative=cooperative,
            paper=form.save(commit=False),
            by=request.user,
            file=form.cleaned_data["file"],
        )
        return done(request, made, "Đã ghi giấy tờ; giấy tờ được tính sau khi xác nhận số hóa.")
    return page(request, "ui/form.html", around("Ghi giấy tờ", cooperative, form))


class PaperUpdate(UpdatePage):
    """Sửa giấy tờ."""

    model, form = CooperativePaper, forms.PaperUpdateForm
    permission = PaperPerm.RECORD_PAPER
    title = "Sửa giấy tờ"
    crumbs = (("Giấy tờ pháp lý", "paper_list"),)

    def act(self, form: Any) -> CooperativePaper:
        """Save and record."""
        return acts.change_paper(paper=form.save(commit=False), by=self.request.user)


@writes
@needs(PaperPerm.RECORD_PAPER)
def paper_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Thay thế giấy tờ."""
    old = _paper(request, pk, PaperPerm.RECORD_PAPER)
    new = CooperativePaper(kind=old.kind, year=old.year, cooperative=old.cooperative)
    first = {"title": old.title, "issuer": old.issuer, "area_ha": old.area_ha}
    form = forms.PaperReplaceForm(request.POST or None, request.FILES or None, instance=new, initial=first)
    if form.is_valid():
        file = form.cleaned_data["file"]
        made = acts.replace_paper(paper=old, new=form.save(commit=False), by=request.user, file=file)
        return done(request, made, "Đã ghi giấy mới; giấy cũ thành “Đã thay thế”.")
    return page(request, "ui/form.html", _around(f"Thay thế: {old}", old, form))


@writes
@needs(PaperPerm.RECORD_PAPER)
def paper_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi dùng giấy tờ."""
    paper = _paper(request, pk, PaperPerm.RECORD_PAPER)
    form = forms.PaperEndForm(request.POST or None)
    if form.is_valid():
        facts = {**form.cleaned_data, "end": PaperEnd(form.cleaned_data["end"])}
        return done(request, acts.end_paper(paper=paper, by=request.user, **facts), "Đã ghi thôi dùng.")
    return page(request, "ui/form.html", _around(f"Thôi dùng: {paper}", paper, form))


@writes
@needs(PaperPerm.RECORD_PAPER)
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm tệp."""
    paper = _paper(request, pk, PaperPerm.RECORD_PAPER)
    form = forms.PaperFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        acts.add_paper_file(paper=paper, by=request.user, file=form.cleaned_data["file"])
        return done(request, paper, "Đã thêm tệp.")
    return page(request, "ui/form.html", _around(f"Thêm tệp: {paper}", paper, form))


@writes(post_only=True)
@needs(PaperPerm.RECORD_PAPER)
def paper_file_drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gỡ tệp."""
    paper = _paper(request, pk, PaperPerm.RECORD_PAPER)
    attachment = get_object_or_404(Attachment.objects.of(paper), pk=number)
    acts.drop_paper_file(paper=paper, attachment=attachment, by=request.user)
    return done(request, paper, "Đã gỡ tệp.")


@writes
@needs(PaperPerm.DIGITISE_PAPER)
def paper_digitise(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận số hóa."""
    paper = _paper(request, pk, PaperPerm.DIGITISE_PAPER)
    form = forms.DigitiseForm(request.POST or None)
    if form.is_valid():
        copy_kind = CopyKind(form.cleaned_data["copy_kind"])
        acts.digitise_paper(paper=paper, by=request.user, copy_kind=copy_kind)
        return done(request, paper, "Đã xác nhận số hóa.")
    return page(request, "ui/form.html", _around(f"Xác nhận số hóa: {paper}", paper, form))
