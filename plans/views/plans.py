"""Plans: the list, one plan as list and as tree, entered by hand, and the drafts that urge agencies."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.audit.actions import record
from lmhtx.shell.views import dashboard
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage
from plans.access import Perm
from plans.actions.letters import close_urging_letter
from plans.filters import PlanFilter
from plans.forms.tasks import PlanForm
from plans.models import Plan, Task, UrgingLetter
from plans.queries.letters import late_tasks, letter_paper
from plans.queries.plans import plan_figures, plan_groups, with_figures
from plans.tables import LetterTable, PlanTable

CRUMBS = (("Kế hoạch", "plan_list"),)


class PlanList(ListPage):
    """Kế hoạch."""

    model, table, filterset = Plan, PlanTable, PlanFilter
    template = "plans/plan_list.html"
    permission = Perm.VIEW_PLAN
    title = "Kế hoạch và văn bản giao việc"
    button = Button("Đọc phụ lục", "reading_create", permission=Perm.READ_ANNEX, icon="scan-text")
    empty = "Chưa có kế hoạch nào"
    offered_views = (("Đang thực hiện", "state=active"),)

    def queryset(self) -> Any:
        """With the figures of each plan, counted over the tasks the person sees."""
        return with_figures(super().queryset(), self.request.user)


@reads
@needs(Perm.VIEW_PLAN)
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Kế hoạch."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("keeper", "issuer", "followed_by"), pk=pk
    )
    tasks = Task.objects.visible_to(request.user).filter(plan=plan).with_status()
    way = request.GET.get("xem", "lien-minh" if not request.user.has_role("agency_officer") else "tat-ca")
    shown = tasks.ours() if way == "lien-minh" else tasks
    context = {
        "title": plan.title,
        "crumbs": [("Kế hoạch", reverse("plan_list"))],
        "plan": plan,
        "way": way,
        "figures": plan_figures(tasks),
        "groups": plan_groups(shown.for_list().order_by("position", "id")),
        "versions": list(plan.versions.select_related("confirmed_by")),
        "letters": UrgingLetter.objects.visible_to(request.user).filter(plan=plan, is_closed=False).count(),
        "may_edit": request.user.has_perm(Perm.EDIT_PLAN, plan),
    }
    return page(request, "plans/plan_detail.html", context)


class PlanCreate(CreatePage):
    """Nhập văn bản giao việc."""

    model, form = Plan, PlanForm
    permission = Perm.EDIT_PLAN
    title = "Nhập văn bản giao việc"
    crumbs = CRUMBS
    message = "Đã nhập văn bản. Bây giờ có thể giao việc theo văn bản này."

    def act(self, form: Any) -> Plan:
        """Save, signed and recorded."""
        form.instance.created_by = self.request.user
        plan: Plan = form.save()
        record("plans.plan.created", plan, by=self.request.user)
        return plan


class PlanUpdate(UpdatePage):
    """Sửa thông tin văn bản."""

    model, form = Plan, PlanForm
    permission = Perm.EDIT_PLAN
    title = "Sửa thông tin văn bản"
    crumbs = CRUMBS

    def act(self, form: Any) -> Plan:
        """Save and record."""
        plan: Plan = form.save()
        record("plans.plan.edited", plan, by=self.request.user)
        return plan


class LetterList(ListPage):
    """Dự thảo công văn đôn đốc."""

    class Filter(PlanFilter):
        """Search by agency and plan."""

        search_in: ClassVar[tuple[str, ...]] = ("agency__folded", "plan__folded")
        kind = state = keeper = None

        class Meta:
            model = UrgingLetter
            fields: ClassVar[list[str]] = []

    model, table, filterset = UrgingLetter, LetterTable, Filter
    permission = Perm.URGE_AGENCY
    title = "Dự thảo công văn đôn đốc"
    crumbs = CRUMBS
    empty = "Không có cơ quan ngoài nào đang quá hạn"

    def queryset(self) -> Any:
        """Those still open, with how many tasks are late."""
        rows = super().queryset().filter(is_closed=False).select_related("agency", "plan")
        return rows.annotate(late=Count("tasks"))


@reads
@needs(Perm.URGE_AGENCY)
def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Dự thảo công văn đôn đốc."""
    letter = get_object_or_404(
        UrgingLetter.objects.visible_to(request.user).select_related("agency", "plan"), pk=pk
    )
    context = {
        "title": f"Đôn đốc {letter.agency}",
        "crumbs": [("Kế hoạch", reverse("plan_list")), ("Dự thảo đôn đốc", reverse("letter_list"))],
        "letter": letter,
        "tasks": late_tasks(letter),
        "paper": letter_paper(letter),
        "build_url": reverse("letters_build", args=[letter.plan_id]),
        "close_url": reverse("letter_close", args=[pk]),
    }
    return page(request, "plans/letter_detail.html", context)


@writes(post_only=True)
@needs(Perm.URGE_AGENCY)
def letter_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Cất dự thảo."""
    letter = get_object_or_404(UrgingLetter.objects.visible_to(request.user), pk=pk)
    close_urging_letter(letter=letter, by=request.user)
    return done(request, "letter_list", "Đã cất dự thảo.")


@reads
@needs(Perm.VIEW_OFFICE_BOARD)
def office_board(request: HttpRequest) -> HttpResponse:
    """Bảng điều hành."""
    return dashboard(request, "office")


@reads
@needs(Perm.VIEW_UNIT_BOARD)
def unit_board(request: HttpRequest) -> HttpResponse:
    """Bảng điều hành đơn vị."""
    return dashboard(request, "unit")
