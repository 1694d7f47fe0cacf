"""Repeating tasks: the list, one of them with its periods, made, paused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage, UpdatePage
from plans.access import Perm
from plans.actions import series as acts
from plans.filters import SeriesFilter
from plans.forms.series import SeriesForm
from plans.models import SeriesRun, Task, TaskSeries
from plans.queries.series import proposals, proposed
from plans.tables import SeriesTable

CRUMBS = (("Việc định kỳ", "series_list"),)
RUNS_SHOWN = 60


class SeriesList(ListPage):
    """Việc định kỳ."""

    model, table, filterset = TaskSeries, SeriesTable, SeriesFilter
    template = "plans/series_list.html"
    permission = Perm.ASSIGN_TASK
    title = "Việc định kỳ"
    button = Button("Lập việc định kỳ", "series_create", permission=Perm.MANAGE_PROCESS)
    default_order = "text"
    empty = "Chưa có việc định kỳ nào"

    def queryset(self) -> Any:
        """With who does each."""
        return super().queryset().select_related("unit", "person")

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also the tasks of papers that ask to come back."""
        may = self.request.user.has_perm(Perm.MANAGE_PROCESS)
        return super().context(proposals=proposals(self.request.user) if may else [], **extra)


def _series(request: HttpRequest, pk: int) -> TaskSeries:
    found = TaskSeries.objects.visible_to(request.user).select_related("unit", "person", "source")
    return get_object_or_404(found, pk=pk)


@writes
@needs(Perm.MANAGE_PROCESS)
def series_create(request: HttpRequest) -> HttpResponse:
    """Lập việc định kỳ."""
    asked = request.GET.get("task", "")
    tasks = Task.objects.visible_to(request.user).filter(series__isnull=True)
    source = get_object_or_404(tasks, pk=asked) if asked.isdecimal() else None
    first = {"starts_on": clock.today(), **(proposed(source) if source else {})}
    form = SeriesForm(request.POST or None, initial=first)
    if form.is_valid():
        form.instance.created_by, form.instance.source = request.user, source
        series = form.save()
        record("plans.series.created", series, by=request.user)
        acts.make_due_tasks(series_id=series.pk, today=clock.today(), calendar=calendar_for())
        return done(request, series, "Đã lập việc định kỳ; kỳ sắp đến hạn đã có nhiệm vụ.")
    context = {"title": "Lập việc định kỳ", "form": form, "save_label": "Lập việc định kỳ"}
    way = {"crumbs": [("Việc định kỳ", reverse("series_list"))], "back": reverse("series_list")}
    return page(request, "ui/form.html", {**context, **way})


class SeriesUpdate(UpdatePage):
    """Sửa việc định kỳ."""

    model, form = TaskSeries, SeriesForm
    permission = Perm.MANAGE_PROCESS
    title = "Sửa việc định kỳ"
    crumbs = CRUMBS
    message = "Đã lưu. Nhiệm vụ đã lập của các kỳ trước không thay đổi."

    def act(self, form: Any) -> TaskSeries:
        """Save and record."""
        series: TaskSeries = form.save()
        record("plans.series.edited", series, by=self.request.user)
        return series


@reads
@needs(Perm.ASSIGN_TASK)
def series_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Việc định kỳ."""
    series = _series(request, pk)
    runs = list(series.runs.order_by("-first_on")[:RUNS_SHOWN])
    tasks = Task.objects.visible_to(request.user).filter(series_run__in=runs).with_status().for_list()
    by_id = {task.pk: task for task in tasks}
    context = {
        "title": str(series),
        "crumbs": [("Việc định kỳ", reverse("series_list"))],
        "series": series,
        "runs": [(run, by_id.get(run.task_id)) for run in runs],
        "has_left": TaskSeries.objects.without_person().filter(pk=pk).exists(),
        "may_edit": request.user.has_perm(Perm.MANAGE_PROCESS),
    }
    return page(request, "plans/series_detail.html", context)


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def series_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Tạm dừng việc định kỳ."""
    series = acts.pause_series(series=_series(request, pk), by=request.user)
    return done(request, series, "Đã tạm dừng; nhiệm vụ đã lập vẫn còn.")


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def series_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiếp tục việc định kỳ."""
    series = acts.resume_series(series=_series(request, pk), by=request.user)
    return done(request, series, "Đã cho tiếp tục từ hôm nay.")


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def series_run_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập việc cho một kỳ bị lỡ."""
    run = get_object_or_404(SeriesRun.objects.visible_to(request.user), pk=pk)
    task = acts.make_noted_run(run=run, by=request.user)
    return done(request, task, "Đã lập nhiệm vụ cho kỳ này.")
