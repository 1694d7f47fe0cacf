"""Registers of the province's system beside ours: a month compared, explained, as Excel; its numbers on papers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.exchange import ExPerm
from documents.access.register import Perm
from documents.actions import province_book as acts
from documents.enums.catch_up import Side
from documents.forms.catch_up import EnterNumberForm, ProvinceListForm
from documents.models import Series
from documents.queries.province_book import (
    books_of_province,
    numbers_for_papers,
    reconciliation,
    workbook_of,
)
from documents.views.books import year_asked
from documents.views.outgoing import find_outgoing
from documents.views.outgoing_acts import act_page
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import EXPORT, answer, export_url
from lmhtx.ui.htmx import done, page

MONTHS = range(1, 13)


def month_asked(request: HttpRequest) -> int:
    """The month of the address; this one where none is named."""
    asked = request.GET.get("thang", "")
    if not asked:
        return clock.today().month
    if not asked.isdecimal() or int(asked) not in MONTHS:
        raise Http404
    return int(asked)


def find_book(request: HttpRequest, pk: int) -> Series:
    """The book of the address; 404 when it is out of sight or numbered here."""
    rows = Series.objects.visible_to(request.user).filter(pk__in=books_of_province().values("pk"))
    return get_object_or_404(rows.select_related("body"), pk=pk)


@reads
@needs(ExPerm.CATCH_UP)
def province_book_list(request: HttpRequest) -> HttpResponse:
    """Đối chiếu sổ với Đồng Nai-S."""
    today = clock.today()
    books = [(one, reconciliation(one, today.year, today.month)) for one in books_of_province()]
    context = {"title": "Đối chiếu sổ với Đồng Nai-S", "books": books, "today": today}
    return page(request, "documents/catch_up/province_list.html", context)


@reads
@needs(ExPerm.CATCH_UP)
def province_book(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Đối chiếu một tháng của sổ với Đồng Nai-S."""
    series, year, month = find_book(request, pk), year_asked(request), month_asked(request)
    if EXPORT in request.GET:
        return answer(request, workbook_of(series, year, month))
    context = {
        "title": f"Đối chiếu {series}",
        "crumbs": [("Đối chiếu Đồng Nai-S", reverse("province_book_list"))],
        "series": series,
        "year": year,
        "month": month,
        "months": MONTHS,
        "found": reconciliation(series, year, month),
        "pairs": numbers_for_papers(series, year),
        "export_url": export_url(request),
    }
    return page(request, "documents/catch_up/province.html", context)


def listing(request: HttpRequest, pk: int) -> Any:
    """The differences of a month, to be written behind the page when they are many."""
    if not request.user.has_perm(ExPerm.CATCH_UP):
        raise PermissionDenied
    return workbook_of(find_book(request, pk), year_asked(request), month_asked(request))


province_book.listing = listing  # type: ignore[attr-defined]


@writes
@needs(ExPerm.CATCH_UP)
def province_book_bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa sổ của Đồng Nai-S vào."""
    series, year = find_book(request, pk), year_asked(request)
    address = f"{reverse('province_book', args=[series.pk])}?nam={year}"
    form = ProvinceListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        new, changed = acts.list_entries(
            series=series, year=year, file=form.cleaned_data["file"], by=request.user
        )
        return done(request, address, f"Đã đưa sổ vào: {new} số mới, {changed} số đổi.")
    context = {
        "title": f"Đưa sổ của Đồng Nai-S vào, năm {year}",
        "crumbs": [("Đối chiếu Đồng Nai-S", reverse("province_book_list")), (series.name, address)],
        "form": form,
        "save_label": "Đọc và đối chiếu",
        "back": address,
    }
    return page(request, "documents/catch_up/bring.html", context)


@writes(post_only=True)
@needs(ExPerm.CATCH_UP)
def province_book_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi lý do chênh lệch."""
    series, year, month = find_book(request, pk), year_asked(request), month_asked(request)
    number, side = request.POST.get("number", ""), request.POST.get("side", "")
    if not number.isdecimal() or len(number) > 9 or side not in set(Side):
        raise Http404
    acts.explain(
        series=series,
        year=year,
        number=int(number),
        suffix=request.POST.get("suffix", "")[:2],
        side=Side(side),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    address = f"{reverse('province_book', args=[series.pk])}?nam={year}&thang={month}"
    return done(request, address, "Đã ghi lý do.")


@writes(post_only=True)
@needs(Perm.GIVE_NUMBER)
def province_book_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi số của Đồng Nai-S vào các văn bản đã ký."""
    series, year = find_book(request, pk), year_asked(request)
    count = acts.enter_listed_numbers(series=series, year=year, by=request.user)
    address = f"{reverse('province_book', args=[series.pk])}?nam={year}"
    return done(request, address, f"Đã ghi số cho {count} văn bản.")


@writes
@needs(Perm.GIVE_NUMBER)
def outgoing_enter_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập số của Đồng Nai-S."""
    outgoing = find_outgoing(request, pk)
    form = EnterNumberForm(request.POST or None, initial={"dated_on": clock.today()})
    if form.is_valid():
        kept = acts.enter_number(outgoing=outgoing, by=request.user, **form.cleaned_data)
        return done(request, outgoing, f"Đã nhập số {kept.reference}.")
    hint = "Số và ngày lấy đúng như Đồng Nai-S đã cấp; cổng không cấp thêm một số khác."
    return act_page(request, outgoing, form, "Nhập số của Đồng Nai-S", "Nhập số", hint)
