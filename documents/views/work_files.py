"""Work files: the list, opening, one file, its papers, what is printed of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.archive import FilePerm
from documents.actions import work_files as acts
from documents.actions.packing import check_package
from documents.enums.archive import CatalogueState
from documents.filters_archive import WorkFileFilter
from documents.forms.work_files import WorkFileForm
from documents.models import CatalogueLine, WorkFile
from documents.queries.archive_papers import certificate, list_of_papers
from documents.queries.work_file_page import work_file_facts
from documents.tables_archive import WorkFileTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.forms import restore_draft
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage
from lmhtx.ui.panels import panels_of


class WorkFileList(ListPage):
    """Hồ sơ công việc."""

    model, table, filterset = WorkFile, WorkFileTable, WorkFileFilter
    permission = FilePerm.VIEW_WORK_FILE
    title = "Hồ sơ công việc"
    button = Button("Mở hồ sơ", "work_file_create", permission=FilePerm.MAKE_WORK_FILE, icon="folder-plus")
    empty = "Chưa có hồ sơ nào trong phạm vi của anh/chị"
    offered_views = (
        ("Đang lập", "state=open"),
        ("Đã kết thúc, chưa nộp", "state=closed"),
        ("Chờ lưu trữ nhận", "state=handed_over"),
        ("Đã nộp lưu trữ", "state=archived"),
    )

    def queryset(self) -> Any:
        """With what each row names and how many papers lie in it."""
        rows = super().queryset().select_related("unit", "maker")
        return rows.annotate(paper_count=Count("papers")).order_by("-year", "code", "pk")


def crumbs(work_file: WorkFile | None = None) -> list[tuple[str, str]]:
    """The way to a file's page, or to a form about it."""
    way = [("Hồ sơ công việc", reverse("work_file_list"))]
    return way if work_file is None else [*way, (work_file.code, work_file.get_absolute_url())]


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    save_label: str,
    back: str,
    way: list[tuple[str, str]],
) -> HttpResponse:
    """A form of one act."""
    context = {"title": title, "crumbs": way, "form": form, "save_label": save_label, "back": back}
    return page(request, "ui/form.html", context)


def find_work_file(request: HttpRequest, pk: int, *, is_mine: bool = False) -> WorkFile:
    """The file of the address: 404 when it is out of sight, 403 when it is another's to make."""
    rows = WorkFile.objects.visible_to(request.user).select_related("unit", "maker", "line", "longer_by")
    work_file: WorkFile = get_object_or_404(rows, pk=pk)
    if is_mine and not request.user.has_perm(FilePerm.MAKE_WORK_FILE, work_file):
        raise refuse(request.user, FilePerm.MAKE_WORK_FILE)
    return work_file


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def work_file_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Hồ sơ công việc."""
    work_file = find_work_file(request, pk)
    context = {
        **work_file_facts(work_file, user=request.user),
        "title": work_file.title,
        "crumbs": crumbs(),
        "object": work_file,
        "panels": panels_of(work_file, request.user),
    }
    return page(request, "documents/work_file_detail.html", context)


def _line_asked(request: HttpRequest) -> CatalogueLine | None:
    asked = request.GET.get("muc", "")
    rows = CatalogueLine.objects.visible_to(request.user).filter(catalogue__state=CatalogueState.ISSUED)
    found = rows.select_related("catalogue", "rule").filter(pk=asked) if asked.isdigit() else rows.none()
    return found.first()


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_create(request: HttpRequest) -> HttpResponse:
    """Mở hồ sơ."""
    line = _line_asked(request)
    form = WorkFileForm(request.POST or None, user=request.user, line=line)
    if form.is_valid():
        opened = acts.open_work_file(form=form, by=request.user, line=line)
        return done(request, opened, f"Đã mở hồ sơ {opened.code}.")
    title = f"Mở hồ sơ {line.code}" if line is not None else "Mở hồ sơ ngoài danh mục"
    back = reverse("work_file_list")
    shown = restore_draft(request, form) if line is None else form
    return form_page(request, shown, title=title, save_label="Mở hồ sơ", back=back, way=crumbs())


@writes
@needs(FilePerm.MAKE_WORK_FILE)
def work_file_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa thông tin hồ sơ."""
    work_file = find_work_file(request, pk, is_mine=True)
    form = WorkFileForm(request.POST or None, user=request.user, instance=work_file)
    if form.is_valid():
        acts.edit_work_file(form=form, by=request.user)
        return done(request, work_file, "Đã lưu.")
    back, way = work_file.get_absolute_url(), crumbs(work_file)
    return form_page(request, form, title="Sửa thông tin hồ sơ", save_label="Lưu", back=back, way=way)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def work_file_index(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Mục lục văn bản, tài liệu."""
    work_file = find_work_file(request, pk)
    name = f"Mục lục văn bản hồ sơ {work_file.code}"
    return pdf_answer(request, list_of_papers(work_file), name=name, back=work_file)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def work_file_index_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Mục lục văn bản, tài liệu (Word)."""
    work_file = find_work_file(request, pk)
    return word_answer(list_of_papers(work_file), name=f"Mục lục văn bản hồ sơ {work_file.code}")


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def work_file_certificate(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Chứng từ kết thúc."""
    work_file = find_work_file(request, pk)
    name = f"Chứng từ kết thúc hồ sơ {work_file.code}"
    return pdf_answer(request, certificate(work_file), name=name, back=work_file)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def work_file_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Kiểm tra gói lưu trữ."""
    work_file = find_work_file(request, pk)
    context = {
        "title": f"Kiểm tra gói lưu trữ {work_file.code}",
        "crumbs": crumbs(work_file),
        "file": work_file,
        "faults": check_package(work_file),
    }
    return page(request, "documents/work_file_check.html", context)
