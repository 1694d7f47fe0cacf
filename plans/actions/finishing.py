"""How the reading of a paper ends: with a draft to confirm, or with a reason and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from lmhtx.notices.actions import tell
from lmhtx.people.models import SYSTEM
from lmhtx.workflow.actions import move
from plans.drafts import counts_of, draft_of
from plans.models import Reading
from plans.models.reading import ReadingState
from plans.queries.readings import proposed_head
from plans.workflow import READINGS

KEY = "plans.reading"


@transaction.atomic
def finish_reading(*, reading: Reading, found: Mapping[str, Any]) -> Reading:
    """What was found stands with its first draft, and the one who asked is told; a second run changes nothing."""
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.state != ReadingState.QUEUED:
        return locked
    locked.found = dict(found)
    locked.draft = draft_of(found, year=locked.year)
    locked.draft["document"] |= proposed_head(found, asked_by=locked.created_by)
    if locked.plan is not None:
        plan = locked.plan
        locked.draft["document"] |= {"keeper": plan.keeper_id, "followed_by": plan.followed_by_id}
    locked.save(update_fields=["found", "draft"])
    move(READINGS, locked, "finish", by=SYSTEM)
    counts = counts_of(locked.draft)
    _tell_asker(
        locked, f"Đã đọc xong “{locked.name}”: {counts['tasks']} nhiệm vụ, {counts['doubts']} điểm cần xem."
    )
    return locked


@transaction.atomic
def fail_reading(*, reading: Reading, reason: str) -> Reading:
    """The paper could not be read; the reason says how to mend it."""
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.state != ReadingState.QUEUED:
        return locked
    locked.failure = reason
    locked.save(update_fields=["failure"])
    move(READINGS, locked, "fail", by=SYSTEM)
    _tell_asker(locked, f"Không đọc được “{locked.name}”. {reason}")
    return locked


def _tell_asker(reading: Reading, line: str) -> None:
    if reading.created_by is None:
        return
    url = reverse("reading_detail", args=[reading.pk])
    dedupe = f"{reading.pk}:{reading.state}:{reading.job_id}"
    tell(reading.created_by, key=KEY, line=line[:300], url=url, dedupe=dedupe)
