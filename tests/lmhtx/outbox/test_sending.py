"""Sending: three tries, a bounce on the person, one worker per message, no flood."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models.functions import Now

from lmhtx.outbox.actions import queue_mail
from lmhtx.outbox.models import MESSAGES_AN_HOUR, Message, MessageState
from lmhtx.outbox.sending import claim_next, free_stuck, message_id, send_due
from lmhtx.outbox.tasks import send_messages
from lmhtx.people.models import User


def queue(person, key="thu-1"):
    queue_mail(
        person,
        subject="Nhiệm vụ bị trả lại",
        text="Lý do: thiếu số liệu.",
        link="/ke-hoach/5/",
        dedupe_key=key,
    )
    return Message.objects.get(dedupe_key=key)


def test_a_mail_leaves_with_its_link_and_a_steady_number(officer, smtp, settings):
    settings.SITE_ADDRESS = "https://cong.example"
    message = queue(officer)

    assert send_messages() == "Đã gửi 1 thư."

    message.refresh_from_db()
    assert (message.state, message.sent_at is not None, len(smtp.mails)) == (MessageState.SENT, True, 1)
    assert f"To: {officer.email}" in smtp.mails[0]
    assert f"Message-ID: {message_id(message)}" in smtp.mails[0]
    assert send_messages() == ""
    assert len(smtp.mails) == 1


def test_an_address_that_does_not_exist_is_noted_on_the_person(officer, smtp):
    smtp.answer = "550 no such user"
    message = queue(officer)

    assert send_due() == 0

    message.refresh_from_db()
    officer.refresh_from_db()
    assert (message.state, message.error) == (MessageState.DEAD, "550 no such user")
    assert officer.mail_bounced_at is not None


def test_a_busy_server_is_tried_three_times(officer, smtp):
    smtp.answer = "451 come back later"
    message = queue(officer)
    states = []
    for _ in range(4):
        send_due()
        message.refresh_from_db()
        states.append((message.state, message.attempts))
        Message.objects.update(not_before=Now())

    officer.refresh_from_db()
    assert states == [("queued", 1), ("queued", 2), ("failed", 3), ("failed", 3)]
    assert officer.mail_bounced_at is None


def test_a_server_that_is_away_is_tried_again_later(officer, smtp, settings):
    settings.EMAIL_PORT = 1
    message = queue(officer)

    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, "Connection refused" in message.error) == (MessageState.QUEUED, True)
    assert claim_next() is None


def test_a_person_who_left_meanwhile_gets_nothing(officer, smtp):
    message = queue(officer)
    officer.is_active = False
    officer.save()

    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, smtp.mails) == (MessageState.DEAD, [])


def test_what_a_killed_worker_left_half_sent_goes_out(officer, smtp):
    message = queue(officer)
    assert claim_next() == message
    assert send_due() == 0
    Message.objects.update(settled_at=Now() - timedelta(minutes=6))

    assert free_stuck() == 1
    assert send_due() == 1


def test_nobody_gets_a_flood_within_an_hour(officer, clerk, smtp):
    for number in range(MESSAGES_AN_HOUR + 3):
        queue(officer, f"thu-{number}")
    queue(clerk, "thu-khac")

    assert send_due() == MESSAGES_AN_HOUR + 1
    Message.objects.filter(state="sent").update(settled_at=Now() - timedelta(minutes=61))
    assert send_due() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_get_the_same_message():
    person = User.objects.create_user("hai-tho", email="hai@lmhtx.local", full_name="Hai Thợ")
    first, second = queue(person, "thu-1"), queue(person, "thu-2")
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM outbox_message WHERE id = %s FOR UPDATE", [first.pk])
        assert claim_next() == second
        assert claim_next() is None
    finally:
        other.rollback()
        other.close()


def test_a_server_that_hangs_is_given_up_and_the_mail_leaves_when_it_is_back(officer, smtp, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = settings.EMAIL_PORT
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.5
        queue(officer)
        assert send_due() == 0
    message = Message.objects.get()
    assert (message.state, "timed out" in message.error) == (MessageState.QUEUED, True)

    settings.EMAIL_PORT = there
    Message.objects.update(not_before=Now())

    assert send_due() == 1
