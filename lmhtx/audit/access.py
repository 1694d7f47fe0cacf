"""Who may read the trail."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on the trail."""

    READ_TRAIL = "audit.read_trail", "Xem nhật ký của toàn hệ thống"


grant(Perm, {Role.ADMIN: {Perm.READ_TRAIL}, Role.CONTROLLER: {Perm.READ_TRAIL}})
