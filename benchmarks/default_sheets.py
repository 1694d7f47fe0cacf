"""The same work by django-import-export as its documentation shows it: the baseline, fair in columns and joins."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from import_export import fields, resources
from import_export.formats.base_formats import XLSX
from import_export.widgets import DateWidget, ForeignKeyWidget

from lmhtx.directory.models import Agency
from plans.enums import AssignmentRole, TaskStatus
from plans.models import Task
from plans.queries.sheets import names_in


class TaskResource(resources.ModelResource):
    """The columns of the list of tasks."""

    paper = fields.Field(column_name="Văn bản")
    leads = fields.Field(column_name="Chủ trì")
    person = fields.Field(column_name="Người phụ trách")
    status = fields.Field(column_name="Tình trạng")

    class Meta:
        model = Task
        fields: ClassVar[Any] = (
            "text", "paper", "group", "stt", "leads", "person", "due_on", "due_time", "deadline_text", "status",
            "percent",
        )  # fmt: skip

    def dehydrate_paper(self, task: Task) -> str:
        """Number and symbol, else the title."""
        return (task.plan.reference or task.plan.title) if task.plan else "Giao việc"

    def dehydrate_leads(self, task: Any) -> str:
        """As annotated."""
        return task.led_by or ""

    def dehydrate_person(self, task: Task) -> str:
        """As joined."""
        return task.person.full_name if task.person else ""

    def dehydrate_status(self, task: Any) -> str:
        """As annotated."""
        return TaskStatus(task.status).label


class AgencyResource(resources.ModelResource):
    """The columns of the template for outside agencies."""

    name = fields.Field("name", "Tên")
    short_name = fields.Field("short_name", "Tên ngắn")
    parent = fields.Field("parent", "Trực thuộc", ForeignKeyWidget(Agency, "name"))
    valid_from = fields.Field("valid_from", "Từ ngày", DateWidget("%d/%m/%Y"))
    phone = fields.Field("phone", "Điện thoại")
    email = fields.Field("email", "Thư điện tử")
    note = fields.Field("note", "Ghi chú")

    class Meta:
        model = Agency
        fields: ClassVar[Any] = ("name", "short_name", "parent", "valid_from", "phone", "email", "note")
        import_id_fields: ClassVar[Any] = ("name",)
        clean_model_instances = True

    def init_instance(self, row: Any = None) -> Agency:
        """What the template leaves out."""
        return Agency(kind="outside")


def export_tasks(path: Path) -> None:
    """All tasks with their joins, as văn thư sees them.

    Leads come from the database as ours do: with a prefetch the package pages by offset, a hundred rows at a time,
    which takes more than twenty minutes here and would flatter us.
    """
    rows = Task.objects.with_status().select_related("plan", "person").order_by("due_on")
    rows = rows.annotate(led_by=names_in(AssignmentRole.LEAD))
    data = TaskResource().export(rows)
    path.write_bytes(XLSX().export_data(data))


def import_agencies(path: Path) -> int:
    """All rows with validation; how many were new."""
    data = XLSX().create_dataset(path.read_bytes())
    result = AgencyResource().import_data(data, dry_run=False, raise_errors=True, use_transactions=False)
    return int(result.totals["new"])
