"""Whose certificate is whose is written down, and ended with a reason."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from documents.models import SigningCertificate
from documents.models.certificate import PICTURE_FILE
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.people.models import User
from lmhtx.signatures.trust_facts import RootFacts
from lmhtx.workflow import Refused

PNG = "image/png"
PICTURE = "Ảnh chữ ký, ảnh con dấu phải là tệp PNG nền trong suốt."
TWICE = "Chứng thư này đã được ghi cho {whose}."
UNKNOWN_KEY = "Cấu hình SIGNING_KEYS không có khóa “{name}”; các khóa đang có: {names}."


@transaction.atomic
def add_certificate(
    *, facts: RootFacts, person: Any, body: Any, key_name: str, picture: Any, by: User
) -> SigningCertificate:
    """The certificate is somebody's from now on; its key, where the portal reaches one, is named by the operator."""
    if (person is None) == (body is None):
        raise Refused("Chứng thư là của một người, hoặc của một cơ quan; hãy chọn đúng một.")
    known = settings.SIGNING.keys
    if key_name and key_name not in known:
        raise Refused(UNKNOWN_KEY.format(name=key_name, names=", ".join(sorted(known)) or "chưa có"))
    twin = SigningCertificate.objects.filter(sha256=facts.sha256, ended_at__isnull=True).first()
    if twin is not None:
        raise Refused(TWICE.format(whose=twin.person or twin.body))
    made = SigningCertificate.objects.create(
        person=person,
        body=body,
        name=facts.name[:300],
        issuer=facts.issuer[:300],
        serial=facts.serial[:64],
        sha256=facts.sha256,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        key_name=key_name,
        created_by=by,
    )
    if picture is not None:
        set_picture(certificate=made, picture=picture, by=by)
    record("documents.certificate.added", made, by=by, note=facts.serial)
    return made


@transaction.atomic
def set_picture(*, certificate: SigningCertificate, picture: Any, by: User) -> SigningCertificate:
    """The picture that is shown where it signs; earlier ones stay and are used no more."""
    kept = store(picture, owner=certificate, kind=PICTURE_FILE, by=by)
    if kept.blob.mime != PNG:
        raise Refused(PICTURE)
    record("documents.certificate.pictured", certificate, by=by)
    return certificate


@transaction.atomic
def end_certificate(*, certificate: SigningCertificate, reason: str, by: User) -> SigningCertificate:
    """Nobody signs with it any more; what was signed stays as it is."""
    certificate = SigningCertificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.ended_at is not None:
        raise Refused("Chứng thư này đã thôi dùng.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do thôi dùng chứng thư.")
    certificate.ended_at, certificate.ended_by, certificate.end_reason = clock.now(), by, reason.strip()
    certificate.save(update_fields=["ended_at", "ended_by", "end_reason"])
    record("documents.certificate.ended", certificate, by=by, note=reason.strip())
    return certificate
