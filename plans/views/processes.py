"""Standard processes: the templates with their steps, starting one, following it."""

from __future__ import annotations

from datetime import date
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
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage
from plans.access import Perm
from plans.actions import processes as acts
from plans.actions.process_seeding import bring_templates
from plans.filters import ProcessFilter, ProcessTemplateFilter
from plans.forms.processes import ProcessStartForm, ProcessTemplateForm, SkipForm, StepForm
from plans.models import Process, ProcessStep, ProcessTemplate, StepTask
from plans.queries.processes import progress_of, with_progress
from plans.tables import ProcessTable, ProcessTemplateTable
from plans.views.tasks import find_task

CRUMBS = (("Quy trình", "process_list"), ("Quy trình mẫu", "process_template_list"))


class ProcessList(ListPage):
    """Quy trình đang chạy."""

    model, table, filterset = Process, ProcessTable, ProcessFilter
    permission = Perm.VIEW_PLAN
    title = "Quy trình"
    button = Button(
        "Bắt đầu từ quy trình mẫu", "process_template_list", permission=Perm.ASSIGN_TASK, icon="play"
    )
    default_order = "-started_on"
    empty = "Chưa có quy trình nào được bắt đầu"

    def queryset(self) -> Any:
        """With how far each one is."""
        return with_progress(super().queryset())


class ProcessTemplateList(ListPage):
    """Quy trình mẫu."""

    model, table, filterset = ProcessTemplate, ProcessTemplateTable, ProcessTemplateFilter
    template = "plans/process_template_list.html"
    permission = Perm.ASSIGN_TASK
    title = "Quy trình mẫu"
    crumbs = CRUMBS[:1]
    button = Button("Lập quy trình mẫu", "process_template_create", permission=Perm.MANAGE_PROCESS)
    empty = "Chưa có quy trình mẫu nào"

    def queryset(self) -> Any:
        """With the unit of each."""
        return super().queryset().select_related("unit")


class ProcessTemplateCreate(CreatePage):
    """Lập quy trình mẫu."""

    model, form = ProcessTemplate, ProcessTemplateForm
    permission = Perm.MANAGE_PROCESS
    title = "Lập quy trình mẫu"
    crumbs = CRUMBS
    message = "Đã lập quy trình mẫu. Bây giờ hãy thêm các bước."

    def act(self, form: Any) -> ProcessTemplate:
        """Save, signed and recorded."""
        form.instance.created_by = self.request.user
        template: ProcessTemplate = form.save()
        record("plans.process_template.created", template, by=self.request.user)
        return template


class ProcessTemplateUpdate(UpdatePage):
    """Sửa quy trình mẫu."""

    model, form = ProcessTemplate, ProcessTemplateForm
    permission = Perm.MANAGE_PROCESS
    title = "Sửa quy trình mẫu"
    crumbs = CRUMBS

    def act(self, form: Any) -> ProcessTemplate:
        """Save and record."""
        template: ProcessTemplate = form.save()
        record("plans.process_template.edited", template, by=self.request.user)
        return template


def _crumbs(template: ProcessTemplate | None = None) -> list[tuple[str, str]]:
    way = [(words, reverse(name)) for words, name in CRUMBS]
    return [*way, (template.title, template.get_absolute_url())] if template else way


def _template(request: HttpRequest, pk: int) -> ProcessTemplate:
    return get_object_or_404(ProcessTemplate.objects.visible_to(request.user).select_related("unit"), pk=pk)


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def process_templates_bring(request: HttpRequest) -> HttpResponse:
    """Nạp các quy trình mẫu có sẵn."""
    brought = bring_templates(by=request.user)
    return done(
        request, "process_template_list", f"Đã nạp {len(brought)} quy trình mẫu; hãy sửa cho đúng lệ cơ quan."
    )


@reads
@needs(Perm.ASSIGN_TASK)
def process_template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Quy trình mẫu."""
    template = _template(request, pk)
    context = {
        "title": template.title,
        "crumbs": _crumbs(),
        "template": template,
        "steps": list(template.steps.select_related("lead_unit", "after").order_by("position")),
        "may_edit": request.user.has_perm(Perm.MANAGE_PROCESS),
        "runs": with_progress(Process.objects.visible_to(request.user).filter(template=template))[:10],
    }
    return page(request, "plans/process_template_detail.html", context)


@writes
@needs(Perm.MANAGE_PROCESS)
def step_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm bước."""
    template = _template(request, pk)
    return _step_page(request, ProcessStep(template=template, position=0), title="Thêm bước")


@writes
@needs(Perm.MANAGE_PROCESS)
def step_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa bước."""
    return _step_page(request, _step(request, pk), title="Sửa bước")


def _step(request: HttpRequest, pk: int) -> ProcessStep:
    found = ProcessStep.objects.visible_to(request.user).select_related("template", "after")
    return get_object_or_404(found, pk=pk)


def _step_page(request: HttpRequest, step: ProcessStep, *, title: str) -> HttpResponse:
    form = StepForm(request.POST or None, instance=step)
    if form.is_valid():
        acts.save_step(step=form.save(commit=False), by=request.user)
        return done(request, step.template, "Đã lưu bước.")
    context = {"title": title, "crumbs": _crumbs(step.template), "form": form, "save_label": "Lưu bước"}
    return page(request, "ui/form.html", {**context, "back": step.template.get_absolute_url()})


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def step_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Đổi chỗ bước."""
    step = _step(request, pk)
    direction = acts.UP if request.POST.get("way") == "up" else acts.DOWN
    acts.move_step(step=step, by=request.user, direction=direction)
    return done(request, f"{step.template.get_absolute_url()}#buoc-{pk}", "Đã đổi chỗ bước.")


@writes(post_only=True)
@needs(Perm.MANAGE_PROCESS)
def step_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ bước."""
    step = _step(request, pk)
    acts.remove_step(step=step, by=request.user)
    return done(request, step.template, "Đã bỏ bước.")


@writes
@needs(Perm.ASSIGN_TASK)
def process_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Bắt đầu quy trình."""
    template = _template(request, pk)
    asked = request.POST or (request.GET if "started_on" in request.GET else None)
    first = {"title": f"{template.title} {clock.today().year}", "started_on": clock.today()}
    form = ProcessStartForm(asked, user=request.user, initial=first)
    if form.is_valid() and request.method == "POST":
        process = acts.start_process(
            template=template, by=request.user, start=acts.Start(**form.cleaned_data)
        )
        return done(request, process, "Đã bắt đầu quy trình; các bước đầu đã được báo cho người thực hiện.")
    day = form.cleaned_data["started_on"] if form.is_bound and form.is_valid() else clock.today()
    days = _preview(template, day)
    context = {
        "title": f"Bắt đầu: {template}",
        "crumbs": _crumbs(template),
        "form": form,
        "template": template,
    }
    return page(request, "plans/process_start.html", {**context, "days": days, "started_on": day})


def _preview(template: ProcessTemplate, day: date) -> Any:
    """Each step with its day, were the process started on that day."""
    steps = list(template.steps.select_related("lead_unit", "after").order_by("position"))
    return acts.planned_days(steps, day, calendar_for())


@reads
@needs(Perm.VIEW_PLAN)
def process_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Quy trình đang chạy."""
    found = Process.objects.visible_to(request.user).select_related("template", "task__person", "created_by")
    process = get_object_or_404(with_progress(found), pk=pk)
    context = {
        "title": str(process),
        "crumbs": _crumbs()[:1],
        "process": process,
        "rows": progress_of(process),
        "may_change": request.user.has_perm(Perm.CHANGE_TASK, process.task),
    }
    return page(request, "plans/process_detail.html", context)


@writes
@needs(Perm.CHANGE_TASK)
def process_step_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ qua một bước."""
    found = StepTask.objects.visible_to(request.user).select_related("process__task", "task")
    step = get_object_or_404(found, pk=pk)
    find_task(request, step.process.task_id, Perm.CHANGE_TASK)
    form = SkipForm(request.POST or None)
    if form.is_valid():
        acts.skip_step(step=step, by=request.user, reason=form.cleaned_data["reason"])
        return done(request, step.process, "Đã bỏ qua bước này.")
    crumbs = [*_crumbs()[:1], (str(step.process), step.process.get_absolute_url())]
    context = {
        "title": f"Bỏ qua bước: {step.task}",
        "crumbs": crumbs,
        "form": form,
        "save_label": "Bỏ qua bước",
    }
    return page(request, "ui/form.html", {**context, "back": step.process.get_absolute_url()})
