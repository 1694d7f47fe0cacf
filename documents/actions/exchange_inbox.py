"""What comes in on the document axis: papers wait for the book, statuses stand at those who told them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import transaction

from documents.actions.bringing import Brought, bring_in
from documents.actions.exchange_asking import as_files, ask_by_status, ask_recall, ask_replacement, ask_update
from documents.actions.exchange_outbox import tell_sender
from documents.actions.exchange_rows import Raw, Received, keep_raw, known, paper_of, row_of, values_of
from documents.actions.exchange_statuses import take_status
from documents.edxml.messages import DocumentMessage, StatusMessage
from documents.enums.exchange import BUSINESS_KINDS, MessageKind, StatusCode
from documents.enums.incoming import Channel
from documents.enums.numbers import BodyKind, Direction
from documents.models import Arrival, Incoming, Series
from documents.queries.exchange import WITH_PAPER
from documents.queries.exchange_messages import message_read
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.jobs.locks import wait_for
from lmhtx.people.models import SYSTEM, User
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused

NO_BOOK = "Chưa có sổ văn bản đến nào đang dùng; hãy lập sổ trước khi nhận văn bản điện tử."


def receive(*, path: Path, name: str, by: User | None, is_seen_open: bool = False) -> Received:
    """One edXML file is read and acted on, once however often it comes; Refused where it cannot be.

    A new paper waits for the book with its fields and files, its sender hears that it came; of a secret nothing is
    kept. A recall, update or replacement waits for the clerk's word.
    """
    try:
        with message_read(path) as (message, folder):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            with transaction.atomic():
                # Whoever brings the same paper at the same moment waits, and then finds it here.
                wait_for(f"documents.exchange {message.sender.code}")
                if (before := known(message, sha256)) is not None:
                    return before
                return _taken(message, Raw(path, name, sha256, folder), by=by, is_seen_open=is_seen_open)
    except UnreadableFile as bad:
        raise Refused(str(bad)) from bad


def _taken(
    message: DocumentMessage | StatusMessage, raw: Raw, *, by: User | None, is_seen_open: bool
) -> Received:
    if isinstance(message, StatusMessage):
        if message.code == StatusCode.RECALL_ASKED:
            return ask_by_status(message, raw, by=by)
        row, words = take_status(message, sha256=raw.sha256, by=by)
        keep_raw(row, raw, by=by)
        return Received(words, row, is_new=True)
    kind = BUSINESS_KINDS[message.business.kind]
    if kind == MessageKind.RECALL:
        return ask_recall(message, raw, by=by)
    if (
        kind == MessageKind.UPDATE
        and (held := paper_of(message.sender.code, message.document_id)) is not None
    ):
        return ask_update(message, raw, held, by=by, is_seen_open=is_seen_open)
    kept = _new_paper(message, raw, by=by, is_seen_open=is_seen_open)
    if kept.incoming is not None:
        for gone in message.business.replaced:
            ask_replacement(message, gone.document_id, raw, kept.incoming, by=by)
    return kept


def _new_paper(message: DocumentMessage, raw: Raw, *, by: User | None, is_seen_open: bool) -> Received:
    series = incoming_book()
    with as_files(message, raw.folder) as files:
        brought = (
            bring_in(series=series, files=files, channel=Channel.AXIS, by=by, is_seen_open=is_seen_open)
            if files
            else _without_files(series, by=by)
        )
    if brought.incoming is None:
        return Received(brought.words, is_secret=brought.is_secret, is_doubtful=not brought.is_secret)
    incoming = brought.incoming
    for field, value in values_of(message).items():
        setattr(incoming, field, value)
    incoming.save()
    kind = BUSINESS_KINDS[message.business.kind]
    row = row_of(message, raw, kind=kind if kind in WITH_PAPER else MessageKind.NEW, incoming=incoming, by=by)
    keep_raw(row, raw, by=by)
    tell_sender(incoming=incoming, code=StatusCode.ARRIVED, by=by or SYSTEM)
    record("documents.message.received", incoming, by=by or SYSTEM, note=message.document_id)
    return Received(f"Đã nhận {incoming}; văn bản đang chờ đăng ký.", row, incoming, is_new=True)


def _without_files(series: Series, *, by: User | None) -> Brought:
    incoming = Incoming.objects.create(series=series, created_by=by)
    Arrival.objects.create(incoming=incoming, channel=Channel.AXIS, by=by)
    return Brought(incoming)


def incoming_book() -> Series:
    """The book that papers of the axis go into."""
    books = Series.objects.on(clock.today()).filter(direction=Direction.INCOMING, body__kind=BodyKind.AGENCY)
    found = books.filter(types__isnull=True).order_by("pk").first()
    if found is None:
        raise Refused(NO_BOOK)
    series: Series = found
    return series
