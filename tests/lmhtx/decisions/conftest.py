"""A leader with a request for more time and a report on the desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models.functions import Now

from lmhtx.account.actions import delegations
from lmhtx.account.standing_in import stand_in_for
from lmhtx.decisions import queries
from lmhtx.decisions.actions import deciding
from lmhtx.decisions.models import Decision
from lmhtx.people.models import Delegation, User
from plans.actions import extensions, reports
from plans.enums import ReportKind
from plans.models import Extension, Report
from tests.factories import plans as make


@pytest.fixture
def extension(officer, deputy) -> Extension:
    """The officer asks the deputy chairman for a month more."""
    task = make.task(person=officer, assigner=deputy)
    return extensions.ask_extension(task=task, by=officer, to_due_on=date(2026, 11, 1), reason="Chờ số liệu")


@pytest.fixture
def report(officer, deputy) -> Report:
    """The officer tells the deputy chairman that it is done."""
    task = make.task(text="Lập đề án", person=officer, assigner=deputy)
    done = reports.Account(kind=ReportKind.COMPLETION, text="Đã xong", percent=100)
    return reports.submit_report(task=task, by=officer, account=done)


@pytest.fixture
def decide():
    """`decide(extension, "approve", by=deputy, words="…")`."""

    def answer(thing, verdict: str, *, by: User, words: str = "") -> Decision:
        kind = queries.question("plans.extension" if isinstance(thing, Extension) else "plans.report")
        return deciding.decide(thing=thing, question=kind, verdict=kind.verdict(verdict), by=by, words=words)

    return answer


@pytest.fixture
def minute_over():
    """The time to take back is over for all decisions."""
    return lambda: Decision.objects.waiting().update(due_at=Now())


@pytest.fixture
def standing_in(officer_of_other_unit):
    """`standing_in(deputy, kind="assistant")`: the person as the substitute acts for him, and the delegation."""

    def stand(person: User, *, kind: str = "absence", hands: User | None = None) -> tuple[User, Delegation]:
        substitute = hands or officer_of_other_unit
        delegation = delegations.delegate(
            delegation=Delegation(
                person=person,
                substitute=substitute,
                kind=kind,
                valid_from=date(2026, 9, 14),
                valid_to=date(2026, 9, 20),
                ground="TB 12",
            ),
            by=person,
        )
        held = delegations.usable(substitute, date(2026, 9, 15), delegation.pk)
        return stand_in_for(held, User.objects.get(pk=substitute.pk)), delegation

    return stand
