"""Once a week: what asks the Alliance only as one of a group of agencies."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.notices.models import Digest, Notice, Preference
from lmhtx.notices.reminders import run
from lmhtx.people.models import User
from plans.models import Task
from plans.queries.reminders import due_group_week
from tests.factories.plans import agency, task

pytestmark = pytest.mark.django_db
KEY = "plans.group_week"
MONDAY = date(2026, 9, 14)
AFTER_HOLIDAY = date(2026, 9, 3)


@pytest.fixture
def shared() -> Task:
    """A task of all departments that our unit follows, due in ten days."""
    made = task(leads=(), due_on=date(2026, 9, 24), person=None)
    made.assignments.create(
        agency=agency("departments-and-places"), written="Các sở, ban, ngành", role="lead"
    )
    return made


def test_a_unit_hears_once_a_week(shared: Task, unit_head: User) -> None:
    for day in (14, 14, 15, 18):
        run(date(2026, 9, day))
    run(date(2026, 9, 21))

    told = Notice.objects.filter(reminder=KEY).order_by("due_on")
    assert [(one.person, one.due_on) for one in told] == [(unit_head, MONDAY), (unit_head, date(2026, 9, 21))]
    assert told[0].line == (
        "Tuần từ 14/09: 1 nhiệm vụ chung gọi cả nhóm cơ quan đang theo dõi, 1 việc đến hạn trong 14 ngày."
    )


def test_a_missed_monday_is_told_on_the_next_day(shared: Task, unit_head: User) -> None:
    run(date(2026, 9, 16))

    assert Notice.objects.get(reminder=KEY).due_on == MONDAY


def test_who_switched_it_off_hears_nothing(shared: Task, unit_head: User) -> None:
    Preference.objects.create(person=unit_head, reminder=KEY, is_on_portal=False, is_on_mail=False)

    run(MONDAY)

    assert not Notice.objects.filter(reminder=KEY).exists()


def test_a_week_of_rest_days_so_far_tells_nothing(shared: Task) -> None:
    assert list(due_group_week(date(2026, 9, 13)))
    assert list(due_group_week(date(2026, 2, 16))) == []


def test_what_names_us_beside_the_group_is_told_as_our_own(shared: Task) -> None:
    shared.assignments.create(agency=agency("policy"), written="Phòng", role="partner")

    assert not Task.objects.through_group(on=MONDAY).exists()
    assert list(due_group_week(MONDAY)) == []
    assert not Digest.objects.exists()


def test_a_group_of_communes_does_not_mean_us_and_our_own_group_does() -> None:
    communes, own = task(leads=(), text="Của xã"), task(leads=(), text="Của phòng")
    communes.assignments.create(agency=agency("communes"), written="UBND xã", role="lead")
    own.assignments.create(agency=agency("own-units"), written="Các phòng", role="lead")

    assert list(Task.objects.through_group(on=MONDAY)) == [own]
