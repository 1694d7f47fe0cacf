"""How lists of plans and tasks are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lmhtx.access.templatetags.access import vang
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, DueColumn, HouseTable, NumberColumn, StateColumn
from lmhtx.ui.templatetags.ui import badge
from plans.enums import AssignmentRole, PlanState, TaskStatus
from plans.looks import STATUS_TONES
from plans.models import Plan, Process, ProcessTemplate, Task, TaskSeries, UrgingLetter, WeekSheet
from plans.queries.sheets import names_in, paper_of_task
from plans.templatetags.plans import due_note, han, leads, status_of, task_status


class PlanTable(HouseTable):
    """Plans and other papers that give tasks."""

    title = tables.Column(verbose_name="Văn bản", linkify=True)
    issued_on = DateColumn(verbose_name="Ngày ban hành")
    keeper = tables.Column(verbose_name="Theo dõi chung")
    total = NumberColumn(verbose_name="Nhiệm vụ")
    ours = NumberColumn(verbose_name="Của Liên minh")
    overdue = NumberColumn(verbose_name="Quá hạn")
    state = StateColumn(
        verbose_name="Trạng thái",
        tones={PlanState.ACTIVE: "info", PlanState.CLOSED: "done", PlanState.DRAFT: "soon"},
    )

    in_sheet: ClassVar[Any] = {
        "title": (
            SheetCell(of="title", width=70),
            SheetCell(of="number", heading="Số", width=10),
            SheetCell(of="symbol", heading="Ký hiệu"),
        ),
        "keeper": SheetCell(of="keeper__name", width=40),
    }

    class Meta(HouseTable.Meta):
        model = Plan
        fields: ClassVar[tuple[str, ...]] = (
            "title",
            "issued_on",
            "keeper",
            "total",
            "ours",
            "overdue",
            "state",
        )

    def render_title(self, record: Plan) -> SafeString:
        """Number and symbol over the title."""
        if not record.reference:
            return format_html('{} <span class="sub">chưa có số</span>', record.title)
        return format_html('{} <span class="sub">{}</span>', record.title, record.reference)


class TaskTable(HouseTable):
    """Tasks with where they stand."""

    text = tables.Column(verbose_name="Nhiệm vụ", linkify=True, orderable=False)
    leads = tables.Column(verbose_name="Chủ trì", empty_values=(), orderable=False)
    person = tables.Column(verbose_name="Người phụ trách", order_by="person__sort_name")
    due_on = DateColumn(verbose_name="Hạn", empty_values=(), order_by=("due_on", "id"))
    status = tables.Column(verbose_name="Tình trạng")
    percent = NumberColumn(verbose_name="Tiến độ")

    in_sheet: ClassVar[Any] = {
        "text": (
            SheetCell(of="text", width=70),
            SheetCell(of=paper_of_task(), heading="Văn bản", turn=lambda paper: paper or "Giao việc"),
            SheetCell(of="group", heading="Nhóm"),
            SheetCell(of="stt", heading="STT", width=8),
        ),
        "leads": SheetCell(of=names_in(AssignmentRole.LEAD), width=40),
        "person": SheetCell(of="person__full_name"),
        "due_on": (
            SheetCell(of="due_on", look=Look.DAY),
            SheetCell(
                of="due_time", heading="Giờ hạn", turn=lambda hour: f"{hour:%H:%M}" if hour else "", width=10
            ),
            SheetCell(of="deadline_text", heading="Thời hạn như in"),
        ),
        "status": SheetCell(of="status", turn={one.value: one.label for one in TaskStatus}.get),
        "percent": SheetCell(of="percent", look=Look.PERCENT),
    }

    class Meta(HouseTable.Meta):
        model = Task
        fields: ClassVar[tuple[str, ...]] = ("text", "leads", "person", "due_on", "status", "percent")

    def row_tone(self, record: Task) -> str | None:
        """Only what is late or hurries is coloured."""
        status = status_of(record)
        return STATUS_TONES[status] if status == TaskStatus.OVERDUE else None

    def render_text(self, record: Task) -> SafeString:
        """The task over the paper it comes from."""
        place = " · ".join(part for part in (record.group.split(".")[0], record.stt) if part)
        source = (record.plan.reference or record.plan.title) if record.plan else "Giao việc"
        short = record.text if len(record.text) <= 150 else f"{record.text[:147]}…"
        source = source if len(source) <= 50 else f"{source[:47]}…"
        return format_html(
            '{} <span class="sub">{}{}</span>', short, source, f" · mục {place}" if place else ""
        )

    def render_person(self, value: Any) -> SafeString:
        """The name, and that he is away."""
        return format_html("{}{}", value, vang(value))

    def render_leads(self, record: Task) -> SafeString:
        """Who leads."""
        return leads(record)

    def render_due_on(self, record: Task) -> SafeString:
        """The deadline and how far it is; the printed words where there is no day."""
        return format_html("{} {}", han(record), due_note(record))

    def render_status(self, record: Task) -> str:
        """Colour, drawing and word."""
        return task_status(record)

    def render_percent(self, value: Any) -> str:
        """The progress last accepted."""
        return f"{value} %"


class LetterTable(HouseTable):
    """Draft letters to agencies that are late."""

    agency = tables.Column(verbose_name="Gửi cơ quan", linkify=True)
    plan = tables.Column(verbose_name="Kế hoạch")
    late = NumberColumn(verbose_name="Nhiệm vụ quá hạn")
    drafted_on = DateColumn(verbose_name="Dự thảo ngày")

    in_sheet: ClassVar[Any] = {
        "agency": SheetCell(of="agency__name", width=50),
        "plan": SheetCell(of="plan__title", width=60),
    }

    class Meta(HouseTable.Meta):
        model = UrgingLetter
        fields: ClassVar[tuple[str, ...]] = ("agency", "plan", "late", "drafted_on")


class ProcessTable(HouseTable):
    """Running processes."""

    name = tables.Column(verbose_name="Quy trình", linkify=True)
    template = tables.Column(verbose_name="Theo mẫu")
    started_on = DateColumn(verbose_name="Bắt đầu")
    person = tables.Column(verbose_name="Người phụ trách", accessor="task__person", orderable=False)
    ended = NumberColumn(verbose_name="Bước đã xong")
    next_due_on = DueColumn(verbose_name="Bước đang mở đến hạn")

    class Meta(HouseTable.Meta):
        model = Process
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "template",
            "started_on",
            "person",
            "ended",
            "next_due_on",
        )

    def render_ended(self, record: Any) -> str:
        """How many of how many."""
        return f"{record.ended}/{record.total}"


class ProcessTemplateTable(HouseTable):
    """Standard processes."""

    title = tables.Column(verbose_name="Quy trình mẫu", linkify=True)
    unit = tables.Column(verbose_name="Đơn vị chủ trì")
    valid_from = DateColumn(verbose_name="Áp dụng từ")
    version = NumberColumn(verbose_name="Lần sửa")
    is_active = tables.Column(verbose_name="Đang dùng")

    class Meta(HouseTable.Meta):
        model = ProcessTemplate
        fields: ClassVar[tuple[str, ...]] = ("title", "unit", "valid_from", "version", "is_active")

    def render_is_active(self, value: Any) -> str:
        """In a word."""
        return "có" if value else "không"


class SeriesTable(HouseTable):
    """Repeating tasks."""

    text = tables.Column(verbose_name="Việc", linkify=True)
    when = tables.Column(verbose_name="Khi nào", orderable=False)
    unit = tables.Column(verbose_name="Đơn vị thực hiện")
    person = tables.Column(verbose_name="Người phụ trách", order_by="person__sort_name")
    ends_on = DateColumn(verbose_name="Đến hết ngày")
    paused_at = tables.Column(verbose_name="Tình trạng", empty_values=(), orderable=False)

    class Meta(HouseTable.Meta):
        model = TaskSeries
        fields: ClassVar[tuple[str, ...]] = ("text", "when", "unit", "person", "ends_on", "paused_at")

    def render_paused_at(self, record: TaskSeries) -> str:
        """Whether it still makes tasks."""
        if record.paused_at is not None:
            return badge("Tạm dừng", "grey")
        is_over = record.ends_on is not None and record.ends_on < clock.today()
        return badge("Đã hết", "done") if is_over else badge("Đang lặp", "info")


class WeekSheetTable(HouseTable):
    """Week sheets, the newest of each week and unit."""

    week_on = DateColumn(verbose_name="Tuần từ ngày", linkify=True)
    unit = tables.Column(verbose_name="Của", default="Toàn Liên minh", linkify=False)
    created_at = tables.DateTimeColumn(verbose_name="Lập lúc", format="H:i d/m/Y")

    class Meta(HouseTable.Meta):
        model = WeekSheet
        fields: ClassVar[tuple[str, ...]] = ("week_on", "unit", "created_at")
