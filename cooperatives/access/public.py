"""Who records and withdraws what a cooperative lets everybody see."""

from __future__ import annotations

from typing import Any

from cooperatives.access.register import keeps_register
from cooperatives.models import Cooperative
from lmhtx.access import Permission, grant
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class PublicPerm(Permission):
    """The rights around the public directory."""

    PUBLISH_COOPERATIVE = (
        "cooperatives.publish_cooperative",
        "Ghi, rút đồng ý công khai thông tin của hợp tác xã",
    )
    VIEW_OWN_PUBLICITY = (
        "cooperatives.view_own_publicity",
        "Xem hợp tác xã mình đang công khai những gì",
    )


def may_publish(user: User, cooperative: Any) -> bool:
    """The cooperative's own people, and the unit that keeps the register, which holds the paper."""
    if user.is_staff_member:
        return keeps_register(user, cooperative)
    return Cooperative.objects.visible_to(user).filter(pk=cooperative.pk).exists()


grant(
    PublicPerm,
    {
        Role.UNIT_HEAD: {PublicPerm.PUBLISH_COOPERATIVE},
        Role.OFFICER: {PublicPerm.PUBLISH_COOPERATIVE},
        Role.COOPERATIVE: {*PublicPerm},
    },
    judges={PublicPerm.PUBLISH_COOPERATIVE: may_publish},
)
