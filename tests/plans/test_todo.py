"""What stands on whose desk, and who is reminded of what."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.people.models import User
from plans.actions import letters, reports
from plans.enums import ReportKind
from plans.models import CheckPoint, UrgingLetter
from plans.queries import reminders, todo
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
DONE = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)


def told(day: date) -> set[tuple[str, str, int]]:
    """Stage, sign-in name and task of every reminder of the day."""
    names = dict(User.objects.values_list("pk", "username"))
    return {(notice.stage, names[notice.person_id], notice.subject_id) for notice in reminders.due_tasks(day)}


def test_desk_of_the_person_in_charge(officer, unit_head) -> None:
    late = make.task(person=officer, due_on=date(2026, 9, 14))
    now = make.task(person=officer, due_on=date(2026, 9, 15))
    soon = make.task(person=officer, due_on=date(2026, 9, 22))
    far = make.task(person=officer, due_on=date(2026, 9, 23))
    make.task(person=unit_head, due_on=date(2026, 9, 15))

    desk = [list(part(officer)) for part in (todo.overdue, todo.today, todo.week, todo.later)]

    assert desk == [[late], [now], [soon], [far]]


def test_task_without_a_person_is_on_the_head_s_desk(officer, unit_head) -> None:
    task = make.task(due_on=date(2026, 9, 15))

    assert (list(todo.today(unit_head)), list(todo.unassigned(unit_head)), list(todo.today(officer))) == (
        [task],
        [task],
        [],
    )


def test_report_waits_on_the_assigner_s_desk_alone(officer, unit_head, deputy, office_chief) -> None:
    task = make.task(person=officer, assigner=unit_head)
    report = reports.submit_report(task=task, by=officer, account=DONE)

    desks = [list(todo.to_accept(who)) for who in (unit_head, deputy, office_chief, officer)]

    assert desks == [[report], [], [], []]


def test_report_of_an_agency_waits_for_the_keeper(keeper, partner, deputy) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    task = make.task(plan=plan, leads=("agriculture-environment",), followed_by=make.agency("office"))
    report = reports.submit_report(task=task, by=partner, account=DONE)

    assert [list(todo.to_accept(who)) for who in (keeper, deputy, partner)] == [[report], [], []]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 23), set()),
        (date(2026, 9, 24), {("T-7", "chuyenvien")}),
        (date(2026, 9, 28), {("T-3", "chuyenvien")}),
        (date(2026, 10, 2), {("T+1", "chuyenvien")}),
        (date(2026, 10, 3), set()),  # a Saturday
        (date(2026, 10, 5), {("T+1", "chuyenvien"), ("T+3", "truongphong")}),
        (
            date(2026, 10, 8),
            {("T+1", "chuyenvien"), ("T+3", "truongphong"), ("T+7", "chutich"), ("T+7", "phochutich")},
        ),
        (
            date(2026, 10, 9),
            {("T+8", "chuyenvien"), ("T+3", "truongphong"), ("T+7", "chutich"), ("T+7", "phochutich")},
        ),
    ],
)
def test_reminders_go_to_holder_head_and_leadership(officer, today, expected) -> None:
    make.task(person=officer, due_on=date(2026, 10, 1))

    assert {(stage, name) for stage, name, _ in told(today)} == expected


def test_nobody_is_reminded_of_what_is_handed_in(officer, unit_head) -> None:
    task = make.task(person=officer, assigner=unit_head)
    reports.submit_report(task=task, by=officer, account=DONE)

    assert told(date(2026, 10, 9)) == set()


def test_who_has_left_is_not_reminded_and_the_head_is(officer) -> None:
    make.task(person=officer)
    officer.postings.update(valid_to=date(2026, 9, 20))

    assert {name for _, name, _ in told(date(2026, 10, 2))} == {"truongphong"}


def test_outside_agency_is_told_nothing_until_switched_on_and_gets_a_draft_letter(partner) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    farm = make.agency("agriculture-environment")
    task = make.task(plan=plan, leads=("agriculture-environment",), due_on=date(2026, 12, 31))
    assert told(date(2026, 12, 24)) == told(date(2027, 1, 7)) == set()

    letters.draft_urging_letters(today=date(2027, 1, 7))
    letters.draft_urging_letters(today=date(2027, 1, 7))

    assert [(letter.agency, list(letter.tasks.all())) for letter in UrgingLetter.objects.all()] == [
        (farm, [task])
    ]
    farm.is_notified = True
    farm.save()
    assert {name for _, name, _ in told(date(2027, 1, 7))} == {"sonongnghiep"}


def test_check_point_waits_from_its_day_on(officer, at_day, as_) -> None:
    task = make.task(person=officer, due_on=date(2026, 12, 31))
    point = CheckPoint.objects.create(task=task, on=date(2026, 9, 30))
    assert list(todo.check_points(officer)) == []

    at_day(date(2026, 9, 30))

    assert list(todo.check_points(officer)) == [point]
    assert "Mốc 30/09/2026: báo một dòng tình hình" in as_(officer).get("/").content.decode()
    assert [notice.person_id for notice in reminders.due_check_points(date(2026, 9, 30))] == [officer.pk]
