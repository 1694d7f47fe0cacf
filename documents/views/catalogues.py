"""The lists of files by year, and how long files are kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.archive import FilePerm
from documents.actions import catalogues as acts
from documents.filters_archive import CatalogueFilter, RetentionFilter
from documents.forms import catalogues as forms
from documents.forms.incoming_acts import ReasonForm
from documents.models import CatalogueHeading, CatalogueLine, FileCatalogue, RetentionRule
from documents.queries.archive_papers import catalogue_paper
from documents.tables_archive import CatalogueTable, RetentionTable
from documents.views.work_files import form_page
from lmhtx.access.decorators import needs
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

RETENTION = (("Thời hạn bảo quản", "retention_list"),)


class RetentionList(ListPage):
    """Thời hạn bảo quản."""

    model, table, filterset = RetentionRule, RetentionTable, RetentionFilter
    permission = FilePerm.VIEW_WORK_FILE
    title = "Thời hạn bảo quản"
    button = Button("Thêm mức", "retention_create", permission=FilePerm.KEEP_CATALOGUE)
    empty = "Chưa có mức nào"
    offered_views = (("Chưa kiểm chứng", "is_doubtful=true"),)


class RetentionCreate(CreatePage):
    """Thêm mức thời hạn bảo quản."""

    model, form = RetentionRule, forms.RetentionForm
    permission = FilePerm.KEEP_CATALOGUE
    title = "Thêm mức thời hạn bảo quản"
    crumbs = RETENTION

    def act(self, form: Any) -> RetentionRule:
        """Write it down."""
        return acts.keep_retention(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("retention_list")


class RetentionUpdate(UpdatePage):
    """Sửa mức thời hạn bảo quản."""

    model, form = RetentionRule, forms.RetentionForm
    permission = FilePerm.KEEP_CATALOGUE
    title = "Sửa mức thời hạn bảo quản"
    crumbs = RETENTION

    def act(self, form: Any) -> RetentionRule:
        """Mend it."""
        return acts.keep_retention(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("retention_list")


class CatalogueList(ListPage):
    """Danh mục hồ sơ."""

    model, table, filterset = FileCatalogue, CatalogueTable, CatalogueFilter
    permission = FilePerm.VIEW_WORK_FILE
    title = "Danh mục hồ sơ"
    button = Button("Lập danh mục năm", "catalogue_create", permission=FilePerm.KEEP_CATALOGUE)
    empty = "Chưa có danh mục hồ sơ nào"

    def queryset(self) -> Any:
        """With how many files each expects."""
        return super().queryset().annotate(line_count=Count("lines")).order_by("-year")


def _way(catalogue: FileCatalogue | None = None) -> list[tuple[str, str]]:
    way = [("Danh mục hồ sơ", reverse("catalogue_list"))]
    return way if catalogue is None else [*way, (f"Năm {catalogue.year}", catalogue.get_absolute_url())]


def find_catalogue(request: HttpRequest, pk: int) -> FileCatalogue:
    """The list of the address; 404 when out of sight."""
    found: FileCatalogue = get_object_or_404(FileCatalogue.objects.visible_to(request.user), pk=pk)
    return found


def _form(
    request: HttpRequest, form: Any, title: str, save_label: str, catalogue: FileCatalogue
) -> HttpResponse:
    back, way = catalogue.get_absolute_url(), _way(catalogue)
    return form_page(request, form, title=title, save_label=save_label, back=back, way=way)


@writes
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_create(request: HttpRequest) -> HttpResponse:
    """Lập danh mục hồ sơ."""
    form = forms.CatalogueForm(request.POST or None)
    if form.is_valid():
        begun = acts.begin_catalogue(by=request.user, **form.cleaned_data)
        return done(request, begun, "Đã lập; bổ sung đề mục, hồ sơ rồi trình duyệt.")
    back = reverse("catalogue_list")
    return form_page(request, form, title="Lập danh mục hồ sơ", save_label="Lập", back=back, way=_way())


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def catalogue_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Danh mục hồ sơ."""
    catalogue = find_catalogue(request, pk)
    lines = list(catalogue.lines.select_related("unit", "maker").prefetch_related("work_files"))
    rows = [
        (heading, [line for line in lines if line.heading_id == heading.pk])
        for heading in acts.ordered_headings(catalogue)
    ]
    user = request.user
    context = {
        "title": str(catalogue),
        "crumbs": _way(),
        "catalogue": catalogue,
        "rows": rows,
        "may_keep": catalogue.is_draft and user.has_perm(FilePerm.KEEP_CATALOGUE),
        "may_issue": catalogue.state == "submitted" and user.has_perm(FilePerm.ISSUE_CATALOGUE),
        "may_open": catalogue.state == "issued" and user.has_perm(FilePerm.MAKE_WORK_FILE),
        "seen": set(user.agency_ids),
    }
    return page(request, "documents/catalogue_detail.html", context)


@writes
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_heading_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm đề mục."""
    catalogue = find_catalogue(request, pk)
    form = forms.HeadingForm(request.POST or None, catalogue=catalogue)
    if form.is_valid():
        acts.keep_heading(form=form, catalogue=catalogue, by=request.user)
        return done(request, catalogue, "Đã thêm đề mục.")
    return _form(request, form, "Thêm đề mục", "Thêm", catalogue)


@writes
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_heading_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa đề mục."""
    rows = CatalogueHeading.objects.visible_to(request.user).select_related("catalogue")
    heading = get_object_or_404(rows, pk=pk)
    form = forms.HeadingForm(request.POST or None, instance=heading, catalogue=heading.catalogue)
    if form.is_valid():
        acts.keep_heading(form=form, catalogue=heading.catalogue, by=request.user)
        return done(request, heading.catalogue, "Đã lưu đề mục; số và ký hiệu các hồ sơ theo đó.")
    return _form(request, form, "Sửa đề mục", "Lưu", heading.catalogue)


@writes
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm hồ sơ dự kiến."""
    catalogue = find_catalogue(request, pk)
    form = forms.LineForm(request.POST or None, catalogue=catalogue)
    if form.is_valid():
        line = acts.keep_line(form=form, catalogue=catalogue, by=request.user)
        return done(request, catalogue, f"Đã thêm “{line.title}”.")
    return _form(request, form, "Thêm hồ sơ dự kiến", "Thêm", catalogue)


def _find_line(request: HttpRequest, pk: int) -> CatalogueLine:
    rows = CatalogueLine.objects.visible_to(request.user).select_related("catalogue")
    line: CatalogueLine = get_object_or_404(rows, pk=pk)
    return line


@writes
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_line_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa hồ sơ dự kiến."""
    line = _find_line(request, pk)
    form = forms.LineForm(request.POST or None, instance=line, catalogue=line.catalogue)
    if form.is_valid():
        acts.keep_line(form=form, catalogue=line.catalogue, by=request.user)
        return done(request, line.catalogue, "Đã lưu.")
    return _form(request, form, "Sửa hồ sơ dự kiến", "Lưu", line.catalogue)


@writes(post_only=True)
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_line_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ hồ sơ dự kiến."""
    catalogue = acts.drop_line(line=_find_line(request, pk), by=request.user)
    return done(request, catalogue, "Đã bỏ; các số sau lùi lại.")


@writes(post_only=True)
@needs(FilePerm.KEEP_CATALOGUE)
def catalogue_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình duyệt danh mục."""
    catalogue = acts.submit_catalogue(catalogue=find_catalogue(request, pk), by=request.user)
    return done(request, catalogue, "Đã trình lãnh đạo duyệt.")


@writes
@needs(FilePerm.ISSUE_CATALOGUE)
def catalogue_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt, ban hành danh mục."""
    catalogue = find_catalogue(request, pk)
    form = forms.IssueForm(request.POST or None)
    if form.is_valid():
        acts.issue_catalogue(catalogue=catalogue, by=request.user, **form.cleaned_data)
        return done(request, catalogue, "Đã ban hành; từ nay mở hồ sơ theo danh mục này.")
    return _form(request, form, f"Duyệt, ban hành {str(catalogue).lower()}", "Duyệt, ban hành", catalogue)


@writes
@needs(FilePerm.ISSUE_CATALOGUE)
def catalogue_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại danh mục."""
    catalogue = find_catalogue(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.send_catalogue_back(catalogue=catalogue, by=request.user, **form.cleaned_data)
        return done(request, catalogue, "Đã trả lại để sửa.")
    return _form(request, form, "Trả lại danh mục", "Trả lại", catalogue)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def catalogue_print(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """In danh mục hồ sơ."""
    catalogue = find_catalogue(request, pk)
    paper = catalogue_paper(catalogue, acts.ordered_headings(catalogue))
    return pdf_answer(request, paper, name=str(catalogue), back=catalogue)


@reads
@needs(FilePerm.VIEW_WORK_FILE)
def catalogue_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Danh mục hồ sơ (Word)."""
    catalogue = find_catalogue(request, pk)
    return word_answer(catalogue_paper(catalogue, acts.ordered_headings(catalogue)), name=str(catalogue))
