"""Those who have not handed in are reminded, behind the page."""

from __future__ import annotations

from cooperatives.access.forms import FormPerm
from cooperatives.actions.inviting import ask_to_invite
from cooperatives.enums.inviting import InviteChannel
from cooperatives.models import InviteSet, Period
from lmhtx.people.models import User
from lmhtx.workflow import Refused


def ask_to_remind(*, period: Period, by: User) -> InviteSet:
    """The people of those from which nothing has come get a letter, at most one a day; nobody waits for it.

    Batch by batch: a hundred thousand do not hold up what else the workers have to do.
    """
    if not by.has_perm(FormPerm.OPEN_PERIOD, period):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã nhắc được.")
    if not period.is_open:
        raise Refused("Đợt đã khóa, không nhắc nữa.")
    return ask_to_invite(period=period, by=by, channels=[InviteChannel.ACCOUNT])
