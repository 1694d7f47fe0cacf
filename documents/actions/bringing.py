"""Files come in and wait for the book; nothing of a state secret is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.checking import ask_for_check
from documents.actions.incoming import ended
from documents.enums.incoming import SOURCE_FILE, Channel
from documents.letters import LetterRead
from documents.models import Arrival, Incoming, Series
from documents.queries.letters import letter_read, proposal_of
from documents.secret_marks import MarkVerdict
from documents.workflow import INCOMING
from lmhtx.audit.actions import record
from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.files.actions import destroy, remove, store
from lmhtx.files.models import Attachment
from lmhtx.files.names import safe_name
from lmhtx.jobs.queue import later
from lmhtx.people.models import SYSTEM, Actor, User
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


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of files that came in: the paper that waits, or the mark for which nothing was kept."""

    incoming: Incoming | None
    words: str = ""
    is_secret: bool = False


@transaction.atomic
def bring_in(
    *, series: Series, files: Sequence[Any], channel: Channel, by: User | None, is_seen_open: bool = False
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
        copies, reads, stop = look_through(files, Path(name), is_seen_open=is_seen_open)
        if stop is not None:
            if stop.is_secret:
                turn_secret_away(series=series, by=by or SYSTEM)
            return stop
        incoming = _waiting(series, [read for read in reads if read is not None], by=by)
        for path, shown in copies:
            kept = store(path, owner=incoming, kind=SOURCE_FILE, by=by, name=shown)
            ask_for_pages(attachment=kept, by=by)
            ask_for_check(attachment=kept, by=by)
    Arrival.objects.create(incoming=incoming, channel=channel, by=by)
    later("documents.read_incoming", by=by, incoming_id=incoming.pk)
    record("documents.incoming.brought", incoming, by=by or SYSTEM)
    return Brought(incoming)


def look_through(
    files: Sequence[Any], folder: Path, *, is_seen_open: bool = False
) -> tuple[list[tuple[Path, str]], list[LetterRead | None], Brought | None]:
    """The files as safe copies in the folder, what their first pages say, and what stops them; nothing is kept."""
    copies = [_checked(file, folder / f"{place:03}") for place, file in enumerate(files)]
    reads = [_read(path) for path, _ in copies]
    stops = [
        stop
        for (_, shown), read in zip(copies, reads, strict=True)
        if read is not None and (stop := stop_of(read, shown, is_seen_open=is_seen_open)) is not None
    ]
    return copies, reads, next((one for one in stops if one.is_secret), next(iter(stops), None))


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


def stop_of(read: LetterRead, name: str, *, is_seen_open: bool) -> Brought | None:
    """Why a file of these words is not kept; None where nothing speaks against it."""
    if read.mark.verdict == MarkVerdict.STAMP:
        return Brought(None, STOPPED.format(name=name, mark=read.mark.text), is_secret=True)
    if read.mark.verdict == MarkVerdict.DOUBT and not is_seen_open:
        return Brought(None, DOUBTFUL.format(name=name, mark=read.mark.text))
    return None


def _waiting(series: Series, reads: Sequence[LetterRead], *, by: User | None) -> Incoming:
    first = reads[0] if reads else None
    return Incoming.objects.create(
        series=series,
        created_by=by,
        proposal=proposal_of(first) if first is not None else {},
        pages=sum(read.pages for read in reads) or None,
    )


@transaction.atomic
def turn_secret_away(*, series: Series, by: Actor | User) -> None:
    """The trail says that a secret paper was turned away, by whom and when, and nothing of what it was."""
    record("documents.secret.turned_away", series, by=by)


@transaction.atomic
def purge_secret(*, incoming: Incoming, by: User) -> None:
    """A paper that waits turned out to be a secret: its files and all that was read of them are gone at once."""
    held = ended(incoming, by)
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
