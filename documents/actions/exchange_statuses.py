"""What others say became of a paper of ours."""

from __future__ import annotations

from django.db.models.functions import Now

from documents.actions.telling import tell_of, with_role
from documents.edxml.messages import StatusMessage
from documents.enums.exchange import (
    BUSINESS_KINDS,
    NOT_SENT,
    REQUESTS,
    Flow,
    MessageKind,
    MessageState,
    StatusCode,
)
from documents.models import ExchangeMessage, Outgoing, Recipient
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import SYSTEM, User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

UNKNOWN_CODE = "Mã trạng thái {code} không có trong chuẩn (01–06, 13, 15, 16)."
UNKNOWN_PAPER = "Trạng thái nói về văn bản {document_id}, cổng chưa gửi văn bản ấy cho {sender}."
HAS_IT = frozenset(
    {
        StatusCode.ARRIVED,
        StatusCode.REGISTERED,
        StatusCode.ASSIGNED,
        StatusCode.IN_PROGRESS,
        StatusCode.COMPLETED,
    }
)
ANSWERS = {
    StatusCode.REQUEST_ACCEPTED: MessageState.ACCEPTED,
    StatusCode.REQUEST_REFUSED: MessageState.DECLINED,
}
TOLD = frozenset({StatusCode.REFUSED, StatusCode.REQUEST_ACCEPTED, StatusCode.REQUEST_REFUSED})


def take_status(message: StatusMessage, *, sha256: str, by: User | None) -> tuple[ExchangeMessage, str]:
    """The status stands on the row of whoever told it, who surely has the paper, whatever we knew of its sending."""
    if message.code not in set(StatusCode):
        raise Refused(UNKNOWN_CODE.format(code=message.code[:10]))
    code = StatusCode(message.code)
    sent = _sent(message)
    row = ExchangeMessage.objects.create(
        flow=Flow.IN,
        kind=MessageKind.STATUS,
        status_code=code,
        document_id=message.about.document_id,
        partner_code=message.sender.code,
        partner_name=(message.sender.name or sent.partner_name)[:250],
        outgoing=sent.outgoing,
        recipient=sent.recipient,
        reason=(message.description or code.label)[:500],
        told_at=clock.end_of(message.at.date(), message.at.time()) if message.at else None,
        sha256=sha256,
        state=MessageState.TAKEN,
        created_by=by,
    )
    _settle(sent, code)
    outgoing: Outgoing | None = sent.outgoing
    if outgoing is not None:
        record(
            "documents.outgoing.status_told",
            outgoing,
            by=by or SYSTEM,
            note=f"{row.partner_name}: {code.label}",
        )
        if code in TOLD:
            line = f"{row.partner_name or row.partner_code}: {code.label.lower()}"
            tell_of(outgoing, [outgoing.drafter, *with_role(Role.CLERK)], line=line, by=by)
    return row, f"{row.partner_name or row.partner_code}: {code.label} – {outgoing or row.document_id}."


def _sent(message: StatusMessage) -> ExchangeMessage:
    rows = ExchangeMessage.objects.filter(
        flow=Flow.OUT, document_id=message.about.document_id, kind__in=BUSINESS_KINDS
    ).select_related("outgoing", "outgoing__drafter", "recipient")
    found = rows.filter(partner_code__iexact=message.sender.code).order_by("-pk").first()
    if found is None:
        sender = message.sender.name or message.sender.code
        words = UNKNOWN_PAPER.format(document_id=message.about.document_id, sender=sender)
        raise Refused(words)
    return found


def _settle(sent: ExchangeMessage, code: StatusCode) -> None:
    mine = ExchangeMessage.objects.filter(
        flow=Flow.OUT, document_id=sent.document_id, partner_code=sent.partner_code
    )
    if code in HAS_IT and sent.recipient_id is not None:
        mine.filter(kind__in=BUSINESS_KINDS, state__in=NOT_SENT).exclude(kind=MessageKind.RECALL).update(
            state=MessageState.SENT, settled_at=Now(), error=""
        )
        Recipient.objects.filter(
            pk=sent.recipient_id, sent_at__isnull=False, received_on__isnull=True
        ).update(received_on=clock.today(), received_note="Qua trục liên thông")
    if code in ANSWERS:
        asked = mine.filter(kind__in=REQUESTS, state=MessageState.SENT).order_by("-pk").first()
        if asked is not None:
            asked.state = ANSWERS[code]
            asked.save(update_fields=["state"])
