"""What leaves the register: the table of figures with the lists behind it, and the whole register as a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.actions.figure_plans import save_plan
from cooperatives.figure_lines import Line, line_of
from cooperatives.filters.register import CooperativeFilter
from cooperatives.forms.figures import FigurePlanForm, PeriodForm
from cooperatives.models import Cooperative, FigurePlan
from cooperatives.queries.figure_plans import plan_of
from cooperatives.queries.figure_rows import rows_behind
from cooperatives.queries.figure_table import UNKNOWN, Table, table_of
from cooperatives.tables.figures import figure_book
from cooperatives.tables.register import CooperativeTable
from cooperatives.tables.whole_register import register_book
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.reports.access import Perm as ReportPerm
from lmhtx.reports.answers import sheet_answer
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.rules import Days
from lmhtx.ui.books import Book
from lmhtx.ui.decorators import reads
from lmhtx.ui.exports import EXPORT, answer
from lmhtx.ui.filters import plain_query
from lmhtx.ui.htmx import page
from lmhtx.ui.pages import CreatePage, ListPage, UpdatePage

TABLE_CRUMBS = (*CRUMBS, ("Bảng chỉ tiêu", "figure_table"))
TITLE = "Bảng chỉ tiêu kinh tế tập thể, HTX"


@reads
@needs(Perm.VIEW_COOPERATIVE)
def figure_table(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Bảng chỉ tiêu kinh tế tập thể, hợp tác xã."""
    form = PeriodForm(request.GET)
    table = _table(form, request) if form.is_valid() else None
    if table and EXPORT in request.GET:
        return _leaving(request, table)
    context = {
        "title": TITLE,
        "crumbs": [(words, reverse(name)) for words, name in CRUMBS],
        "form": form,
        "table": table,
        "unknown": UNKNOWN,
        "query": plain_query(request.GET),
        "plan": plan_of(table.reach.last_on.year) if table else None,
        "may_plan": request.user.has_perm(Perm.EDIT_COOPERATIVE),
        "may_report": request.user.has_perm(ReportPerm.BUILD_RUN),
    }
    return page(request, "cooperatives/figure_table.html", context)


def _table(form: PeriodForm, request: HttpRequest) -> Table:
    return table_of(form.reach, request.user, year_first_on=form.year_first_on)


class FigurePlanCreate(CreatePage):
    """Ghi kế hoạch năm của các chỉ tiêu."""

    model, form = FigurePlan, FigurePlanForm
    permission = Perm.EDIT_COOPERATIVE
    title, crumbs = "Ghi kế hoạch năm của các chỉ tiêu", TABLE_CRUMBS
    message = "Đã ghi kế hoạch năm; bảng chỉ tiêu so với kế hoạch này."

    def form_options(self) -> dict[str, Any]:
        """The year of the table from which one came."""
        asked = self.request.GET.get("nam", "")
        return {"initial": {"year": int(asked) if asked.isdecimal() else clock.today().year}}

    def address(self, thing: Any) -> str:
        """Back to the table."""
        del thing
        return reverse("figure_table")

    def act(self, form: Any) -> FigurePlan:
        """Save and record."""
        return save_plan(plan=form.save(commit=False), by=self.request.user, numbers=form.numbers)


class FigurePlanUpdate(UpdatePage):
    """Sửa kế hoạch năm của các chỉ tiêu."""

    model, form = FigurePlan, FigurePlanForm
    permission = Perm.EDIT_COOPERATIVE
    title, crumbs = "Sửa kế hoạch năm của các chỉ tiêu", TABLE_CRUMBS

    def address(self, thing: Any) -> str:
        """Back to the table."""
        del thing
        return reverse("figure_table")

    def act(self, form: Any) -> FigurePlan:
        """Save and record."""
        return save_plan(plan=form.save(commit=False), by=self.request.user, numbers=form.numbers)


def _leaving(request: HttpRequest, table: Table) -> HttpResponse | HttpResponseBase:
    """The table as it stands, as a workbook or on paper under the letterhead of the day of its close."""
    if request.GET[EXPORT] != "pdf":
        return answer(request, figure_book(table, TITLE))
    letterhead = letterhead_on(table.reach.last_on)
    told = {"table": table, "title": TITLE, "letterhead": letterhead, "unknown": UNKNOWN}
    context = {**told, "at": clock.now(), "by": request.user}
    name = f"Bảng chỉ tiêu {table.reach.label}"
    return sheet_answer(
        request,
        "cooperatives/print/figure_table.html",
        context,
        name=name,
        back="figure_table",
        is_landscape=True,
    )


class FigureRows(ListPage):
    """Hợp tác xã được tính trong một chỉ tiêu."""

    model, table, filterset = Cooperative, CooperativeTable, CooperativeFilter
    permission = Perm.VIEW_COOPERATIVE
    crumbs = TABLE_CRUMBS
    empty = "Không có hợp tác xã nào trong số này"
    default_order = "name"

    def queryset(self) -> Any:
        """Those that counted at the close of the period."""
        return rows_behind(self._line(), self._days(), self.request.user).select_related("commune")

    def page_title(self, thing: Any = None) -> str:
        """The line and the day of its close."""
        del thing
        return f"{self._line().code}. {self._line().title} (đến {self._days().last_on:%d/%m/%Y})"

    def _line(self) -> Line:
        line = line_of(self.kwargs["code"])
        if line is None or not line.has_list:
            raise Http404
        return line

    def _days(self) -> Days:
        try:
            days = Days(*(date.fromisoformat(self.kwargs[name]) for name in ("first_on", "last_on")))
        except ValueError as no_day:
            raise Http404 from no_day
        return days


def _whole_register(request: HttpRequest) -> Book:
    """The register as the list of cooperatives stands, with all that hangs on them."""
    if not request.user.has_perm(Perm.VIEW_COOPERATIVE):
        raise refuse(request.user, Perm.VIEW_COOPERATIVE)
    rows = Cooperative.objects.visible_to(request.user)
    found = CooperativeFilter(request.GET, queryset=rows, request=request)
    return register_book(found.qs, request.user, [(chip.label, chip.value) for chip in found.chips()])


@reads
@needs(Perm.VIEW_COOPERATIVE)
def register_export(request: HttpRequest) -> HttpResponseBase:
    """Xuất cả sổ hợp tác xã ra Excel, mỗi loại dữ liệu một trang tính."""
    return answer(request, _whole_register(request))


# By this the workbook of a long register is made behind the page.
register_export.listing = _whole_register
