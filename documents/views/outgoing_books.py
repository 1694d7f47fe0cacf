"""The book of outgoing papers: on the page, as Excel, printed in volumes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.register import Perm
from documents.actions.printing import ask_for_volume
from documents.enums.numbers import Direction
from documents.forms.outgoing import VolumeForm
from documents.models import BookPrint, Series
from documents.queries.books import years_of
from documents.queries.outgoing_book import COLUMNS, numbers_of, rows_of, workbook_of
from documents.views.books import year_asked
from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import EXPORT, answer, export_url
from lmhtx.ui.htmx import done, page

PER_PAGE = 50


def _series(request: HttpRequest, pk: int) -> Series:
    rows = Series.objects.visible_to(request.user).select_related("body")
    series: Series = get_object_or_404(rows.exclude(direction=Direction.INCOMING), pk=pk)
    return series


@reads
@needs(Perm.VIEW_BOOK)
def outgoing_book(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Sổ đăng ký văn bản đi."""
    series, year = _series(request, pk), year_asked(request)
    if EXPORT in request.GET:
        return answer(request, workbook_of(series, year))
    context = {
        "title": series.name,
        "crumbs": [("Văn bản đi", reverse("outgoing_list")), ("Sổ văn bản", reverse("book_list"))],
        "export_url": export_url(request),
        **_lines(series, year, request.GET.get("page", "")),
    }
    return page(request, "documents/outgoing_book.html", context)


def _lines(series: Series, year: int, number: str) -> dict[str, Any]:
    """A page of the book, the latest numbers first, and the volumes that were printed."""
    numbers = numbers_of(series, year).reverse()
    shown = Paginator(numbers, PER_PAGE).get_page(number)
    prints = list(
        BookPrint.objects.filter(series_year__series=series, series_year__year=year).select_related(
            "created_by"
        )[:20]
    )
    files = Attachment.objects.of_each(prints)
    return {
        "series": series,
        "year": year,
        "years": years_of(series),
        "columns": COLUMNS,
        "shown": shown,
        "rows": list(rows_of(numbers_of(series, year).filter(pk__in=[one.pk for one in shown])))[::-1],
        "prints": [(one, files.get(one.pk, [])) for one in prints],
    }


def listing(request: HttpRequest, pk: int) -> Any:
    """The whole book, to be written behind the page when it is long."""
    if not request.user.has_perm(Perm.VIEW_BOOK):
        raise PermissionDenied
    return workbook_of(_series(request, pk), year_asked(request))


outgoing_book.listing = listing  # type: ignore[attr-defined]


@writes
@needs(Perm.VIEW_BOOK)
def outgoing_book_print(request: HttpRequest, pk: int) -> HttpResponse:
    """In sổ đăng ký văn bản đi."""
    series, year = _series(request, pk), year_asked(request)
    form = VolumeForm(request.POST or None, last=numbers_of(series, year).last())
    address = f"{reverse('outgoing_book', args=[series.pk])}?nam={year}"
    if form.is_valid():
        ask_for_volume(series=series, year=year, by=request.user, **form.cleaned_data)
        return done(request, address, "Cổng đang dựng quyển sổ; tệp PDF hiện ở trang sổ khi xong.")
    context = {
        "title": f"In {series.name.lower()} năm {year}",
        "crumbs": [("Sổ văn bản", reverse("book_list")), (series.name, address)],
        "form": form,
        "save_label": "Dựng PDF",
        "back": address,
    }
    return page(request, "ui/form.html", context)
