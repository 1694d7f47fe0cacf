"""Who sees, records and digitises the papers of cooperatives."""

from __future__ import annotations

from cooperatives.access.register import keeps_register
from cooperatives.models import CooperativePaper
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.roles import Role


class PaperPerm(Permission):
    """The rights around papers."""

    VIEW_PAPER = "cooperatives.view_paper", "Xem giấy tờ, chứng nhận của hợp tác xã trong phạm vi của mình"
    RECORD_PAPER = (
        "cooperatives.record_paper",
        "Ghi, sửa, thay thế, rút giấy tờ của hợp tác xã; thêm, gỡ tệp",
    )
    DIGITISE_PAPER = "cooperatives.digitise_paper", "Xác nhận giấy tờ của hợp tác xã đã số hóa"


LOOK = {PaperPerm.VIEW_PAPER}
KEEP = set(PaperPerm)

grant(
    PaperPerm,
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
    judges={PaperPerm.RECORD_PAPER: keeps_register, PaperPerm.DIGITISE_PAPER: keeps_register},
)


visible("cooperatives.cooperativepaper", CooperativePaper.objects.visible_to)
