"""A period in which figures are called for is opened, locked and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cooperatives import year_form
from cooperatives.access.forms import FormPerm
from cooperatives.enums.forms import Rhythm
from cooperatives.models import Period
from cooperatives.workflow import PERIODS
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


@transaction.atomic
def open_period(*, period: Period, by: Actor | User, communes: Iterable[Any] = ()) -> Period:
    """The call stands, in the newest edition of its form or with its own questions, from which it will not move."""
    person = rights_of(by)
    if person is not None and not person.has_perm(FormPerm.OPEN_PERIOD, period):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã mở được đợt thu số liệu.")
    if (period.rhythm == Rhythm.ONCE) != bool(period.questions):
        raise Refused("Đợt đột xuất phải có ít nhất một câu hỏi; đợt khác dùng mẫu chung.")
    period.version, period.created_by = year_form.newest(period.rhythm), person
    period.save()
    period.communes.set(communes)
    record("cooperatives.period.opened", period, by=by)
    return period


@transaction.atomic
def lock_period(*, period: Period, by: Actor | User, note: str) -> Period:
    """Nobody hands in or applies any more; a form that is on its way comes before or is refused."""
    return _moved("lock", "cooperatives.period.locked", period, by, note)


@transaction.atomic
def reopen_period(*, period: Period, by: Actor | User, note: str) -> Period:
    """Forms may come in again, and it stays on record why."""
    return _moved("reopen", "cooperatives.period.reopened", period, by, note)


def _moved(name: str, verb: str, period: Period, by: Actor | User, note: str) -> Period:
    period = move(PERIODS, period, name, by=by, note=note)
    period.state_note = note
    period.save(update_fields=["state_note"])
    record(verb, period, by=by, note=note)
    return period
