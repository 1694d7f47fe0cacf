"""Who may say which roots are trusted."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import Role


class Perm(Permission):
    """Rights on trust and checks."""

    MANAGE_ANCHORS = "signatures.manage_anchors", "Khai báo chứng thư gốc tin cậy"
    VIEW_ANCHORS = "signatures.view_anchors", "Xem chứng thư gốc tin cậy"


grant(
    Perm,
    {
        Role.ADMIN: set(Perm),
        Role.CLERK: {Perm.VIEW_ANCHORS},
        Role.OFFICE_CHIEF: {Perm.VIEW_ANCHORS},
    },
)
