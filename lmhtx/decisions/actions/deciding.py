"""Deciding, and taking back within the minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.models import Decision, Outcome
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.questions import Question, Verdict
from lmhtx.workflow import Refused

# Long enough to notice a wrong tap.
UNDO_SECONDS = 60
TAKEN = "Việc này không còn chờ anh/chị quyết; có thể vừa có người xử lý. Mời xem việc tiếp theo."
TOO_LATE = f"Đã quá {UNDO_SECONDS} giây, quyết định đã có hiệu lực nên không hoàn tác được nữa."
SAY_WHY = "Hãy ghi lý do hoặc chọn một câu mẫu trước khi bấm “{label}”."


@transaction.atomic
def decide(
    *,
    thing: Any,
    question: Question,
    verdict: Verdict,
    by: User,
    words: str = "",
    details: dict[str, Any] | None = None,
) -> Decision:
    """The answer is written down and leaves the thing as it is; it is carried out once the minute is over.

    Until then the thing is in nobody's queue, and nobody but the person hears of it.
    """
    words = words.strip()
    if verdict.needs_words and not words:
        raise Refused(SAY_WHY.format(label=verdict.label))
    if not by.has_perm(question.permission, thing):
        raise Refused(TAKEN)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                question=question.key,
                subject_id=thing.pk,
                subject_label=str(thing)[:300],
                verdict=verdict.key,
                verdict_label=verdict.label,
                done_label=verdict.done,
                words=words,
                details=details or {},
                made_by=by,
                due_at=Now() + timedelta(seconds=UNDO_SECONDS),
            )
    except IntegrityError as twice:
        raise Refused(TAKEN) from twice
    later("decisions.carry_out", by=by, wait_seconds=UNDO_SECONDS, decision_id=decision.pk)
    return decision


@transaction.atomic
def undo(*, decision: Decision, by: User) -> Decision:
    """The answer is taken back as if it had never been given; the thing waits again."""
    held = Decision.objects.undoable().select_for_update(of=("self",)).filter(pk=decision.pk).first()
    if held is None:
        raise Refused(_why_not(decision))
    held.outcome, held.ended_at = Outcome.UNDONE, clock.now()
    held.save(update_fields=["outcome", "ended_at"])
    record("decisions.decision.undone", held, by=by)
    return held


def _why_not(decision: Decision) -> str:
    decision.refresh_from_db(fields=["outcome", "why"])
    if decision.outcome == Outcome.UNDONE:
        return "Quyết định này đã được hoàn tác trước đó."
    if decision.outcome == Outcome.FELL:
        return f"Quyết định này không thực hiện được: {decision.why}"
    return TOO_LATE


@transaction.atomic
def take_note(*, decision: Decision, by: User) -> Decision:
    """The person has read why a decision of his could not be carried out."""
    Decision.objects.visible_to(by).fallen().filter(pk=decision.pk).update(seen_at=clock.now())
    return decision
