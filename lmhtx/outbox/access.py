"""Who may send again what did not arrive, and read the mails of a demonstration."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on what leaves the house."""

    RESEND_MESSAGE = "outbox.resend_message", "Xem tin không gửi được và gửi lại"
    READ_DEMO_MAIL = "outbox.read_demo_mail", "Xem thư đã gửi của bản trình diễn"


grant(
    Perm,
    {
        Role.ADMIN: set(Perm),
        Role.CLERK: set(Perm),
        Role.OFFICE_CHIEF: {Perm.RESEND_MESSAGE},
    },
)
