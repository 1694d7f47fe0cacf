"""A sender asks to take back or to change a paper: the clerk agrees or declines, and the sender hears it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from documents.actions.exchange_outbox import tell_sender
from documents.actions.incoming import edit_incoming, recall_incoming
from documents.enums.exchange import UPDATE_FILE, MessageKind, MessageState, StatusCode
from documents.enums.incoming import SOURCE_FILE, IncomingState
from documents.models import DocumentType, ExchangeMessage, Incoming
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.workflow import Refused

GONE = frozenset({IncomingState.RECALLED, IncomingState.RETURNED, IncomingState.DROPPED})
DAYS = ("issued_on", "demanded_on")
UPDATED = "Bên gửi cập nhật văn bản qua trục liên thông"


@transaction.atomic
def accept_request(*, message: ExchangeMessage, by: User) -> ExchangeMessage:
    """The clerk agrees: the paper is taken back or changed as asked, and the sender hears 15.

    Of a paper taken back what the book says stays, its files are no longer to be had. Of a changed one the earlier
    files stay beside the new ones.
    """
    message = _answered(message, MessageState.ACCEPTED, by=by)
    incoming = _paper(message)
    if message.kind == MessageKind.UPDATE:
        _change(message, incoming, by=by)
    elif incoming.state not in GONE:
        recall_incoming(
            incoming=incoming, reason=message.reason or "Bên gửi thu hồi qua trục liên thông", by=by
        )
    record("documents.message.accepted", message, by=by, note=message.reason)
    tell_sender(incoming=incoming, code=StatusCode.REQUEST_ACCEPTED, by=by)
    return message


@transaction.atomic
def decline_request(*, message: ExchangeMessage, reason: str, by: User) -> ExchangeMessage:
    """The clerk declines, and why: nothing changes, the sender hears 16."""
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do từ chối yêu cầu của bên gửi.")
    message = _answered(message, MessageState.DECLINED, by=by)
    record("documents.message.declined", message, by=by, note=reason)
    tell_sender(incoming=_paper(message), code=StatusCode.REQUEST_REFUSED, reason=reason, by=by)
    return message


def _answered(message: ExchangeMessage, state: MessageState, *, by: User) -> ExchangeMessage:
    held = (
        ExchangeMessage.objects.select_for_update(of=("self",)).select_related("incoming").get(pk=message.pk)
    )
    if held.state != MessageState.WAITING:
        raise Refused("Yêu cầu này đã được trả lời; hãy tải lại trang.")
    held.state, held.answered_at, held.answered_by = state, clock.now(), by
    held.save(update_fields=["state", "answered_at", "answered_by"])
    return held


def _paper(message: ExchangeMessage) -> Incoming:
    if message.incoming is None:
        raise Refused("Yêu cầu này không gắn với văn bản nào trong cổng.")
    return message.incoming


def _change(message: ExchangeMessage, incoming: Incoming, *, by: User) -> None:
    if incoming.state in GONE:
        raise Refused(f"Văn bản đang ở tình trạng “{incoming.get_state_display()}”, không cập nhật nữa.")
    values = _values(message.changes.get("values", {}))
    edit_incoming(incoming=incoming, values=values, reason=UPDATED, by=by)
    files = Attachment.objects.of(message).filter(kind=UPDATE_FILE)
    if files.exists():
        files.update(owner_kind=incoming._meta.label_lower, owner_id=incoming.pk, kind=SOURCE_FILE)
        later("documents.read_incoming", by=by, incoming_id=incoming.pk)


def _values(told: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in told.items() if value not in (None, "")}
    for name in DAYS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    if "type" in values:
        values["type"] = DocumentType.objects.filter(pk=values["type"]).first()
    if "issuer" in values:
        values["issuer"] = Agency.objects.filter(pk=values["issuer"]).first()
    return values
