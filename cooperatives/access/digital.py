"""Who may record and verify which digital tools cooperatives use."""

from __future__ import annotations

from cooperatives.access.register import keeps_register
from cooperatives.models import DigitalEvidence
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.roles import Role


class DigitalPerm(Permission):
    """The rights around evidence of digital tools."""

    RECORD_DIGITAL = "cooperatives.record_digital", "Ghi minh chứng ứng dụng số của hợp tác xã"
    VERIFY_DIGITAL = "cooperatives.verify_digital", "Xác minh, rút minh chứng ứng dụng số của hợp tác xã"


BOTH = set(DigitalPerm)

grant(
    DigitalPerm,
    {Role.UNIT_HEAD: BOTH, Role.OFFICER: BOTH},
    judges=dict.fromkeys(DigitalPerm, keeps_register),
)

visible("cooperatives.digitalevidence", DigitalEvidence.objects.visible_to)
