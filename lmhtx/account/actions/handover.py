"""Bàn giao: all that a person or a unit holds goes to others in one act, and the record is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.users import let_go
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.contributions import Holding, collected
from lmhtx.directory.models import Agency
from lmhtx.people.handover import Handover, HandoverLine
from lmhtx.people.models import User
from lmhtx.workflow import Refused

LABEL_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of what is held, with its rows."""

    holding: Holding
    rows: list[Any]


def held_by(holder: User | Agency) -> list[Held]:
    """What is open under the person or unit, by kind; kinds without a row are left out."""
    of_unit = isinstance(holder, Agency)
    kinds = [kind for kind in collected(Holding) if kind.is_of_unit == of_unit]
    found = [Held(kind, list(kind.of(holder))) for kind in kinds]
    return [held for held in found if held.rows]


@transaction.atomic
def hand_over(
    *,
    person: User,
    by: User,
    note: str,
    receiver: Callable[[Holding, Model], User | None],
    is_leaving: bool = False,
    is_confirmed: bool = False,
) -> Handover:
    """Each thing the person holds goes to whom `receiver(kind, thing)` names, all or nothing.

    When he leaves, his ways in end with it. What he did stays under his name.
    """
    if not by.has_perm(PeoplePerm.HAND_OVER, person):
        raise Refused(
            "Chỉ trưởng đơn vị của người ấy, Chánh Văn phòng hoặc quản trị hệ thống mới bàn giao được."
        )
    handover = Handover.objects.create(person=person, note=note.strip(), is_leaving=is_leaving, created_by=by)
    for held in held_by(person):
        shares = _shares(held, receiver)
        for to, rows in shares.items():
            _refuse_receiver(person, to)
            _give(handover, held.holding, rows, to, by)
    _refuse_rest(person)
    record("people.handover.done", person, by=by, note=note, count=handover.lines.count())
    if is_leaving:
        let_go(user=person, by=by, note=note, is_confirmed=is_confirmed)
    return handover


def _shares(held: Held, receiver: Callable[[Holding, Model], User | None]) -> Mapping[User, list[Any]]:
    shares: dict[User, list[Any]] = {}
    for row in held.rows:
        to = receiver(held.holding, row)
        if to is None:
            raise Refused(f"Chưa chọn người nhận cho “{held.holding.title}”: {row}")
        shares.setdefault(to, []).append(row)
    return shares


def _refuse_receiver(person: User, to: User) -> None:
    if to.pk == person.pk:
        raise Refused("Người nhận phải là người khác.")
    if not User.objects.at_work(clock.today()).filter(pk=to.pk).exists():
        raise Refused(f"{to} không còn giữ chức vụ nào hôm nay; hãy chọn người khác.")


def _give(handover: Handover, holding: Holding, rows: Iterable[Any], to: User | Agency, by: User) -> None:
    holder = handover.person or handover.unit
    HandoverLine.objects.bulk_create(
        HandoverLine(
            handover=handover,
            title=holding.title,
            label=str(row)[:LABEL_LENGTH],
            to_person=to if isinstance(to, User) else None,
            to_unit=to if isinstance(to, Agency) else None,
        )
        for row in rows
    )
    holding.give(holding.of(holder).filter(pk__in=[row.pk for row in rows]), holder, to, by)


def _refuse_rest(holder: User | Agency) -> None:
    if rest := held_by(holder):
        titles = ", ".join(f"{held.holding.title} ({len(held.rows)})" for held in rest)
        raise Refused(f"Còn việc chưa bàn giao được: {titles}. Hãy tải lại trang rồi thử lại.")


@transaction.atomic
def hand_over_unit(*, unit: Agency, by: User, note: str) -> Handover:
    """All that the unit holds goes to its successor, its people with it."""
    if not by.has_perm(PeoplePerm.HAND_OVER, unit):
        raise Refused("Chỉ Chánh Văn phòng hoặc quản trị hệ thống mới bàn giao được việc của đơn vị.")
    if unit.successor is None:
        raise Refused("Chưa ghi đơn vị kế tiếp. Hãy ghi ở mục “Kết thúc, sáp nhập” trước khi bàn giao.")
    handover = Handover.objects.create(unit=unit, note=note.strip(), created_by=by)
    for held in held_by(unit):
        _give(handover, held.holding, held.rows, unit.successor, by)
    _refuse_rest(unit)
    record("people.handover.done", unit, by=by, note=note, count=handover.lines.count())
    return handover
