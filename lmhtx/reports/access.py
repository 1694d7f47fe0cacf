"""Who may build, check and issue periodic reports."""

from __future__ import annotations

from typing import Any

from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF, Role
from lmhtx.reports.models import ReportRun, ReportText


class Perm(Permission):
    """The rights on periodic reports."""

    VIEW_RUN = "reports.view_run", "Xem báo cáo định kỳ và các bản ghi đã tính"
    BUILD_RUN = "reports.build_run", "Lập báo cáo định kỳ, soạn lời văn, trình kiểm tra"
    CHECK_RUN = "reports.check_run", "Kiểm tra hoặc trả lại báo cáo định kỳ"
    ISSUE_RUN = "reports.issue_run", "Ban hành báo cáo định kỳ"
    EDIT_SCHEDULE = "reports.edit_schedule", "Sửa lịch báo cáo"


def may_check(user: User, run: Any) -> bool:
    """Nobody checks what he himself has handed in."""
    return bool(run.submitted_by_id != user.pk)


BUILDER = {Perm.VIEW_RUN, Perm.BUILD_RUN}

grant(
    Perm,
    {
        **{role: {Perm.VIEW_RUN} for role in sorted(STAFF)},
        Role.OFFICER: BUILDER,
        Role.UNIT_HEAD: BUILDER,
        Role.CLERK: BUILDER | {Perm.EDIT_SCHEDULE},
        Role.OFFICE_CHIEF: BUILDER | {Perm.CHECK_RUN, Perm.EDIT_SCHEDULE},
        Role.CHAIRMAN: BUILDER | {Perm.CHECK_RUN, Perm.ISSUE_RUN},
        Role.DEPUTY: BUILDER | {Perm.CHECK_RUN, Perm.ISSUE_RUN},
    },
    judges={Perm.CHECK_RUN: may_check},
)

visible("reports.reportrun", ReportRun.objects.visible_to)
visible("reports.reporttext", ReportText.objects.visible_to)
