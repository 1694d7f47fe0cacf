"""Tasks: the list, one task, and what is done with it by those who give it out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage
from lmhtx.ui.panels import panels_of
from plans.access import Perm
from plans.actions import tasks as acts
from plans.actions.changes import change_tasks
from plans.filters import TaskFilter
from plans.forms.reports import OrderForm
from plans.forms.tasks import (
    CheckPointForm,
    CheckPointsForm,
    CommentForm,
    GiveTaskForm,
    InChargeForm,
    QuickTaskForm,
    staff,
)
from plans.models import CheckPoint, Task
from plans.queries.quick import read_quick
from plans.queries.tasks import may_put_in_charge, page_facts, task_for_page
from plans.tables import TaskTable
from plans.templatetags.plans import leads

UNDONE = ("overdue", "awaiting", "running", "not_due", "continuous", "undated")
WORK = ("text", "due_on", "due_time", "counted_days", "product", "is_urgent", "leads")


class TaskList(ListPage):
    """Nhiệm vụ."""

    model, table, filterset = Task, TaskTable, TaskFilter
    permission = Perm.VIEW_PLAN
    title = "Nhiệm vụ"
    button = Button("Giao việc", "task_give", permission=Perm.ASSIGN_TASK)
    bulk_template = "plans/_task_bulk.html"
    default_order = "due_on"
    empty = "Chưa có nhiệm vụ nào trong phạm vi của anh/chị"
    offered_views = (
        ("Chưa xong", "&".join(f"status={status}" for status in sorted(UNDONE))),
        ("Việc của Liên minh", "scope=ours"),
        ("Việc của đơn vị tôi", "scope=unit"),
        ("Quá hạn", "status=overdue"),
        ("Chờ xác nhận", "status=awaiting"),
        ("Theo dõi cơ quan khác", "scope=followed"),
    )

    def queryset(self) -> Any:
        """With what each row shows."""
        return super().queryset().with_status().for_list()

    def may_bulk(self) -> bool:
        """Only those who may change tasks tick rows."""
        return self.request.user.has_perm(Perm.CHANGE_TASK)


def find_task(request: HttpRequest, pk: int, permission: str = "") -> Task:
    """The task of the address: 404 when out of sight or not this person's to act on."""
    task = get_object_or_404(task_for_page(request.user, pk))
    if permission and not request.user.has_perm(permission, task):
        raise Http404
    return task


def crumbs_of(task: Task) -> list[tuple[str, str]]:
    """The way to a task's page."""
    way = [("Nhiệm vụ", reverse("task_list"))]
    if task.plan is not None:
        way = [
            ("Kế hoạch", reverse("plan_list")),
            (str(task.plan.reference or task.plan.title), task.plan.get_absolute_url()),
        ]
    return way


@reads
@needs(Perm.VIEW_PLAN)
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhiệm vụ."""
    task = find_task(request, pk)
    context = {
        **page_facts(task, user=request.user),
        "title": str(task),
        "crumbs": crumbs_of(task),
        "comment_form": CommentForm(),
        "object": task,
        "panels": panels_of(task, request.user),
    }
    return page(request, "plans/task_detail.html", context)


@writes
@needs(Perm.ASSIGN_TASK)
def task_give(request: HttpRequest) -> HttpResponse:
    """Giao việc."""
    form = GiveTaskForm(request.POST or None, user=request.user, initial=_from_line(request))
    if form.is_valid():
        task = acts.give_task(by=request.user, **_given(form, request.user))
        return done(request, task, f"Đã giao việc cho {task.person or leads(task)}.")
    quick = QuickTaskForm(request.GET if "line" in request.GET else None)
    read = read_quick(request.GET["line"], people=staff()) if request.GET.get("line") else None
    context = {"title": "Giao việc", "form": form, "quick": quick, "read": read}
    return page(request, "plans/task_give.html", context)


def _given(form: GiveTaskForm, giver: Any) -> dict[str, Any]:
    """The form as the act takes it; where nobody is named, the giver's own unit is the focal point."""
    data = form.cleaned_data
    work = acts.Work(**{key: data[key] for key in WORK})
    own = {key: data[key] for key in ("person", "helpers", "plan")}
    return {"work": work, "unit": acts.unit_of(data["person"] or giver), **own}


def _from_line(request: HttpRequest) -> dict[str, Any]:
    """What a typed line fills into the form, where it is clear."""
    if request.method != "GET" or not request.GET.get("line"):
        return {}
    read = read_quick(request.GET["line"], people=staff())
    clear = [person.found[0].pk for person in read.people if person.is_clear]
    first = read.people[0].found[0].pk if read.people and read.people[0].is_clear else None
    helpers = [pk for pk in clear if pk != first]
    hour = f"{read.due_time:%H:%M}" if read.due_time else ""
    return {"text": read.text, "person": first, "helpers": helpers, "due_on": read.due_on, "due_time": hour}


@writes
@needs(Perm.ASSIGN_TASK)
def task_put_in_charge(request: HttpRequest, pk: int) -> HttpResponse:
    """Phân công người phụ trách."""
    task = find_task(request, pk)
    if not may_put_in_charge(request.user, task):
        raise Http404
    form = InChargeForm(request.POST or None, task=task)
    if form.is_valid():
        acts.put_in_charge(task=task, by=request.user, **form.cleaned_data)
        return done(request, task, "Đã phân công.")
    return task_form(request, task, form, title="Phân công người phụ trách", save="Phân công")


def task_form(
    request: HttpRequest, task: Task, form: Any, *, title: str, save: str, **extra: Any
) -> HttpResponse:
    """A page with one form about a task."""
    crumbs = [*crumbs_of(task), (str(task), task.get_absolute_url())]
    context = {"title": title, "crumbs": crumbs, "task": task, "form": form, "save_label": save}
    return page(request, "plans/task_form.html", {**context, "back": task.get_absolute_url(), **extra})


@writes(post_only=True)
@needs(Perm.CHANGE_TASK)
def task_expand(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao từng cơ quan."""
    task = find_task(request, pk, Perm.CHANGE_TASK)
    children = acts.expand_group(task=task, by=request.user)
    return done(request, task, f"Đã giao cho {len(children)} cơ quan.")


@writes(post_only=True)
@needs(Perm.COMMENT_TASK)
def task_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Trao đổi."""
    task = find_task(request, pk, Perm.COMMENT_TASK)
    form = CommentForm(request.POST)
    if form.is_valid():
        acts.comment_task(task=task, by=request.user, text=form.cleaned_data["text"])
        return done(request, f"{task.get_absolute_url()}#trao-doi", "Đã gửi trao đổi.")
    return task_form(request, task, form, title="Trao đổi", save="Gửi")


@writes
@needs(Perm.CHANGE_TASK)
def task_change(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Điều chỉnh theo chỉ đạo."""
    tasks = _ticked(request, pk)
    has_form = "said_by" in request.POST
    form = OrderForm(request.POST if has_form else None, tasks=tasks, user=request.user)
    if has_form and form.is_valid():
        change_tasks(tasks=tasks, by=request.user, order=form.order())
        target = tasks[0] if len(tasks) == 1 else "task_list"
        return done(request, target, f"Đã điều chỉnh {len(tasks)} nhiệm vụ.")
    context = {"title": "Điều chỉnh theo chỉ đạo", "form": form, "tasks": tasks}
    return page(request, "plans/task_change.html", context)


def _ticked(request: HttpRequest, pk: int | None) -> list[Task]:
    ids = (
        [pk]
        if pk
        else [
            int(one) for one in request.POST.getlist("ids") or request.GET.getlist("ids") if one.isdecimal()
        ]
    )
    tasks = list(Task.objects.visible_to(request.user).for_list().filter(pk__in=ids[:500]))
    if not tasks or not all(request.user.has_perm(Perm.CHANGE_TASK, task) for task in tasks):
        raise Http404
    return tasks


@writes
@needs(Perm.TELL_CHECK_POINT)
def check_point_tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo tình hình tại mốc kiểm tra."""
    point = get_object_or_404(
        CheckPoint.objects.filter(task__in=Task.objects.visible_to(request.user)), pk=pk
    )
    task = find_task(request, point.task_id, Perm.TELL_CHECK_POINT)
    form = CheckPointForm(request.POST or None)
    if form.is_valid():
        acts.tell_check_point(point=point, by=request.user, line=form.cleaned_data["line"])
        return done(request, task, "Đã báo tình hình.")
    title = f"Tình hình đến {point.on:%d/%m/%Y}"
    return task_form(request, task, form, title=title, save="Báo tình hình")


@writes
@needs(Perm.TELL_CHECK_POINT)
def check_points_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Đặt các mốc kiểm tra."""
    task = find_task(request, pk)
    if not (
        request.user.has_perm(Perm.TELL_CHECK_POINT, task) or request.user.has_perm(Perm.CHANGE_TASK, task)
    ):
        raise Http404
    days = "\n".join(f"{point.on:%d/%m/%Y}" for point in task.check_points.all() if point.told_at is None)
    form = CheckPointsForm(request.POST or None, initial={"days": days})
    if form.is_valid():
        acts.set_check_points(task=task, by=request.user, days=form.cleaned_data["days"])
        return done(request, task, "Đã đặt mốc kiểm tra.")
    return task_form(request, task, form, title="Mốc kiểm tra", save="Lưu mốc")
