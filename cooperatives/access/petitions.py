"""Who sends petitions of cooperatives, sees them, and answers them."""

from __future__ import annotations

from typing import Any

from cooperatives.access.register import keeps_register
from cooperatives.models import Cooperative, Petition
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class PetitionPerm(Permission):
    """The rights around petitions."""

    LIST_PETITION = "cooperatives.list_petition", "Xem danh sách đề nghị của các hợp tác xã trong phạm vi"
    VIEW_PETITION = "cooperatives.view_petition", "Xem đề nghị của hợp tác xã trong phạm vi của mình"
    VIEW_OWN_PETITION = "cooperatives.view_own_petition", "Xem đề nghị của hợp tác xã mình"
    FILE_PETITION = "cooperatives.file_petition", "Soạn, gửi, rút đề nghị của hợp tác xã"
    JUDGE_PETITION = (
        "cooperatives.judge_petition",
        "Xem xét, chấp nhận, không chấp nhận đề nghị của hợp tác xã",
    )


def may_file(user: User, thing: Any) -> bool:
    """The cooperative's own people, its commune's, and for those who cannot the unit that keeps the register."""
    if user.is_staff_member and not keeps_register(user, thing):
        return False
    number = thing.pk if isinstance(thing, Cooperative) else thing.cooperative_id
    return Cooperative.objects.visible_to(user).filter(pk=number).exists()


LOOK = {PetitionPerm.LIST_PETITION, PetitionPerm.VIEW_PETITION}
KEEP = {*PetitionPerm} - {PetitionPerm.VIEW_OWN_PETITION}

grant(
    PetitionPerm,
    {
        Role.CHAIRMAN: LOOK,
        Role.DEPUTY: LOOK,
        Role.OFFICE_CHIEF: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.CONTROLLER: LOOK,
        Role.AGENCY_OFFICER: LOOK | {PetitionPerm.FILE_PETITION},
        Role.COOPERATIVE: {
            PetitionPerm.VIEW_PETITION,
            PetitionPerm.VIEW_OWN_PETITION,
            PetitionPerm.FILE_PETITION,
        },
    },
    judges={PetitionPerm.FILE_PETITION: may_file, PetitionPerm.JUDGE_PETITION: keeps_register},
)

visible("cooperatives.petition", Petition.objects.visible_to)
