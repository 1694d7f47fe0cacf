"""What goes out on the document axis: papers to those who get them, statuses to those who sent."""

from __future__ import annotations

import hashlib
from io import BytesIO

from django.db import transaction
from django.db.models.functions import Now

from documents.enums.exchange import (
    EDXML_FILE,
    NOT_SENT,
    Flow,
    MessageKind,
    MessageState,
    StatusCode,
)
from documents.enums.outgoing import OUT, Amending, SendWay
from documents.models import ExchangeMessage, Incoming, Outgoing, Recipient
from documents.queries.exchange import (
    NO_OWN_CODE,
    PlaceOnAxis,
    has_told,
    own_code,
    places_of,
    source_message,
    why_not_sent,
)
from documents.queries.exchange_messages import bytes_of, document_id, status_bytes
from lmhtx.audit.actions import record
from lmhtx.files.actions import store
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused

# What is told again and again as often as it is asked.
EACH_TIME = frozenset({StatusCode.REQUEST_ACCEPTED, StatusCode.REQUEST_REFUSED})


@transaction.atomic
def tell_sender(
    *, incoming: Incoming, code: StatusCode, by: Actor | User, reason: str = ""
) -> ExchangeMessage | None:
    """Whoever sent the paper by the axis will hear what became of it, each thing once; None for other papers.

    While the Alliance's own code is not entered, the code by which the sender addressed it is used; without either
    the message waits among those that could not be sent.
    """
    source = source_message(incoming)
    if source is None or (code not in EACH_TIME and has_told(incoming, code)):
        return None
    if code == StatusCode.REFUSED and not reason.strip():
        raise Refused("Từ chối tiếp nhận văn bản điện tử phải ghi rõ lý do cho bên gửi.")
    organ_code = own_code() or str(source.changes.get("addressed_as", ""))
    person = rights_of(by)
    words = reason.strip() or code.label
    body = status_bytes(
        source, incoming, code=code.value, description=words, staff=person, organ_code=organ_code
    )
    message = ExchangeMessage(
        flow=Flow.OUT,
        kind=MessageKind.STATUS,
        status_code=code,
        document_id=source.document_id,
        partner_code=source.partner_code,
        partner_name=source.partner_name,
        incoming=incoming,
        reason=reason.strip()[:500],
        created_by=person,
    )
    if not organ_code:
        message.state, message.error = MessageState.DEAD, NO_OWN_CODE[:500]
    return _queued(message, body, name=f"trang-thai-{code.value}-{incoming.pk}.edxml")


def _queued(message: ExchangeMessage, body: bytes, *, name: str) -> ExchangeMessage:
    message.state = message.state or MessageState.QUEUED
    message.sha256 = hashlib.sha256(body).hexdigest()
    message.save()
    store(BytesIO(body), owner=message, kind=EDXML_FILE, by=message.created_by, name=name)
    return message


@transaction.atomic
def send_out(*, outgoing: Outgoing, by: User) -> list[ExchangeMessage]:
    """An issued paper waits to leave for each of those who get it by the axis and have a code there.

    What waits already stays; to a place that has it, it goes once more as an update. Refuses while the own code or a
    file that may go out is missing.
    """
    if reason := why_not_sent(outgoing):
        raise Refused(reason)
    places = [one for one in places_of(outgoing) if one.code and one.recipient.way == SendWay.AXIS]
    if not places:
        raise Refused(
            "Không nơi nhận nào gửi qua trục mà có mã định danh; hãy ghi mã ở “Mã định danh cơ quan”."
        )
    return _send(outgoing, places, by=by, repeats=True)


@transaction.atomic
def send_if_ready(*, outgoing: Outgoing, by: User) -> list[ExchangeMessage]:
    """The same as the paper is issued or its scan comes in: what cannot leave yet is left to the clerk."""
    if why_not_sent(outgoing):
        return []
    places = [one for one in places_of(outgoing) if one.code and one.recipient.way == SendWay.AXIS]
    return _send(outgoing, places, by=by, repeats=False)


def _send(outgoing: Outgoing, places: list[PlaceOnAxis], *, by: User, repeats: bool) -> list[ExchangeMessage]:
    sent = []
    for place in places:
        before = place.sent
        if before is not None and before.state in {MessageState.QUEUED, MessageState.SENDING}:
            continue
        is_known = before is not None and before.state == MessageState.SENT
        if is_known and not repeats:
            continue
        kind, replaced = (MessageKind.UPDATE, "") if is_known else _kind(outgoing, place)
        sent.append(_paper(outgoing, place, kind=kind, by=by, replaced=replaced))
    if sent:
        record("documents.outgoing.put_on_axis", outgoing, by=by, note=f"{len(sent)} nơi")
    return sent


def _kind(outgoing: Outgoing, place: PlaceOnAxis) -> tuple[MessageKind, str]:
    """A paper that takes the place of another one says so to whoever has that one."""
    former = outgoing.amends
    if former is None or outgoing.amending != Amending.REPLACES:
        return MessageKind.NEW, ""
    had = former.messages.filter(flow=Flow.OUT, partner_code=place.code, state=MessageState.SENT)
    first = had.order_by("pk").first()
    return (MessageKind.REPLACE, first.document_id) if first is not None else (MessageKind.NEW, "")


def _paper(
    outgoing: Outgoing,
    place: PlaceOnAxis,
    *,
    kind: MessageKind,
    by: User,
    replaced: str = "",
    reason: str = "",
) -> ExchangeMessage:
    recipient: Recipient = place.recipient
    body = bytes_of(
        outgoing, receivers=[(place.code, recipient.name)], kind=kind, reason=reason, replaced=replaced
    )
    message = ExchangeMessage(
        flow=Flow.OUT,
        kind=kind,
        document_id=document_id(outgoing),
        partner_code=place.code,
        partner_name=recipient.name,
        outgoing=outgoing,
        recipient=recipient,
        reason=reason[:500],
        created_by=by,
    )
    return _queued(
        message, body, name=f"{outgoing.reference}-{kind.value}-{place.code}.edxml".replace("/", "-")
    )


@transaction.atomic
def recall_out(*, outgoing: Outgoing, reason: str, by: User) -> None:
    """Of a paper that is taken back, what has not left never leaves; whoever has it is asked to give it back."""
    for place in places_of(outgoing):
        if place.sent is None:
            continue
        waiting = outgoing.messages.filter(
            flow=Flow.OUT, recipient=place.recipient, state__in=NOT_SENT
        ).exclude(kind=MessageKind.RECALL)
        waiting.update(
            state=MessageState.CANCELLED, settled_at=Now(), error="Văn bản đã thu hồi trước khi gửi."
        )
        has_it = outgoing.messages.filter(
            flow=Flow.OUT,
            recipient=place.recipient,
            state__in=(MessageState.SENT, MessageState.SENDING),
        ).exclude(kind=MessageKind.RECALL)
        if has_it.exists() and own_code():
            _paper(outgoing, place, kind=MessageKind.RECALL, by=by, reason=reason.strip())


def _told_anew(message: ExchangeMessage, *, by: User) -> ExchangeMessage:
    """A status that had no code of ours in it is written once more, with the code that has been entered since."""
    if not own_code() or message.incoming is None:
        raise Refused(NO_OWN_CODE)
    ExchangeMessage.objects.filter(pk=message.pk).update(state=MessageState.CANCELLED, settled_at=Now())
    code, reason = StatusCode(message.status_code), message.reason
    return tell_sender(incoming=message.incoming, code=code, reason=reason, by=by) or message


@transaction.atomic
def hand_over(*, message: ExchangeMessage, by: User) -> ExchangeMessage:
    """The clerk has carried the file to the other side's system himself: it counts as sent."""
    message = ExchangeMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.flow != Flow.OUT or message.state not in NOT_SENT:
        raise Refused("Thông điệp này không còn chờ gửi; hãy tải lại trang.")
    message.state, message.error = MessageState.SENT, ""
    message.save(update_fields=["state", "error"])
    ExchangeMessage.objects.filter(pk=message.pk).update(settled_at=Now())
    record("documents.message.handed_over", message, by=by)
    return message


@transaction.atomic
def resend(*, message: ExchangeMessage, by: User) -> ExchangeMessage:
    """What could not be sent is tried anew from the beginning."""
    message = ExchangeMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.flow != Flow.OUT or message.state != MessageState.DEAD:
        raise Refused("Thông điệp này đang chờ gửi hoặc đã gửi rồi.")
    outgoing = message.outgoing
    if outgoing is not None and outgoing.state in OUT and outgoing.revoked_at is not None:
        is_recall = message.kind == MessageKind.RECALL
        if not is_recall:
            raise Refused("Văn bản đã thu hồi, không gửi lại nữa.")
    if message.error == NO_OWN_CODE[:500] and message.incoming is not None:
        return _told_anew(message, by=by)
    message.state, message.attempts, message.error = MessageState.QUEUED, 0, ""
    message.save(update_fields=["state", "attempts", "error"])
    ExchangeMessage.objects.filter(pk=message.pk).update(not_before=Now(), settled_at=Now())
    record("documents.message.resent", message, by=by)
    return message
