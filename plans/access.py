"""Who may do what with plans and tasks, and how one of them is judged."""

from __future__ import annotations

from typing import Any

from lmhtx.access import Permission, grant
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import LEADERS, Role
from plans.enums import AssignmentRole, PlanState
from plans.models.batch import ReportBatch
from plans.models.letter import LetterBundle
from plans.models.reading import Reading
from plans.models.report import Report
from plans.models.week_sheet import WeekSheet


class Perm(Permission):
    """The rights of plans."""

    VIEW_PLAN = "plans.view_plan", "Xem kế hoạch, nhiệm vụ trong phạm vi của mình"
    READ_ANNEX = "plans.read_annex", "Tải văn bản lên, đọc phụ lục, ghi vào kế hoạch"
    EDIT_PLAN = "plans.edit_plan", "Sửa thông tin kế hoạch"
    ASSIGN_TASK = "plans.assign_task", "Giao việc, phân công người phụ trách"
    CHANGE_TASK = "plans.change_task", "Điều chỉnh nhiệm vụ theo chỉ đạo (hạn, chủ trì, tạm dừng, hủy, gộp)"
    SUBMIT_REPORT = "plans.submit_report", "Báo cáo tiến độ, kết quả nhiệm vụ của mình"
    REPORT_FOR_OTHERS = "plans.report_for_others", "Nhập báo cáo thay cơ quan, đơn vị"
    REMIND_BY_HAND = "plans.remind_by_hand", "Sao chép tin nhắc việc quá hạn để gửi qua Zalo"
    JUDGE_REPORT = "plans.judge_report", "Xác nhận hoặc trả lại báo cáo"
    ASK_EXTENSION = "plans.ask_extension", "Đề nghị gia hạn nhiệm vụ của mình"
    WITHDRAW_EXTENSION = "plans.withdraw_extension", "Rút đề nghị gia hạn của mình"
    JUDGE_EXTENSION = "plans.judge_extension", "Duyệt đề nghị gia hạn"
    COMMENT_TASK = "plans.comment_task", "Trao đổi về nhiệm vụ"
    TELL_CHECK_POINT = "plans.tell_check_point", "Báo tình hình tại mốc kiểm tra"
    MANAGE_PROCESS = "plans.manage_process", "Lập, sửa quy trình mẫu và việc định kỳ"
    URGE_AGENCY = "plans.urge_agency", "Soạn công văn đôn đốc cơ quan ngoài"
    VIEW_INDICATOR = "plans.view_indicator", "Xem các chỉ tiêu 2030"
    VIEW_OFFICE_BOARD = "plans.view_office_board", "Xem bảng điều hành của Văn phòng và Thường trực"
    VIEW_UNIT_BOARD = "plans.view_unit_board", "Xem bảng điều hành của đơn vị mình"
    VIEW_WEEK_SHEET = "plans.view_week_sheet", "Xem bảng việc đầu tuần (trưởng đơn vị: của đơn vị mình)"
    BUILD_WEEK_SHEET = "plans.build_week_sheet", "Lập bảng việc đầu tuần"


def is_lead(user: User, task: Any) -> bool:
    """Whether the task is the person's to do: in charge, helping, or of a unit or agency that leads it.

    What the Alliance itself leads is done by the unit that is its focal point.
    """
    if task.person_id == user.pk or task.helpers.filter(pk=user.pk).exists():
        return True
    leads = [
        a.agency
        for a in task.assignments.select_related("agency")
        if a.role == AssignmentRole.LEAD and a.agency
    ]
    if any(agency.kind == AgencyKind.ALLIANCE for agency in leads):
        own = task.followed_by_id in user.agency_ids
        head = task.followed_by_id in user.headed_ids
    else:
        own = any(agency.pk in user.agency_ids for agency in leads)
        head = any(agency.pk in user.headed_ids for agency in leads)
    return head or (own and (user.has_role(Role.AGENCY_OFFICER) or task.person_id is None))


def is_own(user: User, task: Any) -> bool:
    """Whether the person, or whoever stands in for him, is in charge of the task; leadership's own does not count."""
    if user.stand_in is not None and task.person_id == user.stand_in.pk:
        return True
    return task.person_id == user.pk and not user.is_leader


def sent_it(user: User, paper: Any) -> bool:
    """Whether the paper was sent by these hands or in this person's name."""
    return bool({paper.created_by_id, paper.created_for_id} & user.hands)


def is_assigner(user: User, task: Any) -> bool:
    """Whether the person judges what is reported of the task.

    In a plan kept by an outside agency the keeper's people judge the other agencies' reports and the Alliance judges
    only those of its own units; elsewhere the one who assigned judges, or leadership, or the head of the unit
    that follows it. Nobody judges his own report as the person in charge, save leadership.
    """
    if is_own(user, task):
        return False
    leads_ours = task.assignments.filter(
        role=AssignmentRole.LEAD, agency__kind__in=("alliance", "unit")
    ).exists()
    if task.plan_id and not task.plan.is_ours and not leads_ours:
        return task.plan.keeper_id in user.agency_ids
    if user.has_role(Role.AGENCY_OFFICER):
        return False
    return (
        task.assigner_id == user.pk
        or user.has_role(*LEADERS, Role.OFFICE_CHIEF)
        or (task.followed_by_id in user.headed_ids)
    )


def may_change(user: User, task: Any) -> bool:
    """Whether the person may enter an order that changes the task.

    The assigner's side may, and the office for it; an officer only what he gave out himself. Nobody moves the
    deadline of what he is in charge of, save leadership.
    """
    if is_own(user, task):
        return False
    if user.has_role(Role.CLERK, Role.OFFICE_CHIEF, *LEADERS) or task.created_by_id == user.pk:
        return True
    return not user.has_role(Role.OFFICER) and is_assigner(user, task)


def may_edit_plan(user: User, plan: Any) -> bool:
    """Whether the person's unit follows the plan, or the office as a whole may mend it."""
    if plan.state == PlanState.CANCELLED:
        return False
    return user.has_role(Role.OFFICE_CHIEF, Role.CLERK, *LEADERS) or plan.followed_by_id in user.agency_ids


def report_judge(user: User, report: Any) -> bool:
    """A report is judged as its task is, and never by the one who sent it."""
    return not sent_it(user, report) and is_assigner(user, report.task)


def extension_judge(user: User, extension: Any) -> bool:
    """A request is judged as its task is, and never by the one who asked."""
    return not sent_it(user, extension) and is_assigner(user, extension.task)


def asked_it(user: User, extension: Any) -> bool:
    """Whether the person asked for it."""
    return sent_it(user, extension)


def sees(user: User, task: Any) -> bool:
    """Whether the task is within the person's reach."""
    return type(task).objects.visible_to(user).filter(pk=task.pk).exists()


OWN_WORK = {
    Perm.VIEW_PLAN,
    Perm.SUBMIT_REPORT,
    Perm.ASK_EXTENSION,
    Perm.WITHDRAW_EXTENSION,
    Perm.COMMENT_TASK,
    Perm.TELL_CHECK_POINT,
}
STAFF_WORK = OWN_WORK | {Perm.VIEW_INDICATOR}
JUDGE = {Perm.JUDGE_REPORT, Perm.JUDGE_EXTENSION}
HEAD = (
    STAFF_WORK
    | JUDGE
    | {
        Perm.ASSIGN_TASK,
        Perm.CHANGE_TASK,
        Perm.VIEW_UNIT_BOARD,
        Perm.READ_ANNEX,
        Perm.EDIT_PLAN,
        Perm.MANAGE_PROCESS,
    }
    | {Perm.VIEW_WEEK_SHEET}
)
OFFICE = {Perm.URGE_AGENCY, Perm.VIEW_OFFICE_BOARD, Perm.VIEW_WEEK_SHEET, Perm.BUILD_WEEK_SHEET}

grant(
    Perm,
    {
        Role.CHAIRMAN: HEAD | OFFICE,
        Role.DEPUTY: HEAD | OFFICE,
        Role.OFFICE_CHIEF: HEAD | OFFICE | {Perm.REPORT_FOR_OTHERS, Perm.REMIND_BY_HAND},
        Role.CLERK: STAFF_WORK
        | {Perm.READ_ANNEX, Perm.EDIT_PLAN, Perm.CHANGE_TASK, Perm.ASSIGN_TASK, Perm.MANAGE_PROCESS}
        | OFFICE
        | {Perm.REPORT_FOR_OTHERS, Perm.REMIND_BY_HAND},
        Role.UNIT_HEAD: HEAD | {Perm.REMIND_BY_HAND},
        Role.FUND_DIRECTOR: HEAD,
        Role.OFFICER: STAFF_WORK
        | {Perm.READ_ANNEX, Perm.EDIT_PLAN, Perm.ASSIGN_TASK, Perm.CHANGE_TASK, Perm.REMIND_BY_HAND},
        Role.FUND_OFFICER: STAFF_WORK,
        Role.FUND_ACCOUNTANT: STAFF_WORK,
        Role.CONTROLLER: {Perm.VIEW_PLAN, Perm.VIEW_OFFICE_BOARD, Perm.VIEW_INDICATOR, Perm.VIEW_WEEK_SHEET},
        Role.AGENCY_OFFICER: OWN_WORK | JUDGE,
    },
    entering={
        Perm.ASSIGN_TASK,
        Perm.CHANGE_TASK,
        Perm.SUBMIT_REPORT,
        Perm.ASK_EXTENSION,
        Perm.COMMENT_TASK,
        Perm.TELL_CHECK_POINT,
    },
    judges={
        Perm.EDIT_PLAN: may_edit_plan,
        Perm.CHANGE_TASK: may_change,
        Perm.SUBMIT_REPORT: is_lead,
        Perm.ASK_EXTENSION: is_lead,
        Perm.TELL_CHECK_POINT: is_lead,
        Perm.WITHDRAW_EXTENSION: asked_it,
        Perm.COMMENT_TASK: sees,
        Perm.JUDGE_REPORT: report_judge,
        Perm.JUDGE_EXTENSION: extension_judge,
    },
)

visible("plans.letterbundle", LetterBundle.objects.visible_to)
visible("plans.reading", Reading.objects.visible_to)
visible("plans.report", Report.objects.visible_to)
visible("plans.reportbatch", ReportBatch.objects.visible_to)
visible("plans.weeksheet", WeekSheet.objects.visible_to)
