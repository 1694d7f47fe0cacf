"""How lists of plans and tasks are searched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.filters import DayFilter, HouseFilterSet
from plans.enums import PlanKind, PlanState, Rhythm, TaskStatus
from plans.models import Plan, Process, ProcessTemplate, Task, TaskSeries, WeekSheet

SCOPES = (
    ("ours", "Việc của Liên minh"),
    ("mine", "Việc của tôi"),
    ("unit", "Việc của đơn vị tôi"),
    ("followed", "Theo dõi cơ quan khác"),
    ("group", "Việc chung gọi cả nhóm cơ quan"),
)


class OneFilter(django_filters.ModelChoiceFilter):
    """One thing out of many, found by typing without accents."""

    field_class = PickerField


class PlanFilter(HouseFilterSet):
    """Filters of the list of plans."""

    search_in = ("folded",)
    kind = django_filters.ChoiceFilter(label="Loại văn bản", choices=PlanKind.choices())
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=PlanState.choices())
    keeper = OneFilter(
        label="Cơ quan theo dõi",
        queryset=lambda _: Agency.objects.filter(kept_plans__isnull=False).distinct(),
    )

    class Meta:
        model = Plan
        fields: ClassVar[list[str]] = []


class TaskFilter(HouseFilterSet):
    """Filters of the list of tasks."""

    search_in = ("folded",)
    scope = django_filters.ChoiceFilter(
        label="Phạm vi", choices=SCOPES, method="within", empty_label="Tất cả"
    )
    status = django_filters.MultipleChoiceFilter(
        label="Tình trạng", choices=TaskStatus.choices(), method="in_status"
    )
    plan = OneFilter(label="Kế hoạch", queryset=lambda request: Plan.objects.visible_to(request.user))
    lead = OneFilter(label="Chủ trì", queryset=lambda _: Agency.objects.all(), method="led_by")
    unit = OneFilter(
        label="Đơn vị đầu mối",
        field_name="followed_by",
        queryset=lambda _: Agency.objects.filter(kind__in=("unit",)),
    )
    person = OneFilter(
        label="Người phụ trách", queryset=lambda request: User.objects.visible_to(request.user)
    )
    due_from = DayFilter(label="Hạn từ ngày", field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label="Hạn đến ngày", field_name="due_on", lookup_expr="lte")
    moved = django_filters.BooleanFilter(label="Đã đổi hạn", method="has_moved")

    class Meta:
        model = Task
        fields: ClassVar[list[str]] = []

    def within(self, rows: Any, name: str, value: str) -> QuerySet[Task]:
        """One of the ready-made cuts."""
        del name
        user = self.request.user
        if value == "ours":
            return rows.ours()
        if value == "mine":
            return rows.held_by(user)
        if value == "unit":
            return rows.of_units(user.agency_ids)
        if value == "group":
            return rows.through_group(on=clock.today())
        return rows.exclude(pk__in=Task.objects.ours().values("pk"))

    def in_status(self, rows: Any, name: str, value: list[str]) -> QuerySet[Task]:
        """Those that stand in one of the chosen statuses."""
        del name
        return rows.in_status(value)

    def led_by(self, rows: Any, name: str, value: Agency) -> QuerySet[Task]:
        """Those that the agency leads."""
        del name
        return rows.led_by(value.pk)

    def has_moved(self, rows: Any, name: str, value: bool) -> QuerySet[Task]:  # noqa: FBT001 - django-filter's signature
        """Those whose deadline is no longer the first one."""
        del name
        return rows.moved() if value else rows


class ProcessFilter(HouseFilterSet):
    """Filters of the list of running processes."""

    search_in = ("task__folded",)
    running = django_filters.BooleanFilter(label="Đang chạy", method="is_running")
    template = OneFilter(
        label="Quy trình mẫu", queryset=lambda request: ProcessTemplate.objects.visible_to(request.user)
    )

    class Meta:
        model = Process
        fields: ClassVar[list[str]] = []

    def is_running(self, rows: Any, name: str, value: bool) -> QuerySet[Process]:  # noqa: FBT001 - django-filter's signature
        """Those not ended as a whole, or those that are."""
        del name
        going = Process.objects.running().values("pk")
        return rows.filter(pk__in=going) if value else rows.exclude(pk__in=going)


class ProcessTemplateFilter(HouseFilterSet):
    """Filters of the list of templates."""

    search_in = ("folded",)
    is_active = django_filters.BooleanFilter(label="Đang dùng")

    class Meta:
        model = ProcessTemplate
        fields: ClassVar[list[str]] = []


class SeriesFilter(HouseFilterSet):
    """Filters of the list of repeating tasks."""

    search_in = ("folded",)
    rhythm = django_filters.ChoiceFilter(label="Nhịp", choices=Rhythm.choices())
    running = django_filters.BooleanFilter(label="Đang lặp", method="is_running")
    unit = OneFilter(label="Đơn vị thực hiện", queryset=lambda _: Agency.objects.filter(kind="unit"))

    class Meta:
        model = TaskSeries
        fields: ClassVar[list[str]] = []

    def is_running(self, rows: Any, name: str, value: bool) -> QuerySet[TaskSeries]:  # noqa: FBT001 - django-filter's signature
        """Those that still make tasks, or those that do not."""
        del name
        going = TaskSeries.objects.running().values("pk")
        return rows.filter(pk__in=going) if value else rows.exclude(pk__in=going)


class WeekSheetFilter(HouseFilterSet):
    """Filters of the list of week sheets."""

    search_in = ("unit__folded",)
    unit = OneFilter(label="Đơn vị", queryset=lambda _: Agency.objects.units())
    from_on = DayFilter(label="Tuần từ ngày", field_name="week_on", lookup_expr="gte")

    class Meta:
        model = WeekSheet
        fields: ClassVar[list[str]] = []


def coming(days: int) -> str:
    """The query of what is open and falls due within so many days."""
    today = clock.today()
    until = today + timedelta(days=days)
    return (
        f"due_from={today:%d/%m/%Y}&due_to={until:%d/%m/%Y}&status=not_due&status=running&status=continuous"
    )
