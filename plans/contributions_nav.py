"""The lines of plans in the menu: what is planned, what is reported, what the office keeps an eye on."""

from __future__ import annotations

from lmhtx.contributions import NavItem
from plans.access import Perm

_LINES = {
    "Kế hoạch": (
        ("Kế hoạch", "plan_list", Perm.VIEW_PLAN, "clipboard-list"),
        ("Nhiệm vụ", "task_list", Perm.VIEW_PLAN, "square-check"),
        ("Lịch của tôi", "my_calendar", Perm.VIEW_PLAN, "calendar-days"),
        ("Đọc phụ lục", "reading_list", Perm.READ_ANNEX, "scan-text"),
        ("Quy trình", "process_list", Perm.VIEW_PLAN, "workflow"),
        ("Việc định kỳ", "series_list", Perm.ASSIGN_TASK, "repeat"),
    ),
    "Điều hành": (
        ("Bảng điều hành", "office_board", Perm.VIEW_OFFICE_BOARD, "gauge"),
        ("Bảng đơn vị", "unit_board", Perm.VIEW_UNIT_BOARD, "chart-bar"),
        ("Bảng việc đầu tuần", "week_sheet_list", Perm.VIEW_WEEK_SHEET, "calendar-check"),
        ("Chỉ tiêu 2030", "indicator_list", Perm.VIEW_INDICATOR, "target"),
        ("Dự thảo đôn đốc", "letter_list", Perm.URGE_AGENCY, "mail-warning"),
        ("Nhắc qua Zalo", "chase_list", Perm.REMIND_BY_HAND, "message-circle"),
    ),
    # The room of periodic reports adds its own lines to this group.
    "Báo cáo": (
        ("Báo cáo nhiều việc", "batch_home", Perm.SUBMIT_REPORT, "table-2"),
        ("Báo cáo chờ xác nhận", "reports_waiting", Perm.JUDGE_REPORT, "list-checks"),
    ),
}

NAV = tuple(
    NavItem(group=group, label=label, url_name=url_name, permission=permission, icon=icon)
    for group, lines in _LINES.items()
    for label, url_name, permission, icon in lines
)
