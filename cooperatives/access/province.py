"""Who looks after the connection with the database of the province."""

from __future__ import annotations

from typing import Any

from cooperatives.access.register import keeps_register
from lmhtx.access import Permission, grant
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class ProvincePerm(Permission):
    """The rights on the connection."""

    VIEW_DELIVERY = "cooperatives.view_delivery", "Xem lượt gửi CSDL tỉnh, tình trạng kết nối"
    RESEND_DELIVERY = "cooperatives.resend_delivery", "Gửi lại lượt gửi CSDL tỉnh, đưa cả sổ vào hàng chờ"
    SET_CONNECTION = "cooperatives.set_connection", "Đặt địa chỉ, mã truy cập, bật tắt kết nối CSDL tỉnh"


def looks_after(user: User, thing: Any) -> bool:
    """Whether the person keeps the machine or works in the unit that keeps the register."""
    return user.has_role(Role.ADMIN) or keeps_register(user, thing)


WATCH = {ProvincePerm.VIEW_DELIVERY, ProvincePerm.RESEND_DELIVERY}

grant(
    ProvincePerm,
    {Role.ADMIN: set(ProvincePerm), Role.UNIT_HEAD: WATCH, Role.OFFICER: WATCH},
    judges={ProvincePerm.VIEW_DELIVERY: looks_after, ProvincePerm.RESEND_DELIVERY: looks_after},
)
