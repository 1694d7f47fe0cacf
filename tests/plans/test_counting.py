"""A day announced late moves only the open deadlines that are counted in working days."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from lmhtx.directory.models import SpecialDay
from lmhtx.notices.models import Notice
from plans.actions import changes
from plans.actions.tasks import Work, give_task
from plans.enums import ChangeGround, ChangeKind
from plans.models import Task
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
SWAP = {"day": "18/09/2026", "kind": "rest", "name": "Nghỉ bù", "certainty": "settled", "source": "Thông báo"}


@pytest.fixture
def counted(unit_head, officer) -> Task:
    """Five working days from Tuesday 15/09/2026: the Tuesday after."""
    work = Work(text="Lập danh sách", counted_days=5)
    return give_task(by=unit_head, work=work, person=officer, unit=make.agency("policy"))


def save(client, **more):
    return client.post(reverse("day_create", args=[2026]), {**SWAP, **more})


def test_five_working_days_skip_the_weekend(counted) -> None:
    assert (counted.due_on, counted.original_due_on) == (date(2026, 9, 22), date(2026, 9, 22))


def test_what_would_move_is_listed_and_nothing_is_saved_yet(counted, as_, office_chief) -> None:
    page = save(as_(office_chief)).content.decode()

    assert "22/09/2026 thành 23/09/2026" in page
    assert not SpecialDay.objects.filter(day=date(2026, 9, 18)).exists()
    counted.refresh_from_db()
    assert counted.due_on == date(2026, 9, 22)


def test_after_the_yes_the_deadline_moves_and_its_owner_is_told_once(
    counted, officer, as_, office_chief
) -> None:
    printed = make.task(person=officer, due_on=date(2026, 9, 22))
    before = Notice.objects.filter(person=officer).count()

    save(as_(office_chief), confirmed="1")

    counted.refresh_from_db()
    printed.refresh_from_db()
    assert (counted.due_on, counted.original_due_on, printed.due_on) == (
        date(2026, 9, 23),
        date(2026, 9, 23),
        date(2026, 9, 22),
    )
    assert Notice.objects.filter(person=officer).count() == before + 1


def test_taking_the_day_back_moves_the_deadline_back(counted, as_, office_chief) -> None:
    save(as_(office_chief), confirmed="1")
    day = SpecialDay.objects.get(day=date(2026, 9, 18))

    asked = as_(office_chief).post(reverse("day_drop", args=[day.pk]))
    as_(office_chief).post(reverse("day_drop", args=[day.pk]), {"confirmed": "1"})

    assert "23/09/2026 thành 22/09/2026" in asked.content.decode()
    counted.refresh_from_db()
    assert counted.due_on == date(2026, 9, 22)


def test_deadline_ordered_since_stays(counted, deputy, as_, office_chief) -> None:
    order = changes.Order(
        kind=ChangeKind.DUE,
        ground=ChangeGround.PHONE,
        said_by="Phó Chủ tịch",
        said_on=date(2026, 9, 15),
        due_on=date(2026, 9, 25),
    )
    changes.change_tasks(tasks=[counted], by=deputy, order=order)

    save(as_(office_chief), confirmed="1")

    counted.refresh_from_db()
    assert counted.due_on == date(2026, 9, 25)


def test_form_takes_a_day_or_a_count_not_both(as_, unit_head, officer) -> None:
    sent = {"text": "Việc", "person": officer.pk, "due_on": "30/09/2026", "counted_days": "5"}

    page = as_(unit_head).post(reverse("task_give"), sent)

    assert page.status_code == 422
    assert "Chỉ ghi một trong hai" in page.content.decode()
