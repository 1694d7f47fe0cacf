"""Telling at once, reading, choosing."""

from __future__ import annotations

import pytest
from django.db import transaction

from lmhtx.notices.actions import choose, mark_all_read, mark_read, tell, tell_all
from lmhtx.notices.models import Notice, Preference
from lmhtx.notices.queries import unread_count
from lmhtx.notices.reminders import run
from lmhtx.notices.wishes import Wish
from lmhtx.outbox.models import Message
from tests.lmhtx.notices.conftest import WORKING_DAY


def tell_returned(person, *, dedupe="bao-cao-7"):
    tell(person, key="tests.returned", line="Báo cáo bị trả lại", url="/ke-hoach/7/", dedupe=dedupe)


def test_a_person_is_told_at_once_and_once(officer):
    tell_returned(officer)
    tell_returned(officer)

    notice = Notice.objects.get()
    message = Message.objects.get()
    assert (notice.person, notice.line, notice.url, notice.is_immediate) == (
        officer,
        "Báo cáo bị trả lại",
        "/ke-hoach/7/",
        True,
    )
    assert (message.subject, message.link) == ("Báo cáo bị trả lại", "/ke-hoach/7/")
    assert message.not_before > message.settled_at


def test_what_was_told_at_once_is_not_told_again_in_the_morning(officer):
    tell_returned(officer)

    run(WORKING_DAY)

    assert (Notice.objects.count(), Message.objects.count()) == (1, 1)


def test_an_undone_act_tells_nobody(officer):
    with transaction.atomic():
        tell_returned(officer)
        transaction.set_rollback(True)

    assert (Notice.objects.count(), Message.objects.count()) == (0, 0)


def test_several_people_are_told_in_few_queries(officer, clerk, unit_head, django_assert_max_num_queries):
    unit_head.is_active = False

    with django_assert_max_num_queries(7):
        tell_all([officer, clerk, unit_head], key="tests.returned", line="Họp", url="/", dedupe="hop-1")

    assert set(Notice.objects.values_list("person", flat=True)) == {officer.pk, clerk.pk}


def test_an_unknown_kind_is_refused(officer):
    with pytest.raises(LookupError, match=r"tests\.nothing"):
        tell(officer, key="tests.nothing", line="?", url="/", dedupe="1")


def test_a_kind_that_is_a_duty_cannot_be_silenced(officer):
    choose(wishes={"tests.duty": Wish(is_on_portal=False, is_on_mail=False)}, by=officer)

    tell(officer, key="tests.duty", line="Hỏa tốc", url="/", dedupe="1")

    assert (unread_count(officer), Message.objects.count()) == (1, 1)


def test_a_choice_may_change(officer):
    choose(wishes={"tests.returned": Wish(is_on_mail=False)}, by=officer)
    choose(wishes={"tests.returned": Wish(is_on_portal=False)}, by=officer)

    row = Preference.objects.get()
    assert (row.is_on_portal, row.is_on_mail) == (False, True)


def test_nobody_reads_for_another(officer, clerk):
    tell_returned(officer)
    notices = list(Notice.objects.all())

    assert mark_read(notices=notices, by=clerk) == 0
    assert mark_all_read(by=clerk) == 0
    assert unread_count(officer) == 1
    assert mark_read(notices=notices, by=officer) == 1
    assert (mark_read(notices=notices, by=officer), unread_count(officer)) == (0, 0)
