"""Queueing messages with the act that causes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Now

from lmhtx.outbox.models import Message, MessageState
from lmhtx.people.models import User

SUBJECT_LENGTH = 200
BATCH = 500


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


def withdraw(dedupe_key: str) -> bool:
    """Take a message back that has not left yet; whether that was so."""
    mine = Message.objects.filter(dedupe_key=dedupe_key, state=MessageState.QUEUED)
    return bool(mine.update(state=MessageState.DEAD, settled_at=Now(), error="withdrawn"))


def is_reachable(person: User) -> bool:
    """Whether mail to the person makes sense."""
    return bool(person.is_active and person.email and person.mail_bounced_at is None)
