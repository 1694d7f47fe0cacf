"""Books of papers as the decree forms them: on the page, as Excel, printed in volumes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from documents.access.register import Perm
from documents.actions.printing import ask_for_volume
from documents.enums.numbers import PrintedBook
from documents.forms.outgoing import VolumeForm
from documents.models import BookPrint, Series
from documents.queries.book_lines import BookForm
from documents.queries.books import years_of
from documents.queries.volumes import forms_of, last_number_of
from documents.views.books import find_series, year_asked
from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import EXPORT, answer, export_url
from lmhtx.ui.htmx import done, page

PER_PAGE = 50
SHOWN_PRINTS = 20


def _book(request: HttpRequest, series: Series) -> tuple[PrintedBook, BookForm]:
    """The book that the address names; the register where it names none."""
    forms = forms_of(series)
    asked = request.GET.get("so", "") or str(PrintedBook.REGISTER)
    found = next((one for one in forms if one == asked), None)
    if found is None:
        raise Http404
    return found, forms[found]


@reads
@needs(Perm.VIEW_BOOK)
def book_register(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Sổ đăng ký văn bản."""
    series, year = find_series(request, pk), year_asked(request)
    book, form = _book(request, series)
    if EXPORT in request.GET:
        return answer(request, form.workbook(series, year))
    context = {
        "title": f"{form.title} năm {year}",
        "crumbs": [("Sổ văn bản", reverse("book_list")), (series.name, series.get_absolute_url())],
        "export_url": export_url(request),
        "series": series,
        "year": year,
        "years": years_of(series),
        "book": book,
        "form": form,
        "books": forms_of(series),
        **_lines(series, year, form, request.GET.get("page", "")),
        "prints": _prints(series, year, book),
    }
    return page(request, "documents/book_register.html", context)


def _lines(series: Series, year: int, form: BookForm, number: str) -> dict[str, Any]:
    """A page of the book, the latest lines first."""
    found = form.found(series, year, None, None)
    shown = Paginator(found.reverse(), PER_PAGE).get_page(number)
    lines = form.lines(found.filter(pk__in=[one.pk for one in shown]))
    return {"shown": shown, "lines": list(lines)[::-1]}


def _prints(series: Series, year: int, book: PrintedBook) -> list[tuple[BookPrint, list[Attachment]]]:
    """The volumes that were printed, with their files."""
    prints = list(
        BookPrint.objects.filter(
            series_year__series=series, series_year__year=year, book=book
        ).select_related("created_by")[:SHOWN_PRINTS]
    )
    files = Attachment.objects.of_each(prints)
    return [(one, files.get(one.pk, [])) for one in prints]


def listing(request: HttpRequest, pk: int) -> Any:
    """The whole book, to be written behind the page when it is long."""
    if not request.user.has_perm(Perm.VIEW_BOOK):
        raise PermissionDenied
    series = find_series(request, pk)
    return _book(request, series)[1].workbook(series, year_asked(request))


book_register.listing = listing  # type: ignore[attr-defined]


@writes
@needs(Perm.VIEW_BOOK)
def book_print(request: HttpRequest, pk: int) -> HttpResponse:
    """In sổ văn bản."""
    series, year = find_series(request, pk), year_asked(request)
    book, kept = _book(request, series)
    form = VolumeForm(request.POST or None, last=last_number_of(series, year))
    address = f"{reverse('book_register', args=[series.pk])}?nam={year}&so={book}"
    if form.is_valid():
        ask_for_volume(series=series, book=book, year=year, by=request.user, **form.cleaned_data)
        return done(request, address, "Cổng đang dựng quyển sổ; tệp PDF hiện ở trang sổ khi xong.")
    context = {
        "title": f"In {kept.title.lower()} năm {year}",
        "crumbs": [("Sổ văn bản", reverse("book_list")), (series.name, address)],
        "form": form,
        "save_label": "Dựng PDF",
        "back": address,
    }
    return page(request, "ui/form.html", context)
