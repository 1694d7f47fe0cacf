"""Whom to trust, and looking at a content's signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Greatest

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.contributions import SignatureJudge, collected
from lmhtx.files.actions import at_hand
from lmhtx.files.models import Blob
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.looking import Reading, Signature, look, unreadable
from lmhtx.signatures.models import (
    RECHECKED_FOR,
    CheckedSignature,
    SignatureCheck,
    TrustAnchor,
)
from lmhtx.signatures.outcomes import Item, Verdict, overall, verdict_of
from lmhtx.signatures.trust_facts import RootFacts
from lmhtx.workflow import Refused

TWICE = "Chứng thư này đã có trong danh sách tin cậy cho mục đích đó."
NO_SOURCE = "Hãy ghi nguồn của chứng thư (trang hoặc văn bản nào), để người sau kiểm lại được."
ENDED = "Chứng thư này đã thôi được tin cậy."
NO_REASON = "Hãy ghi lý do thôi tin cậy."
# One night's work: services of others are not flooded, and the queue is free again before the office opens.
RECHECKED_A_DAY = 200
SECONDS_BETWEEN = 5


@transaction.atomic
def add_anchor(*, facts: RootFacts, kind: str, source: str, by: User) -> TrustAnchor:
    """The certificate is trusted for its purpose; what could not be judged for want of it is looked at again."""
    if not source.strip():
        raise Refused(NO_SOURCE)
    try:
        with transaction.atomic():
            anchor = TrustAnchor.objects.create(
                name=facts.name[:300],
                kind=kind,
                pem=facts.pem,
                sha256=facts.sha256,
                serial=facts.serial[:64],
                valid_from=facts.valid_from,
                valid_to=facts.valid_to,
                source=source.strip(),
                added_by=by,
            )
    except IntegrityError as twin:
        raise Refused(TWICE) from twin
    record("signatures.anchor.added", anchor, by=by)
    later("signatures.recheck_open", by=by)
    return anchor


@transaction.atomic
def end_anchor(*, anchor: TrustAnchor, reason: str, by: User) -> TrustAnchor:
    """The certificate vouches for nobody any more; checks that were made stay as they are."""
    anchor = TrustAnchor.objects.select_for_update().get(pk=anchor.pk)
    if not anchor.is_in_force:
        raise Refused(ENDED)
    if not reason.strip():
        raise Refused(NO_REASON)
    anchor.ended_at, anchor.ended_by, anchor.end_reason = clock.now(), by, reason.strip()
    anchor.save(update_fields=["ended_at", "ended_by", "end_reason"])
    record("signatures.anchor.ended", anchor, by=by, reason=anchor.end_reason)
    return anchor


def check_blob(*, blob: Blob, by: User | None = None) -> SignatureCheck:
    """Look at a content's signatures and keep what was found as a new row.

    It calls services of others, so it belongs into a job ("signatures.check") and never into a transaction that
    others wait for.
    """
    with at_hand(blob) as path:
        try:
            reading = look(path)
        except UnreadableFile as fault:
            reading = unreadable(fault)
    return keep_check(blob=blob, reading=judged(blob, reading), by=by)


@transaction.atomic
def keep_check(*, blob: Blob, reading: Reading, by: User | None = None) -> SignatureCheck:
    """What was found becomes a row, with a row for each signature."""
    check = SignatureCheck.objects.create(
        blob=blob,
        checked_at=reading.moment,
        asked_by=by,
        verdict=reading.verdict,
        engine=reading.engine,
        fault=reading.fault[:500],
        is_open=reading.is_open,
        anchors_on=anchors_on(),
    )
    CheckedSignature.objects.bulk_create(_row(check, signature) for signature in reading.signatures)
    return check


def judged(blob: Blob, reading: Reading) -> Reading:
    """The reading with the items that others add: whether the signer may sign this, and in what order."""
    added: dict[int, list[Item]] = {}
    for judge in collected(SignatureJudge):
        for number, items in judge.items(blob, reading).items():
            added.setdefault(number, []).extend(items)
    return with_items(reading, added)


def with_items(reading: Reading, added: Mapping[int, list[Item]]) -> Reading:
    """The reading with more items by the signatures' numbers, and the verdicts that follow from all of them."""
    if not added:
        return reading
    signatures = tuple(_with(signature, added.get(signature.number, [])) for signature in reading.signatures)
    verdicts = [signature.verdict for signature in signatures]
    if reading.fault:
        verdicts.append(reading.verdict)
    return replace(reading, signatures=signatures, verdict=overall(verdicts))


def recheck(*, is_every_verdict: bool = False) -> int:
    """Ask again for contents whose last look came to no end; returns how many are queued.

    A content is asked about for thirty days after it came, at most two hundred a day.
    """
    since = clock.today() - RECHECKED_FOR
    checks = SignatureCheck.objects.newest().filter(is_open=True, blob__created_at__date__gte=since)
    if not is_every_verdict:
        checks = checks.filter(verdict=Verdict.UNKNOWN)
    blobs = list(checks.order_by("checked_at", "pk").values_list("blob_id", flat=True)[:RECHECKED_A_DAY])
    for place, blob_id in enumerate(blobs):
        later("signatures.check", blob_id=blob_id, wait_seconds=place * SECONDS_BETWEEN)
    return len(blobs)


def anchors_on() -> Any:
    """The day of the newest change of the list of trusted roots; None while there is none."""
    newest = TrustAnchor.objects.aggregate(at=Max(Greatest("added_at", "ended_at")))["at"]
    return clock.day_of(newest) if newest else None


def _with(signature: Signature, items: list[Item]) -> Signature:
    every = (*signature.items, *items)
    return replace(signature, items=every, verdict=verdict_of(every))


def _row(check: SignatureCheck, signature: Signature) -> CheckedSignature:
    return CheckedSignature(
        check_run=check,
        number=signature.number,
        field_name=signature.field[:200],
        signer_name=signature.name[:300],
        organization=signature.organization[:300],
        title=signature.title[:300],
        serial=signature.serial[:64],
        issuer=signature.issuer[:300],
        fingerprint=signature.fingerprint,
        covered_bytes=signature.covered_bytes,
        is_whole_file=signature.is_whole_file,
        claimed_at=signature.claimed_at,
        proven_at=signature.proven_at,
        items=[item.as_told() for item in signature.items],
        verdict=signature.verdict,
    )
