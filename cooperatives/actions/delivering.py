"""Sending to the database of the province: claimed in sets by one sender each, told once, proven by a receipt."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from cooperatives.enums.province import DeliveryState
from cooperatives.models import Delivery, ProvinceConnection
from cooperatives.province_mapping import mapping
from lmhtx.base import clock
from lmhtx.outbox.posting import Answer, post

TIMEOUT_SECONDS = 10
AT_ONCE = 20
AT_MOST = 500
GIVE_UP_AFTER = 3
ATTEMPTS = 20
STUCK_AFTER = timedelta(minutes=15)
LONGEST_WAIT_SECONDS = 6 * 3600
FIRST_WAIT_SECONDS = 60
JITTER = 0.2
KEPT_TEXT = 1000
RECEIPT_LENGTH = 120
CONFLICT = 409
NO_RECEIPT = "Không có biên nhận sau nhiều lần hỏi."

logger = logging.getLogger("lmhtx.cooperatives")


def deliver_due() -> int:
    """Send what is due, at most five hundred; how many were acknowledged. Nothing while the connection is off."""
    free_stuck()
    taken = tried = failed = 0
    while tried < AT_MOST:
        connection = ProvinceConnection.objects.standing()
        batch = claim_due() if connection.is_on else []
        if not batch:
            break
        for place, delivery in enumerate(batch):
            # A server that hangs, or an address that is wrong, is not asked five hundred times.
            if failed >= GIVE_UP_AFTER:
                put_back(batch[place:])
                return taken
            state = deliver(delivery, connection)
            tried += 1
            taken += state == DeliveryState.ACKNOWLEDGED
            failed = failed + 1 if state in (DeliveryState.FAILED, DeliveryState.DEAD) else 0
    return taken


@transaction.atomic
def claim_due() -> list[Delivery]:
    """The next due ones, marked as being sent in one statement; two senders never get the same."""
    rows = Delivery.objects.due().select_for_update(skip_locked=True, of=("self",))
    before = dict(rows.values_list("pk", "state")[:AT_ONCE])
    Delivery.objects.filter(pk__in=before).update(
        state=DeliveryState.SENDING, attempts=F("attempts") + 1, settled_at=Now()
    )
    claimed = list(Delivery.objects.filter(pk__in=before).order_by("pk"))
    for one in claimed:
        one.state_before = before[one.pk]
    return claimed


def free_stuck() -> int:
    """What a killed sender left half sent is due again; its key stays, so that the other side knows a twin."""
    stuck = Delivery.objects.filter(state=DeliveryState.SENDING, settled_at__lt=Now() - STUCK_AFTER)
    return stuck.update(state=DeliveryState.QUEUED, settled_at=Now())


def put_back(deliveries: Iterable[Delivery]) -> None:
    """Claimed and not tried: as it was, not counted as a try."""
    for one in deliveries:
        _held(one).update(state=one.state_before, attempts=one.attempts - 1, settled_at=Now())


def deliver(delivery: Delivery, connection: ProvinceConnection) -> DeliveryState:
    """Post a claimed sending and note what came of it."""
    headers = {"Idempotency-Key": delivery.key}
    if connection.token:
        headers["Authorization"] = f"Bearer {connection.token}"
    try:
        answer = post(connection.address, body_of(delivery), headers=headers, seconds=TIMEOUT_SECONDS)
    except (OSError, ValueError) as error:
        # A server that is away, hangs or breaks off in the middle; an address that cannot be called at all.
        logger.warning("Chưa gửi được lượt #%s sang CSDL tỉnh: %r", delivery.pk, error)
        return _try_later(delivery, text=repr(error))
    return _judge(delivery, answer)


def body_of(delivery: Delivery) -> bytes:
    """The same bytes at every try."""
    told = mapping().cover(
        version=delivery.mapping,
        key=delivery.key,
        number=delivery.number,
        created_at=clock.local(delivery.created_at).isoformat(timespec="seconds"),
        payload=delivery.payload,
    )
    return json.dumps(told, ensure_ascii=False).encode()


def wait_seconds(attempts: int, asked: int = 0) -> float:
    """How long to wait after so many tries: twice as long each time, six hours at most, never all at one moment."""
    told = min(LONGEST_WAIT_SECONDS, max(asked, FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 20)))
    return told * (1 + random.uniform(0, JITTER))  # noqa: S311 - spreading, not secrets


def receipt_of(answer: Answer) -> str:
    """The number of the receipt in an answer; "" where there is none."""
    try:
        told = json.loads(answer.text)
    except ValueError:
        return ""
    number = told.get(mapping().acknowledgement) if isinstance(told, dict) else None
    return str(number).strip()[:RECEIPT_LENGTH] if isinstance(number, str | int) else ""


def _judge(delivery: Delivery, answer: Answer) -> DeliveryState:
    told: dict[str, Any] = {"answer_status": answer.status, "text": answer.text or answer.reason}
    receipt = receipt_of(answer)
    # Told twice, a server may say that it has it already: with the receipt that is the same as taking it.
    if receipt and (answer.is_taken or answer.status == CONFLICT):
        return _acknowledge(delivery, receipt, **told)
    if answer.is_taken:
        return _try_later(delivery, state=DeliveryState.SENT, wait=answer.wait_seconds, **told)
    if answer.is_refused:
        return _settle(delivery, DeliveryState.DEAD, **told)
    return _try_later(delivery, wait=answer.wait_seconds, **told)


def _acknowledge(delivery: Delivery, receipt: str, *, answer_status: int, text: str) -> DeliveryState:
    """The receipt is evidence, whoever of two senders brings it; the first one stays."""
    rows = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.ACKNOWLEDGED)
    rows.update(
        state=DeliveryState.ACKNOWLEDGED,
        acknowledgement=receipt,
        acknowledged_at=clock.now(),
        **_answered(answer_status, text),
    )
    return DeliveryState.ACKNOWLEDGED


def _try_later(
    delivery: Delivery,
    *,
    text: str,
    state: DeliveryState = DeliveryState.FAILED,
    wait: int = 0,
    answer_status: int | None = None,
) -> DeliveryState:
    """Once more after a while; after the last try no more by itself."""
    if delivery.attempts >= ATTEMPTS:
        text = f"{NO_RECEIPT} {text}" if state == DeliveryState.SENT else text
        return _settle(delivery, DeliveryState.DEAD, text=text, answer_status=answer_status)
    later = Now() + timedelta(seconds=wait_seconds(delivery.attempts, wait))
    return _settle(delivery, state, text=text, answer_status=answer_status, not_before=later)


def _settle(
    delivery: Delivery, state: DeliveryState, *, text: str, answer_status: int | None, **told: Any
) -> DeliveryState:
    _held(delivery).update(state=state, **_answered(answer_status, text), **told)
    return state


def _answered(status: int | None, text: str) -> dict[str, Any]:
    # PostgreSQL keeps no zero byte, whatever the other side says.
    words = text.replace("\x00", "")[:KEPT_TEXT]
    return {"answer_status": status, "answer_text": words, "answered_at": clock.now(), "settled_at": Now()}


def _held(delivery: Delivery) -> Any:
    """The row as long as this try is the one that counts: a sender thought dead does not undo what came after it."""
    return Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts)
