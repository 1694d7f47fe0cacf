"""What plans give to the house."""

from __future__ import annotations

from datetime import date
from typing import Any

from lmhtx.contributions import (
    AuditVerb,
    CalendarUser,
    Demo,
    Ending,
    LinkGround,
    NameUser,
    Reminder,
    SearchSource,
    Widget,
    contribute,
)
from lmhtx.notices.reminders import never
from plans.access import Perm
from plans.actions import handing_over, week_sheets
from plans.actions.counting import moved_lines, recount_deadlines
from plans.actions.feeds import revoke_feed
from plans.actions.names import put_agency
from plans.contributions_api import API
from plans.contributions_desk import DESK
from plans.contributions_nav import NAV
from plans.contributions_planning import PLANNING
from plans.contributions_questions import QUESTIONS
from plans.progress_report import PROGRESS_ITEMS
from plans.queries import boards, reminders, search
from plans.queries.agencies import follows_work_of
from plans.resources.tasks import TASKS

BOARDS = (("office", Perm.VIEW_OFFICE_BOARD, False), ("unit", Perm.VIEW_UNIT_BOARD, True))


def _load_demo(day: date) -> None:
    # The reader behind it is slow to import, and only the demonstration needs it here.
    from plans.demo import load  # noqa: PLC0415

    load(day)


def _widgets(board: str, permission: str, *, unit_only: bool) -> list[Widget]:
    scope = "unit" if unit_only else ""

    def of(question: Any, *args: Any) -> Any:
        return lambda user: question(boards.in_reach(user, unit_only=unit_only), *args)

    rows = [
        ("standing", "Tình hình thực hiện", "plans/widgets/standing.html", of(boards.standing, scope), 6),
        (
            "trend",
            "Tỷ lệ đúng hạn theo tháng đến hạn",
            "plans/widgets/trend.html",
            of(boards.trend, scope),
            6,
        ),
        ("by_unit", "Quá hạn theo đơn vị", "ui/bars.html", of(boards.overdue_by_unit), 6),
        (
            "by_agency",
            "Quá hạn theo cơ quan ngoài",
            "ui/bars.html",
            of(boards.overdue_by_agency),
            6,
        ),
        ("coming", "Đến hạn trong 30 ngày tới", "ui/bars.html", of(boards.coming, scope), 6),
    ]
    if unit_only:
        rows = [row for row in rows if row[0] != "by_agency"]
    return [
        Widget(
            key=f"{board}_{key}",
            title=title,
            template=template,
            context=context,
            permission=permission,
            dashboards=frozenset({board}),
            order=place,
            width=width,
        )
        for place, (key, title, template, context, width) in enumerate(rows)
    ]


contribute(
    TASKS,
    *API,
    *NAV,
    *PLANNING,
    *DESK,
    *QUESTIONS,
    *(widget for board, permission, unit in BOARDS for widget in _widgets(board, permission, unit_only=unit)),
    SearchSource(
        key="plans",
        label="Kế hoạch, văn bản",
        find=search.find_plans,
        template="plans/_plan_hit.html",
        order=10,
    ),
    SearchSource(
        key="tasks", label="Nhiệm vụ", find=search.find_tasks, template="plans/_task_row.html", order=20
    ),
    Reminder(key="plans.due", title="Nhiệm vụ sắp đến hạn, quá hạn", due=reminders.due_tasks, order=10),
    Reminder(
        key="plans.check_point",
        title="Mốc kiểm tra của nhiệm vụ dài",
        due=reminders.due_check_points,
        order=20,
    ),
    Reminder(
        key="plans.group_week",
        title="Bản tin tuần: việc chung gọi cả nhóm cơ quan",
        due=reminders.due_group_week,
        order=25,
    ),
    Reminder(
        key="plans.task",
        title="Được giao việc, báo cáo, duyệt, trả lại, trao đổi",
        due=never,
        order=30,
    ),
    Reminder(key="plans.reading", title="Đọc xong phụ lục", due=never, order=40),
    Reminder(key=week_sheets.KEY, title="Bảng việc đầu tuần của đơn vị", due=never, order=50),
    *PROGRESS_ITEMS,
    Ending(key="plans.feed", end=revoke_feed),
    *handing_over.ITEMS,
    Demo(key="kế hoạch và nhiệm vụ", load=_load_demo, order=10),
    CalendarUser(key="plans.counted", moves=moved_lines, apply=recount_deadlines),
    AuditVerb(key="plans.task.recounted", label="tính lại hạn của {subject} theo lịch nghỉ mới"),
    AuditVerb(key="plans.plan.created", label="nhập văn bản {subject}"),
    AuditVerb(key="plans.plan.written", label="ghi các nhiệm vụ đã đọc vào {subject}"),
    AuditVerb(key="plans.reading.started", label="đưa văn bản vào đọc {subject}"),
    AuditVerb(key="plans.reading.plan_chosen", label="chọn kế hoạch để đối chiếu với {subject}"),
    AuditVerb(key="plans.reading.discarded", label="bỏ lần đọc {subject}"),
    AuditVerb(key="plans.reading.name_mapped", label="ghép tên cơ quan gặp trong {subject}"),
    LinkGround(key="plans.followed", holds=follows_work_of),
    NameUser(key="plans.assignments", apply=put_agency),
    AuditVerb(key="plans.plan.edited", label="sửa thông tin văn bản {subject}"),
    AuditVerb(key="plans.task.given", label="giao việc {subject}"),
    AuditVerb(key="plans.task.mended", label="sửa nội dung {subject} từ tệp Excel"),
    AuditVerb(key="plans.task.put_in_charge", label="phân công người phụ trách {subject}"),
    AuditVerb(key="plans.task.expanded", label="giao từng cơ quan {subject}"),
    AuditVerb(key="plans.task.commented", label="trao đổi về {subject}"),
    AuditVerb(key="plans.task.changed_due", label="đổi hạn theo chỉ đạo {subject}"),
    AuditVerb(key="plans.task.changed_lead", label="đổi chủ trì theo chỉ đạo {subject}"),
    AuditVerb(key="plans.task.changed_suspend", label="tạm dừng {subject}"),
    AuditVerb(key="plans.task.changed_resume", label="cho tiếp tục {subject}"),
    AuditVerb(key="plans.task.changed_cancel", label="hủy (bãi bỏ) {subject}"),
    AuditVerb(key="plans.task.changed_merge", label="gộp {subject}"),
    AuditVerb(key="plans.check_point.told", label="báo tình hình tại mốc của {subject}"),
    AuditVerb(key="plans.check_point.set", label="đặt mốc kiểm tra của {subject}"),
    AuditVerb(key="notices.nudge.copied", label="sao chép tin nhắc: {subject}"),
    AuditVerb(key="plans.batch.filled", label="đưa biểu vào {subject}"),
    AuditVerb(key="plans.batch.sent", label="gửi {subject}"),
    AuditVerb(key="plans.report.submitted", label="gửi báo cáo {subject}"),
    AuditVerb(key="plans.report.accepted", label="xác nhận báo cáo {subject}"),
    AuditVerb(key="plans.report.returned", label="trả lại báo cáo {subject}"),
    AuditVerb(key="plans.extension.requested", label="đề nghị gia hạn {subject}"),
    AuditVerb(key="plans.extension.approved", label="duyệt gia hạn {subject}"),
    AuditVerb(key="plans.extension.refused", label="không duyệt gia hạn {subject}"),
    AuditVerb(key="plans.extension.withdrawn", label="rút đề nghị gia hạn {subject}"),
    AuditVerb(key="plans.letter.drafted", label="dự thảo đôn đốc {subject}"),
    AuditVerb(key="plans.letters.built", label="dựng {subject}"),
    AuditVerb(key="plans.week_sheet.built", label="lập {subject}"),
    AuditVerb(key="plans.letter.closed", label="cất dự thảo đôn đốc {subject}"),
)
