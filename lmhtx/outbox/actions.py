"""Queueing messages with the act that causes them, and sending again what did not arrive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from lmhtx.audit.actions import record
from lmhtx.outbox.addresses import addresses_of
from lmhtx.outbox.models import UNDELIVERED, WITHDRAWN, Channel, Message, MessageState
from lmhtx.people.models import User
from lmhtx.workflow import Refused

SUBJECT_LENGTH = 200
BATCH = 500
# Between what a message tells and by which channel it tells it.
BEHIND = "|"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """A mail to be queued; `dedupe_key` names what it tells, so that it is told once; `link` is our path."""

    person: User
    subject: str
    text: str
    link: str
    dedupe_key: str


def queue_mail(
    person: User, *, subject: str, text: str, link: str, dedupe_key: str, hold_seconds: int = 0
) -> None:
    """The mail leaves within a minute of the caller's commit, after `hold_seconds` at the earliest.

    Nothing happens when this key has been queued before, or when the person has no address, one that bounced,
    or may not sign in any more.
    """
    mail = Mail(person=person, subject=subject, text=text, link=link, dedupe_key=dedupe_key)
    queue_mails([mail], hold_seconds=hold_seconds)


def queue_mails(mails: Iterable[Mail], *, hold_seconds: int = 0) -> None:
    """Many mails at once, as `queue_mail` does one."""
    moment = Now() + timedelta(seconds=hold_seconds)
    rows = [
        Message(
            person=mail.person,
            address=mail.person.email,
            subject=" ".join(mail.subject.split())[:SUBJECT_LENGTH],
            text=mail.text,
            link=mail.link,
            dedupe_key=mail.dedupe_key,
            not_before=moment,
        )
        for mail in mails
        if is_reachable(mail.person)
    ]
    Message.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def queue_calls(calls: Iterable[Mail], *, channel: Channel, hold_seconds: int = 0) -> None:
    """The same by a channel that only calls: to every address that the channel reaches the person at.

    `text` must name nobody and nothing: it lies open on a screen. Nothing happens where the channel is not set up.
    """
    calls = list(calls)
    addresses = addresses_of([call.person for call in calls], channel)
    moment = Now() + timedelta(seconds=hold_seconds)
    rows = [
        Message(
            channel=channel,
            person=call.person,
            address=address,
            subject=" ".join(call.subject.split())[:SUBJECT_LENGTH],
            text=call.text,
            link=call.link,
            dedupe_key=f"{call.dedupe_key}{BEHIND}{channel.value}:{address}",
            not_before=moment,
        )
        for call in calls
        for address in addresses.get(call.person.pk, ())
    ]
    Message.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def withdraw(dedupe_key: str) -> bool:
    """Take a message back, by whatever channel it has not left yet; whether there was one."""
    mine = Message.objects.filter(
        Q(dedupe_key=dedupe_key) | Q(dedupe_key__startswith=f"{dedupe_key}{BEHIND}"),
        state=MessageState.QUEUED,
    )
    return bool(mine.update(state=MessageState.DEAD, settled_at=Now(), error=WITHDRAWN))


@transaction.atomic
def resend(*, message: Message, by: User) -> Message:
    """A message that did not arrive is tried three times more, at the address that the person has now."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("person", "contact")
    message = rows.get(pk=message.pk)
    if message.state not in UNDELIVERED:
        raise Refused("Tin này đang được gửi hoặc đã gửi rồi.")
    reached = _reached_now(message)
    if not reached:
        raise Refused(
            f"Chưa gửi lại được: {message.recipient} không còn địa chỉ dùng được cho "
            f"{Channel(message.channel).label}. Hãy sửa địa chỉ trước."
        )
    message.address = message.address if message.address in reached else reached[0]
    message.state, message.attempts, message.error = MessageState.QUEUED, 0, ""
    message.save(update_fields=["address", "state", "attempts", "error"])
    Message.objects.filter(pk=message.pk).update(not_before=Now(), settled_at=Now())
    record("outbox.message.resent", message, by=by)
    return message


def _reached_now(message: Message) -> list[str]:
    """At which addresses its recipient is reached by its channel now."""
    if message.contact is not None:
        return [message.contact.address] if message.contact.is_reachable else []
    person = message.reader
    if message.channel == Channel.MAIL:
        return [person.email] if is_reachable(person) else []
    return addresses_of([person], Channel(message.channel)).get(person.pk, [])


def is_reachable(person: User) -> bool:
    """Whether mail to the person makes sense."""
    return bool(person.is_active and person.email and person.mail_bounced_at is None)
