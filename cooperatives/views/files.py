"""The register: the list, one cooperative's file, entered by hand; the lists that watch over it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import edit_cooperative, register_cooperative
from cooperatives.filters.register import CooperativeFilter, EndFilter
from cooperatives.forms.files import CooperativeForm, DayForm, NewCooperativeForm
from cooperatives.models import Cooperative, StatusEvent
from cooperatives.queries.board import board_of
from cooperatives.queries.case import case_of, people_of
from cooperatives.queries.ends import end_rows, ends
from cooperatives.queries.files import kept_instead_of, to_review
from cooperatives.queries.places import by_commune
from cooperatives.queries.support import support_brief
from cooperatives.tables.register import CooperativeTable, EndTable, ReviewTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage
from lmhtx.ui.panels import panels_of

CRUMBS = (("Hợp tác xã", "cooperative_list"),)


class CooperativeList(ListPage):
    """Sổ hợp tác xã."""

    model, table, filterset = Cooperative, CooperativeTable, CooperativeFilter
    template = "cooperatives/cooperative_list.html"
    permission = Perm.VIEW_COOPERATIVE
    title = "Sổ hợp tác xã"
    empty = "Chưa có hợp tác xã nào trong phạm vi được xem; cơ quan ở xã, phường thấy hợp tác xã của xã, phường mình"
    default_order = "name"
    button = Button("Lập hồ sơ", "cooperative_create", permission=Perm.EDIT_COOPERATIVE)
    offered_views = (
        ("Đang hoạt động", "status=active"),
        ("Thành viên Liên minh", "is_member=true"),
        ("Tạm ngừng", "status=suspended"),
        ("Chờ giải thể", "status=dissolving&status=stopped"),
    )

    def queryset(self) -> Any:
        """With the commune of each."""
        return super().queryset().select_related("commune")

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also whether the person may lay the national register beside it."""
        may_compare = self.request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative())
        return super().context(may_compare=may_compare, **extra)


class ReviewList(ListPage):
    """Hợp tác xã cần rà soát."""

    model, table, filterset = Cooperative, ReviewTable, CooperativeFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Hợp tác xã cần rà soát"
    crumbs = CRUMBS
    empty = "Không có hợp tác xã nào cần rà soát"
    default_order = "name"

    def queryset(self) -> Any:
        """Those for which a ground holds today."""
        return to_review(super().queryset(), clock.today()).select_related("commune")


class EndList(ListPage):
    """Theo dõi giải thể."""

    model, table, filterset = StatusEvent, EndTable, EndFilter
    template = "cooperatives/end_list.html"
    permission = Perm.VIEW_COOPERATIVE
    title = "Theo dõi giải thể"
    crumbs = CRUMBS
    empty = "Không có hợp tác xã nào đang chờ, đang làm hay đã giải thể"
    default_order = "-effective_on"

    def queryset(self) -> Any:
        """Where each stands, with its kind."""
        return ends(self.request.user)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also the table of kinds."""
        year = clock.today().year
        return super().context(rows=end_rows(self.request.user, year), year=year, **extra)


class CooperativeCreate(CreatePage):
    """Lập hồ sơ hợp tác xã."""

    model, form = Cooperative, NewCooperativeForm
    permission = Perm.EDIT_COOPERATIVE
    title = "Lập hồ sơ hợp tác xã"
    crumbs = CRUMBS
    message = "Đã lập hồ sơ. Hãy ghi tiếp ngành nghề, người đại diện, tình trạng."

    def refuse_strangers(self) -> None:
        """Also closed to units that only look at the register."""
        if not self.request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()):
            raise refuse(self.request.user, Perm.EDIT_COOPERATIVE)

    def act(self, form: Any) -> Cooperative:
        """With its first name, address and capital."""
        return register_cooperative(
            cooperative=form.save(commit=False), by=self.request.user, place=form.place, capital=form.capital
        )


class CooperativeUpdate(UpdatePage):
    """Sửa hồ sơ hợp tác xã."""

    model, form = Cooperative, CooperativeForm
    permission = Perm.EDIT_COOPERATIVE
    title = "Sửa hồ sơ hợp tác xã"
    crumbs = CRUMBS

    def act(self, form: Any) -> Cooperative:
        """Save and record."""
        return edit_cooperative(cooperative=form.save(commit=False), by=self.request.user)


@reads
@needs(Perm.VIEW_COOPERATIVE)
def register_board(request: HttpRequest) -> HttpResponse:
    """Sổ hợp tác xã bằng hình."""
    crumbs = [("Hợp tác xã", reverse("cooperative_list"))]
    context = {"title": "Tổng quan hợp tác xã", "crumbs": crumbs, "board": board_of(request.user)}
    return page(request, "cooperatives/register_board.html", context)


@reads
@needs(Perm.VIEW_COOPERATIVE)
def commune_counts(request: HttpRequest) -> HttpResponse:
    """Số hợp tác xã theo xã, phường."""
    form = DayForm(request.GET or None)
    day, of_today = clock.today(), False
    if form.is_valid():
        day, of_today = form.cleaned_data["day"] or day, form.cleaned_data["of_today"]
    rows = by_commune(day, request.user, of_today=of_today)
    context = {
        "title": "Số hợp tác xã theo xã, phường",
        "crumbs": [("Hợp tác xã", reverse("cooperative_list"))],
        "form": form,
        "day": day,
        "rows": rows,
        "total": sum(row.count for row in rows),
        "active": sum(row.active for row in rows),
    }
    return page(request, "cooperatives/commune_counts.html", context)


@reads
@needs(Perm.VIEW_COOPERATIVE)
def cooperative_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Hồ sơ hợp tác xã; địa chỉ của hồ sơ trùng đã gộp dẫn về hồ sơ được giữ."""
    if (kept := kept_instead_of(pk)) is not None:
        return redirect("cooperative_detail", kept)
    rows = Cooperative.objects.visible_to(request.user).select_related("commune", "registered_by")
    cooperative = get_object_or_404(rows, pk=pk)
    user = request.user
    context = {
        "title": cooperative.name,
        "crumbs": [("Hợp tác xã", reverse("cooperative_list"))],
        "object": cooperative,
        "case": case_of(cooperative),
        "people": people_of(cooperative) if user.has_perm(Perm.VIEW_PERSON, cooperative) else None,
        "panels": panels_of(cooperative, user),
        "may_edit": user.has_perm(Perm.EDIT_COOPERATIVE, cooperative),
        "may_change_status": user.has_perm(Perm.CHANGE_STATUS, cooperative),
        "may_edit_people": user.has_perm(Perm.EDIT_PERSON, cooperative),
        "may_unmask": user.has_perm(Perm.UNMASK_PERSON, cooperative),
    }
    return page(request, "cooperatives/cooperative_detail.html", context)


@reads
@needs(Perm.VIEW_COOPERATIVE)
def cooperative_brief(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Bản tóm tắt hồ sơ để đi cơ sở, hai trang."""
    rows = Cooperative.objects.visible_to(request.user).select_related("commune", "registered_by")
    cooperative = get_object_or_404(rows, pk=pk)
    may_see_people = request.user.has_perm(Perm.VIEW_PERSON, cooperative)
    context = {
        "title": f"Tóm tắt hồ sơ {cooperative}",
        "object": cooperative,
        "case": case_of(cooperative),
        "people": people_of(cooperative) if may_see_people else None,
        "support": support_brief(request.user, cooperative),
        "at": clock.now(),
        "by": request.user,
    }
    template = "cooperatives/print/brief.html"
    return sheet_answer(request, template, context, name=f"Tóm tắt {cooperative}", back=cooperative)
