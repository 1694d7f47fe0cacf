"""The morning: once per person and day, on working days, to people at work, whatever is killed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lmhtx.notices import reminders
from lmhtx.notices.actions import choose
from lmhtx.notices.models import DailyRun, Digest, Notice
from lmhtx.notices.reminders import catch_up, collect, run, send_digests
from lmhtx.notices.wishes import Wish
from lmhtx.outbox.models import Message
from lmhtx.people.models import Posting
from tests.lmhtx.notices.conftest import SATURDAY, WORKING_DAY, YEAR_END, task_due


def counts():
    return Notice.objects.count(), Digest.objects.count(), Message.objects.count()


def test_a_person_gets_one_digest_and_one_mail(due, officer, clerk):
    due += [task_due(officer, number) for number in range(1, 21)]
    due += [task_due(clerk, 1)]

    assert run(WORKING_DAY) == "21 việc cần nhắc, gửi 2 bản tin."

    assert counts() == (21, 2, 2)
    message = Message.objects.get(person=officer)
    digest = Digest.objects.get(person=officer)
    assert message.subject == "Bản tin 15/09/2026: 20 việc đến hạn 31/12/2026"
    assert (message.link, digest.notices.count()) == (f"/thong-bao/ban-tin/{digest.pk}/", 20)


def test_running_twice_tells_nobody_twice(due, officer):
    due += [task_due(officer)]

    run(WORKING_DAY)
    run(WORKING_DAY)

    assert counts() == (1, 1, 1)


def test_the_next_day_tells_only_what_is_new(due, officer):
    due += [task_due(officer, stage="T-7")]
    run(WORKING_DAY)
    run(WORKING_DAY + timedelta(days=1))
    assert counts() == (1, 1, 1)

    due[:] = [task_due(officer, stage="T-3")]
    run(WORKING_DAY + timedelta(days=2))
    assert counts() == (2, 2, 2)


def test_a_run_killed_after_writing_goes_on_where_it_stopped(due, officer, clerk):
    due += [task_due(officer), task_due(clerk)]
    collect(WORKING_DAY)

    run(WORKING_DAY)

    assert counts() == (2, 2, 2)


def test_a_run_killed_while_sending_leaves_the_rest_to_the_next(due, officer, clerk, monkeypatch):
    due += [task_due(officer), task_due(clerk)]
    monkeypatch.setattr(reminders, "PEOPLE_AT_ONCE", 1)
    send, served = reminders._send_to, []

    def die_at_the_second(person_ids, day):
        if served:
            raise KeyboardInterrupt
        served.extend(person_ids)
        return send(person_ids, day)

    monkeypatch.setattr(reminders, "_send_to", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(WORKING_DAY)
    assert (counts(), DailyRun.objects.exists()) == ((2, 1, 1), False)

    monkeypatch.setattr(reminders, "_send_to", send)
    run(WORKING_DAY)
    assert counts() == (2, 2, 2)


def test_nothing_leaves_on_a_rest_day(due, officer):
    due += [task_due(officer)]

    assert run(SATURDAY) == "19/09/2026 là ngày nghỉ, không gửi nhắc."
    assert counts() == (0, 0, 0)


def test_people_who_left_or_may_not_sign_in_are_never_told(due, officer, clerk, unit_head):
    Posting.objects.filter(user=officer).update(valid_to=WORKING_DAY - timedelta(days=1))
    clerk.is_active = False
    clerk.save()
    due += [task_due(officer), task_due(clerk), task_due(unit_head)]

    run(WORKING_DAY)

    assert list(Notice.objects.values_list("person", flat=True)) == [unit_head.pk]


def test_a_person_who_left_between_writing_and_sending_gets_no_mail(due, officer):
    due += [task_due(officer)]
    collect(WORKING_DAY)
    officer.is_active = False
    officer.save()

    assert send_digests(WORKING_DAY) == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(is_on_portal=True, is_on_mail=False), (1, True, 0)),
        (Wish(is_on_portal=False, is_on_mail=True), (1, False, 1)),
        (Wish(is_on_portal=False, is_on_mail=False), (0, None, 0)),
    ],
)
def test_a_person_hears_as_he_wishes(due, officer, wish, expected):
    choose(wishes={"tests.due": wish}, by=officer)
    due += [task_due(officer)]

    run(WORKING_DAY)

    notice = Notice.objects.first()
    told = (Notice.objects.count(), notice and notice.is_in_portal, Message.objects.count())
    assert told == expected


def test_a_missed_morning_is_made_up_once(due, officer):
    due += [task_due(officer)]

    assert catch_up(WORKING_DAY) == "1 việc cần nhắc, gửi 1 bản tin."
    due += [task_due(officer, 2, due_on=date(2026, 9, 22))]
    assert catch_up(WORKING_DAY) == ""
    assert counts() == (1, 1, 1)


def test_the_number_of_queries_does_not_grow_with_the_tasks(due, officer, django_assert_max_num_queries):
    due += [task_due(officer, number, due_on=YEAR_END) for number in range(500)]

    with django_assert_max_num_queries(26):
        run(WORKING_DAY)
