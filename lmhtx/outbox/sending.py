"""Sending: each message claimed by one worker, three tries, a bounce noted on the person or the address."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from lmhtx.base import clock
from lmhtx.outbox.actions import is_reachable
from lmhtx.outbox.calling import Gone, deliver, note_gone
from lmhtx.outbox.contacts import farewell_of
from lmhtx.outbox.models import Channel, Contact, Message, MessageState
from lmhtx.people.models import User

ATTEMPTS = 3
GIVE_UP_AFTER = 3
BACK_OFF = (timedelta(minutes=5), timedelta(minutes=30))
STUCK_AFTER = timedelta(minutes=5)
AT_MOST = 500
PERMANENT = range(500, 600)
FAREWELL = (
    "Thư này do Cổng điều hành tự gửi, anh/chị không cần trả lời. Có thể tắt từng loại thư ở trang Thông báo."
)
CONTACT_FAREWELL = (
    "Thư này do Cổng điều hành của Liên minh Hợp tác xã tự gửi, anh/chị không cần trả lời. "
    "Không muốn nhận nữa, mở: {stop}"
)

logger = logging.getLogger("lmhtx.outbox")


def send_due() -> int:
    """Send what is due, at most five hundred; returns how many left."""
    free_stuck()
    count = 0
    failed: Counter[str] = Counter()
    for _ in range(AT_MOST):
        # A server that hangs would keep the mails of the others waiting behind it.
        message = claim_next(without={channel for channel, times in failed.items() if times >= GIVE_UP_AFTER})
        if message is None:
            break
        has_left = send(message)
        count += has_left
        failed[message.channel] = 0 if has_left else failed[message.channel] + _was_away(message)
    return count


def _was_away(message: Message) -> bool:
    return Message.objects.filter(
        pk=message.pk, state__in=(MessageState.QUEUED, MessageState.FAILED)
    ).exists()


def claim_next(*, without: Collection[str] = ()) -> Message | None:
    """The next due message, marked as being sent; two workers never get the same."""
    with transaction.atomic():
        message = (
            Message.objects.due(without=without)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("person", "contact")
            .first()
        )
        if message is not None:
            message.state, message.attempts = MessageState.SENDING, message.attempts + 1
            Message.objects.filter(pk=message.pk).update(
                state=MessageState.SENDING, attempts=F("attempts") + 1, settled_at=Now()
            )
    return message


def free_stuck() -> int:
    """Queue again what a killed worker left half sent; its Message-ID stays, so that a twin is recognised."""
    stuck = Message.objects.filter(state=MessageState.SENDING, settled_at__lt=Now() - STUCK_AFTER)
    return stuck.update(state=MessageState.QUEUED, settled_at=Now())


def send(message: Message) -> bool:
    """Hand a claimed message over; whether it left."""
    if message.channel != Channel.MAIL:
        return _call(message)
    if not _may_reach(message):
        _settle(message, MessageState.DEAD, error="recipient not reachable any more")
        return False
    try:
        _mail(message).send()
    except SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        _refused(message, code, words.decode(errors="replace") if isinstance(words, bytes) else str(words))
    except SMTPResponseException as refused:
        _try_later(message, f"{refused.smtp_code} {refused.smtp_error!r}")
    except OSError as error:
        # A server that is away, hangs or breaks off; smtplib's other errors are of this kind too.
        _try_later(message, repr(error))
    else:
        # A link to somebody without an account may let in whoever reads it; here it has done its work.
        forgotten = {"link": ""} if message.contact_id else {}
        _settle(message, MessageState.SENT, sent_at=clock.now(), **forgotten)
        return True
    return False


def _may_reach(message: Message) -> bool:
    if message.contact is not None:
        return message.contact.is_reachable
    return is_reachable(message.reader)


def _call(message: Message) -> bool:
    """By a channel that only calls."""
    if not message.reader.is_active:
        _settle(message, MessageState.DEAD, error="person not reachable any more")
        return False
    try:
        deliver(message)
    except Gone as gone:
        _settle(message, MessageState.DEAD, error=str(gone))
        note_gone(message)
    except OSError as error:
        _try_later(message, repr(error))
    else:
        _settle(message, MessageState.SENT, sent_at=clock.now())
        return True
    return False


def message_id(message: Message) -> str:
    """The same for every try of one message."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(message.dedupe_key.encode()).hexdigest()[:32]}@{domain}>"


def _mail(message: Message) -> EmailMessage:
    link = f"\n\nXem và xử lý tại: {settings.SITE_ADDRESS}{message.link}" if message.link else ""
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    farewell = FAREWELL
    if message.contact is not None:
        stop = farewell_of(message.contact)
        farewell = CONTACT_FAREWELL.format(stop=stop)
        headers["List-Unsubscribe"] = f"<{stop}>"
    return EmailMessage(
        subject=message.subject,
        body=f"{message.text}{link}\n\n--\n{farewell}\n",
        to=[message.address],
        headers=headers,
    )


def _refused(message: Message, code: int, words: str) -> None:
    """An address that does not exist is noted where it is kept; a full or busy one is tried again."""
    if code not in PERMANENT:
        _try_later(message, f"{code} {words}")
        return
    _settle(message, MessageState.DEAD, error=f"{code} {words}")
    User.objects.filter(pk=message.person_id, email=message.address).update(mail_bounced_at=clock.now())
    Contact.objects.filter(messages=message).update(bounced_at=clock.now())


def _try_later(message: Message, error: str) -> None:
    logger.warning("Chưa gửi được tin #%s: %s", message.pk, error)
    if message.attempts >= ATTEMPTS:
        _settle(message, MessageState.FAILED, error=error)
        return
    wait = BACK_OFF[message.attempts - 1]
    _settle(message, MessageState.QUEUED, error=error, not_before=Now() + wait)


def _settle(message: Message, state: MessageState, **told: object) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, settled_at=Now(), **told)
