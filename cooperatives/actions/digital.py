"""Evidence of digital tools comes in, is verified, and is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from cooperatives.access.digital import DigitalPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.digital import DigitalItem
from cooperatives.models import Cooperative, DigitalEvidence
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused

PAPER = "evidence"


def keep_paper(*, owner: models.Model, file: Any, by: Actor | User) -> None:
    """The file stands beside the thing; one that is unfit refuses the act with the reason."""

    def check(path: Path, name: str) -> None:
        check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)

    try:
        store(file, owner=owner, kind=PAPER, by=rights_of(by), name=file.name, check=check)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit


@transaction.atomic
def record_evidence(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    item: DigitalItem,
    evidenced_on: date,
    note: str,
    file: Any = None,
) -> DigitalEvidence:
    """A tool was in use on a day; it counts once somebody has verified it."""
    refuse_unless(DigitalPerm.RECORD_DIGITAL, by, cooperative)
    if evidenced_on > clock.today():
        raise Refused("Ngày của minh chứng không được sau hôm nay.")
    same = DigitalEvidence.objects.filter(
        cooperative=cooperative, item=item, evidenced_on=evidenced_on, withdrawn_on__isnull=True
    )
    if same.exists():
        raise Refused("Mục này đã có minh chứng của ngày đó.")
    made = DigitalEvidence.objects.create(
        cooperative=cooperative, item=item, evidenced_on=evidenced_on, note=note, created_by=rights_of(by)
    )
    if file is not None:
        keep_paper(owner=made, file=file, by=by)
    record("cooperatives.evidence.recorded", made, by=by)
    return made


@transaction.atomic
def verify_evidence(*, evidence: DigitalEvidence, by: User) -> DigitalEvidence:
    """It counts from today on; figures of past days stay as they were."""
    evidence = _held(evidence, by)
    if evidence.verified_on is not None:
        raise Refused("Minh chứng này đã được xác minh.")
    evidence.verified_on, evidence.verified_by = clock.today(), by
    evidence.save(update_fields=["verified_on", "verified_by"])
    record("cooperatives.evidence.verified", evidence, by=by)
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence: DigitalEvidence, by: User, reason: str) -> DigitalEvidence:
    """It counts no more from today on; figures of past days stay as they were."""
    evidence = _held(evidence, by)
    if not reason.strip():
        raise Refused("Hãy ghi lý do rút minh chứng.")
    evidence.withdrawn_on, evidence.withdrawn_reason = clock.today(), reason
    evidence.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    record("cooperatives.evidence.withdrawn", evidence, by=by, note=reason)
    return evidence


def _held(evidence: DigitalEvidence, by: User) -> DigitalEvidence:
    refuse_unless(DigitalPerm.VERIFY_DIGITAL, by, evidence.cooperative)
    evidence = DigitalEvidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.withdrawn_on is not None:
        raise Refused("Minh chứng này đã rút.")
    return evidence
