"""Rows of messages that came in, and what they tell in the words of the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from documents.edxml.messages import DocumentMessage, StatusMessage
from documents.enums.exchange import BUSINESS_KINDS, EDXML_FILE, Flow, MessageKind, MessageState
from documents.models import ExchangeMessage, Incoming
from documents.queries.exchange import WITH_PAPER, agency_of, own_code
from documents.queries.exchange_messages import URGENCY
from documents.queries.letters import type_of
from lmhtx.base import clock
from lmhtx.directory.matching import find_agency
from lmhtx.files.actions import store
from lmhtx.people.models import User


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message: said in words, with its row and paper where there are any."""

    words: str
    message: ExchangeMessage | None = None
    incoming: Incoming | None = None
    is_secret: bool = False
    is_doubtful: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """The file of a message, and the folder where its own files lie."""

    path: Path
    name: str
    sha256: str
    folder: Path


def known(message: DocumentMessage | StatusMessage, sha256: str) -> Received | None:
    """What became of the message when it came before; None for one that never did."""
    rows = ExchangeMessage.objects.filter(flow=Flow.IN, partner_code=message.sender.code)
    found = rows.filter(sha256=sha256).first()
    if found is None and isinstance(message, DocumentMessage):
        kind = BUSINESS_KINDS[message.business.kind]
        if kind in WITH_PAPER:
            found = rows.filter(document_id=message.document_id, kind__in=WITH_PAPER).first()
    if found is None:
        return None
    day = clock.local(found.created_at)
    words = f"Thông điệp này đã nhận lúc {day:%H:%M ngày %d/%m/%Y}, không ghi thêm gì."
    return Received(words, found, found.incoming)


def values_of(message: DocumentMessage) -> dict[str, Any]:
    """What the message tells of the paper, in the fields of the book."""
    issuer = agency_of(message.sender.code) or find_agency(message.sender.name)
    told = {
        "number": message.number,
        "symbol": message.symbol,
        "issuer_written": message.sender.name or (str(issuer) if issuer else message.sender.code),
        "subject": message.subject,
        "signer": message.signer,
        "signer_post": " ".join(part for part in (message.competence, message.post) if part),
    }
    fields = {name: words[: _longest(name)] for name, words in told.items()}
    return {
        **fields,
        "issuer": issuer,
        "issued_on": message.dated_on,
        "type": type_of(message.type_name, f"{message.number}/{message.symbol}"),
        "urgency": URGENCY[message.priority],
        "demanded_on": message.due_on,
        "copies": _small(message.copies),
        **({"pages": _small(message.pages)} if message.pages else {}),
    }


def _longest(name: str) -> int:
    return int(getattr(Incoming._meta.get_field(name), "max_length", 0) or 0)


def _small(count: int | None) -> int | None:
    return count if count is not None and 0 < count <= 32_000 else None


def row_of(
    message: DocumentMessage | StatusMessage,
    raw: Raw,
    *,
    kind: MessageKind,
    by: User | None,
    incoming: Incoming | None = None,
    document_id: str = "",
    reason: str = "",
    state: MessageState = MessageState.TAKEN,
    changes: dict[str, Any] | None = None,
) -> ExchangeMessage:
    """The row of a message that came."""
    about = message.about.document_id if isinstance(message, StatusMessage) else message.document_id
    at = (
        message.at
        if isinstance(message, StatusMessage)
        else message.traces[-1].at
        if message.traces
        else None
    )
    return ExchangeMessage.objects.create(
        flow=Flow.IN,
        kind=kind,
        document_id=document_id or about,
        partner_code=message.sender.code,
        partner_name=message.sender.name[:250],
        incoming=incoming,
        reason=reason[:500],
        told_at=_aware(at),
        sha256=raw.sha256,
        changes={"addressed_as": _addressed_as(message), **(changes or {})},
        state=state,
        created_by=by,
    )


def _addressed_as(message: DocumentMessage | StatusMessage) -> str:
    """Our own code where it is known, else the only one that the message is addressed to."""
    codes = [one.code for one in message.receivers] if isinstance(message, DocumentMessage) else []
    own = own_code()
    return own or (codes[0] if len(codes) == 1 else "")


def _aware(at: datetime | None) -> datetime | None:
    return clock.end_of(at.date(), at.time()) if at is not None else None


def keep_raw(row: ExchangeMessage, raw: Raw, *, by: User | None) -> None:
    """The message stays as it came, byte for byte."""
    store(raw.path, owner=row, kind=EDXML_FILE, by=by, name=raw.name)


def paper_of(sender: str, document_id: str) -> Incoming | None:
    """The paper that the sender sent under that id."""
    rows = ExchangeMessage.objects.filter(
        flow=Flow.IN, partner_code=sender, document_id=document_id, kind__in=WITH_PAPER
    ).select_related("incoming")
    found = rows.order_by("pk").first()
    return found.incoming if found is not None else None
