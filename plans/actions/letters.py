"""Draft letters to outside agencies whose tasks are late; nothing here is sent to anybody."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.people.models import SYSTEM, User
from plans.enums import AssignmentRole
from plans.models import Assignment, Task, UrgingLetter


@transaction.atomic
def draft_urging_letters(*, today: date) -> list[UrgingLetter]:
    """One open draft for each outside agency with late tasks in a plan, its tasks those late today.

    Running twice changes nothing; a draft whose tasks are no longer late empties and is closed.
    """
    late: dict[tuple[int, int], list[int]] = defaultdict(list)
    tasks = Task.objects.past_due(on=today).filter(plan__isnull=False)
    rows = Assignment.objects.filter(
        role=AssignmentRole.LEAD, agency__kind="outside", task__in=tasks.values("pk")
    )
    for plan, agency, task in rows.order_by("task__position").values_list("task__plan", "agency", "task"):
        late[plan, agency].append(task)
    open_letters = {
        (letter.plan_id, letter.agency_id): letter for letter in UrgingLetter.objects.filter(is_closed=False)
    }
    for key, letter in open_letters.items():
        if key not in late:
            letter.is_closed = True
            letter.save(update_fields=["is_closed"])
    letters = []
    for (plan, agency), numbers in late.items():
        letter = open_letters.get((plan, agency)) or UrgingLetter.objects.create(
            plan_id=plan, agency_id=agency, drafted_on=today
        )
        if set(letter.tasks.values_list("pk", flat=True)) != set(numbers):
            letter.tasks.set(numbers)
            record("plans.letter.drafted", letter, by=SYSTEM)
        letters.append(letter)
    return letters


@transaction.atomic
def close_urging_letter(*, letter: UrgingLetter, by: User) -> UrgingLetter:
    """Put a draft away: it was issued on paper, or is not needed."""
    letter.is_closed = True
    letter.save(update_fields=["is_closed"])
    record("plans.letter.closed", letter, by=by)
    return letter
