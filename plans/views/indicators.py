"""The targets of 2030 with the rows behind them, and quantities of tasks counted from a register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.paging import PER_PAGE, CappedPaginator
from plans.access import Perm
from plans.actions import indicators as acts
from plans.forms.indicators import CountForm, TypedFigureForm
from plans.models import Target
from plans.queries import indicators as figures
from plans.targets import BY_KEY
from plans.views.tasks import find_task, task_form

WHICH = {"dat": "Đã đạt", "chua-dat": "Chưa đạt", "ngoai-le": "Ngoài diện tính"}


@reads
@needs(Perm.VIEW_INDICATOR)
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Chỉ tiêu 2030."""
    context = {
        "title": "Chỉ tiêu 2030",
        "targets": figures.targets_on(clock.today()),
        "streams": figures.work_streams(request.user),
    }
    return page(request, "plans/indicator_list.html", context)


def _day(request: HttpRequest) -> date:
    """The end of the month asked for by `?thang=2026-08`; today where none, or one to come, is asked."""
    try:
        day = figures.month_end(date.fromisoformat(f"{request.GET.get('thang', '')}-01"))
    except ValueError:
        return clock.today()
    return min(day, clock.today())


def _standing(key: str, day: date) -> figures.Standing:
    if key not in BY_KEY:
        raise Http404
    return figures.standing_of(BY_KEY[key], day)


@reads
@needs(Perm.VIEW_INDICATOR)
def indicator_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Một chỉ tiêu 2030."""
    day = _day(request)
    standing = _standing(key, day)
    kept = figures.kept_on(standing, day)
    context = {
        "title": f"{key}. {standing.target.label}",
        "crumbs": [("Chỉ tiêu 2030", reverse("indicator_list"))],
        "standing": standing,
        "day": day,
        "figures": [(figure, kept.get(figure.key)) for figure in standing.figures],
        "trends": figures.trends_of(standing),
        "months": figures.months_back(clock.today()),
    }
    return page(request, "plans/indicator_detail.html", context)


@reads
@needs(Perm.VIEW_INDICATOR)
def indicator_rows(request: HttpRequest, key: str, part: str, which: str) -> HttpResponse:
    """Các dòng của một chỉ tiêu."""
    day = _day(request)
    standing = _standing(key, day)
    figure = next((one for one in standing.figures if one.key == part and one.part), None)
    if figure is None or which not in WHICH:
        raise Http404
    rows = figures.rows_of(figure.part, which, day)
    seen = rows.filter(pk__in=rows.model._default_manager.visible_to(request.user).values("pk"))
    context = {
        "title": f"{WHICH[which]}: {figure.label}",
        "crumbs": [
            ("Chỉ tiêu 2030", reverse("indicator_list")),
            (key, reverse("indicator_detail", args=[key])),
        ],
        "day": day,
        "total": rows.count(),
    }
    return page(request, "plans/indicator_rows.html", {**context, **_paged(request, seen.order_by("pk"))})


def _paged(request: HttpRequest, rows: Any) -> dict[str, Any]:
    pages = CappedPaginator(rows, PER_PAGE)
    try:
        return {"rows": pages.page(request.GET.get("page", 1)), "paginator": pages}
    except EmptyPage as none_left:
        raise Http404 from none_left


def _target(request: HttpRequest, pk: int) -> tuple[Target, Any]:
    target = get_object_or_404(Target, pk=pk)
    return target, find_task(request, target.task_id, Perm.CHANGE_TASK)


@writes
@needs(Perm.CHANGE_TASK)
def target_count(request: HttpRequest, pk: int) -> HttpResponse:
    """Đếm chỉ tiêu từ sổ."""
    target, task = _target(request, pk)
    form = CountForm(request.POST or None, initial={"source_key": target.source_key})
    if form.is_valid():
        acts.count_target(target=target, by=request.user, **form.cleaned_data)
        return done(request, task, "Đã đặt cách đếm chỉ tiêu.")
    return task_form(request, task, form, title=f"Đếm chỉ tiêu {target}", save="Lưu cách đếm")


@writes
@needs(Perm.CHANGE_TASK)
def target_type(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi số khác với số đếm."""
    target, task = _target(request, pk)
    form = TypedFigureForm(request.POST or None)
    if form.is_valid():
        acts.type_target(target=target, by=request.user, **form.cleaned_data)
        return done(request, task, "Đã ghi số và lý do.")
    return task_form(request, task, form, title=f"Ghi số khác: {target}", save="Ghi số")
