"""Who keeps policies and support, and who looks at them."""

from __future__ import annotations

from cooperatives.access.register import keeps_register
from cooperatives.models import SupportRecord
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.roles import Role


class SupportPerm(Permission):
    """The rights around support."""

    VIEW_SUPPORT = (
        "cooperatives.view_support",
        "Xem chính sách, điều kiện và khoản hỗ trợ hợp tác xã trong phạm vi của mình",
    )
    KEEP_SUPPORT = (
        "cooperatives.keep_support",
        "Ghi khoản hỗ trợ, xác nhận điều kiện hỗ trợ của hợp tác xã",
    )
    EDIT_POLICY = "cooperatives.edit_policy", "Nhập, sửa, lập bản mới của chính sách hỗ trợ"


LOOK = {SupportPerm.VIEW_SUPPORT}
KEEP = set(SupportPerm)

grant(
    SupportPerm,
    {
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
        Role.COOPERATIVE: LOOK,
    },
    judges={SupportPerm.KEEP_SUPPORT: keeps_register, SupportPerm.EDIT_POLICY: keeps_register},
)

visible("cooperatives.supportrecord", SupportRecord.objects.visible_to)
