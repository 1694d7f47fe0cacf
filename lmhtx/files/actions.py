"""Keeping and removing attachments: the store first, the row second."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction

from lmhtx.base import clock
from lmhtx.files.models import Attachment, Blob, PageCopy
from lmhtx.files.names import mime_of, safe_name
from lmhtx.files.stores import told_in_words
from lmhtx.jobs.locks import wait_for
from lmhtx.people.models import User

Check = Callable[[Path, str], None]
PART_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """A file at hand with its fingerprint."""

    path: Path
    sha256: str
    size_bytes: int
    head: bytes


@transaction.atomic
def store(
    source: File[bytes] | IO[bytes] | Path,
    *,
    owner: models.Model,
    kind: str,
    by: User | None,
    name: str = "",
    is_derived: bool = False,
    check: Check | None = None,
) -> Attachment:
    """The thing holds the content under the given name (that of the source by default).

    `check(path, name)` may refuse the file before anything is kept. Content that is here is not kept twice.
    """
    shown_name = safe_name(name or Path(str(getattr(source, "name", "") or source)).name)
    with told_in_words(), _at_hand(source) as content:
        if check is not None:
            check(content.path, shown_name)
        blob = _kept(content, shown_name)
    return Attachment.objects.create(
        blob=blob,
        owner_kind=owner._meta.label_lower,
        owner_id=owner.pk,
        kind=kind,
        name=shown_name,
        added_by=by,
        is_derived=is_derived,
    )


@transaction.atomic
def remove(*, attachment: Attachment, by: User) -> Attachment:
    """The thing lets go of the content; it stays for thirty days more, in case this was a mistake."""
    if attachment.removed_at is None:
        attachment.removed_at, attachment.removed_by = clock.now(), by
        attachment.save(update_fields=["removed_at", "removed_by"])
    return attachment


@transaction.atomic
def keep_page_copies(*, source: Blob, pictures: Sequence[bytes], page_count: int, fault: str = "") -> None:
    """The pictures of a content's first pages stay beside it, or the reason why there are none; done once."""
    wait_for(f"files.page_copies {source.sha256}")
    if source.page_copies.exists():
        return
    if fault:
        PageCopy.objects.create(source=source, number=1, page_count=page_count, fault=fault[:500])
        return
    for number, picture in enumerate(pictures, start=1):
        with told_in_words(), _at_hand(BytesIO(picture)) as content:
            blob = _kept(content, f"trang-{number}.webp")
        PageCopy.objects.create(source=source, number=number, page_count=page_count, blob=blob)


@transaction.atomic
def destroy(*, blob: Blob) -> None:
    """A forsaken content and its removed attachments are gone for good, row first, file last.

    Should the same content come in at this moment, it waits and is kept anew.
    """
    wait_for(f"files.blob {blob.sha256}")
    blob.attachments.exclude(removed_at__isnull=True).delete()
    blob.delete()
    default_storage.delete(blob.stored_name)


@contextmanager
def at_hand(blob: Blob) -> Iterator[Path]:
    """A copy of the content on this machine for as long as the block lasts, wherever the store is."""
    with NamedTemporaryFile(prefix="lmhtx-", suffix=".tep") as copy:
        with default_storage.open(blob.stored_name) as body:
            shutil.copyfileobj(body, copy)
        copy.flush()
        yield Path(copy.name)


def _kept(content: Content, name: str) -> Blob:
    """The row of a content whose file surely lies in the store."""
    wait_for(f"files.blob {content.sha256}")
    blob = Blob.objects.filter(sha256=content.sha256).first()
    if blob is not None and default_storage.exists(blob.stored_name):
        return blob
    stored_name = f"{content.sha256[:2]}/{content.sha256[2:4]}/{content.sha256}"
    if not _lies_whole(stored_name, content.size_bytes):
        default_storage.delete(stored_name)
        with content.path.open("rb") as body:
            stored_name = default_storage.save(stored_name, File(body))
    row = {
        "size_bytes": content.size_bytes,
        "mime": mime_of(content.head, name),
        "stored_name": stored_name,
    }
    return Blob.objects.update_or_create(sha256=content.sha256, defaults=row)[0]


def _lies_whole(stored_name: str, size_bytes: int) -> bool:
    """Whether an undone act has left the content there; a stranger of another size is none of ours."""
    return default_storage.exists(stored_name) and default_storage.size(stored_name) == size_bytes


@contextmanager
def _at_hand(source: File[bytes] | IO[bytes] | Path) -> Iterator[Content]:
    """The source as a file on this machine, read once, part by part."""
    if isinstance(source, Path):
        with source.open("rb") as body:
            yield _measured(source, _parts(body))
        return
    with NamedTemporaryFile(prefix="lmhtx-", suffix=".tep") as copy:
        content = _measured(Path(copy.name), _copied(source, copy))
        yield content


def _measured(path: Path, parts: Iterator[bytes]) -> Content:
    digest, size_bytes, head = hashlib.sha256(), 0, b""
    for part in parts:
        head = head or part[:16]
        digest.update(part)
        size_bytes += len(part)
    return Content(path, digest.hexdigest(), size_bytes, head)


def _parts(body: IO[bytes]) -> Iterator[bytes]:
    while part := body.read(PART_BYTES):
        yield part


def _copied(source: File[bytes] | IO[bytes], copy: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    for part in _parts(source):
        copy.write(part)
        yield part
    copy.flush()
