"""Who exchanges messages with other agencies, keeps their codes, and brings registers in."""

from __future__ import annotations

from typing import Any

from documents.models import CatchUp, ExchangeMessage
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.roles import Role


class ExPerm(Permission):
    """The rights of exchange."""

    EXCHANGE_MESSAGES = "documents.exchange_messages", "Gửi, nhận văn bản qua trục liên thông"
    KEEP_CODES = "documents.keep_codes", "Ghi mã định danh cơ quan trên trục liên thông"
    CATCH_UP = "documents.catch_up", "Nhập bù sổ, đối chiếu sổ với Đồng Nai-S, nhập sổ cũ"


OFFICE = set(ExPerm)

grant(
    ExPerm,
    {Role.OFFICE_CHIEF: OFFICE, Role.CLERK: OFFICE},
    entering={ExPerm.EXCHANGE_MESSAGES, ExPerm.CATCH_UP},
    personal={ExPerm.KEEP_CODES},
)


def messages(user: Any) -> Any:
    """Messages whose file the person may have: none of a paper that its sender has taken back."""
    return ExchangeMessage.objects.visible_to(user).with_files()


visible("documents.exchangemessage", messages)
visible("documents.catchup", CatchUp.objects.visible_to)
