"""Decisions with real workers: they hold after their time, once, whoever is killed and whoever else decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from lmhtx.account.actions import delegations
from lmhtx.account.standing_in import stand_in_for
from lmhtx.decisions import queries
from lmhtx.decisions.actions import deciding
from lmhtx.decisions.actions.carrying_out import carry_out_due
from lmhtx.decisions.models import Decision, Outcome
from lmhtx.jobs.models import Job, JobState
from lmhtx.notices.models import Notice
from lmhtx.people.models import Delegation, User
from lmhtx.workflow import Refused
from plans.actions.extensions import ask_extension
from plans.enums import ExtensionState
from plans.models import Extension, Task
from tests.factories import plans as make
from tests.faults.office import at_the_same_moment, until


@pytest.fixture
def asked(person) -> Extension:
    """The officer asks the deputy chairman for more time."""
    task = make.task(person=person("chuyenvien"), assigner=person("phochutich"))
    return ask_extension(
        task=task, by=person("chuyenvien"), to_due_on=date(2026, 11, 1), reason="Chờ số liệu"
    )


def decide(extension: Extension, by: User, verdict: str = "approve") -> Decision:
    """What a tap does."""
    kind = queries.question("plans.extension")
    return deciding.decide(
        thing=extension, question=kind, verdict=kind.verdict(verdict), by=by, words="Ý kiến"
    )


def outcome(decision: Decision) -> str:
    return Decision.objects.get(pk=decision.pk).outcome


def test_a_worker_carries_out_after_the_time_and_not_before(start_worker, person, asked, monkeypatch) -> None:
    monkeypatch.setattr(deciding, "UNDO_SECONDS", 4)
    start_worker()

    decision = decide(asked, person("phochutich"))
    due_at = Decision.objects.get().due_at
    until(lambda: outcome(decision) == Outcome.DONE)

    # Audit entries and jobs keep the machine's clock.
    job = until(lambda: Job.objects.filter(name="decisions.carry_out", state=JobState.DONE).first())
    assert job.claimed_at >= due_at
    assert Extension.objects.get().state == ExtensionState.APPROVED
    assert Notice.objects.filter(person=person("chuyenvien")).count() == 1


def test_what_is_taken_back_in_time_is_never_carried_out(start_worker, person, asked, monkeypatch) -> None:
    monkeypatch.setattr(deciding, "UNDO_SECONDS", 3)
    start_worker()
    decision = decide(asked, person("phochutich"))

    deciding.undo(decision=decision, by=person("phochutich"))
    until(lambda: Job.objects.filter(name="decisions.carry_out", state=JobState.DONE).exists())

    assert (outcome(decision), Extension.objects.get().state) == (Outcome.UNDONE, ExtensionState.REQUESTED)
    assert not Notice.objects.filter(person=person("chuyenvien")).exists()


def test_a_worker_killed_midway_leaves_all_undone_and_the_sweep_does_it_once(
    start_worker, person, asked, monkeypatch
) -> None:
    monkeypatch.setattr(deciding, "UNDO_SECONDS", 1)
    killed = start_worker()
    with transaction.atomic():
        # Whoever holds the task keeps the act between taking up the decision and doing it.
        Task.objects.select_for_update().get(pk=asked.task_id)
        decision = _in_another_line(lambda: decide(asked, person("phochutich")))
        until(_somebody_waits_for_a_row)
        killed.kill()
    until(_nobody_holds_a_decision)
    assert (outcome(decision), Extension.objects.get().state) == (Outcome.WAITING, ExtensionState.REQUESTED)

    assert (carry_out_due(), carry_out_due()) == (1, 0)

    assert (outcome(decision), Extension.objects.get().state) == (Outcome.DONE, ExtensionState.APPROVED)
    assert Notice.objects.filter(person=person("chuyenvien")).count() == 1


def test_without_queue_and_worker_the_sweep_carries_out(services, person, asked) -> None:
    with services.without("redis"):
        decision = decide(asked, person("phochutich"))
        Decision.objects.update(due_at=Now())

        assert carry_out_due() == 1

    assert outcome(decision) == Outcome.DONE


def test_of_two_people_at_the_same_moment_one_decides(person, asked) -> None:
    deputy, substitute = person("phochutich"), person("tindung")
    delegation = delegations.delegate(
        delegation=Delegation(
            person=deputy,
            substitute=substitute,
            valid_from=date(2026, 9, 14),
            valid_to=date(2026, 9, 20),
            ground="TB 12",
        ),
        by=deputy,
    )
    instead = stand_in_for(delegations.usable(substitute, date(2026, 9, 15), delegation.pk), substitute)

    answers = at_the_same_moment(
        lambda: _tried(asked, person("phochutich"), "approve"), lambda: _tried(asked, instead, "refuse")
    )

    assert sorted(answers) == ["", deciding.TAKEN]
    assert Decision.objects.count() == 1


def test_runs_at_the_same_moment_carry_out_once(person, asked) -> None:
    decide(asked, person("phochutich"))
    Decision.objects.update(due_at=Now())

    counts = at_the_same_moment(*[carry_out_due] * 4)

    assert sum(counts) == 1
    assert Notice.objects.filter(person=person("chuyenvien")).count() == 1


def _tried(extension: Extension, by: User, verdict: str) -> str:
    try:
        decide(extension, by, verdict)
    except Refused as refused:
        return str(refused)
    return ""


def _in_another_line(act):
    """The act on a connection of its own, committed at once."""
    return at_the_same_moment(act)[0]


def _somebody_waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def _nobody_holds_a_decision() -> bool:
    """The database has noticed that the killed worker is gone, and undone what it had begun."""
    with transaction.atomic():
        return bool(Decision.objects.select_for_update(skip_locked=True).exists())
