"""Messages leave and come by the transport: claimed by one worker, tried again, given up after some tries."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from documents.actions.exchange_inbox import receive
from documents.enums.exchange import EDXML_FILE, MessageState
from documents.models import ExchangeMessage
from documents.notices import EXCHANGE_KEY, clerks
from documents.transports import RefusedForGood, Transport, transport_from
from lmhtx.files.models import Attachment
from lmhtx.notices.actions import tell_all
from lmhtx.workflow import Refused

ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
AT_MOST = 200
GIVE_UP_AFTER = 3
GONE = "Tệp của thông điệp không còn trong kho."
REVOKED = "Văn bản đã thu hồi trước khi gửi."

logger = logging.getLogger("lmhtx.documents")


def send_due() -> int:
    """Send what is due, at most two hundred; how many left. Nothing while no transport is set."""
    transport = transport_from(settings.EXCHANGE)
    if transport is None:
        return 0
    free_stuck()
    count = failed = 0
    for _ in range(AT_MOST):
        # A server that hangs is not asked two hundred times.
        message = claim_next() if failed < GIVE_UP_AFTER else None
        if message is None:
            break
        has_left = send(message, transport)
        count += has_left
        failed = 0 if has_left else failed + 1
    return count


@transaction.atomic
def claim_next() -> ExchangeMessage | None:
    """The next due message, marked as being sent; two workers never get the same."""
    message = ExchangeMessage.objects.due().select_for_update(skip_locked=True, of=("self",)).first()
    if message is not None:
        message.state, message.attempts = MessageState.SENDING, message.attempts + 1
        ExchangeMessage.objects.filter(pk=message.pk).update(
            state=MessageState.SENDING, attempts=F("attempts") + 1, settled_at=Now()
        )
    return message


def free_stuck() -> int:
    """What a killed sender left half sent is due again; its key stays, so that a twin is recognised."""
    return ExchangeMessage.objects.stuck().update(state=MessageState.QUEUED, settled_at=Now())


def send(message: ExchangeMessage, transport: Transport) -> bool:
    """Hand a claimed message over; whether it left."""
    held = Attachment.objects.of(message).filter(kind=EDXML_FILE).first()
    if held is None or not default_storage.exists(held.blob.stored_name):
        _settle(message, MessageState.DEAD, error=GONE)
        return False
    with default_storage.open(held.blob.stored_name) as body:
        content = body.read()
    try:
        transport.send(name=held.name, key=f"lmhtx-{message.pk}-{message.sha256[:12]}", body=content)
    except RefusedForGood as refused:
        _settle(message, MessageState.DEAD, error=str(refused))
    except (OSError, ValueError) as error:
        # A server that is away or hangs, a folder that cannot be written, an address that is none.
        _try_later(message, repr(error))
    else:
        _settle(message, MessageState.SENT, error="")
        return True
    return False


def _try_later(message: ExchangeMessage, error: str) -> None:
    logger.warning("Chưa gửi được thông điệp #%s: %s", message.pk, error)
    if message.attempts >= ATTEMPTS:
        _settle(message, MessageState.DEAD, error=error)
        return
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (message.attempts - 1))
    _settle(message, MessageState.QUEUED, error=error)
    ExchangeMessage.objects.filter(pk=message.pk).update(not_before=Now() + wait)


def _settle(message: ExchangeMessage, state: MessageState, *, error: str) -> None:
    ExchangeMessage.objects.filter(pk=message.pk).update(state=state, settled_at=Now(), error=error[:500])


def fetch_waiting() -> int:
    """What has come by the transport is taken; what cannot be is put aside with the reason, and the clerks are told."""
    transport = transport_from(settings.EXCHANGE)
    if transport is None:
        return 0
    count = 0
    for path in transport.waiting():
        fault, is_secret = _fetch(path)
        if is_secret:
            path.unlink(missing_ok=True)
        else:
            transport.settle(path, fault=fault)
        if fault:
            _tell(path)
        else:
            count += 1
    return count


def _fetch(path: Path) -> tuple[str, bool]:
    try:
        received = receive(path=path, name=path.name, by=None)
    except Refused as refused:
        return str(refused), False
    return received.words if received.is_secret or received.is_doubtful else "", received.is_secret


def _tell(path: Path) -> None:
    """Without the name of the file: that may itself be what must not be kept."""
    tell_all(
        clerks(),
        key=EXCHANGE_KEY,
        line="Một thông điệp trên trục không nhận được: tệp lỗi nằm ở thư mục lỗi của máy chủ; tệp mật đã bị xóa.",
        url="",
        dedupe=f"exchange-fault:{path.stat().st_mtime_ns if path.exists() else path.name}",
    )
