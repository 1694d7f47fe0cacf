"""Carrying out what was decided a minute ago, through the app's own acts, with the rights of that moment."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from lmhtx.account.actions.delegations import usable
from lmhtx.account.standing_in import stand_in_for
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.models import Decision, DecisionQuerySet, Outcome
from lmhtx.decisions.queries import question
from lmhtx.notices.actions import tell
from lmhtx.people.models import Actor, Delegation, User
from lmhtx.workflow import Refused

KEY = "decisions.fell"
GONE = "Hồ sơ không còn, hoặc không còn trong phạm vi của anh/chị."
NO_LONGER_FOR = "Ủy quyền làm thay {person} đã hết hiệu lực trước khi quyết định được thực hiện."
BROKEN = (
    "Hệ thống gặp lỗi kỹ thuật nên chưa thay đổi gì; mời quyết lại, nếu vẫn lỗi hãy báo quản trị hệ thống."
)
GIVEN_UP_AFTER = timedelta(minutes=10)
logger = logging.getLogger("lmhtx.decisions")


def carry_out_due() -> int:
    """Carry out whatever is due, each in a transaction of its own; returns how many ended.

    One that breaks is tried again each minute, and given back to the person after ten.
    """
    ended = 0
    for decision_id in Decision.objects.due().order_by("due_at").values_list("pk", flat=True):
        try:
            ended += carry_out(decision_id=decision_id) is not None
        except Exception:  # whatever an app's act raises must not keep the others waiting
            logger.exception("Quyết định #%s chưa thực hiện được.", decision_id)
            ended += give_up(decision_id=decision_id) is not None
    return ended


@transaction.atomic
def carry_out(*, decision_id: int) -> Decision | None:
    """The decision holds now: the app's act is done in the person's name, or he is told why it cannot be.

    Nothing when it has ended already, was taken back, or may still be: running twice does it once. The act and the
    end of the decision are one transaction, so that a worker killed in between leaves both undone.
    """
    decision = _held(Decision.objects.due(), decision_id)
    if decision is None:
        return None
    try:
        with transaction.atomic():
            _act(decision)
    except Refused as refused:
        return _fell(decision, str(refused))
    return decision


@transaction.atomic
def give_up(*, decision_id: int) -> Decision | None:
    """A decision whose act has been breaking for long goes back to the person; nothing while it may yet work."""
    late = Decision.objects.due().filter(due_at__lte=Now() - GIVEN_UP_AFTER)
    decision = _held(late, decision_id)
    return _fell(decision, BROKEN) if decision is not None else None


def _held(rows: DecisionQuerySet, decision_id: int) -> Decision | None:
    locked = rows.select_for_update(of=("self",)).select_related("made_by", "made_for")
    return locked.filter(pk=decision_id).first()


def _act(decision: Decision) -> None:
    by = _who(decision)
    kind = question(decision.question)
    verdict = kind.verdict(decision.verdict) if kind is not None else None
    thing = kind.seen(by).filter(pk=decision.subject_id).first() if kind is not None else None
    if verdict is None or thing is None:
        raise Refused(GONE)
    verdict.act(thing, by, decision.words, **decision.details)
    _end(decision, Outcome.DONE)
    made = clock.local(decision.made_at)
    record(
        "decisions.decision.carried_out",
        decision,
        by=by,
        note=decision.words,
        subject=f"{decision.question}:{decision.subject_id}",
        decided_at=made.isoformat(timespec="seconds"),
    )


def _who(decision: Decision) -> User:
    """The person as he would act now: himself, or standing in for the other by a delegation that still holds."""
    hands = User.objects.get(pk=decision.made_by_id)
    if decision.made_for is None:
        return hands
    today = clock.today()
    given = Delegation.objects.on(today).filter(person=decision.made_for, substitute=hands)
    usable_ones = (usable(hands, today, pk) for pk in given.values_list("pk", flat=True))
    delegation = next((one for one in usable_ones if one is not None), None)
    if delegation is None:
        raise Refused(NO_LONGER_FOR.format(person=decision.made_for))
    return stand_in_for(delegation, hands)


def _fell(decision: Decision, why: str) -> Decision:
    _end(decision, Outcome.FELL, why=why)
    record(
        "decisions.decision.fell",
        decision,
        by=Actor(user=decision.made_by, on_behalf_of=decision.made_for),
        note=why,
    )
    tell(
        decision.made_by,
        key=KEY,
        line=f"Chưa thực hiện được “{decision.verdict_label}”: {decision.subject_label}. {why}",
        url=decision.queue_url,
        dedupe=f"decision:{decision.pk}",
    )
    return decision


def _end(decision: Decision, outcome: Outcome, *, why: str = "") -> None:
    decision.outcome, decision.ended_at, decision.why = outcome, clock.now(), why
    decision.save(update_fields=["outcome", "ended_at", "why"])
