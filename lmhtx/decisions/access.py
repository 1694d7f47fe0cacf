"""Who has the queue "Cần tôi quyết"; what stands in it, and who answers what, each app says itself."""

from __future__ import annotations

from lmhtx.access import Permission, grant
from lmhtx.people.roles import HEADS, LEADERS, Role


class Perm(Permission):
    """The right to the queue."""

    VIEW_QUEUE = "decisions.view_queue", "Mở trang “Cần tôi quyết” (quyết được gì là do từng quyền duyệt)"


grant(Perm, {role: {Perm.VIEW_QUEUE} for role in (*sorted(LEADERS | HEADS), Role.AGENCY_OFFICER)})
