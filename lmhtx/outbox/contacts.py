"""Mail to contact addresses: many at a steady pace, to nobody who does not want it, and how somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.outbox.actions import BATCH, SUBJECT_LENGTH
from lmhtx.outbox.models import WAITING, Contact, Message
from lmhtx.workflow import Refused

# Mails of one person to another leave between them, and no mail server takes us for a flood.
MAILS_A_MINUTE = 30
SALT = "lmhtx.outbox.contact"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactMail:
    """A mail to a contact address; `link` is our path and may let somebody in: it is forgotten once it has left."""

    address: str
    subject: str
    text: str
    link: str
    dedupe_key: str


def plain_address(written: str) -> str:
    """The address in small letters; "" where it is none."""
    address = written.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def unreachable_among(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses, in small letters, at which mail is refused by the server or by its reader."""
    found = Contact.objects.filter(address__in=list(addresses))
    return set(found.exclude(pk__in=found.reachable()).values_list("address", flat=True))


@transaction.atomic
def queue_contact_mails(mails: Iterable[ContactMail]) -> None:
    """The mails leave one after the other, so many a minute, behind those that wait already.

    Nothing happens for a key that has been queued before, nor for an address that is none, bounced or wants no mail.
    """
    wanted = [(plain_address(mail.address), mail) for mail in mails]
    contacts = _contacts({address for address, _mail in wanted if address})
    waiting = Message.objects.filter(contact__isnull=False, state__in=WAITING).count()
    reached = [(contacts[address], mail) for address, mail in wanted if address in contacts]
    rows = [
        Message(
            contact=contact,
            address=contact.address,
            subject=" ".join(mail.subject.split())[:SUBJECT_LENGTH],
            text=mail.text,
            link=mail.link,
            dedupe_key=mail.dedupe_key,
            not_before=Now() + timedelta(minutes=(waiting + place) // MAILS_A_MINUTE),
        )
        for place, (contact, mail) in enumerate(reached)
    ]
    Message.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _contacts(addresses: set[str]) -> Mapping[str, Contact]:
    """The reachable ones, those that are new among them."""
    Contact.objects.bulk_create(
        [Contact(address=address) for address in sorted(addresses)], batch_size=BATCH, ignore_conflicts=True
    )
    return {one.address: one for one in Contact.objects.reachable().filter(address__in=addresses)}


def farewell_of(contact: Contact) -> str:
    """Where its reader says that no more mail is wanted."""
    token = signing.dumps(contact.pk, salt=SALT)
    return f"{settings.SITE_ADDRESS}{reverse('mail_refuse', args=[token])}"


@transaction.atomic
def refuse_mail(*, token: str) -> Contact:
    """The address gets no mail any more from whatever part of the house, nor what still waits."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature as bad:
        raise Refused("Đường dẫn này không đúng; xin mở lại từ cuối thư đã nhận.") from bad
    contact = Contact.objects.select_for_update().get(pk=pk)
    if contact.refused_at is None:
        contact.refused_at = clock.now()
        contact.save(update_fields=["refused_at"])
    return contact
