"""The day's catch-up on one page, and books that were begun elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.exchange import ExPerm
from documents.access.register import Perm
from documents.actions import catch_up as acts
from documents.actions import catch_up_books
from documents.actions.catch_up_saving import save_catch_up
from documents.enums.catch_up import CatchUpState
from documents.filters_catch_up import BookImportFilter, CatchUpFilter
from documents.forms.catch_up import BookImportForm, CatchUpForm, ColumnsForm
from documents.models import BookImport, CatchUp
from documents.queries.catch_up import day, grid_of
from documents.tables_catch_up import BookImportTable, CatchUpTable
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage

SHOWN_ROWS = 200


class CatchUpList(ListPage):
    """Nhập bù sổ."""

    model, table, filterset = CatchUp, CatchUpTable, CatchUpFilter
    permission = ExPerm.CATCH_UP
    title = "Nhập bù sổ"
    button = Button("Nhập bù", "catch_up_bring", permission=ExPerm.CATCH_UP, icon="file-up")
    empty = "Chưa có đợt nhập bù nào"

    def queryset(self) -> Any:
        """With book and person, without the rows."""
        return super().queryset().select_related("series", "created_by").defer("rows", "files", "headings")


class BookImportList(ListPage):
    """Sổ cũ nhập vào."""

    model, table, filterset = BookImport, BookImportTable, BookImportFilter
    permission = Perm.KEEP_BOOKS
    title = "Sổ cũ nhập vào"
    button = Button("Nhập sổ cũ", "book_import_bring", permission=Perm.KEEP_BOOKS, icon="file-up")
    crumbs = (("Sổ văn bản", "book_list"),)
    empty = "Chưa nhập sổ cũ nào"

    def queryset(self) -> Any:
        """With book and person, without the rows."""
        return super().queryset().select_related("series", "created_by").defer("rows", "findings")


def crumbs() -> list[tuple[str, str]]:
    """The way to a catch-up."""
    return [("Nhập bù sổ", reverse("catch_up_list"))]


def find_catch_up(request: HttpRequest, pk: int) -> CatchUp:
    """The catch-up of the address; 404 when it is out of sight."""
    rows = CatchUp.objects.visible_to(request.user).select_related("series", "created_by")
    return get_object_or_404(rows, pk=pk)


@writes
@needs(ExPerm.CATCH_UP)
def catch_up_bring(request: HttpRequest) -> HttpResponse:
    """Nhập bù sổ."""
    form = CatchUpForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        held = acts.bring_catch_up(by=request.user, **form.cleaned_data)
        return done(request, held, "Đã đọc sổ và các tệp; hãy xem rồi lưu.")
    context = {
        "title": "Nhập bù sổ",
        "crumbs": crumbs(),
        "form": form,
        "save_label": "Đọc và ghép",
        "back": reverse("catch_up_list"),
    }
    return page(request, "documents/catch_up/bring.html", context)


@writes
@needs(ExPerm.CATCH_UP)
def catch_up_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Đợt nhập bù sổ."""
    held = find_catch_up(request, pk)
    if request.method == "POST":
        kept = save_catch_up(catch_up=held, by=request.user, **_choices(request.POST, held))
        return done(request, kept, f"Đã lưu {kept.saved_count} văn bản vào sổ.")
    context = {
        "title": str(held),
        "crumbs": crumbs(),
        "catch_up": held,
        "grid": grid_of(held),
        "is_open": held.state == CatchUpState.OPEN,
    }
    return page(request, "documents/catch_up/grid.html", context)


def _choices(post: QueryDict, held: CatchUp) -> dict[str, Any]:
    """To which row each file goes, and which rows are left out; what the page did not ask stays as matched."""
    places: dict[int, int | None] = {}
    for number in range(len(held.files)):
        said = post.get(f"file-{number}")
        if said is not None:
            is_row = said.isdecimal() and int(said) < len(held.rows)
            places[number] = int(said) if is_row else None
    left = {int(one) for one in post.getlist("left") if one.isdecimal()}
    return {"places": places, "left_out": left}


@writes
@needs(ExPerm.CATCH_UP)
def catch_up_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn cột của sổ."""
    held = find_catch_up(request, pk)
    form = ColumnsForm(request.POST or None, headings=held.headings)
    if form.is_valid():
        acts.choose_columns(catch_up=held, columns=form.columns(), by=request.user)
        return done(request, held, "Đã nhớ cách đọc cột; lần sau cổng tự đọc.")
    context = {
        "title": "Chọn cột của sổ",
        "crumbs": [*crumbs(), (str(held), held.get_absolute_url())],
        "form": form,
        "save_label": "Đọc lại sổ",
        "back": held.get_absolute_url(),
    }
    return page(request, "ui/form.html", context)


@writes(post_only=True)
@needs(ExPerm.CATCH_UP)
def catch_up_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ đợt nhập bù."""
    acts.drop_catch_up(catch_up=find_catch_up(request, pk), by=request.user)
    return done(request, "catch_up_list", "Đã bỏ đợt nhập bù; không ghi gì vào sổ.")


def find_import(request: HttpRequest, pk: int) -> BookImport:
    """The book of the address; 404 when it is out of sight."""
    rows = BookImport.objects.visible_to(request.user).select_related("series", "created_by")
    return get_object_or_404(rows, pk=pk)


@writes
@needs(Perm.KEEP_BOOKS)
def book_import_bring(request: HttpRequest) -> HttpResponse:
    """Nhập sổ cũ của năm."""
    form = BookImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        book = catch_up_books.read_book(by=request.user, **form.cleaned_data)
        return done(request, book, "Đã đọc sổ; hãy xem những điều cần biết rồi ghi.")
    context = {
        "title": "Nhập sổ cũ của năm",
        "crumbs": [("Sổ cũ nhập vào", reverse("book_import_list"))],
        "form": form,
        "save_label": "Đọc sổ",
        "back": reverse("book_import_list"),
    }
    return page(request, "documents/catch_up/bring.html", context)


@reads
@needs(Perm.KEEP_BOOKS)
def book_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Sổ cũ nhập vào."""
    book = find_import(request, pk)
    number, suffix, told = catch_up_books.columns_of(book.series)
    rows = [
        {**row, "text": f"{row[number]}{row.get(suffix) or ''}", "day": day(row.get(told))}
        for row in book.rows[:SHOWN_ROWS]
    ]
    context = {
        "title": str(book),
        "crumbs": [("Sổ cũ nhập vào", reverse("book_import_list"))],
        "book": book,
        "faults": catch_up_books.faults_of(book),
        "rows": rows,
        "total": len(book.rows),
        "is_open": book.state == CatchUpState.OPEN,
    }
    return page(request, "documents/catch_up/book.html", context)


@writes(post_only=True)
@needs(Perm.KEEP_BOOKS)
def book_import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi sổ cũ."""
    book = catch_up_books.write_book(book=find_import(request, pk), by=request.user)
    return done(request, book, f"Đã ghi sổ; số kế tiếp là {book.last_number + 1}.")


@writes(post_only=True)
@needs(Perm.KEEP_BOOKS)
def book_import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ sổ cũ đã đọc."""
    catch_up_books.drop_book(book=find_import(request, pk), by=request.user)
    return done(request, "book_import_list", "Đã bỏ; không ghi gì vào sổ.")
