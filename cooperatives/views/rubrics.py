"""Rubrics: what they hold, filled in by a person where the text was not found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions.rubrics import add_edition, set_max_points
from cooperatives.filters.ratings import RubricFilter
from cooperatives.forms.ratings import CriterionForm
from cooperatives.models import Criterion, Rubric
from cooperatives.queries.ratings import criteria_of, fault_of
from cooperatives.tables.ratings import RubricTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class RubricList(ListPage):
    """Bộ tiêu chí đánh giá."""

    model, table, filterset = Rubric, RubricTable, RubricFilter
    permission = RatingPerm.VIEW_RATING
    title = "Bộ tiêu chí đánh giá"
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    empty = "Chưa có bộ tiêu chí nào"
    default_order = "key"


@reads
@needs(RatingPerm.VIEW_RATING)
def rubric_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một bộ tiêu chí."""
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), pk=pk)
    criteria = criteria_of(rubric)
    context: dict[str, Any] = {
        "title": rubric.title,
        "crumbs": [("Bộ tiêu chí đánh giá", reverse("rubric_list"))],
        "object": rubric,
        "criteria": criteria,
        "total": sum((one.max_points or Decimal(0) for one in criteria), Decimal(0)),
        "fault": fault_of(rubric),
        "is_used": rubric.rounds.exists(),
        "may_edit": request.user.has_perm(RatingPerm.EDIT_RUBRIC, rubric),
    }
    return page(request, "cooperatives/rubric_detail.html", context)


@writes(post_only=True)
@needs(RatingPerm.EDIT_RUBRIC)
def rubric_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập lần mới của bộ tiêu chí."""
    rubric = get_object_or_404(Rubric.objects.visible_to(request.user), pk=pk)
    return done(request, add_edition(rubric=rubric, by=request.user), "Đã lập lần mới.")


@writes
@needs(RatingPerm.EDIT_RUBRIC)
def criterion_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập điểm tối đa của tiêu chí."""
    rows = Criterion.objects.visible_to(request.user).select_related("rubric")
    criterion = get_object_or_404(rows, pk=pk)
    rubric = criterion.rubric
    if not request.user.has_perm(RatingPerm.EDIT_RUBRIC, rubric):
        raise refuse(request.user, RatingPerm.EDIT_RUBRIC)
    form = CriterionForm(request.POST or None, criterion=criterion)
    if form.is_valid():
        set_max_points(criterion=criterion, by=request.user, **form.cleaned_data)
        return done(request, rubric, "Đã lưu.")
    crumbs = [("Bộ tiêu chí đánh giá", reverse("rubric_list")), (str(rubric), rubric.get_absolute_url())]
    context = {"title": str(criterion), "crumbs": crumbs, "form": form, "save_label": "Lưu"}
    return page(request, "ui/form.html", {**context, "back": rubric.get_absolute_url()})
