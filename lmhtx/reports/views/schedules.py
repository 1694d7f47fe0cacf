"""The register of reports that are drafted by themselves."""

from __future__ import annotations

from typing import Any

from lmhtx.audit.actions import record
from lmhtx.reports.access import Perm
from lmhtx.reports.filters import ScheduleFilter
from lmhtx.reports.forms import ScheduleForm
from lmhtx.reports.models import ReportSchedule
from lmhtx.reports.tables import ScheduleTable
from lmhtx.ui.pages import Button, CreatePage, DeletePage, ListPage, UpdatePage

CRUMBS = (("Báo cáo", "report_run_list"), ("Lịch báo cáo", "report_schedule_list"))


class ReportScheduleList(ListPage):
    """Lịch báo cáo."""

    model, table, filterset = ReportSchedule, ScheduleTable, ScheduleFilter
    permission = Perm.VIEW_RUN
    title = "Lịch báo cáo"
    crumbs = CRUMBS[:1]
    button = Button(
        "Thêm lịch", "report_schedule_create", permission=Perm.EDIT_SCHEDULE, icon="calendar-plus"
    )
    empty = "Chưa có lịch báo cáo nào"


class ReportScheduleCreate(CreatePage):
    """Thêm lịch báo cáo."""

    model, form = ReportSchedule, ScheduleForm
    permission = Perm.EDIT_SCHEDULE
    title = "Thêm lịch báo cáo"
    crumbs = CRUMBS
    message = "Đã thêm lịch báo cáo. Dự thảo sẽ tự lập sau mỗi ngày chốt."

    def form_options(self) -> dict[str, Any]:
        """The plans this person sees."""
        return {"user": self.request.user}

    def address(self, thing: Any) -> str:
        """Back to the register."""
        del thing
        return self.page_crumbs()[-1][1]

    def act(self, form: Any) -> ReportSchedule:
        """Save, signed and recorded."""
        form.instance.created_by = self.request.user
        schedule: ReportSchedule = form.save()
        record("reports.schedule.added", schedule, by=self.request.user)
        return schedule


class ReportScheduleUpdate(UpdatePage):
    """Sửa lịch báo cáo."""

    model, form = ReportSchedule, ScheduleForm
    template = "reports/schedule_form.html"
    permission = Perm.EDIT_SCHEDULE
    title = "Sửa lịch báo cáo"
    crumbs = CRUMBS

    def form_options(self) -> dict[str, Any]:
        """The plans this person sees."""
        return {"user": self.request.user}

    def address(self, thing: Any) -> str:
        """Back to the register."""
        del thing
        return self.page_crumbs()[-1][1]

    def act(self, form: Any) -> ReportSchedule:
        """Save and record."""
        schedule: ReportSchedule = form.save()
        record("reports.schedule.changed", schedule, by=self.request.user)
        return schedule


class ReportScheduleDelete(DeletePage):
    """Bỏ lịch báo cáo."""

    model = ReportSchedule
    permission = Perm.EDIT_SCHEDULE
    title = "Bỏ lịch báo cáo"
    crumbs = CRUMBS
    back_to = "report_schedule_list"
    message = "Đã bỏ lịch. Các báo cáo đã lập giữ nguyên."

    def act(self, thing: ReportSchedule) -> None:
        """Recorded, then gone; reports made by it stay."""
        record("reports.schedule.removed", thing, by=self.request.user)
        thing.delete()
