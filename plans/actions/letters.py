"""Draft letters to outside agencies whose tasks are late, and bundles of them; nothing here is sent to anybody."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from io import BytesIO

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.jobs.queue import later
from lmhtx.people.models import SYSTEM, User
from lmhtx.workflow import Refused
from plans.enums import AssignmentRole
from plans.models import Assignment, LetterBundle, Plan, Task, UrgingLetter


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


@transaction.atomic
def ask_letter_bundle(*, plan: Plan, by: User) -> LetterBundle:
    """The open drafts of the plan are being set together behind the page."""
    letters = list(plan.urging_letters.filter(is_closed=False))
    if not letters:
        raise Refused("Kế hoạch này không có dự thảo đôn đốc nào đang mở.")
    bundle = LetterBundle.objects.create(plan=plan, created_by=by)
    bundle.letters.set(letters)
    bundle.job = later("plans.build_letters", by=by, bundle_id=bundle.pk)
    bundle.save(update_fields=["job"])
    record("plans.letters.built", bundle, by=by)
    return bundle


@transaction.atomic
def keep_letter_bundle(*, bundle: LetterBundle, pdf: bytes, words: bytes) -> LetterBundle:
    """The bundle holds its one PDF and its Word files; one that is built already stays as it is."""
    bundle = LetterBundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.built_at is None:
        name = f"don-doc-{bundle.plan_id}-{bundle.pk}"
        store(BytesIO(pdf), owner=bundle, kind="letters", by=bundle.created_by, name=f"{name}.pdf")
        store(BytesIO(words), owner=bundle, kind="letters", by=bundle.created_by, name=f"{name}-word.zip")
        bundle.built_at = clock.now()
        bundle.save(update_fields=["built_at"])
    return bundle
