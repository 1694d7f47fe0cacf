"""Who may keep classes and lists of learners."""

from __future__ import annotations

from cooperatives.access.register import keeps_register
from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class TrainingPerm(Permission):
    """The rights around classes."""

    VIEW_TRAINING = "cooperatives.view_training", "Xem lớp tập huấn và danh sách học viên"
    KEEP_TRAINING = "cooperatives.keep_training", "Mở lớp tập huấn, nhập học viên, kết quả"


LOOK = {TrainingPerm.VIEW_TRAINING}
KEEP = set(TrainingPerm)

grant(
    TrainingPerm,
    {
        Role.CHAIRMAN: LOOK,
        Role.DEPUTY: LOOK,
        Role.OFFICE_CHIEF: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.CONTROLLER: LOOK,
    },
    judges={TrainingPerm.KEEP_TRAINING: keeps_register},
)
