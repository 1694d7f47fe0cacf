"""The rubric of digital maturity: its editions, and the lines of the one that is not issued yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.maturity import MaturityPerm
from cooperatives.access.ratings import RatingPerm
from cooperatives.actions import maturity_rubrics as acts
from cooperatives.filters.maturity import MaturityRubricFilter
from cooperatives.forms.maturity import ItemForm, LevelForm, PillarForm, RubricHeadForm
from cooperatives.models import MaturityItem, MaturityLevel, MaturityPillar, MaturityRubric
from cooperatives.queries.maturity import fault_of, pillars_of
from cooperatives.tables.maturity import MaturityRubricTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage

TITLE = "Bộ tiêu chí mức độ số"


class MaturityRubricList(ListPage):
    """Bộ tiêu chí mức độ số."""

    model, table, filterset = MaturityRubric, MaturityRubricTable, MaturityRubricFilter
    permission = RatingPerm.VIEW_RATING
    title = TITLE
    crumbs = (("Mức độ số", "maturity_list"),)
    empty = "Chưa có bộ tiêu chí nào"
    default_order = "-edition"


def _rubric(request: HttpRequest, pk: int) -> MaturityRubric:
    rubric: MaturityRubric = get_object_or_404(MaturityRubric.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(MaturityPerm.EDIT_MATURITY_RUBRIC, rubric):
        raise refuse(request.user, MaturityPerm.EDIT_MATURITY_RUBRIC)
    return rubric


@reads
@needs(RatingPerm.VIEW_RATING)
def maturity_rubric_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần của bộ tiêu chí mức độ số."""
    rubric = get_object_or_404(MaturityRubric.objects.visible_to(request.user), pk=pk)
    may_edit = request.user.has_perm(MaturityPerm.EDIT_MATURITY_RUBRIC, rubric)
    context: dict[str, Any] = {
        "title": str(rubric),
        "crumbs": [("Mức độ số", reverse("maturity_list")), (TITLE, reverse("maturity_rubric_list"))],
        "object": rubric,
        "pillars": pillars_of(rubric),
        "levels": list(rubric.levels.all()),
        "fault": fault_of(rubric),
        "may_edit": may_edit,
        "may_change": may_edit and rubric.issued_on is None,
    }
    return page(request, "cooperatives/maturity_rubric_detail.html", context)


@writes(post_only=True)
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_rubric_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập lần mới."""
    made = acts.add_maturity_edition(rubric=_rubric(request, pk), by=request.user)
    return done(request, made, "Đã lập lần mới; sửa xong thì ban hành.")


@writes(post_only=True)
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_rubric_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ban hành bộ tiêu chí."""
    made = acts.issue_maturity_rubric(rubric=_rubric(request, pk), by=request.user)
    return done(request, made, "Đã ban hành.")


@writes
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_rubric_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa tên, căn cứ, ngày áp dụng."""
    rubric = _rubric(request, pk)
    form = RubricHeadForm(request.POST or None, instance=rubric)
    if form.is_valid():
        return done(
            request,
            acts.set_maturity_head(rubric=rubric, by=request.user, **form.cleaned_data),
            "Đã lưu.",
        )
    return page(request, "ui/form.html", _around("Sửa bộ tiêu chí", rubric, form))


@writes
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_rubric_item(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Thêm mục vào trụ cột."""
    rubric = _rubric(request, pk)
    pillar = get_object_or_404(rubric.pillars.select_related("rubric"), number=number)
    return _line(request, "Thêm mục", MaturityItem(pillar=pillar), ItemForm)


@writes
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_pillar(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa trụ cột."""
    rows = MaturityPillar.objects.visible_to(request.user).select_related("rubric")
    return _line(request, "Sửa trụ cột", get_object_or_404(rows, pk=pk), PillarForm)


@writes
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa mục."""
    return _line(request, "Sửa mục", _item(request, pk), ItemForm)


@writes
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa mức."""
    rows = MaturityLevel.objects.visible_to(request.user).select_related("rubric")
    return _line(request, "Sửa mức", get_object_or_404(rows, pk=pk), LevelForm)


@writes(post_only=True)
@needs(MaturityPerm.EDIT_MATURITY_RUBRIC)
def maturity_item_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ mục."""
    item = _item(request, pk)
    _rubric(request, item.pillar.rubric_id)
    return done(request, acts.drop_maturity_item(item=item, by=request.user), "Đã bỏ mục.")


def _item(request: HttpRequest, pk: int) -> MaturityItem:
    rows = MaturityItem.objects.visible_to(request.user).select_related("pillar__rubric")
    return get_object_or_404(rows, pk=pk)


def _line(request: HttpRequest, title: str, line: acts.Line, kind: Any) -> HttpResponse:
    rubric = _rubric(request, line.pillar.rubric_id if isinstance(line, MaturityItem) else line.rubric_id)
    form = kind(request.POST or None, instance=line)
    if form.is_valid():
        acts.set_maturity_line(line=line, by=request.user, **form.cleaned_data)
        return done(request, rubric, "Đã lưu.")
    return page(request, "ui/form.html", _around(title, rubric, form))


def _around(title: str, rubric: MaturityRubric, form: Any) -> dict[str, Any]:
    crumbs = [(TITLE, reverse("maturity_rubric_list")), (str(rubric), rubric.get_absolute_url())]
    back = rubric.get_absolute_url()
    return {"title": title, "crumbs": crumbs, "form": form, "save_label": "Lưu", "back": back}
