"""Books of papers: the list, one book by years, its beginning, its close, and the types of papers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.register import Perm
from documents.actions import books as acts
from documents.filters import DocumentTypeFilter, SeriesFilter
from documents.forms.books import DocumentTypeForm, SeriesForm, StartForm
from documents.models import DocumentType, Series, SeriesStart
from documents.queries.books import years_of
from documents.tables import DocumentTypeTable, SeriesTable
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

CRUMBS = (("Sổ văn bản", "book_list"),)


class BookList(ListPage):
    """Sổ văn bản."""

    model, table, filterset = Series, SeriesTable, SeriesFilter
    permission = Perm.VIEW_BOOK
    title = "Sổ văn bản"
    button = Button("Lập sổ", "book_create", permission=Perm.KEEP_BOOKS, icon="book-plus")
    empty = "Chưa có sổ nào"

    def queryset(self) -> Any:
        """With the body that each book is of."""
        return super().queryset().select_related("body")


class BookCreate(CreatePage):
    """Lập sổ."""

    model, form = Series, SeriesForm
    permission = Perm.KEEP_BOOKS
    title = "Lập sổ văn bản"
    crumbs = CRUMBS
    message = "Đã lập sổ."

    def act(self, form: Any) -> Series:
        """Open the book."""
        return acts.keep_series(form=form, by=self.request.user)


class BookUpdate(UpdatePage):
    """Sửa sổ."""

    model, form = Series, SeriesForm
    permission = Perm.KEEP_BOOKS
    title = "Sửa sổ văn bản"
    crumbs = CRUMBS

    def act(self, form: Any) -> Series:
        """Mend the book."""
        return acts.keep_series(form=form, by=self.request.user)


def find_series(request: HttpRequest, pk: int) -> Series:
    """The book of the address; 404 when out of sight."""
    return get_object_or_404(Series.objects.visible_to(request.user).select_related("body"), pk=pk)


def year_asked(request: HttpRequest) -> int:
    """The year of the address; this year where none is named."""
    asked = request.GET.get("nam", "")
    if not asked:
        return clock.today().year
    if not asked.isdigit() or not 1945 <= int(asked) <= 2100:
        raise Http404
    return int(asked)


@reads
@needs(Perm.VIEW_BOOK)
def book_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Sổ văn bản."""
    series, year = find_series(request, pk), year_asked(request)
    held = series.years.filter(year=year).select_related("start", "start__proposed_by").first()
    start = getattr(held, "start", None) if held is not None else None
    context = {
        "title": series.name,
        "crumbs": [(words, reverse(name)) for words, name in CRUMBS],
        "series": series,
        "year": year,
        "held": held,
        "start": start,
        "years": years_of(series),
        "may_keep": request.user.has_perm(Perm.KEEP_BOOKS),
        "may_confirm": start is not None and start.proposed_by_id not in request.user.hands,
        "is_over": year < clock.today().year,
    }
    return page(request, "documents/book_detail.html", context)


@writes
@needs(Perm.KEEP_BOOKS)
def book_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Đặt số bắt đầu."""
    series = find_series(request, pk)
    form = StartForm(request.POST or None)
    if form.is_valid():
        year = form.cleaned_data["last_dated_on"].year
        acts.propose_start(series=series, year=year, by=request.user, **form.cleaned_data)
        address = f"{series.get_absolute_url()}?nam={year}"
        return done(request, address, "Đã đề nghị số bắt đầu; cần một người thứ hai xác nhận.")
    context = {
        "title": "Đặt số bắt đầu giữa năm",
        "crumbs": [("Sổ văn bản", reverse("book_list")), (series.name, series.get_absolute_url())],
        "form": form,
        "series": series,
    }
    return page(request, "documents/book_start.html", context)


@writes(post_only=True)
@needs(Perm.KEEP_BOOKS)
def book_start_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận số bắt đầu."""
    start = get_object_or_404(SeriesStart.objects.visible_to(request.user), pk=pk)
    acts.confirm_start(start=start, by=request.user)
    year = start.series_year
    return done(
        request,
        f"{year.series.get_absolute_url()}?nam={year.year}",
        f"Đã xác nhận; số kế tiếp là {start.last_number + 1}.",
    )


@writes(post_only=True)
@needs(Perm.KEEP_BOOKS)
def book_close(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Khóa sổ."""
    series = find_series(request, pk)
    acts.close_year(series=series, year=year, by=request.user)
    return done(request, f"{series.get_absolute_url()}?nam={year}", f"Đã khóa sổ năm {year}.")


class DocumentTypeList(ListPage):
    """Loại văn bản."""

    model, table, filterset = DocumentType, DocumentTypeTable, DocumentTypeFilter
    permission = Perm.KEEP_BOOKS
    title = "Loại văn bản"
    crumbs = CRUMBS
    empty = "Chưa có loại văn bản nào"


class DocumentTypeUpdate(UpdatePage):
    """Sửa loại văn bản."""

    model, form = DocumentType, DocumentTypeForm
    permission = Perm.KEEP_BOOKS
    title = "Sửa loại văn bản"
    crumbs = (*CRUMBS, ("Loại văn bản", "document_type_list"))

    def act(self, form: Any) -> DocumentType:
        """Mend what is said of it."""
        return acts.keep_type(form=form, by=self.request.user)

    def address(self, thing: DocumentType) -> str:
        """Back to the list."""
        del thing
        return reverse("document_type_list")
