"""What a sender asks about a paper that is here: to take it back, to change it, to put another in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File

from documents.actions.bringing import look_through, turn_secret_away
from documents.actions.exchange_rows import Raw, Received, keep_raw, paper_of, row_of, values_of
from documents.edxml.messages import DocumentMessage, StatusMessage
from documents.enums.exchange import UPDATE_FILE, MessageKind, MessageState
from documents.models import ExchangeMessage, Incoming
from documents.notices import EXCHANGE_KEY, clerks
from lmhtx.audit.actions import record
from lmhtx.files.actions import store
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import SYSTEM, User
from lmhtx.workflow import Refused

UNKNOWN_PAPER = "Thông điệp {kind} nói về văn bản {document_id}, cổng không có văn bản ấy của {sender}."


@contextmanager
def as_files(message: DocumentMessage, folder: Path) -> Iterator[list[File[bytes]]]:
    """The files of a message as uploads are."""
    with ExitStack() as held:
        yield [
            File(held.enter_context((folder / one.path).open("rb")), name=one.name) for one in message.files
        ]


def _held(message: DocumentMessage | StatusMessage, document_id: str, kind: MessageKind) -> Incoming:
    held = paper_of(message.sender.code, document_id)
    if held is None:
        sender = message.sender.name or message.sender.code
        words = {"kind": kind.label.lower(), "document_id": document_id, "sender": sender}
        raise Refused(UNKNOWN_PAPER.format(**words))
    return held


def ask_by_status(message: StatusMessage, raw: Raw, *, by: User | None) -> Received:
    """Status 13: the sender wants the paper back."""
    held = _held(message, message.about.document_id, MessageKind.RECALL)
    reason = message.description
    row = row_of(
        message, raw, kind=MessageKind.RECALL, incoming=held, reason=reason, state=MessageState.WAITING, by=by
    )
    return _asks(row, raw, by=by)


def ask_recall(message: DocumentMessage, raw: Raw, *, by: User | None) -> Received:
    """The sender wants the paper back."""
    document_id = message.business.document_id or message.document_id
    held = _held(message, document_id, MessageKind.RECALL)
    row = row_of(
        message,
        raw,
        kind=MessageKind.RECALL,
        incoming=held,
        document_id=document_id,
        reason=message.business.reason,
        state=MessageState.WAITING,
        by=by,
    )
    return _asks(row, raw, by=by)


def ask_replacement(
    message: DocumentMessage, document_id: str, raw: Raw, paper: Incoming, *, by: User | None
) -> None:
    """The sender has put another paper in the place of this one."""
    held = paper_of(message.sender.code, document_id)
    if held is None or held.pk == paper.pk:
        return
    row = row_of(
        message,
        raw,
        kind=MessageKind.RECALL,
        incoming=held,
        document_id=document_id,
        reason=f"Được thay thế bởi {paper.reference}. {message.business.reason}".strip(),
        state=MessageState.WAITING,
        changes={"replaced_by": paper.pk},
        by=by,
    )
    _tell_clerks(row)


def ask_update(
    message: DocumentMessage, raw: Raw, held: Incoming, *, by: User | None, is_seen_open: bool
) -> Received:
    """The new files are looked through as those of a new paper are; they wait on the message for the clerk's word."""
    with TemporaryDirectory(prefix="lmhtx-") as name, as_files(message, raw.folder) as files:
        copies, _, stop = look_through(files, Path(name), is_seen_open=is_seen_open)
        if stop is not None:
            if stop.is_secret:
                turn_secret_away(series=held.series, by=by or SYSTEM)
            return Received(stop.words, is_secret=stop.is_secret, is_doubtful=not stop.is_secret)
        row = row_of(
            message,
            raw,
            kind=MessageKind.UPDATE,
            incoming=held,
            reason=message.business.reason,
            state=MessageState.WAITING,
            changes={"values": _told(values_of(message))},
            by=by,
        )
        _keep_files(row, copies, by=by)
    return _asks(row, raw, by=by)


def _keep_files(row: ExchangeMessage, copies: Sequence[tuple[Path, str]], *, by: User | None) -> None:
    for path, shown in copies:
        store(path, owner=row, kind=UPDATE_FILE, by=by, name=shown)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Plain values: days as they are written, types and agencies by their key."""
    plain: dict[str, Any] = {}
    for name, value in values.items():
        plain[name] = value.isoformat() if hasattr(value, "isoformat") else getattr(value, "pk", value)
    return plain


def _asks(row: ExchangeMessage, raw: Raw, *, by: User | None) -> Received:
    keep_raw(row, raw, by=by)
    _tell_clerks(row)
    record("documents.message.received", row, by=by or SYSTEM, note=row.reason)
    words = f"{row.partner_name or row.partner_code} yêu cầu {row.get_kind_display().lower()}; chờ văn thư trả lời."
    return Received(words, row, row.incoming, is_new=True)


def _tell_clerks(row: ExchangeMessage) -> None:
    tell_all(
        clerks(),
        key=EXCHANGE_KEY,
        line=f"{row.partner_name or row.partner_code} yêu cầu {row.get_kind_display().lower()}: {row.incoming}"[
            :300
        ],
        url=row.get_absolute_url(),
        dedupe=f"exchange:{row.pk}",
    )
