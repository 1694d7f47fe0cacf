"""Policies of support are written down from their texts, and followed by a new edition when those change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from cooperatives.access.support import SupportPerm
from cooperatives.models import SupportCondition, SupportPolicy
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused

NOT_KEPT = "Chỉ phòng giữ sổ hợp tác xã mới sửa được chính sách hỗ trợ."
IN_USE = "Đã có khoản hỗ trợ được quyết định theo chính sách này, không sửa được điều kiện; hãy lập bản mới."


@transaction.atomic
def add_policy(*, policy: SupportPolicy, by: Actor | User) -> SupportPolicy:
    """The policy is on record, without conditions yet."""
    _refuse_strangers(policy, by)
    policy.created_by = rights_of(by)
    policy.save()
    record("cooperatives.policy.added", policy, by=by)
    return policy


@transaction.atomic
def change_policy(*, policy: SupportPolicy, by: Actor | User) -> SupportPolicy:
    """Its name, ground, days and doubts as the form says; what was decided under it stays as it was decided."""
    _refuse_strangers(policy, by)
    policy.save()
    record("cooperatives.policy.changed", policy, by=by)
    return policy


@transaction.atomic
def add_edition(
    *, policy: SupportPolicy, by: Actor | User, valid_from: date, legal_basis: str
) -> SupportPolicy:
    """The same lines once more from the day on, to be changed; the older edition ends the day before."""
    held = _held(policy, by)
    if held.valid_to is not None:
        raise Refused(
            f"Bản này đã hết áp dụng sau ngày {held.valid_to:%d/%m/%Y}; hãy lập bản mới từ bản đang áp dụng."
        )
    if valid_from <= held.valid_from:
        raise Refused(f"Bản mới phải áp dụng sau ngày {held.valid_from:%d/%m/%Y}, ngày đầu của bản này.")
    lines = list(held.conditions.all())
    held.valid_to = valid_from - timedelta(days=1)
    held.save(update_fields=["valid_to"])
    made = SupportPolicy.objects.create(
        key=held.key,
        name=held.name,
        group=held.group,
        legal_basis=legal_basis,
        valid_from=valid_from,
        doubt=held.doubt,
        created_by=rights_of(by),
    )
    for line in lines:
        line.pk, line.policy = None, made
    SupportCondition.objects.bulk_create(lines)
    record("cooperatives.policy.edition_added", made, by=by, valid_from=f"{valid_from:%d/%m/%Y}")
    return made


@transaction.atomic
def add_condition(*, policy: SupportPolicy, by: Actor | User, **facts: Any) -> SupportCondition:
    """The policy asks for this too."""
    held = _open(policy, by)
    if held.conditions.filter(test=facts["test"]).exists():
        raise Refused("Chính sách đã xét điều kiện này; hãy bỏ điều kiện cũ trước.")
    made = SupportCondition.objects.create(policy=held, **facts)
    record("cooperatives.policy.condition_added", held, by=by, condition=made.words)
    return made


@transaction.atomic
def drop_condition(*, condition: SupportCondition, by: Actor | User) -> SupportPolicy:
    """The policy no longer asks for this."""
    held = _open(condition.policy, by)
    words = condition.words
    condition.delete()
    record("cooperatives.policy.condition_dropped", held, by=by, condition=words)
    return held


def _refuse_strangers(policy: SupportPolicy, by: Actor | User) -> None:
    person = rights_of(by)
    if person is not None and not person.has_perm(SupportPerm.EDIT_POLICY, policy):
        raise Refused(NOT_KEPT)


def _held(policy: SupportPolicy, by: Actor | User) -> SupportPolicy:
    _refuse_strangers(policy, by)
    return SupportPolicy.objects.select_for_update().get(pk=policy.pk)


def _open(policy: SupportPolicy, by: Actor | User) -> SupportPolicy:
    """The policy under a lock; conditions by which something was decided stay."""
    held = _held(policy, by)
    if held.records.filter(decided_on__isnull=False).exists():
        raise Refused(IN_USE)
    return held
