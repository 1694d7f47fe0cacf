"""Model cooperatives: the list, and the end of a role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.access.register import Perm
from cooperatives.actions import pilots as acts
from cooperatives.filters.pilots import PilotFilter
from cooperatives.forms.pilots import PilotEndForm
from cooperatives.models import PilotRole
from cooperatives.queries.pilots import with_company
from cooperatives.tables.pilots import PilotTable
from cooperatives.views.facts import around, cooperative_of
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class PilotList(ListPage):
    """HTX điểm, vệ tinh."""

    model, table, filterset = PilotRole, PilotTable, PilotFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "HTX điểm, vệ tinh"
    crumbs = CRUMBS
    empty = "Chưa ghi HTX điểm, vệ tinh nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục HTX điểm, vệ tinh"
    default_order = "-valid_from"
    offered_views = (
        ("HTX điểm", "part=hub&holds=true"),
        ("HTX vệ tinh", "part=satellite&holds=true"),
        ("HTX điểm chưa có doanh nghiệp", "part=hub&holds=true&company=false"),
    )

    def queryset(self) -> Any:
        """With the cooperative, its hub, and whether a company belongs to it."""
        rows = super().queryset().filter(cooperative__merged_into__isnull=True)
        return with_company(rows, clock.today()).select_related("cooperative__commune", "hub")


@writes
@needs(Perm.EDIT_COOPERATIVE)
def pilot_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi vai trò mô hình."""
    role = get_object_or_404(PilotRole.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, role.cooperative_id, Perm.EDIT_COOPERATIVE)
    form = PilotEndForm(request.POST or None)
    if form.is_valid():
        acts.end_role(role=role, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi thôi vai trò.")
    return page(request, "ui/form.html", around(f"Thôi: {role}", cooperative, form))
