"""What periodic reports give to the house."""

from __future__ import annotations

from lmhtx.contributions import AuditVerb, NavItem, Reminder, TodoSection, Widget, contribute
from lmhtx.reports.access import Perm
from lmhtx.reports.queries import closings

contribute(
    NavItem(
        group="Báo cáo",
        label="Báo cáo định kỳ",
        url_name="report_run_list",
        permission=Perm.VIEW_RUN,
        icon="file-text",
        order=110,
    ),
    NavItem(
        group="Báo cáo",
        label="Lịch báo cáo",
        url_name="report_schedule_list",
        permission=Perm.VIEW_RUN,
        icon="calendar-days",
        order=110,
    ),
    TodoSection(
        key="runs_returned",
        title="Báo cáo bị trả lại",
        rows=closings.returned,
        template="reports/_run_row.html",
        tone="danger",
        order=22,
    ),
    TodoSection(
        key="runs_to_check",
        title="Báo cáo chờ kiểm tra",
        rows=closings.to_check,
        template="reports/_run_row.html",
        tone="soon",
        order=52,
    ),
    TodoSection(
        key="runs_to_issue",
        title="Báo cáo chờ ban hành",
        rows=closings.to_issue,
        template="reports/_run_row.html",
        tone="soon",
        order=54,
    ),
    TodoSection(
        key="runs_drifted",
        title="Báo cáo đã gửi nay có số khác",
        rows=closings.drifted,
        template="reports/_drift_row.html",
        tone="soon",
        order=56,
    ),
    Widget(
        key="office_reports",
        title="Báo cáo định kỳ",
        template="reports/widgets/closings.html",
        context=closings.board,
        permission=Perm.VIEW_RUN,
        dashboards=frozenset({"office"}),
        order=60,
        width=6,
    ),
    Reminder(key="reports.closing", title="Ngày chốt số liệu báo cáo", due=closings.due_closings, order=60),
    AuditVerb(key="reports.run.built", label="tổng hợp số liệu {subject}"),
    AuditVerb(key="reports.run.rebuilt", label="tổng hợp lại số liệu {subject}"),
    AuditVerb(key="reports.run.written", label="sửa lời văn {subject}"),
    AuditVerb(key="reports.run.text_taken", label="đưa bản Word đã sửa của {subject} trở lại"),
    AuditVerb(key="reports.run.submitted", label="trình kiểm tra {subject}"),
    AuditVerb(key="reports.run.checked", label="kiểm tra {subject}"),
    AuditVerb(key="reports.run.returned", label="trả lại {subject}"),
    AuditVerb(key="reports.run.issued", label="ban hành {subject}"),
    AuditVerb(key="reports.run.dropped", label="bỏ dự thảo {subject}"),
    AuditVerb(key="reports.run.let_be", label="quyết định giữ nguyên {subject} dù có số khác"),
    AuditVerb(key="reports.run.signed_kept", label="lưu bản đã ký của {subject}"),
    AuditVerb(key="reports.schedule.added", label="thêm lịch báo cáo {subject}"),
    AuditVerb(key="reports.schedule.changed", label="sửa lịch báo cáo {subject}"),
    AuditVerb(key="reports.schedule.removed", label="bỏ lịch báo cáo {subject}"),
)
