"""Acts on who acts for whom: set, taken back, used."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from lmhtx.access import may_hand_on
from lmhtx.account.access import PeoplePerm
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.jobs.locks import wait_for
from lmhtx.people.delegation import Delegation, forget_today
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def delegate(*, delegation: Delegation, by: User) -> Delegation:
    """From its first day on the substitute may act for the person, within the rights that the person holds.

    Nobody who acts for another hands that on, and who is away himself acts for nobody: no chain, no circle.
    """
    if not by.has_perm(PeoplePerm.SET_DELEGATION, delegation.person):
        raise Refused(
            "Ủy quyền do chính người ấy, trưởng đơn vị của người ấy hoặc (với lãnh đạo) Chánh Văn phòng ghi."
        )
    # Two absences set at the same moment must see each other.
    wait_for("people.delegate")
    _refuse_unfit(delegation)
    delegation.permissions = _within(delegation)
    delegation.created_by = by
    delegation.save()
    forget_today()
    record("people.delegation.set", delegation, by=by, note=delegation.ground)
    return delegation


def _refuse_unfit(new: Delegation) -> None:
    days = f"{new.valid_from:%d/%m/%Y}–{new.valid_to:%d/%m/%Y}"
    if new.person_id == new.substitute_id:
        raise Refused("Không ai ủy quyền cho chính mình; hãy chọn người khác làm thay.")
    if new.valid_to < new.valid_from:
        raise Refused("Ngày cuối phải từ ngày đầu trở đi.")
    if new.valid_to < clock.today():
        raise Refused("Khoảng ngày này đã qua; hãy chọn ngày từ hôm nay trở đi.")
    if not _work_together(new):
        raise Refused(
            f"{new.substitute} không cùng cơ quan với {new.person} hoặc không còn giữ chức vụ; hãy chọn người khác."
        )
    open_ones = Delegation.objects.overlapping(new.valid_from, new.valid_to)
    if open_ones.filter(person=new.person, substitute=new.substitute).exists():
        raise Refused(
            f"{new.substitute} đã được ủy quyền thay {new.person} trong khoảng {days}; hãy thu hồi ủy quyền cũ trước."
        )
    if open_ones.absences().filter(person=new.substitute).exists():
        raise Refused(f"{new.substitute} cũng vắng mặt trong khoảng {days}; hãy chọn người khác làm thay.")
    if not new.is_assistant and (other := open_ones.absences().filter(substitute=new.person).first()):
        raise Refused(
            f"{new.person} đang nhận làm thay {other.person} đến {other.valid_to:%d/%m/%Y}; "
            "hãy chuyển việc làm thay ấy cho người khác trước."
        )


def _work_together(new: Delegation) -> bool:
    """Both work for the Alliance, or both for the same outside agency."""
    if not new.substitute.is_active or not new.substitute.postings_today:
        return False
    if new.person.is_staff_member:
        return new.substitute.is_staff_member
    return bool(new.person.agency_ids & new.substitute.agency_ids)


def _within(new: Delegation) -> list[str]:
    """The rights asked for, as far as the person may hand them on; all of those where none was named."""
    possible = may_hand_on(new.person, only_entering=new.is_assistant)
    chosen = [key for key in possible if key in new.permissions] if new.permissions else possible
    if not chosen:
        raise Refused(f"{new.person} không có quyền nào giao được cho người làm thay theo cách này.")
    return chosen


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: User) -> Delegation:
    """It ends at once: at the next click the substitute is himself again."""
    if not by.has_perm(PeoplePerm.SET_DELEGATION, delegation.person):
        raise Refused("Ủy quyền do chính người ấy, trưởng đơn vị hoặc Chánh Văn phòng thu hồi.")
    locked = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if locked.revoked_at is not None:
        raise Refused("Ủy quyền này đã được thu hồi trước đó.")
    locked.revoked_at, locked.revoked_by = clock.now(), by
    locked.save(update_fields=["revoked_at", "revoked_by"])
    forget_today()
    record("people.delegation.revoked", locked, by=by)
    return locked


@transaction.atomic
def begin_standing_in(*, delegation: Delegation, by: User) -> Delegation:
    """The substitute begins to act for the person; the trail knows the moment."""
    if by.stand_in is not None:
        raise Refused("Anh/chị đang làm thay người khác; hãy bấm “Thôi làm thay” trước.")
    if usable(by, clock.today(), delegation.pk) is None:
        raise Refused("Ủy quyền này không còn hiệu lực hôm nay.")
    record("people.delegation.used", delegation, by=by)
    return delegation


def usable(user: Any, day: date, pk: int) -> Delegation | None:
    """The delegation by which the user may act on the day, its person at work; None when it has ended."""
    rows = Delegation.objects.on(day).filter(pk=pk, substitute=user, person__is_active=True)
    found = rows.select_related("person", "substitute").first()
    return found if found is not None and found.person.postings_today else None


def end_delegations(user: User, by: User) -> None:
    """Whoever leaves acts for nobody, and nobody acts for him."""
    mine = Delegation.objects.overlapping(clock.today(), date.max)
    for one in [*mine.filter(person=user), *mine.filter(substitute=user)]:
        one.revoked_at, one.revoked_by = clock.now(), by
        one.save(update_fields=["revoked_at", "revoked_by"])
        record("people.delegation.revoked", one, by=by, note="Người ủy quyền hoặc người làm thay thôi việc.")
    forget_today()
