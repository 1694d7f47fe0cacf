"""A cooperative comes into the register, and what holds of it changes from a day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from cooperatives import vsic
from cooperatives.access.register import Perm
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import OtherNumber
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Capital,
    Cooperative,
    CooperativeAddress,
    CooperativeName,
    OtherCode,
    YearFigures,
)
from cooperatives.queries.publishing import touch_public
from lmhtx.access import Permission
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused


def refuse_unless(permission: Permission, by: Actor | User, cooperative: Cooperative | None = None) -> None:
    """Stop whoever does not keep the register; a second act on the same file waits for the first."""
    if cooperative is not None:
        Cooperative.objects.select_for_update().filter(pk=cooperative.pk).values_list("pk").first()
    person = rights_of(by)
    if person is not None and not person.has_perm(permission, cooperative or Cooperative()):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã mới ghi được hồ sơ này.")


@transaction.atomic
def register_cooperative(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    place: dict[str, Any] | None = None,
    capital: dict[str, Any] | None = None,
) -> Cooperative:
    """A new file with its first name, address and capital; the name holds from the first registration."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    cooperative.created_by = rights_of(by)
    cooperative.save()
    since = cooperative.first_registered_on
    CooperativeName.objects.create(
        cooperative=cooperative,
        name=cooperative.name,
        short_name=cooperative.short_name,
        foreign_name=cooperative.foreign_name,
        valid_from=since,
    )
    if place and (place.get("text") or place.get("commune")):
        CooperativeAddress.objects.create(cooperative=cooperative, valid_from=since, **place)
    if capital and capital.get("charter_vnd") is not None:
        Capital.objects.create(
            cooperative=cooperative, valid_from=since or cooperative.created_at.date(), **capital
        )
    return _done("cooperatives.cooperative.registered", cooperative, by)


@transaction.atomic
def edit_cooperative(*, cooperative: Cooperative, by: Actor | User) -> Cooperative:
    """What is plainly written on the row is saved; what is dated has acts of its own."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    cooperative.save()
    touch_public()
    return _done("cooperatives.cooperative.edited", cooperative, by)


@transaction.atomic
def rename_cooperative(
    *, cooperative: Cooperative, by: Actor | User, valid_from: date, **words: str
) -> CooperativeName:
    """Another name from a day on; the name before ends the day before."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    _end_open(cooperative.names, valid_from, "tên")
    name = CooperativeName.objects.create(cooperative=cooperative, valid_from=valid_from, **words)
    _done("cooperatives.cooperative.renamed", cooperative, by, name=name.name)
    return name


@transaction.atomic
def move_cooperative(
    *, cooperative: Cooperative, by: Actor | User, valid_from: date, **place: Any
) -> CooperativeAddress:
    """Another seat from a day on; the address before ends the day before."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    _end_open(cooperative.addresses, valid_from, "địa chỉ")
    address = CooperativeAddress.objects.create(cooperative=cooperative, valid_from=valid_from, **place)
    _done("cooperatives.cooperative.moved", cooperative, by, address=address.text)
    return address


@transaction.atomic
def record_capital(*, cooperative: Cooperative, by: Actor | User, valid_from: date, **sums: Any) -> Capital:
    """Charter and paid-in capital from a day on, in place of what was said of the same day."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    capital, _is_new = Capital.objects.update_or_create(
        cooperative=cooperative, valid_from=valid_from, defaults=sums
    )
    _done("cooperatives.cooperative.capital_recorded", cooperative, by, charter_vnd=capital.charter_vnd)
    return capital


@transaction.atomic
def record_figures(*, cooperative: Cooperative, by: Actor | User, year: int, **figures: Any) -> YearFigures:
    """The figures of a year, in place of what was said of it before; size follows."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    found, _is_new = YearFigures.objects.update_or_create(
        cooperative=cooperative, year=year, defaults=figures
    )
    _done("cooperatives.cooperative.figures_recorded", cooperative, by, year=year)
    return found


@transaction.atomic
def add_old_number(*, cooperative: Cooperative, by: Actor | User, number: str, **facts: Any) -> OtherCode:
    """An old certificate's number under which the cooperative is found."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    code, is_new = OtherCode.objects.get_or_create(
        cooperative=cooperative, kind=OtherNumber.CERTIFICATE, number=number.strip(), defaults=facts
    )
    if not is_new:
        raise Refused(f"Số {number} đã ghi cho hợp tác xã này.")
    _done("cooperatives.cooperative.old_number_added", cooperative, by, number=code.number)
    return code


@transaction.atomic
def add_activity(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    version: str,
    code: str,
    detail: str = "",
    is_main: bool = False,
) -> Activity:
    """A registered line; the first one is the main one, a new main one takes the place of the old."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    if not vsic.is_known(version, code):
        raise Refused(f"Không có mã ngành {code} trong danh mục {version}.")
    rows = Activity.objects.select_for_update().filter(cooperative=cooperative)
    if rows.filter(version=version, code=code).exists():
        raise Refused(f"Ngành {code} đã đăng ký.")
    is_main = is_main or not rows.filter(is_main=True).exists()
    if is_main:
        rows.filter(is_main=True).update(is_main=False)
    activity = Activity.objects.create(
        cooperative=cooperative, version=version, code=code, detail=detail, is_main=is_main
    )
    _done("cooperatives.cooperative.activity_added", cooperative, by, code=code)
    return activity


@transaction.atomic
def drop_activity(*, activity: Activity, by: Actor | User) -> Cooperative:
    """A line that is no longer registered; the main one goes last or after another has become main."""
    cooperative = activity.cooperative
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    others = Activity.objects.filter(cooperative=cooperative).exclude(pk=activity.pk)
    if activity.is_main and others.exists():
        raise Refused("Hãy chọn ngành chính khác trước khi bỏ ngành chính này.")
    activity.delete()
    return _done("cooperatives.cooperative.activity_dropped", cooperative, by, code=activity.code)


@transaction.atomic
def make_main(*, activity: Activity, by: Actor | User) -> Cooperative:
    """The line becomes the main one; sector follows."""
    cooperative = activity.cooperative
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    Activity.objects.filter(cooperative=cooperative, is_main=True).update(is_main=False)
    Activity.objects.filter(pk=activity.pk).update(is_main=True)
    return _done("cooperatives.cooperative.main_activity_chosen", cooperative, by, code=activity.code)


@transaction.atomic
def admit(
    *, cooperative: Cooperative, by: Actor | User, admitted_on: date, decision: str
) -> AllianceMembership:
    """The cooperative becomes a member of the Alliance."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    if cooperative.memberships.filter(left_on__isnull=True).exists():
        raise Refused("Hợp tác xã đang là thành viên Liên minh.")
    membership = AllianceMembership.objects.create(
        cooperative=cooperative, admitted_on=admitted_on, decision=decision
    )
    _done("cooperatives.cooperative.admitted", cooperative, by)
    return membership


@transaction.atomic
def let_go(
    *, cooperative: Cooperative, by: Actor | User, left_on: date, left_decision: str, left_reason: str = ""
) -> AllianceMembership:
    """The cooperative leaves the Alliance."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    membership = cooperative.memberships.filter(left_on__isnull=True).first()
    if membership is None:
        raise Refused("Hợp tác xã không phải thành viên Liên minh.")
    if left_on < membership.admitted_on:
        raise Refused(f"Ngày ra không được trước ngày kết nạp {membership.admitted_on:%d/%m/%Y}.")
    membership.left_on, membership.left_decision, membership.left_reason = left_on, left_decision, left_reason
    membership.save(update_fields=["left_on", "left_decision", "left_reason"])
    _done("cooperatives.cooperative.let_go", cooperative, by)
    return membership


def _end_open(rows: Any, valid_from: date, what: str) -> None:
    """The open row ends the day before; a row of the same day or later is no past to start from."""
    last = rows.select_for_update().filter(valid_to__isnull=True).first()
    if last is None:
        return
    if last.valid_from is not None and last.valid_from >= valid_from:
        raise Refused(f"Đã có {what} từ ngày {last.valid_from:%d/%m/%Y}; hãy chọn ngày sau đó.")
    last.valid_to = valid_from - timedelta(days=1)
    last.save(update_fields=["valid_to"])


def _done(verb: str, cooperative: Cooperative, by: Actor | User, **data: Any) -> Cooperative:
    refresh([cooperative.pk])
    cooperative.refresh_from_db()
    record(verb, cooperative, by=by, **data)
    return cooperative
