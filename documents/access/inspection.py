"""Who sees the page of an inspection, and who lets inspectors in."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import LEADERS, Role


class InspectPerm(Permission):
    """The rights of inspections."""

    VIEW_FAULTS = "documents.view_faults", "Xem trang kiểm tra công tác văn thư"
    VIEW_READINGS = "documents.view_readings", "Xem ai đã mở một văn bản, lúc nào"
    VIEW_SELF_CHECK = "documents.view_self_check", "Xem trang tự đánh giá theo Phụ lục VI"
    KEEP_INSPECTIONS = "documents.keep_inspections", "Lập đợt kiểm tra, mở cho đoàn kiểm tra xem văn bản"


grant(
    InspectPerm,
    {
        **{
            role: {InspectPerm.VIEW_FAULTS, InspectPerm.VIEW_READINGS, InspectPerm.VIEW_SELF_CHECK}
            for role in (*LEADERS, Role.CLERK, Role.CONTROLLER, Role.INSPECTOR)
        },
        Role.ADMIN: {InspectPerm.VIEW_SELF_CHECK},
        Role.OFFICE_CHIEF: set(InspectPerm),
    },
)
