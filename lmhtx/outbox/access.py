"""Who may read the mails of a demonstration."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on what leaves the house."""

    READ_DEMO_MAIL = "outbox.read_demo_mail", "Xem thư đã gửi của bản trình diễn"


grant(Perm, {Role.ADMIN: {Perm.READ_DEMO_MAIL}, Role.CLERK: {Perm.READ_DEMO_MAIL}})
