"""Django's own change list of tasks, with the columns of the portal's list: the baseline of the lists."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import path

from lmhtx.urls import urlpatterns as portal
from plans.enums import AssignmentRole, TaskStatus
from plans.models import Task


class OpenSite(AdminSite):
    """An admin that lets everyone in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever is signed in."""
        return request.user.is_authenticated


class TaskAdmin(ModelAdmin):
    """The same columns, joins and filters; rows a page, counts and order as Django and the model have them."""

    list_display = ("text", "leads", "person", "due_on", "status", "percent")
    search_fields = ("text", "product", "stt")
    list_filter: ClassVar[tuple[str, ...]] = ("hold", "plan", "person", "followed_by")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what each row shows."""
        return super().get_queryset(request).with_status().for_list()

    def leads(self, task: Task) -> str:
        """Who leads."""
        return "; ".join(str(a.agency) for a in task.assignments.all() if a.role == AssignmentRole.LEAD)

    def status(self, task: Any) -> str:
        """Where it stands."""
        return str(TaskStatus(task.status).label)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Everyone looks."""
        return True

    has_change_permission = has_module_permission = has_view_permission


site = OpenSite(name="admin")
site.register(Task, TaskAdmin)
urlpatterns = [path("do-bang-admin/", site.urls), *portal]
