"""The chain of seals: how entries are fingerprinted, sealed each minute and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from lmhtx.audit.models import Entry, Seal, SealedEntry
from lmhtx.jobs.locks import wait_for

FIELDS = (
    "id",
    "verb",
    "subject_kind",
    "subject_id",
    "subject_label",
    "by_id",
    "on_behalf_of_id",
    "via",
    "note",
    "data",
)
BATCH = 2000


def digest_of(entry: Entry) -> str:
    """sha256 of the entry's canonical JSON: keys in order, no blanks, moments in UTC."""
    told = {name: getattr(entry, name) for name in FIELDS}
    told |= {"at": entry.at.astimezone(UTC).isoformat(), "request_id": str(entry.request_id)}
    words = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def seal_hash(previous_hash: str, digests: Iterable[str]) -> str:
    """sha256 over the previous seal's hash and the fingerprints in the order of the entries' numbers."""
    return hashlib.sha256("\n".join((previous_hash, *digests)).encode()).hexdigest()


@transaction.atomic
def seal_entries() -> Seal | None:
    """Seal all entries of finished transactions that bear no seal yet; None when there are none."""
    wait_for("audit.seal")
    last = Seal.objects.order_by("-number").first()
    xmin, xmax = _snapshot()
    entries = list(_unsealed(last, xmin, xmax).order_by("pk"))
    if not entries:
        return None
    digests = [digest_of(entry) for entry in entries]
    previous = last.hash if last else ""
    seal = Seal.objects.create(
        number=last.number + 1 if last else 1,
        previous_hash=previous,
        hash=seal_hash(previous, digests),
        entry_count=len(entries),
        oldest_open=xmin,
    )
    rows = [
        SealedEntry(entry=entry, seal=seal, digest=digest)
        for entry, digest in zip(entries, digests, strict=True)
    ]
    SealedEntry.objects.bulk_create(rows, batch_size=BATCH)
    return seal


def faults() -> Iterator[str]:
    """Recompute the whole chain; each thing that does not fit, as a Vietnamese sentence."""
    previous_hash, expected = "", 1
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number != expected:
            yield f"Thiếu niêm phong từ số {expected} đến số {seal.number - 1}."
        if seal.previous_hash != previous_hash:
            yield f"Niêm phong số {seal.number} không nối với niêm phong ngay trước nó."
        yield from _faults_under(seal)
        previous_hash, expected = seal.hash, seal.number + 1


def _faults_under(seal: Seal) -> Iterator[str]:
    sealed = list(seal.entries.select_related("entry").order_by("pk"))
    if len(sealed) != seal.entry_count:
        yield f"Niêm phong số {seal.number} có {seal.entry_count} dòng, nay chỉ còn {len(sealed)} dòng."
    for row in sealed:
        if digest_of(row.entry) != row.digest:
            yield f"Dòng nhật ký số {row.pk} (niêm phong số {seal.number}) đã bị sửa sau khi niêm phong."
    if seal_hash(seal.previous_hash, (row.digest for row in sealed)) != seal.hash:
        yield f"Mã của niêm phong số {seal.number} không khớp với các dòng của nó."


def _snapshot() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint "
            "FROM pg_current_snapshot() AS s"
        )
        xmin, xmax = cursor.fetchone()
    return xmin, xmax


def _unsealed(last: Seal | None, xmin: int, xmax: int) -> QuerySet[Entry]:
    """Entries whose transaction is over: numbered below xmin; from xmax on they come from another cluster."""
    finished = Entry.objects.filter(Q(xid__lt=xmin) | Q(xid__gte=xmax), sealed__isnull=True)
    # Where the last seal's oldest open transaction is ahead, the database has moved to a new cluster since:
    # look at all.
    if last is not None and last.oldest_open <= xmin:
        finished = finished.filter(xid__gte=last.oldest_open)
    return finished
