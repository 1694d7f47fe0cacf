"""Queueing: once per key, never to who cannot be reached, held as long as asked."""

from __future__ import annotations

import pytest
from django.db import transaction

from lmhtx.base import clock
from lmhtx.outbox.actions import Mail, queue_mail, queue_mails, withdraw
from lmhtx.outbox.models import Message, MessageState
from lmhtx.outbox.sending import claim_next


def queue(person, key="thu-1", **more):
    queue_mail(
        person, subject="Nhiệm vụ bị trả lại", text="Mời xem.", link="/ke-hoach/5/", dedupe_key=key, **more
    )


def test_a_mail_is_queued_once_per_key(officer):
    queue(officer)
    queue(officer)

    message = Message.objects.get()
    assert (message.person, message.address, message.state) == (officer, officer.email, MessageState.QUEUED)


def test_an_undone_act_queues_nothing(officer):
    with transaction.atomic():
        queue(officer)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"email": ""}, {"mail_bounced_at": clock.now}],
    ids=["gone", "none", "bounced"],
)
def test_nothing_is_queued_for_who_cannot_be_reached(officer, change):
    for name, value in change.items():
        setattr(officer, name, value() if callable(value) else value)
    officer.save()

    queue(officer)

    assert not Message.objects.exists()


def test_a_held_mail_may_be_withdrawn(officer):
    queue(officer, hold_seconds=60)

    assert claim_next() is None
    assert withdraw("thu-1")
    assert Message.objects.get().state == MessageState.DEAD
    assert not withdraw("thu-1")


def test_many_mails_take_one_query(officer, clerk, django_assert_num_queries):
    mails = [
        Mail(
            person=person, subject="Bản tin", text="…", link="/thong-bao/", dedupe_key=f"ban-tin-{person.pk}"
        )
        for person in (officer, clerk)
    ]

    with django_assert_num_queries(1):
        queue_mails(mails)

    assert Message.objects.count() == 2


def test_a_message_is_seen_by_its_person_only(officer, clerk):
    queue(officer)

    assert [Message.objects.visible_to(person).count() for person in (officer, clerk)] == [1, 0]
