"""Who declares, verifies and looks at the digital maturity of cooperatives, and who keeps the rubric."""

from __future__ import annotations

from typing import Any

from cooperatives.access.ratings import keeps_rubrics
from cooperatives.access.register import keeps_register
from cooperatives.models import Cooperative, MaturityAssessment
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class MaturityPerm(Permission):
    """The rights around digital maturity."""

    VIEW_MATURITY = "cooperatives.view_maturity", "Xem mức độ số của hợp tác xã trong phạm vi của mình"
    VIEW_OWN_MATURITY = "cooperatives.view_own_maturity", "Xem mức độ số của hợp tác xã mình"
    DECLARE_MATURITY = "cooperatives.declare_maturity", "Khai mức độ số của hợp tác xã"
    VERIFY_MATURITY = "cooperatives.verify_maturity", "Xác minh, rút phiếu mức độ số của hợp tác xã"
    EDIT_MATURITY_RUBRIC = "cooperatives.edit_maturity_rubric", "Sửa, ban hành bộ tiêu chí mức độ số"


def may_declare(user: User, thing: Any) -> bool:
    """The cooperative's own people, and the unit that keeps the register, for those who cannot."""
    if user.is_staff_member:
        return keeps_register(user, thing)
    pk = thing.cooperative_id if isinstance(thing, MaturityAssessment) else thing.pk
    return Cooperative.objects.visible_to(user).filter(pk=pk).exists()


LOOK = {MaturityPerm.VIEW_MATURITY}
KEEP = set(MaturityPerm) - {MaturityPerm.VIEW_OWN_MATURITY}

grant(
    MaturityPerm,
    {
        Role.ADMIN: {MaturityPerm.EDIT_MATURITY_RUBRIC},
        Role.CHAIRMAN: LOOK,
        Role.DEPUTY: LOOK,
        Role.OFFICE_CHIEF: LOOK,
        Role.CLERK: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.FUND_DIRECTOR: LOOK,
        Role.FUND_OFFICER: LOOK,
        Role.CONTROLLER: LOOK,
        Role.AGENCY_OFFICER: LOOK,
        Role.COOPERATIVE: LOOK | {MaturityPerm.VIEW_OWN_MATURITY, MaturityPerm.DECLARE_MATURITY},
    },
    judges={
        MaturityPerm.DECLARE_MATURITY: may_declare,
        MaturityPerm.VERIFY_MATURITY: keeps_register,
        MaturityPerm.EDIT_MATURITY_RUBRIC: keeps_rubrics,
    },
)

visible("cooperatives.maturityassessment", MaturityAssessment.objects.visible_to)
