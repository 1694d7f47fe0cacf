"""What processes, repeating tasks and calendars give to the house."""

from __future__ import annotations

from lmhtx.base import clock
from lmhtx.contributions import AuditVerb, CalendarUser, Contribution, Panel, TodoSection, Widget
from plans.access import Perm
from plans.actions.steps import recount_steps, step_moves
from plans.queries.indicators import targets_on
from plans.queries.processes import step_panel
from plans.queries.series import needing_a_person, series_panel

PLANNING: tuple[Contribution, ...] = (
    Widget(
        key="targets_2030",
        title="Năm chỉ tiêu chuyển đổi số đến 2030",
        template="plans/widgets/targets.html",
        context=lambda _user: {"targets": targets_on(clock.today())},
        permission=Perm.VIEW_INDICATOR,
        dashboards=frozenset({"office"}),
        order=20,
        width=6,
    ),
    TodoSection(
        key="series_without_person",
        title="Việc định kỳ cần phân công lại",
        rows=needing_a_person,
        template="plans/_series_row.html",
        tone="soon",
        order=75,
    ),
    CalendarUser(key="plans.processes", moves=step_moves, apply=recount_steps),
    Panel(
        on="plans.Task",
        key="quy-trinh",
        title="Quy trình",
        template="plans/_step_panel.html",
        context=step_panel,
        permission=Perm.VIEW_PLAN,
    ),
    Panel(
        on="plans.Task",
        key="viec-dinh-ky",
        title="Việc định kỳ",
        template="plans/_series_panel.html",
        context=series_panel,
        permission=Perm.ASSIGN_TASK,
    ),
    AuditVerb(key="plans.target.counted", label="đếm tự động chỉ tiêu của {subject}"),
    AuditVerb(key="plans.target.typed", label="ghi tay chỉ tiêu của {subject}"),
    AuditVerb(key="plans.series.created", label="lập việc định kỳ {subject}"),
    AuditVerb(key="plans.series.edited", label="sửa việc định kỳ {subject}"),
    AuditVerb(key="plans.series.made", label="lập việc của kỳ {subject}"),
    AuditVerb(key="plans.series.paused", label="tạm dừng việc định kỳ {subject}"),
    AuditVerb(key="plans.series.resumed", label="cho tiếp tục việc định kỳ {subject}"),
    AuditVerb(key="plans.process_template.created", label="lập quy trình mẫu {subject}"),
    AuditVerb(key="plans.process_template.edited", label="sửa quy trình mẫu {subject}"),
    AuditVerb(key="plans.process.started", label="bắt đầu quy trình {subject}"),
    AuditVerb(key="plans.step.opened", label="mở bước {subject}"),
    AuditVerb(key="plans.step.skipped", label="bỏ qua bước {subject}"),
    AuditVerb(key="plans.feed.renewed", label="lập địa chỉ lịch mới: {subject}"),
    AuditVerb(key="plans.feed.revoked", label="thu hồi địa chỉ lịch: {subject}"),
)
