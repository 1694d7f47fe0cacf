"""How classes and learners are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.training import LearnerKind, Topic
from cooperatives.models import Learner, TrainingClass
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, MoneyColumn, NumberColumn


class TrainingTable(HouseTable):
    """Classes."""

    title = tables.Column(verbose_name="Lớp", linkify=True, order_by=("title", "id"))
    topic = tables.Column(verbose_name="Chủ đề")
    starts_on = DateColumn(verbose_name="Từ ngày")
    ends_on = DateColumn(verbose_name="Đến ngày")
    enrolled = NumberColumn(verbose_name="Học viên", orderable=False)
    attendances = NumberColumn(verbose_name="Lượt buổi học", orderable=False)
    passed_count = NumberColumn(verbose_name="Đạt", orderable=False)
    budget_vnd = MoneyColumn(verbose_name="Kinh phí")

    in_sheet: ClassVar[Any] = {"topic": SheetCell(of="topic", turn=dict(Topic.choices()).get)}

    class Meta(HouseTable.Meta):
        model = TrainingClass
        fields: ClassVar[tuple[str, ...]] = (
            "title",
            "topic",
            "starts_on",
            "ends_on",
            "enrolled",
            "attendances",
            "passed_count",
            "budget_vnd",
        )


class LearnerTable(HouseTable):
    """Learners."""

    full_name = tables.Column(verbose_name="Học viên", order_by=("full_name", "id"))
    birth_year = tables.Column(verbose_name="Năm sinh")
    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    training = tables.Column(verbose_name="Lớp", order_by=("training__title", "id"))
    kind = tables.Column(verbose_name="Đối tượng")
    session_count = NumberColumn(verbose_name="Số buổi")
    score = NumberColumn(verbose_name="Điểm")
    passed = tables.Column(verbose_name="Kiểm tra", order_by=("passed", "id"))
    certificate = tables.Column(verbose_name="Chứng nhận")

    in_sheet: ClassVar[Any] = {
        "cooperative": SheetCell(of="cooperative__name", width=50),
        "training": SheetCell(of="training__title", width=50),
        "kind": SheetCell(of="kind", turn=dict(LearnerKind.choices()).get),
        "score": SheetCell(of="score", look=Look.NUMBER),
        "passed": SheetCell(of="passed", turn=lambda value: {True: "Đạt", False: "Không đạt"}.get(value, "")),
    }

    class Meta(HouseTable.Meta):
        model = Learner
        fields: ClassVar[tuple[str, ...]] = (
            "full_name",
            "birth_year",
            "cooperative",
            "training",
            "kind",
            "session_count",
            "score",
            "passed",
            "certificate",
        )

    def render_training(self, record: Learner) -> SafeString:
        """The class as a link."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.training.title)

    def render_birth_year(self, value: int) -> str:
        """A year has no dot."""
        return str(value)

    def render_passed(self, *, value: bool) -> str:
        """In a word."""
        return "Đạt" if value else "Không đạt"
