"""Policies of support: the list, one with its conditions, who is eligible by it, and how one cooperative stands."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.support import SupportPerm
from cooperatives.actions import policies as acts
from cooperatives.filters.support import EligibleFilter, PolicyFilter
from cooperatives.forms import support as forms
from cooperatives.models import Cooperative, SupportCondition, SupportPolicy
from cooperatives.queries.eligibility import (
    cooperatives_for,
    counts_by_verdict,
    eligibility_of,
    judged_by,
    with_verdict,
)
from cooperatives.queries.support import policy_rows
from cooperatives.tables.support import EligibleTable, PolicyTable
from cooperatives.views.facts import cooperative_of
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

CRUMBS = (("Chính sách hỗ trợ", "policy_list"),)


class PolicyList(ListPage):
    """Chính sách hỗ trợ."""

    model, table, filterset = SupportPolicy, PolicyTable, PolicyFilter
    permission = SupportPerm.VIEW_SUPPORT
    title = "Chính sách hỗ trợ"
    empty = "Chưa có chính sách hỗ trợ nào"
    default_order = "group"
    offered_views = (
        ("Đang áp dụng", "holds=true"),
        ("Hết áp dụng", "holds=false"),
        ("Chưa đối chiếu", "is_verified=false"),
    )
    button = Button("Thêm chính sách", "policy_create", SupportPerm.EDIT_POLICY)

    def queryset(self) -> Any:
        """With how many conditions and how much support."""
        return policy_rows(self.request.user)

    def page_button(self) -> Button | None:
        """Only for whoever keeps the register."""
        return (
            super().page_button()
            if self.request.user.has_perm(SupportPerm.EDIT_POLICY, SupportPolicy())
            else None
        )


class PolicyCreate(CreatePage):
    """Thêm chính sách."""

    model, form = SupportPolicy, forms.PolicyForm
    permission = SupportPerm.EDIT_POLICY
    title, crumbs = "Thêm chính sách hỗ trợ", CRUMBS
    message = "Đã thêm chính sách; hãy thêm các điều kiện."

    def act(self, form: Any) -> SupportPolicy:
        """Save and record."""
        return acts.add_policy(policy=form.save(commit=False), by=self.request.user)


class PolicyUpdate(UpdatePage):
    """Sửa chính sách."""

    model, form = SupportPolicy, forms.PolicyUpdateForm
    permission = SupportPerm.EDIT_POLICY
    title, crumbs = "Sửa chính sách hỗ trợ", CRUMBS

    def act(self, form: Any) -> SupportPolicy:
        """Save and record."""
        return acts.change_policy(policy=form.save(commit=False), by=self.request.user)


def _policy(request: HttpRequest, pk: int) -> SupportPolicy:
    policy: SupportPolicy = get_object_or_404(SupportPolicy.objects.visible_to(request.user), pk=pk)
    return policy


def _around(title: str, policy: SupportPolicy, form: Any) -> dict[str, Any]:
    address = policy.get_absolute_url()
    crumbs = [("Chính sách hỗ trợ", reverse("policy_list")), (str(policy), address)]
    return {"title": title, "crumbs": crumbs, "form": form, "save_label": "Ghi", "back": address}


@reads
@needs(SupportPerm.VIEW_SUPPORT)
def policy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một chính sách hỗ trợ."""
    policy = _policy(request, pk)
    judged = judged_by(policy, cooperatives_for(request.user), policy.day_judged)
    context = {
        "title": str(policy),
        "crumbs": [("Chính sách hỗ trợ", reverse("policy_list"))],
        "object": policy,
        "lines": list(policy.conditions.order_by("part", "id")),
        "counts": [(verdict, count) for verdict, count in counts_by_verdict(judged).items()],
        "is_used": policy.records.filter(decided_on__isnull=False).exists(),
        "may_edit": request.user.has_perm(SupportPerm.EDIT_POLICY, policy),
    }
    return page(request, "cooperatives/policy_detail.html", context)


@writes
@needs(SupportPerm.EDIT_POLICY)
def policy_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập bản mới của chính sách."""
    policy = _policy(request, pk)
    form = forms.EditionForm(request.POST or None, initial={"legal_basis": policy.legal_basis})
    if form.is_valid():
        made = acts.add_edition(policy=policy, by=request.user, **form.cleaned_data)
        return done(request, made, "Đã lập bản mới; hãy sửa các điều kiện cho đúng văn bản.")
    return page(request, "ui/form.html", _around(f"Lập bản mới: {policy}", policy, form))


@writes
@needs(SupportPerm.EDIT_POLICY)
def policy_condition(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm điều kiện."""
    policy = _policy(request, pk)
    form = forms.ConditionForm(request.POST or None)
    if form.is_valid():
        acts.add_condition(policy=policy, by=request.user, **form.cleaned_data)
        return done(request, policy, "Đã thêm điều kiện.")
    return page(request, "ui/form.html", _around(f"Thêm điều kiện: {policy}", policy, form))


@writes(post_only=True)
@needs(SupportPerm.EDIT_POLICY)
def condition_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ điều kiện."""
    condition = get_object_or_404(SupportCondition.objects.visible_to(request.user), pk=pk)
    policy = acts.drop_condition(condition=condition, by=request.user)
    return done(request, policy, "Đã bỏ điều kiện.")


class PolicyCooperatives(ListPage):
    """Hợp tác xã theo điều kiện của một chính sách."""

    model, table, filterset = Cooperative, EligibleTable, EligibleFilter
    permission = SupportPerm.VIEW_SUPPORT
    empty = "Không có hợp tác xã nào như vậy"
    default_order = "name"
    offered_views = (
        ("Đủ điều kiện", "verdict=passes"),
        ("Chưa đủ số liệu", "verdict=unknown"),
        ("Không đủ điều kiện", "verdict=fails"),
    )

    @cached_property
    def policy(self) -> SupportPolicy:
        """The policy of the address."""
        return _policy(self.request, self.kwargs["pk"])

    @cached_property
    def judged(self) -> Any:
        """How each cooperative within reach stands to it."""
        return judged_by(self.policy, cooperatives_for(self.request.user), self.policy.day_judged)

    def queryset(self) -> Any:
        """Each with how it stands."""
        return with_verdict(cooperatives_for(self.request.user), self.judged)

    def whole_table(self, rows: Any, **options: Any) -> Any:
        """The table knows why, too."""
        return super().whole_table(rows, judged=self.judged, **options)

    def page_title(self, thing: Any = None) -> str:
        """The policy, and of which day."""
        del thing
        return f"{self.policy}: điều kiện ngày {self.policy.day_judged:%d/%m/%Y}"

    def page_crumbs(self, thing: Any = None) -> list[tuple[str, str]]:
        """Through the policy."""
        del thing
        return [
            ("Chính sách hỗ trợ", reverse("policy_list")),
            (str(self.policy), self.policy.get_absolute_url()),
        ]


@reads
@needs(SupportPerm.VIEW_SUPPORT)
def eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """Điều kiện hỗ trợ của một hợp tác xã."""
    cooperative = cooperative_of(request, pk, SupportPerm.VIEW_SUPPORT)
    crumbs = [("Khoản hỗ trợ", reverse("support_list"))]
    if may_open := request.user.has_perm("cooperatives.view_cooperative"):
        crumbs = [
            ("Hợp tác xã", reverse("cooperative_list")),
            (cooperative.name, cooperative.get_absolute_url()),
        ]
    context = {
        "title": "Điều kiện hỗ trợ",
        "crumbs": crumbs,
        "object": cooperative,
        "may_open_cooperative": may_open,
        "data": eligibility_of(request.user, cooperative),
    }
    return page(request, "cooperatives/eligibility.html", context)
