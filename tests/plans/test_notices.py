"""What presses is mailed at once; the rest waits in the portal for the morning's digest."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.notices.actions import mark_all_read
from lmhtx.notices.models import Notice
from lmhtx.notices.reminders import run
from lmhtx.outbox.models import Message
from plans.actions import reports
from plans.actions.tasks import Work, give_task
from plans.enums import ReportKind
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
HALF = reports.Account(kind=ReportKind.PROGRESS, text="Một nửa", percent=50)


def give(by, person, **facts):
    work = Work(text="Lập danh sách", **{"due_on": date(2026, 10, 1), **facts})
    return give_task(by=by, work=work, person=person, unit=make.agency("policy"))


def subjects(person) -> list[str]:
    return [message.subject for message in Message.objects.filter(person=person).order_by("pk")]


def test_task_given_stands_in_the_portal_and_waits_for_the_morning(unit_head, officer) -> None:
    give(unit_head, officer)

    assert Notice.objects.filter(person=officer).count() == 1
    assert subjects(officer) == []

    run(date(2026, 9, 16))
    assert ["16/09/2026" in subject for subject in subjects(officer)] == [True]
    assert "Lập danh sách" in Message.objects.get(person=officer).text


def test_what_was_read_is_not_mailed_again(unit_head, officer) -> None:
    give(unit_head, officer)
    mark_all_read(by=officer)

    run(date(2026, 9, 16))

    assert subjects(officer) == []


@pytest.mark.parametrize("pressing", [{"is_urgent": True}, {"due_on": date(2026, 9, 17)}])
def test_what_presses_is_mailed_at_once(unit_head, officer, pressing) -> None:
    give(unit_head, officer, **pressing)

    assert len(subjects(officer)) == 1


def test_due_on_the_third_working_day_can_wait(unit_head, officer) -> None:
    give(unit_head, officer, due_on=date(2026, 9, 18))

    assert subjects(officer) == []


def test_return_is_mailed_at_once_and_acceptance_waits(unit_head, officer) -> None:
    task = make.task(person=officer, assigner=unit_head)
    report = reports.submit_report(task=task, by=officer, account=HALF)
    reports.return_report(report=report, by=unit_head, note="Thiếu số liệu")
    reports.accept_report(report=reports.submit_report(task=task, by=officer, account=HALF), by=unit_head)

    assert ["trả lại" in subject for subject in subjects(officer)] == [True]


def test_outside_agency_is_told_nothing_until_its_switch_is_on(keeper, partner) -> None:
    farm = make.agency("agriculture-environment")
    task = make.task(plan=make.plan(keeper=make.agency("finance")), leads=("agriculture-environment",))
    report = reports.submit_report(task=task, by=partner, account=HALF)
    reports.accept_report(report=report, by=keeper)
    assert not Notice.objects.filter(person__in=[keeper, partner]).exists()

    farm.is_notified = True
    farm.save()
    del partner.__dict__["postings_today"]
    report = reports.submit_report(task=task, by=partner, account=HALF)
    reports.return_report(report=report, by=keeper, note="Bổ sung")

    assert Notice.objects.filter(person=partner).count() == 1
