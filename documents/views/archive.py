"""The archive: hand-overs, destruction of what has had its time, loans of kept originals."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.archive import FilePerm
from documents.actions import archiving, destroying
from documents.filters_archive import ArchiveHandoverFilter, DestructionFilter
from documents.forms import archive as forms
from documents.forms.incoming_acts import ReasonForm
from documents.models import ArchiveHandover, Destruction
from documents.queries.archive import files_in, files_to_hand_over, totals_of
from documents.queries.archive_papers import destruction_paper, minutes_of
from documents.queries.work_files import expired
from documents.tables_archive import ArchiveHandoverTable, DestructionTable
from documents.views.work_files import form_page
from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage


class ArchiveHandoverList(ListPage):
    """Nộp lưu trữ."""

    model, table, filterset = ArchiveHandover, ArchiveHandoverTable, ArchiveHandoverFilter
    permission = FilePerm.VIEW_WORK_FILE
    title = "Nộp lưu trữ"
    button = Button(
        "Giao nộp hồ sơ", "archive_handover_create", permission=FilePerm.MAKE_WORK_FILE, icon="archive"
    )
    empty = "Chưa có lần giao nộp nào"
    offered_views = (("Chờ lưu trữ nhận", "state=proposed"), ("Đã nhận", "state=received"))

    def queryset(self) -> Any:
        """With the unit and how many files each has."""
        return super().queryset().select_related("unit").annotate(file_count=Count("files")).order_by("-pk")


def _way(thing: ArchiveHandover | Destruction | None = None, *, of: str = "archive_handover_list") -> Any:
    words = {"archive_handover_list": "Nộp lưu trữ", "destruction_list": "Hủy tài liệu"}[of]
    way = [(words, reverse(of))]
    return way if thing is None else [*way, (str(thing)[:60], thing.get_absolute_url())]


def find_handover(request: HttpRequest, pk: int) -> ArchiveHandover:
    """The hand-over of the address; 404 when out of sight."""
    rows = ArchiveHandover.objects.visible_to(request.user).select_related("unit", "created_by", "ended_by")
    found: ArchiveHandover = get_object_or_404(rows, pk=pk)
    return found


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def archive_handover_create(request: HttpRequest) -> HttpResponse:
    """Giao nộp hồ sơ vào lưu trữ."""
    form = forms.HandOverForm(request.POST or None, files=files_to_hand_over(request.user))
    if form.is_valid():
        told = form.cleaned_data
        made = archiving.propose_handover(unit=told["files"][0].unit, by=request.user, **told)
        return done(request, made, "Đã lập danh sách; lưu trữ được báo để nhận.")
    back = reverse("archive_handover_list")
    title = "Giao nộp hồ sơ vào lưu trữ"
    return form_page(request, form, title=title, save_label="Giao nộp", back=back, way=_way())


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def archive_handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản giao nhận hồ sơ, tài liệu."""
    handover = find_handover(request, pk)
    files = files_in(handover)
    packages = Attachment.objects.of_each(files)
    is_waiting = handover.state == "proposed" and request.user.has_perm(FilePerm.KEEP_ARCHIVE)
    context = {
        "title": str(handover),
        "crumbs": _way(),
        "handover": handover,
        "rows": [(one, packages.get(one.pk, [])) for one in files],
        "totals": totals_of(files),
        "may_answer": is_waiting,
        "is_giver": handover.created_by_id in request.user.hands,
    }
    return page(request, "documents/archive_handover_detail.html", context)


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def archive_handover_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhận hồ sơ vào lưu trữ."""
    handover = find_handover(request, pk)
    form = forms.ReceiveForm(request.POST or None)
    if form.is_valid():
        archiving.receive_handover(handover=handover, by=request.user, **form.cleaned_data)
        return done(request, handover, "Đã nhận; cổng đang đóng gói từng hồ sơ.")
    back, way = handover.get_absolute_url(), _way(handover)
    return form_page(request, form, title="Nhận vào lưu trữ", save_label="Nhận đủ", back=back, way=way)


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def archive_handover_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại hồ sơ giao nộp."""
    handover = find_handover(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        archiving.refuse_handover(handover=handover, by=request.user, **form.cleaned_data)
        return done(request, handover, "Đã trả lại; người giao được báo.")
    back, way = handover.get_absolute_url(), _way(handover)
    return form_page(request, form, title="Trả lại hồ sơ giao nộp", save_label="Trả lại", back=back, way=way)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def archive_handover_print(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Biên bản giao nhận và mục lục nộp lưu (PDF)."""
    handover = find_handover(request, pk)
    return pdf_answer(request, minutes_of(handover), name=str(handover)[:100], back=handover)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def archive_handover_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Biên bản giao nhận và mục lục nộp lưu (Word)."""
    handover = find_handover(request, pk)
    return word_answer(minutes_of(handover), name=str(handover)[:100])


class DestructionList(ListPage):
    """Hủy tài liệu hết giá trị."""

    model, table, filterset = Destruction, DestructionTable, DestructionFilter
    permission = FilePerm.VIEW_ARCHIVE
    title = "Hủy tài liệu hết giá trị"
    button = Button("Lập đợt hủy", "destruction_create", permission=FilePerm.KEEP_ARCHIVE)
    empty = "Chưa có đợt hủy nào"

    def queryset(self) -> Any:
        """With how many files each has."""
        return super().queryset().annotate(file_count=Count("files")).order_by("-pk")


def find_destruction(request: HttpRequest, pk: int) -> Destruction:
    """The list of the address; 404 when out of sight."""
    rows = Destruction.objects.visible_to(request.user).select_related("created_by", "agreed_by", "ended_by")
    found: Destruction = get_object_or_404(rows, pk=pk)
    return found


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def destruction_create(request: HttpRequest) -> HttpResponse:
    """Lập đợt hủy tài liệu hết giá trị."""
    form = forms.DestructionForm(request.POST or None, files=expired())
    if form.is_valid():
        made = destroying.propose_destruction(by=request.user, **form.cleaned_data)
        return done(request, made, "Đã lập danh mục; chờ hội đồng xét và quyết định hủy.")
    back, way = reverse("destruction_list"), _way(of="destruction_list")
    return form_page(
        request, form, title="Lập đợt hủy tài liệu", save_label="Lập danh mục", back=back, way=way
    )


@reads
@needs(FilePerm.VIEW_ARCHIVE)
def destruction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Đợt hủy tài liệu."""
    destruction = find_destruction(request, pk)
    user = request.user
    context = {
        "title": destruction.title,
        "crumbs": _way(of="destruction_list"),
        "destruction": destruction,
        "files": list(destruction.files.order_by("year", "code")),
        "may_agree": destruction.state == "proposed" and user.has_perm(FilePerm.AGREE_DESTRUCTION),
        "may_drop": destruction.state in {"proposed", "agreed"} and user.has_perm(FilePerm.AGREE_DESTRUCTION),
        "may_end": destruction.state == "agreed" and user.has_perm(FilePerm.KEEP_ARCHIVE),
    }
    return page(request, "documents/destruction_detail.html", context)


def _form(request: HttpRequest, form: Any, title: str, save_label: str, thing: Destruction) -> HttpResponse:
    back, way = thing.get_absolute_url(), _way(thing, of="destruction_list")
    return form_page(request, form, title=title, save_label=save_label, back=back, way=way)


@writes
@needs(FilePerm.AGREE_DESTRUCTION)
def destruction_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Thông qua đợt hủy."""
    destruction = find_destruction(request, pk)
    form = forms.AgreeForm(request.POST or None)
    if form.is_valid():
        destroying.agree_destruction(destruction=destruction, by=request.user, **form.cleaned_data)
        return done(request, destruction, "Đã thông qua; hủy xong thì ghi biên bản.")
    return _form(request, form, "Thông qua đợt hủy", "Thông qua", destruction)


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def destruction_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đã hủy."""
    destruction = find_destruction(request, pk)
    form = forms.MinutesForm(request.POST or None)
    if form.is_valid():
        destroying.carry_out_destruction(destruction=destruction, by=request.user, **form.cleaned_data)
        return done(request, destruction, "Đã ghi hủy; thông tin hồ sơ vẫn giữ.")
    return _form(request, form, "Ghi đã hủy", "Ghi đã hủy", destruction)


@writes
@needs(FilePerm.AGREE_DESTRUCTION)
def destruction_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi, không hủy."""
    destruction = find_destruction(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        destroying.drop_destruction(destruction=destruction, by=request.user, **form.cleaned_data)
        return done(request, destruction, "Đã thôi đợt hủy; hồ sơ giữ nguyên.")
    return _form(request, form, "Thôi, không hủy", "Thôi, không hủy", destruction)


@reads
@needs(FilePerm.VIEW_ARCHIVE)
def destruction_print(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Danh mục tài liệu hết giá trị (PDF)."""
    destruction = find_destruction(request, pk)
    return pdf_answer(request, destruction_paper(destruction), name=destruction.title[:100], back=destruction)
