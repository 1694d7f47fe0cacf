"""Sổ sử dụng bản lưu: kept originals lent and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from documents.access.archive import FilePerm
from documents.actions import lending
from documents.filters_archive import LoanFilter
from documents.forms import archive as forms
from documents.models import ArchiveLoan, Incoming, Outgoing, WorkFile
from documents.queries.loans import book_context
from documents.tables_archive import LoanTable
from documents.views.books import year_asked
from documents.views.work_files import form_page
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.directory.parameters import value
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done
from lmhtx.ui.pages import Button, ListPage


class LoanList(ListPage):
    """Sổ sử dụng bản lưu."""

    model, table, filterset = ArchiveLoan, LoanTable, LoanFilter
    permission = FilePerm.VIEW_ARCHIVE
    title = "Sổ sử dụng bản lưu"
    button = Button("In sổ năm nay", "loan_book", permission=FilePerm.VIEW_ARCHIVE, icon="printer")
    empty = "Chưa ai mượn bản lưu; mở văn bản hoặc hồ sơ rồi chọn “Cho mượn”"
    offered_views = (("Chưa trả", "is_out=true"),)

    def queryset(self) -> Any:
        """With the papers, files and people of each."""
        rows = (
            super()
            .queryset()
            .select_related("incoming__type", "outgoing__type", "outgoing__number", "work_file", "allowed_by")
        )
        return rows.defer("incoming__content", "incoming__content_folded", "incoming__proposal")


def _lend(request: HttpRequest, thing: Incoming | Outgoing | WorkFile, facts: dict[str, Any]) -> HttpResponse:
    today = clock.today()
    days = int(str(value("documents.LOAN_DAYS")))
    form = forms.LoanForm(
        request.POST or None, initial={"lent_on": today, "due_on": today + timedelta(days=days)}
    )
    if form.is_valid():
        lending.lend(facts={**facts, **form.cleaned_data}, by=request.user)
        return done(request, "loan_list", "Đã ghi vào sổ sử dụng bản lưu.")
    way = [("Sổ sử dụng bản lưu", reverse("loan_list")), (str(thing)[:60], thing.get_absolute_url())]
    back = thing.get_absolute_url()
    return form_page(request, form, title="Cho mượn bản lưu", save_label="Cho mượn", back=back, way=way)


def _file_of(paper: Incoming | Outgoing) -> WorkFile | None:
    """The first file in which the paper lies, for the column of the book."""
    row = paper.in_files.select_related("work_file").order_by("pk").first()
    return row.work_file if row is not None else None


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def incoming_lend(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho mượn bản lưu của văn bản đến."""
    paper = get_object_or_404(Incoming.objects.visible_to(request.user).in_book(), pk=pk)
    return _lend(request, paper, {"incoming": paper, "work_file": _file_of(paper)})


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def outgoing_lend(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho mượn bản lưu của văn bản đi."""
    paper = get_object_or_404(
        Outgoing.objects.visible_to(request.user).filter(issued_at__isnull=False), pk=pk
    )
    return _lend(request, paper, {"outgoing": paper, "work_file": _file_of(paper)})


@writes
@needs(FilePerm.KEEP_ARCHIVE)
def work_file_lend(request: HttpRequest, pk: int) -> HttpResponse:
    """Cho mượn cả hồ sơ."""
    work_file = get_object_or_404(WorkFile.objects.visible_to(request.user), pk=pk)
    return _lend(request, work_file, {"work_file": work_file})


@writes
@needs(FilePerm.VIEW_ARCHIVE)
def loan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhận lại bản lưu."""
    rows = ArchiveLoan.objects.visible_to(request.user).select_related("incoming", "outgoing", "work_file")
    loan = get_object_or_404(rows, pk=pk)
    if loan.returned_on is not None or not request.user.has_perm(FilePerm.KEEP_ARCHIVE):
        return redirect(loan.paper or loan.work_file)
    form = forms.ReturnLoanForm(request.POST or None, initial={"returned_on": clock.today()})
    if form.is_valid():
        lending.take_back_loan(loan=loan, by=request.user, **form.cleaned_data)
        return done(request, "loan_list", "Đã ghi nhận lại.")
    back, way = reverse("loan_list"), [("Sổ sử dụng bản lưu", reverse("loan_list"))]
    return form_page(request, form, title=f"Nhận lại: {loan}", save_label="Đã nhận lại", back=back, way=way)


@reads
@needs(FilePerm.VIEW_ARCHIVE)
def loan_book(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """In sổ sử dụng bản lưu."""
    year = year_asked(request)
    name = f"Sổ sử dụng bản lưu năm {year}"
    template, context = "documents/print/loan_book.html", book_context(year)
    return sheet_answer(request, template, context, name=name, back="loan_list", is_landscape=True)
