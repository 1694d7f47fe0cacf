"""How registers of reports are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lmhtx.reports.enums import RunState
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.ui.tables import DateColumn, HouseTable, NumberColumn, StateColumn

TONES = {
    RunState.DRAFT: "info",
    RunState.SUBMITTED: "soon",
    RunState.CHECKED: "soon",
    RunState.ISSUED: "done",
}
ALL_PLANS = "Tất cả kế hoạch"


class RunTable(HouseTable):
    """Periodic reports, the latest close first."""

    title = tables.Column(verbose_name="Báo cáo", linkify=True)
    last_on = DateColumn(verbose_name="Số liệu đến")
    state = StateColumn(verbose_name="Trạng thái", tones=TONES)
    created_by = tables.Column(verbose_name="Người lập", empty_values=())
    issued_at = DateColumn(verbose_name="Ban hành")

    class Meta(HouseTable.Meta):
        model = ReportRun
        fields: ClassVar[tuple[str, ...]] = ("title", "last_on", "state", "created_by", "issued_at")

    def render_title(self, record: ReportRun) -> SafeString:
        """The report over what it is about."""
        return format_html('{} <span class="sub">{}</span>', str(record), record.subject_label or ALL_PLANS)

    def render_created_by(self, value: Any) -> str:
        """Whoever built it."""
        return str(value) if value else "Hệ thống"


class ScheduleTable(HouseTable):
    """Which reports are drafted by themselves."""

    subject_label = tables.Column(verbose_name="Báo cáo về", linkify=True, empty_values=())
    span = tables.Column(verbose_name="Kỳ")
    window = tables.Column(verbose_name="Cách chốt số liệu")
    offset_days = NumberColumn(verbose_name="Sau ngày chốt (ngày)")
    valid_from = DateColumn(verbose_name="Từ ngày")
    valid_to = DateColumn(verbose_name="Đến ngày")

    class Meta(HouseTable.Meta):
        model = ReportSchedule
        fields: ClassVar[tuple[str, ...]] = (
            *("subject_label", "span", "window", "offset_days", "valid_from", "valid_to"),
        )

    def render_subject_label(self, value: str) -> str:
        """The plan, or all of them."""
        return value or ALL_PLANS
