"""The page of an inspection, papers drawn by lot, and who is let in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from documents.access.inspection import InspectPerm
from documents.actions import inspection as acts
from documents.filters_inspection import InspectionFilter
from documents.forms.inspection import InspectionForm, YearsForm
from documents.models import Inspection
from documents.queries.inspection import SHOWN, findings
from documents.queries.inspection_paper import drawn, findings_paper, sample_paper, workbook
from documents.tables_inspection import InspectionTable
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.answers import pdf_answer
from lmhtx.ui.decorators import reads
from lmhtx.ui.exports import EXPORT, answer, export_url
from lmhtx.ui.htmx import page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

TITLE = "Kiểm tra công tác văn thư"
LIST = (("Đợt kiểm tra", "inspection_list"),)
SIZES = (5, 10, 20)
MARKS = 1_000_000


def _years(request: HttpRequest) -> tuple[YearsForm, tuple[int, int]]:
    """The years asked for, within those that the person may inspect; 404 beyond them."""
    user, this = request.user, clock.today().year
    own = Inspection.objects.open_to(user) if user.has_role(Role.INSPECTOR) else None
    spans = [(one.first_year, one.last_year) for one in own] if own is not None else []
    if own is not None and not spans:
        raise Http404
    first, last = spans[0] if spans else (this, this)
    form = YearsForm({"tu": request.GET.get("tu", first), "den": request.GET.get("den", last)})
    if form.is_valid():
        first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    if spans and not any(begin <= first and last <= end for begin, end in spans):
        raise Http404
    return form, (first, last)


@reads
@needs(InspectPerm.VIEW_FAULTS)
def inspection_faults(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Kiểm tra công tác văn thư."""
    form, years = _years(request)
    found = findings(request.user, *years)
    if EXPORT in request.GET:
        return answer(request, workbook(found, years=years))
    context = {
        "title": TITLE,
        "form": form,
        "years": years,
        "found": [(kind, len(rows), rows[:SHOWN]) for kind, rows in found.items()],
        "total": sum(map(len, found.values())),
        "shown": SHOWN,
        "sizes": SIZES,
        "export_url": export_url(request),
        "may_keep": request.user.has_perm(InspectPerm.KEEP_INSPECTIONS),
    }
    return page(request, "documents/inspection_faults.html", context)


def listing(request: HttpRequest) -> Any:
    """All that was found, to be written behind the page when it is long."""
    if not request.user.has_perm(InspectPerm.VIEW_FAULTS):
        raise PermissionDenied
    _, years = _years(request)
    return workbook(findings(request.user, *years), years=years)


inspection_faults.listing = listing  # type: ignore[attr-defined]


@reads
@needs(InspectPerm.VIEW_FAULTS)
def inspection_faults_pdf(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Kiểm tra công tác văn thư, bản PDF."""
    _, years = _years(request)
    paper = findings_paper(findings(request.user, *years), years=years)
    return pdf_answer(request, paper, name=TITLE, back="inspection_faults")


@reads
@needs(InspectPerm.VIEW_FAULTS)
def inspection_sample(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Văn bản rút ngẫu nhiên."""
    _, years = _years(request)
    asked, mark = request.GET.get("so", ""), request.GET.get("ma", "")
    count = int(asked) if asked.isdecimal() and int(asked) in SIZES else SIZES[0]
    seed = int(mark) if mark.isdecimal() and len(mark) < len(str(MARKS)) else secrets.randbelow(MARKS)
    papers = drawn(request.user, years, count=count, seed=seed)
    sheet = sample_paper(papers, years=years, seed=seed)
    return pdf_answer(request, sheet, name=f"Van ban rut ngau nhien {seed}", back="inspection_faults")


class InspectionList(ListPage):
    """Đợt kiểm tra."""

    model, table, filterset = Inspection, InspectionTable, InspectionFilter
    permission = InspectPerm.KEEP_INSPECTIONS
    title = "Đợt kiểm tra"
    button = Button("Mở đợt kiểm tra", "inspection_create", permission=InspectPerm.KEEP_INSPECTIONS)
    empty = "Chưa có đợt kiểm tra nào"

    def queryset(self) -> Any:
        """With the authority that inspects."""
        return super().queryset().select_related("agency")


class InspectionCreate(CreatePage):
    """Mở đợt kiểm tra."""

    model, form = Inspection, InspectionForm
    permission = InspectPerm.KEEP_INSPECTIONS
    title = "Mở đợt kiểm tra"
    crumbs = LIST
    message = "Đã mở đợt kiểm tra."

    def act(self, form: Any) -> Inspection:
        """Let the members in."""
        return acts.keep_inspection(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("inspection_list")


class InspectionUpdate(UpdatePage):
    """Sửa đợt kiểm tra."""

    model, form = Inspection, InspectionForm
    permission = InspectPerm.KEEP_INSPECTIONS
    title = "Sửa đợt kiểm tra"
    crumbs = LIST

    def act(self, form: Any) -> Inspection:
        """Mend who is let in, to what, until when."""
        return acts.keep_inspection(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("inspection_list")
