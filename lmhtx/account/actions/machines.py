"""Acts on shared machines."""

from __future__ import annotations

from django.db import transaction

from lmhtx.account.access import PeoplePerm
from lmhtx.account.models import SharedMachine
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def mark_machine(*, name: str, device: str, by: User) -> SharedMachine:
    """The browser is a shared machine from now on, for whoever sits at it."""
    if SharedMachine.objects.active().filter(device=device).exists():
        raise Refused("Máy này đã được đánh dấu dùng chung.")
    machine = SharedMachine.objects.create(name=name, device=device, marked_by=by)
    record("people.machine.marked", machine, by=by)
    return machine


@transaction.atomic
def release_machine(*, machine: SharedMachine, by: User) -> SharedMachine:
    """The browser is one person's again; no lock, no names on buttons."""
    if machine.marked_by_id != by.pk and not by.has_perm(PeoplePerm.KEEP_MACHINES):
        raise Refused("Chỉ người đã đánh dấu, Chánh Văn phòng hoặc người quản trị mới bỏ được đánh dấu này.")
    if machine.released_at is not None:
        raise Refused("Máy này đã bỏ đánh dấu rồi.")
    machine.released_at, machine.released_by = clock.now(), by
    machine.save(update_fields=["released_at", "released_by"])
    record("people.machine.released", machine, by=by)
    return machine
