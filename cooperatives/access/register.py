"""Who may do what with the register of cooperatives, and how one of them is judged."""

from __future__ import annotations

from typing import Any

from cooperatives.models import BroughtRegister, Cooperative, NationalExport, SuperiorForm
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role

# The unit that keeps the register, by its code in the directory: names change.
KEEPER = "policy"


class Perm(Permission):
    """The rights of the register."""

    VIEW_COOPERATIVE = "cooperatives.view_cooperative", "Xem sổ hợp tác xã trong phạm vi của mình"
    VIEW_PERSON = (
        "cooperatives.view_person",
        "Xem người, thành viên, vốn góp của hợp tác xã (số định danh che bớt)",
    )
    EDIT_COOPERATIVE = "cooperatives.edit_cooperative", "Lập, sửa hồ sơ hợp tác xã"
    CHANGE_STATUS = "cooperatives.change_status", "Ghi, đính chính tình trạng hợp tác xã"
    EDIT_PERSON = "cooperatives.edit_person", "Ghi người, chức danh, thành viên, vốn góp của hợp tác xã"
    UNMASK_PERSON = "cooperatives.unmask_person", "Xem đầy đủ số định danh cá nhân, có ghi lý do"


def keeps_register(user: User, thing: Any) -> bool:
    """Whether the person works in the unit that keeps the register; heads of other units only look at it."""
    del thing
    return any(posting.unit is not None and posting.unit.code == KEEPER for posting in user.postings_today)


LOOK = {Perm.VIEW_COOPERATIVE}
LOOK_WITHIN = LOOK | {Perm.VIEW_PERSON}
KEEP = LOOK_WITHIN | {Perm.EDIT_COOPERATIVE, Perm.CHANGE_STATUS, Perm.EDIT_PERSON, Perm.UNMASK_PERSON}

grant(
    Perm,
    {
        Role.CHAIRMAN: LOOK_WITHIN,
        Role.DEPUTY: LOOK_WITHIN,
        Role.OFFICE_CHIEF: LOOK_WITHIN,
        Role.CLERK: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.FUND_DIRECTOR: LOOK_WITHIN,
        Role.FUND_OFFICER: LOOK_WITHIN,
        Role.CONTROLLER: LOOK_WITHIN,
        Role.AGENCY_OFFICER: LOOK,
    },
    judges={
        Perm.EDIT_COOPERATIVE: keeps_register,
        Perm.CHANGE_STATUS: keeps_register,
        Perm.EDIT_PERSON: keeps_register,
        Perm.UNMASK_PERSON: keeps_register,
    },
    personal={Perm.UNMASK_PERSON},
)

visible("cooperatives.cooperative", Cooperative.objects.visible_to)
visible("cooperatives.broughtregister", BroughtRegister.objects.visible_to)
visible("cooperatives.nationalexport", NationalExport.objects.visible_to)
visible("cooperatives.superiorform", SuperiorForm.objects.visible_to)
