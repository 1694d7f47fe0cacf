"""Who calls for yearly figures, fills them in, and judges them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cooperatives.access.register import keeps_register
from cooperatives.models import Cooperative, InviteSet, ScanBatch, ScanPage, Submission
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class FormPerm(Permission):
    """The rights of yearly forms."""

    VIEW_PERIOD = "cooperatives.view_period", "Xem đợt thu số liệu, ai đã nộp, ai chưa"
    VIEW_FORM = "cooperatives.view_form", "Xem phiếu số liệu trong phạm vi của mình"
    FILL_FORM = "cooperatives.fill_form", "Điền, nộp phiếu số liệu của hợp tác xã"
    VIEW_OWN_FORM = "cooperatives.view_own_form", "Xem phiếu phải nộp của hợp tác xã mình"
    JUDGE_FORM = "cooperatives.judge_form", "Xem xét phiếu số liệu, áp dụng vào số đã xác minh"
    OPEN_PERIOD = "cooperatives.open_period", "Mở, khóa đợt thu số liệu"
    INVITE_COOPERATIVE = "cooperatives.invite_cooperative", "Cấp mã mời cho người của hợp tác xã"


def may_fill(user: User, thing: Any) -> bool:
    """The cooperative's own people, its commune's, and for those who cannot the unit that keeps the register."""
    cooperative_id = thing.cooperative_id if isinstance(thing, Submission) else thing.pk
    if user.is_staff_member and not keeps_register(user, thing):
        return False
    return Cooperative.objects.visible_to(user).filter(pk=cooperative_id).exists()


def may_call(user: User) -> bool:
    """Who may call for figures and enter what was said: a commune's people, and of the staff who keeps the register."""
    return user.has_perm(FormPerm.FILL_FORM) and (not user.is_staff_member or keeps_register(user, None))


LOOK = {FormPerm.VIEW_PERIOD, FormPerm.VIEW_FORM}
KEEP = {*FormPerm} - {FormPerm.VIEW_OWN_FORM}

grant(
    FormPerm,
    {
        Role.CHAIRMAN: LOOK,
        Role.DEPUTY: LOOK,
        Role.OFFICE_CHIEF: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.CONTROLLER: LOOK,
        Role.AGENCY_OFFICER: LOOK | {FormPerm.FILL_FORM},
        Role.COOPERATIVE: {FormPerm.VIEW_OWN_FORM, FormPerm.VIEW_FORM, FormPerm.FILL_FORM},
    },
    judges={
        FormPerm.FILL_FORM: may_fill,
        FormPerm.JUDGE_FORM: keeps_register,
        FormPerm.OPEN_PERIOD: keeps_register,
        FormPerm.INVITE_COOPERATIVE: keeps_register,
    },
)


def _sets_to_print(user: Any) -> QuerySet[Any]:
    """Their files let people in: they are for those alone who give codes."""
    mine = InviteSet.objects.visible_to(user)
    return mine if user.has_perm(FormPerm.INVITE_COOPERATIVE, Cooperative()) else mine.none()


visible("cooperatives.submission", Submission.objects.visible_to)
visible("cooperatives.inviteset", _sets_to_print)
visible("cooperatives.scanbatch", ScanBatch.objects.visible_to)
visible("cooperatives.scanpage", ScanPage.objects.visible_to)
