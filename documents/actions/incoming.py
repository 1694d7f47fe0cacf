"""Papers are brought in, put into the book once, mended, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from documents.actions.exchange_outbox import tell_sender
from documents.actions.numbers import next_arrival
from documents.enums.exchange import StatusCode
from documents.enums.incoming import Channel, Reason
from documents.models import Arrival, Incoming, Series
from documents.queries.incoming import presenting_moment, resolving_day, twins
from documents.queries.work_files import is_archived
from documents.workflow import INCOMING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

PROVINCE = (
    "Sổ “{series}” lấy số đến từ Đồng Nai-S; hãy nhập số đến đã có ở đó, cổng này không cấp thêm một số khác."
)
# What may be mended once a paper stands in the book.
EDITED = (
    "type",
    "number",
    "symbol",
    "issued_on",
    "issuer",
    "issuer_written",
    "subject",
    "urgency",
    "circulation",
    "deliver_at",
    "demanded_on",
    "signer",
    "signer_post",
    "pages",
    "copies",
    "note",
)


@transaction.atomic
def register_incoming(
    *, incoming: Incoming, values: Mapping[str, Any], by: User, arrival_number: int | None = None
) -> Incoming:
    """The paper stands in the book under the next number of its year, and its clocks run.

    Refuses a paper that is in the book already, unless `values` say why this is another one; a book whose numbers come
    from the province's system takes the number given there.
    """
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    about = values.get("cooperatives", ())
    for name, value in values.items():
        if name != "cooperatives":
            setattr(incoming, name, value)
    _refuse_twin(incoming)
    now = clock.now()
    year = clock.local(incoming.arrived_at).year
    incoming.year, incoming.arrival_number = year, _arrival_number(incoming, year, arrival_number)
    incoming.registered_at, incoming.registered_by = now, by
    incoming.present_until_at = presenting_moment(arrived_at=incoming.arrived_at, urgency=incoming.urgency)
    incoming.due_on = resolving_day(incoming)
    incoming.proposal = {}
    incoming.save()
    incoming.cooperatives.set(about)
    incoming = move(INCOMING, incoming, "register", by=by)
    record("documents.incoming.registered", incoming, by=by)
    tell_sender(incoming=incoming, code=StatusCode.REGISTERED, by=by)
    return incoming


def _arrival_number(incoming: Incoming, year: int, given: int | None) -> int:
    if incoming.series.is_ours:
        return next_arrival(incoming.series, year)
    if given is None:
        raise Refused(PROVINCE.format(series=incoming.series))
    if Incoming.objects.filter(series=incoming.series, year=year, arrival_number=given).exists():
        raise Refused(f"Số đến {given} năm {year} đã có trong sổ “{incoming.series}”; hãy kiểm tra lại số.")
    return given


def _refuse_twin(incoming: Incoming) -> None:
    if incoming.twin_reason.strip():
        return
    twin = twins(
        number=incoming.number,
        symbol=incoming.symbol,
        issuer=incoming.issuer,
        issuer_written=incoming.issuer_written,
        issued_on=incoming.issued_on,
        besides=incoming.pk,
    ).first()
    if twin is not None:
        raise Refused(
            f"Văn bản {twin.reference} của {twin.author} đã vào sổ với số đến {twin.arrival_text}. Nếu đây là bản đến "
            "thêm, hãy ghi thêm kênh đến; nếu là văn bản khác, hãy ghi rõ vì sao."
        )


@transaction.atomic
def register_new(
    *,
    series: Series,
    values: Mapping[str, Any],
    channel: Channel,
    by: User,
    arrived_at: Any = None,
    arrival_number: int | None = None,
) -> Incoming:
    """A paper without a file at hand goes into the book at once."""
    incoming = Incoming.objects.create(series=series, created_by=by, arrived_at=arrived_at or clock.now())
    Arrival.objects.create(incoming=incoming, channel=channel, at=incoming.arrived_at, by=by)
    return register_incoming(incoming=incoming, values=values, by=by, arrival_number=arrival_number)


@transaction.atomic
def add_arrival(
    *, incoming: Incoming, channel: Channel, by: User, waiting: Incoming | None = None, note: str = ""
) -> Incoming:
    """One more copy of a paper of the book by another way: no new number; files that wait go over to it."""
    if incoming.arrivals.filter(channel=channel).exists():
        raise Refused(f"Văn bản này đã ghi đến qua {channel.label.lower()}.")
    Arrival.objects.create(incoming=incoming, channel=channel, by=by, note=note)
    if waiting is not None:
        _give_files(waiting, incoming)
        waiting.messages.update(incoming=incoming)
        tell_sender(incoming=incoming, code=StatusCode.REGISTERED, by=by)
        move(
            INCOMING,
            ended(waiting, by),
            "drop",
            by=by,
            note=f"Bản đến thêm của số đến {incoming.arrival_text}",
        )
    record("documents.incoming.arrived_again", incoming, by=by, note=channel.label)
    return incoming


def _give_files(giver: Incoming, taker: Incoming) -> None:
    Attachment.objects.of(giver).update(owner_id=taker.pk)


@transaction.atomic
def edit_incoming(*, incoming: Incoming, values: Mapping[str, Any], reason: str, by: User) -> Incoming:
    """What the book says of the paper is mended, and why; its number never changes, before and after stay told."""
    if not reason.strip():
        raise Refused("Văn bản đã vào sổ: hãy ghi vì sao sửa, ví dụ “gõ nhầm ngày”.")
    if is_archived(incoming):
        raise Refused("Văn bản nằm trong hồ sơ đã nộp lưu trữ, thông tin giữ nguyên.")
    for name in EDITED:
        if name in values:
            setattr(incoming, name, values[name])
    if incoming.is_open and incoming.presented_at is None:
        incoming.present_until_at = presenting_moment(
            arrived_at=incoming.arrived_at, urgency=incoming.urgency
        )
    if incoming.is_open and not incoming.directives.in_force().filter(due_on__isnull=False).exists():
        incoming.due_on = resolving_day(incoming)
    incoming.save()
    if "cooperatives" in values:
        incoming.cooperatives.set(values["cooperatives"])
    record("documents.incoming.edited", incoming, by=by, note=reason.strip())
    return incoming


@transaction.atomic
def drop_incoming(*, incoming: Incoming, reason: str, by: User) -> Incoming:
    """A paper that waits is not registered after all: an advertisement, a copy sent by mistake."""
    incoming = move(INCOMING, ended(incoming, by), "drop", by=by, note=reason)
    record("documents.incoming.dropped", incoming, by=by, note=reason)
    tell_sender(incoming=incoming, code=StatusCode.REFUSED, reason=reason, by=by)
    return incoming


@transaction.atomic
def return_incoming(*, incoming: Incoming, reason: Reason, words: str, by: User) -> Incoming:
    """The paper goes back to whoever sent it, with the reason; its number stays in the book."""
    note = f"{reason.label}: {words.strip()}" if words.strip() else reason.label
    if reason == Reason.OTHER and not words.strip():
        raise Refused("Hãy ghi rõ lý do trả lại.")
    incoming = move(INCOMING, ended(incoming, by), "send_back", by=by, note=note)
    record("documents.incoming.returned", incoming, by=by, note=note)
    tell_sender(incoming=incoming, code=StatusCode.REFUSED, reason=note, by=by)
    return incoming


@transaction.atomic
def recall_incoming(*, incoming: Incoming, reason: str, by: User) -> Incoming:
    """Whoever sent the paper has taken it back: what the book says of it stays, its files are no longer to be had."""
    incoming = move(INCOMING, ended(incoming, by), "recall", by=by, note=reason)
    record("documents.incoming.recalled", incoming, by=by, note=reason)
    return incoming


def ended(incoming: Incoming, by: User) -> Incoming:
    """With the end written before the state moves: the database refuses the one without the other."""
    locked = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = clock.now(), by
        locked.save(update_fields=["ended_at", "ended_by"])
    return locked
