"""Digital maturity: the list, what a cooperative declares, what staff have found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.maturity import MaturityPerm
from cooperatives.access.register import Perm
from cooperatives.actions import maturity as acts
from cooperatives.filters.maturity import MaturityFilter
from cooperatives.forms.digital import WithdrawForm
from cooperatives.forms.maturity import DeclareForm, VerifyForm
from cooperatives.models import MaturityAssessment
from cooperatives.queries.maturity import assessment_case, assessment_rows, own_maturity, rubric_on
from cooperatives.tables.maturity import MaturityTable
from cooperatives.views.facts import cooperative_of
from lmhtx.access import Permission
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class MaturityList(ListPage):
    """Mức độ số của hợp tác xã."""

    model, table, filterset = MaturityAssessment, MaturityTable, MaturityFilter
    permission = Perm.VIEW_COOPERATIVE
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    title = "Mức độ số của hợp tác xã"
    empty = "Chưa có phiếu mức độ số nào; phiếu được khai ở hồ sơ từng hợp tác xã"
    default_order = "-assessed_on"
    offered_views = (
        ("Chờ xác minh", "state=declared"),
        ("Mới nhất đã xác minh", "is_newest=true"),
    )

    def queryset(self) -> Any:
        """With the cooperative of each."""
        return assessment_rows(self.request.user)


@reads
@needs(MaturityPerm.VIEW_OWN_MATURITY)
def my_maturity(request: HttpRequest) -> HttpResponse:
    """Mức độ số của hợp tác xã mình."""
    context = {"title": "Mức độ số", "rows": own_maturity(request.user), "rubric": rubric_on(clock.today())}
    return page(request, "cooperatives/my_maturity.html", context)


def _sheet(request: HttpRequest, pk: int, permission: Permission) -> MaturityAssessment:
    found: MaturityAssessment = get_object_or_404(assessment_rows(request.user), pk=pk)
    if not request.user.has_perm(permission, found):
        raise refuse(request.user, permission)
    return found


def _around(request: HttpRequest, title: str, form: Any, back: str) -> dict[str, Any]:
    return {"title": title, "crumbs": _crumbs(request), "form": form, "save_label": "Ghi", "back": back}


def _crumbs(request: HttpRequest) -> list[tuple[str, str]]:
    name = "my_maturity" if request.user.has_role(Role.COOPERATIVE) else "maturity_list"
    return [("Mức độ số", reverse(name))]


@reads
@needs(MaturityPerm.VIEW_MATURITY)
def maturity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một phiếu mức độ số."""
    sheet = _sheet(request, pk, MaturityPerm.VIEW_MATURITY)
    context = {
        "title": f"Mức độ số: {sheet.cooperative.name}",
        "crumbs": _crumbs(request),
        "object": sheet,
        "case": assessment_case(sheet, request.user),
        "is_own": request.user.has_role(Role.COOPERATIVE),
    }
    return page(request, "cooperatives/maturity_detail.html", context)


@writes
@needs(MaturityPerm.DECLARE_MATURITY)
def maturity_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Khai mức độ số."""
    farm = cooperative_of(request, pk, MaturityPerm.DECLARE_MATURITY)
    if (rubric := rubric_on(clock.today())) is None:
        raise Http404
    form = DeclareForm(request.POST or None, request.FILES or None, rubric=rubric)
    if form.is_valid():
        made = acts.declare_maturity(cooperative=farm, by=request.user, **form.facts)
        return done(request, made, "Đã ghi phiếu; điểm được tính là xác minh sau khi phòng kiểm tra.")
    title = f"Khai mức độ số: {farm.name}"
    return page(request, "ui/form.html", _around(request, title, form, _crumbs(request)[0][1]))


@writes
@needs(MaturityPerm.DECLARE_MATURITY)
def maturity_redeclare(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa phiếu mức độ số."""
    sheet = _sheet(request, pk, MaturityPerm.DECLARE_MATURITY)
    form = DeclareForm(request.POST or None, request.FILES or None, rubric=sheet.rubric, assessment=sheet)
    if form.is_valid():
        made = acts.redeclare_maturity(assessment=sheet, by=request.user, **form.facts)
        return done(request, made, "Đã sửa phiếu.")
    return page(request, "ui/form.html", _around(request, f"Sửa: {sheet}", form, sheet.get_absolute_url()))


@writes
@needs(MaturityPerm.VERIFY_MATURITY)
def maturity_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác minh phiếu mức độ số."""
    sheet = _sheet(request, pk, MaturityPerm.VERIFY_MATURITY)
    form = VerifyForm(request.POST if request.method == "POST" else None, assessment=sheet)
    if form.is_valid():
        made = acts.verify_maturity(assessment=sheet, by=request.user, **form.facts)
        return done(request, made, "Đã xác minh.")
    around = _around(request, f"Xác minh: {sheet}", form, sheet.get_absolute_url())
    return page(request, "ui/form.html", around)


@writes
@needs(MaturityPerm.VERIFY_MATURITY)
def maturity_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút phiếu mức độ số."""
    sheet = _sheet(request, pk, MaturityPerm.VERIFY_MATURITY)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        made = acts.withdraw_maturity(assessment=sheet, by=request.user, **form.cleaned_data)
        return done(request, made, "Đã rút phiếu.")
    return page(request, "ui/form.html", _around(request, f"Rút: {sheet}", form, sheet.get_absolute_url()))
