"""Support: the list, its total by year, one piece of it, and its way from plan to end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.support import SupportPerm
from cooperatives.actions import support as acts
from cooperatives.filters.support import SupportFilter
from cooperatives.forms import support as forms
from cooperatives.models import SupportRecord
from cooperatives.queries.support import support_case, support_rows, totals_by_year
from cooperatives.tables.support import SupportTable
from cooperatives.views.facts import around, cooperative_of
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class SupportList(ListPage):
    """Khoản hỗ trợ."""

    model, table, filterset = SupportRecord, SupportTable, SupportFilter
    template = "cooperatives/support_list.html"
    permission = SupportPerm.VIEW_SUPPORT
    title = "Khoản hỗ trợ"
    empty = "Chưa ghi khoản hỗ trợ nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Hỗ trợ đã nhận"
    default_order = "-starts_on"
    offered_views = (
        ("Dự kiến", "state=planned"),
        ("Đã phê duyệt", "state=approved"),
        ("Đã hỗ trợ", "state=given&state=ended"),
    )

    def queryset(self) -> Any:
        """With the cooperative and policy of each."""
        return support_rows(self.request.user)


@reads
@needs(SupportPerm.VIEW_SUPPORT)
def support_totals(request: HttpRequest) -> HttpResponse:
    """Hỗ trợ theo năm."""
    context = {
        "title": "Hỗ trợ theo năm",
        "crumbs": [("Khoản hỗ trợ", reverse("support_list"))],
        "years": totals_by_year(request.user),
    }
    return page(request, "cooperatives/support_totals.html", context)


@reads
@needs(SupportPerm.VIEW_SUPPORT)
def support_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một khoản hỗ trợ."""
    support = get_object_or_404(support_rows(request.user), pk=pk)
    context = {
        "title": support.content,
        "crumbs": [("Khoản hỗ trợ", reverse("support_list"))],
        "object": support,
        "case": support_case(support, request.user),
    }
    return page(request, "cooperatives/support_detail.html", context)


@writes
@needs(SupportPerm.KEEP_SUPPORT)
def support_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi khoản hỗ trợ."""
    cooperative = cooperative_of(request, pk, SupportPerm.KEEP_SUPPORT)
    first = {"policy": request.GET.get("chinh-sach")}
    form = forms.SupportForm(request.POST or None, cooperative=cooperative, user=request.user, initial=first)
    if form.is_valid():
        made = acts.plan_support(cooperative=cooperative, by=request.user, **form.facts)
        return done(request, made, "Đã ghi khoản hỗ trợ dự kiến; có quyết định thì ghi phê duyệt.")
    return page(request, "ui/form.html", around("Ghi khoản hỗ trợ", cooperative, form))


def _step(request: HttpRequest, pk: int, form: Any, act: Any, words: tuple[str, str]) -> HttpResponse:
    """One step of a piece of support: its form, the act, the title and what is said afterwards."""
    support = get_object_or_404(support_rows(request.user), pk=pk)
    cooperative = cooperative_of(request, support.cooperative_id, SupportPerm.KEEP_SUPPORT)
    first = {"amount_vnd": support.amount_vnd, "given_vnd": support.amount_vnd}
    bound = form(request.POST or None, initial=first)
    title, message = words
    if bound.is_valid():
        return done(request, act(support=support, by=request.user, **bound.cleaned_data), message)
    context = around(f"{title}: {support.content}", cooperative, bound)
    return page(request, "ui/form.html", {**context, "back": support.get_absolute_url()})


@writes
@needs(SupportPerm.KEEP_SUPPORT)
def support_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi phê duyệt."""
    words = ("Ghi phê duyệt", "Đã ghi phê duyệt; điều kiện của ngày quyết định đã lưu cùng.")
    return _step(request, pk, forms.ApproveForm, acts.approve_support, words)


@writes
@needs(SupportPerm.KEEP_SUPPORT)
def support_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi đã hỗ trợ."""
    return _step(
        request, pk, forms.GiveForm, acts.give_support, ("Ghi đã hỗ trợ", "Đã ghi số tiền đã hỗ trợ.")
    )


@writes
@needs(SupportPerm.KEEP_SUPPORT)
def support_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi kết thúc."""
    return _step(request, pk, forms.SupportEndForm, acts.end_support, ("Ghi kết thúc", "Đã ghi kết thúc."))


@writes
@needs(SupportPerm.KEEP_SUPPORT)
def support_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút khoản hỗ trợ."""
    return _step(request, pk, forms.SupportEndForm, acts.withdraw_support, ("Rút", "Đã rút khoản hỗ trợ."))
