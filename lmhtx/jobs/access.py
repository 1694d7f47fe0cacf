"""Who may look after the work behind the page."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on background work."""

    RUN_JOBS = "jobs.run_scheduled", "Xem và chạy tay các việc chạy nền"


grant(Perm, {Role.ADMIN: {Perm.RUN_JOBS}})
