"""Who may look after the machine."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on the machine."""

    SEE_HEALTH = "upkeep.see_health", "Xem trang Sức khỏe hệ thống"


grant(Perm, {Role.ADMIN: {Perm.SEE_HEALTH}, Role.OFFICE_CHIEF: {Perm.SEE_HEALTH}})
