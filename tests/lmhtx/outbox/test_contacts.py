"""Contact addresses: mail without an account, at a steady pace, to nobody who does not want it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.outbox import contacts
from lmhtx.outbox.actions import resend
from lmhtx.outbox.contacts import ContactMail, farewell_of, queue_contact_mails, refuse_mail
from lmhtx.outbox.models import MESSAGES_AN_HOUR, Contact, Message, MessageState
from lmhtx.outbox.sending import claim_next, send_due
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db


def mail(address: str = "htx@example.vn", key: str = "moi-1") -> ContactMail:
    return ContactMail(
        address=address, subject="Mời nộp phiếu", text="Mời xem.", link="/vao/#ma=ABCD", dedupe_key=key
    )


def queued(**facts) -> Message:
    queue_contact_mails([mail(**facts)])
    return Message.objects.get()


def test_it_leaves_once_with_a_way_to_stop_it_and_its_link_is_forgotten(smtp, settings):
    settings.SITE_ADDRESS = "https://cong.example"
    queue_contact_mails([mail(" HTX@Example.vn "), mail()])

    assert send_due() == 1

    message = Message.objects.get()
    assert (message.state, message.link, message.address) == (MessageState.SENT, "", "htx@example.vn")
    assert "To: htx@example.vn" in smtp.mails[0]
    assert "List-Unsubscribe:" in smtp.mails[0]
    assert "mở: https://cong.example/thu/thoi-nhan/" in smtp.mails[0]


def test_what_is_no_address_is_left_out():
    queue_contact_mails([mail("không có"), mail("", "moi-2")])

    assert not Contact.objects.exists()
    assert not Message.objects.exists()


def test_an_address_that_bounced_is_marked_and_gets_no_more(smtp):
    smtp.answer = "550 no such user"
    message = queued()

    assert send_due() == 0
    queue_contact_mails([mail(key="moi-2")])

    message.refresh_from_db()
    assert (message.state, message.link) == (MessageState.DEAD, "/vao/#ma=ABCD")
    assert Contact.objects.get().bounced_at is not None
    assert Message.objects.count() == 1


def test_whoever_opens_the_link_sees_a_button_and_stops_it_by_a_click(client, smtp):
    message = queued()
    address = farewell_of(message.contact)
    path = address[address.index("/thu/") :]

    for _robot in range(3):
        assert client.get(path).status_code == HTTPStatus.OK
    assert Contact.objects.get().refused_at is None
    assert "htx@example.vn" in client.post(path).content.decode()
    first = Contact.objects.get().refused_at
    client.post(path)

    assert Contact.objects.get().refused_at == first
    assert send_due() == 0
    assert Message.objects.get().state == MessageState.DEAD


def test_a_made_up_link_stops_nothing(client):
    queued()
    with pytest.raises(Refused, match="không đúng"):
        refuse_mail(token="1:gia:mao")
    assert "không đúng" in client.post(reverse("mail_refuse", args=["x"])).content.decode()


def test_many_leave_one_after_the_other(monkeypatch):
    monkeypatch.setattr(contacts, "MAILS_A_MINUTE", 2)
    queue_contact_mails([mail(f"htx{n}@example.vn", f"moi-{n}") for n in range(3)])
    queue_contact_mails([mail(f"htx{n}@example.vn", f"moi-{n}") for n in range(3, 6)])

    late = Message.objects.filter(not_before__gt=Now() + timedelta(seconds=90)).count()
    assert Message.objects.filter(not_before__lte=Now()).count() == 2
    assert late == 2


def test_one_address_is_not_flooded():
    first = queued()
    for number in range(MESSAGES_AN_HOUR):
        Message.objects.create(
            contact=first.contact,
            address="x@example.vn",
            subject="x",
            text="x",
            dedupe_key=f"x{number}",
            state=MessageState.SENT,
            sent_at=clock.now(),
        )

    assert claim_next() is None


@pytest.mark.parametrize("change", ["refused_at", "bounced_at"])
def test_sending_again_asks_whether_the_address_takes_mail(admin, change):
    message = queued()
    Message.objects.update(state=MessageState.FAILED)
    assert resend(message=message, by=admin).state == MessageState.QUEUED

    Message.objects.update(state=MessageState.FAILED)
    Contact.objects.update(**{change: clock.now()})
    with pytest.raises(Refused, match=r"htx@example\.vn không còn"):
        resend(message=message, by=admin)


def test_the_list_of_what_did_not_arrive_names_the_address(admin, officer, as_):
    queued()
    Message.objects.update(state=MessageState.FAILED)

    assert "htx@example.vn" in as_(admin).get(reverse("message_list")).content.decode()
    assert Contact.objects.visible_to(admin).exists()
    assert not Contact.objects.visible_to(officer).exists()


@pytest.mark.parametrize("both", [True, False], ids=["both", "neither"])
def test_a_message_is_for_a_person_or_an_address(officer, both):
    contact = Contact.objects.create(address="htx@example.vn")
    whom = {"person": officer, "contact": contact} if both else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(address="x@example.vn", subject="x", text="x", dedupe_key="x", **whom)


def test_addresses_are_kept_in_small_letters():
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(address="HTX@example.vn")
