"""Papers are brought in, put into the book once, mended, sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.numbers import next_arrival
from documents.enums.incoming import SOURCE_FILE, Channel, Reason
from documents.letters import LetterRead
from documents.models import Arrival, Incoming, Series
from documents.queries.incoming import presenting_moment, resolving_day, twins
from documents.queries.letters import letter_read, proposal_of
from documents.secret_marks import MarkVerdict
from documents.workflow import INCOMING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.files.actions import destroy, remove, store
from lmhtx.files.models import Attachment
from lmhtx.files.names import safe_name
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

MOST_FILES = 30
STOPPED = (
    "Không nhập vào hệ thống: tệp “{name}” có dấu “{mark}”. Không có gì được lưu lại. Hãy đăng ký văn bản này tại sổ "
    "văn bản mật (bản giấy) theo pháp luật về bảo vệ bí mật nhà nước."
)
DOUBTFUL = (
    "Tệp “{name}” có dòng chữ “{mark}” đứng riêng, có thể là dấu chỉ mức độ mật. Hãy xem bản gốc: văn bản mật thì "
    "không nhập vào hệ thống; nếu không phải, hãy đánh dấu “Tôi đã xem, không phải văn bản mật” rồi gửi lại."
)
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
    "deliver_by",
    "demanded_on",
    "signer",
    "signer_post",
    "pages",
    "copies",
    "note",
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of files that came in: the paper that waits, or the mark for which nothing was kept."""

    incoming: Incoming | None
    words: str = ""
    is_secret: bool = False


@transaction.atomic
def bring_in(
    *, series: Series, files: Sequence[Any], channel: Channel, by: User, is_seen_open: bool = False
) -> Brought:
    """The files of one paper wait to be registered, with what their first page tells.

    Of a secret nothing is kept but an entry in the trail, without content. A line that may be a stamp stops it as well,
    until a person has looked at the paper (`is_seen_open`).
    """
    if not files:
        raise Refused("Hãy chọn tệp của văn bản.")
    if len(files) > MOST_FILES:
        raise Refused(f"Một văn bản có nhiều nhất {MOST_FILES} tệp; hãy bớt hoặc ghép các ảnh lại.")
    with TemporaryDirectory() as name:
        copies = [_checked(file, Path(name) / f"{place:03}") for place, file in enumerate(files)]
        reads = [_read(path) for path, _ in copies]
        for (_, shown), read in zip(copies, reads, strict=True):
            if read is not None and (stop := _stop(read, shown, is_seen_open=is_seen_open)) is not None:
                if stop.is_secret:
                    turn_secret_away(series=series, by=by)
                return stop
        incoming = _waiting(series, [read for read in reads if read is not None], by=by)
        for path, shown in copies:
            kept = store(path, owner=incoming, kind=SOURCE_FILE, by=by, name=shown)
            ask_for_pages(attachment=kept, by=by)
    Arrival.objects.create(incoming=incoming, channel=channel, by=by)
    later("documents.read_incoming", by=by, incoming_id=incoming.pk)
    record("documents.incoming.brought", incoming, by=by)
    return Brought(incoming)


def _checked(file: Any, stem: Path) -> tuple[Path, str]:
    name = safe_name(file.name)
    path = stem.with_suffix(Path(name).suffix.lower())
    with path.open("wb") as copy:
        for piece in file.chunks():
            copy.write(piece)
    try:
        check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit
    return path, name


def _read(path: Path) -> LetterRead | None:
    """What the first pages say; None for a file that cannot be read, which a person then reads himself."""
    try:
        return letter_read(path)
    except UnreadableFile:
        return None


def _stop(read: LetterRead, name: str, *, is_seen_open: bool) -> Brought | None:
    if read.mark.verdict == MarkVerdict.STAMP:
        return Brought(None, STOPPED.format(name=name, mark=read.mark.text), is_secret=True)
    if read.mark.verdict == MarkVerdict.DOUBT and not is_seen_open:
        return Brought(None, DOUBTFUL.format(name=name, mark=read.mark.text))
    return None


def _waiting(series: Series, reads: Sequence[LetterRead], *, by: User) -> Incoming:
    first = reads[0] if reads else None
    return Incoming.objects.create(
        series=series,
        created_by=by,
        proposal=proposal_of(first) if first is not None else {},
        pages=sum(read.pages for read in reads) or None,
    )


@transaction.atomic
def turn_secret_away(*, series: Series, by: User) -> None:
    """The trail says that a secret paper was turned away, by whom and when, and nothing of what it was."""
    record("documents.secret.turned_away", series, by=by)


@transaction.atomic
def purge_secret(*, incoming: Incoming, by: User) -> None:
    """A paper that waits turned out to be a secret: its files and all that was read of them are gone at once."""
    held = _ended(incoming, by)
    held.proposal, held.content, held.pages = {}, "", None
    held.save(update_fields=["proposal", "content", "content_folded", "pages"])
    for attachment in Attachment.objects.of(held):
        remove(attachment=attachment, by=by)
        blob = attachment.blob
        if not blob.attachments.filter(removed_at__isnull=True).exists():
            blob.page_copies.all().delete()
            destroy(blob=blob)
    move(INCOMING, held, "drop", by=by, note="Không nhập vào hệ thống")
    turn_secret_away(series=held.series, by=by)


@transaction.atomic
def register_incoming(
    *, incoming: Incoming, values: Mapping[str, Any], by: User, arrival_number: int | None = None
) -> Incoming:
    """The paper stands in the book under the next number of its year, and its clocks run.

    Refuses a paper that is in the book already, unless `values` say why this is another one; a book whose numbers come
    from the province's system takes the number given there.
    """
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    for name, value in values.items():
        setattr(incoming, name, value)
    _refuse_twin(incoming)
    now = clock.now()
    year = clock.local(incoming.arrived_at).year
    incoming.year, incoming.arrival_number = year, _arrival_number(incoming, year, arrival_number)
    incoming.registered_at, incoming.registered_by = now, by
    incoming.present_by = presenting_moment(arrived_at=incoming.arrived_at, urgency=incoming.urgency)
    incoming.due_on = resolving_day(incoming)
    incoming.proposal = {}
    incoming.save()
    incoming = move(INCOMING, incoming, "register", by=by)
    record("documents.incoming.registered", incoming, by=by)
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
        move(
            INCOMING,
            _ended(waiting, by),
            "drop",
            by=by,
            note=f"Bản đến thêm của số đến {incoming.arrival_text}",
        )
    record("documents.incoming.arrived_again", incoming, by=by, note=channel.label)
    return incoming


def _give_files(giver: Incoming, taker: Incoming) -> None:
    Attachment.objects.of(giver).update(owner_id=taker.pk)


@transaction.atomic
def edit_incoming(*, incoming: Incoming, values: Mapping[str, Any], by: User) -> Incoming:
    """What the book says of the paper is mended; its number never changes, before and after stay in the trail."""
    for name in EDITED:
        if name in values:
            setattr(incoming, name, values[name])
    if incoming.is_open and incoming.presented_at is None:
        incoming.present_by = presenting_moment(arrived_at=incoming.arrived_at, urgency=incoming.urgency)
    if incoming.is_open and not incoming.directives.in_force().filter(due_on__isnull=False).exists():
        incoming.due_on = resolving_day(incoming)
    incoming.save()
    record("documents.incoming.edited", incoming, by=by)
    return incoming


@transaction.atomic
def drop_incoming(*, incoming: Incoming, reason: str, by: User) -> Incoming:
    """A paper that waits is not registered after all: an advertisement, a copy sent by mistake."""
    incoming = move(INCOMING, _ended(incoming, by), "drop", by=by, note=reason)
    record("documents.incoming.dropped", incoming, by=by, note=reason)
    return incoming


@transaction.atomic
def return_incoming(*, incoming: Incoming, reason: Reason, words: str, by: User) -> Incoming:
    """The paper goes back to whoever sent it, with the reason; its number stays in the book."""
    note = f"{reason.label}: {words.strip()}" if words.strip() else reason.label
    if reason == Reason.OTHER and not words.strip():
        raise Refused("Hãy ghi rõ lý do trả lại.")
    incoming = move(INCOMING, _ended(incoming, by), "send_back", by=by, note=note)
    record("documents.incoming.returned", incoming, by=by, note=note)
    return incoming


@transaction.atomic
def recall_incoming(*, incoming: Incoming, reason: str, by: User) -> Incoming:
    """Whoever sent the paper has taken it back: what the book says of it stays, its files are no longer to be had."""
    incoming = move(INCOMING, _ended(incoming, by), "recall", by=by, note=reason)
    record("documents.incoming.recalled", incoming, by=by, note=reason)
    return incoming


def _ended(incoming: Incoming, by: User) -> Incoming:
    """With the end written before the state moves: the database refuses the one without the other."""
    locked = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = clock.now(), by
        locked.save(update_fields=["ended_at", "ended_by"])
    return locked
