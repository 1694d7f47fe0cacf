"""Evidence of digital tools: the list, recorded and judged from a cooperative's file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.access.digital import DigitalPerm
from cooperatives.access.register import Perm
from cooperatives.actions import digital as acts
from cooperatives.enums.digital import DigitalItem
from cooperatives.filters.digital import EvidenceFilter
from cooperatives.forms.digital import EvidenceForm, WithdrawForm
from cooperatives.models import DigitalEvidence
from cooperatives.queries.digital import digital_rows
from cooperatives.tables.digital import EvidenceTable
from cooperatives.views.facts import around, cooperative_of
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class DigitalList(ListPage):
    """Minh chứng ứng dụng số."""

    model, table, filterset = DigitalEvidence, EvidenceTable, EvidenceFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Minh chứng ứng dụng số"
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    empty = "Chưa có minh chứng nào; minh chứng được ghi ở hồ sơ từng hợp tác xã"
    default_order = "-evidenced_on"
    offered_views = (("Chờ xác minh", "stands=waiting"), ("Đã quá hạn", "stands=old"))

    def queryset(self) -> Any:
        """With the cooperative of each."""
        return digital_rows(self.request.user)


@writes
@needs(DigitalPerm.RECORD_DIGITAL)
def digital_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi minh chứng ứng dụng số."""
    cooperative = cooperative_of(request, pk, DigitalPerm.RECORD_DIGITAL)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        facts = {**form.cleaned_data, "item": DigitalItem(form.cleaned_data["item"])}
        made = acts.record_evidence(cooperative=cooperative, by=request.user, **facts)
        return done(request, made, "Đã ghi minh chứng; minh chứng được tính sau khi xác minh.")
    return page(request, "ui/form.html", around("Ghi minh chứng ứng dụng số", cooperative, form))


@writes(post_only=True)
@needs(DigitalPerm.VERIFY_DIGITAL)
def digital_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác minh minh chứng."""
    evidence = get_object_or_404(digital_rows(request.user), pk=pk)
    return done(request, acts.verify_evidence(evidence=evidence, by=request.user), "Đã xác minh.")


@writes
@needs(DigitalPerm.VERIFY_DIGITAL)
def digital_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút minh chứng."""
    evidence = get_object_or_404(digital_rows(request.user), pk=pk)
    cooperative = cooperative_of(request, evidence.cooperative_id, DigitalPerm.VERIFY_DIGITAL)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        made = acts.withdraw_evidence(evidence=evidence, by=request.user, **form.cleaned_data)
        return done(request, made, "Đã rút minh chứng.")
    return page(request, "ui/form.html", around(f"Rút minh chứng: {evidence}", cooperative, form))
