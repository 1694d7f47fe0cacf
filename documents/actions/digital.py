"""A paper is signed by the person's key and sealed by the agency's, by keys that the portal reaches."""

from __future__ import annotations

from django.db import transaction

from documents.actions.drafting import locked
from documents.actions.signed_files import bytes_of, keep, newest_file, picture_of, prepared
from documents.actions.signing import record_digital_seal, record_digital_signature
from documents.enums.outgoing import SEALED_FILE, SIGNED_FILE, OutgoingState, SignWay
from documents.models import IssuingBody, Outgoing, OutgoingVersion, SigningCertificate
from documents.queries.outgoing import version_of, why_not_ready, why_not_sealed
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.signatures import making
from lmhtx.signatures.keys.named import key_named
from lmhtx.signatures.making import Signed
from lmhtx.workflow import Refused

NO_KEY = (
    "{who} chưa có chứng thư số dùng được trên cổng. Hãy ghi ở mục “Chứng thư số”, "
    "ký bằng thiết bị của mình, hoặc ký trên bản giấy."
)
WRONG_KEY = "Khóa “{key}” ký bằng chứng thư {serial}, không phải chứng thư đã ghi của {who}. Chưa ký gì."
CHANGED = "Dự thảo vừa có phiên bản mới nên chữ ký không được giữ. Hãy xem lại rồi ký."
WET = "Văn bản ký giấy thì đóng dấu giấy; bản điện tử của nó là bản sao y."
BODY_KEYS = "{body} chưa có chứng thư số dùng được trên cổng. Hãy ghi ở mục “Chứng thư số”."


def sign_outgoing(*, outgoing: Outgoing, by: User, pin: str = "", code: str = "") -> tuple[Outgoing, Signed]:
    """The signer's own key on the approved version; `pin` and `code` are used once and kept nowhere.

    The key works before any row is locked; what it made is thrown away when the draft has changed meanwhile.
    """
    if outgoing.state != OutgoingState.PENDING_SIGN:
        raise Refused("Văn bản chưa được trình ký, hoặc đã ký rồi.")
    if outgoing.signer_id != by.pk:
        raise Refused(f"Chỉ {outgoing.signer} ký được văn bản này.")
    if reason := why_not_ready(outgoing, on=clock.today()):
        raise Refused(reason)
    certificate = certificate_of(by)
    version = version_of(outgoing)
    made = making.sign_as_person(
        pdf=prepared(outgoing),
        key=key_named(certificate.key_name, pin=pin, code=code),
        picture=picture_of(certificate),
    )
    _refuse_other_key(certificate, made)
    return keep_signed(outgoing=outgoing, version=version, body=made.pdf, by=by), made


@transaction.atomic
def keep_signed(*, outgoing: Outgoing, version: OutgoingVersion | None, body: bytes, by: User) -> Outgoing:
    """The signed file on the paper, if it is still of the version that counts."""
    outgoing = locked(outgoing)
    if version_of(outgoing) != version:
        raise Refused(CHANGED)
    kept = keep(outgoing, body, kind=SIGNED_FILE, name=f"{outgoing.subject[:80]}, da ky.pdf", by=by)
    return record_digital_signature(outgoing=outgoing, attachment=kept, by=by)


def seal_by_key(*, outgoing: Outgoing, by: User, pin: str = "", code: str = "") -> tuple[Outgoing, Signed]:
    """The agency's key on the numbered file, which the registry puts there itself; refused before the person's."""
    if outgoing.signed_way == SignWay.WET:
        raise Refused(WET)
    if reason := why_not_sealed(outgoing):
        raise Refused(reason)
    certificate = certificate_of(outgoing.body)
    signed = newest_file(outgoing, SIGNED_FILE)
    if signed is None:
        raise Refused(making.UNSIGNED)
    made = making.seal(
        pdf=bytes_of(signed.blob),
        key=key_named(certificate.key_name, pin=pin, code=code),
        picture=picture_of(certificate),
    )
    _refuse_other_key(certificate, made)
    with transaction.atomic():
        outgoing = locked(outgoing)
        kept = keep(
            outgoing, made.pdf, kind=SEALED_FILE, name=f"{outgoing.reference}.pdf".replace("/", "-"), by=by
        )
        return record_digital_seal(outgoing=outgoing, attachment=kept, by=by), made


def certificate_of(whose: User | IssuingBody) -> SigningCertificate:
    """The certificate whose key the portal reaches; of several the one that lasts longest. Refused without one."""
    held = SigningCertificate.objects.usable()
    if isinstance(whose, IssuingBody):
        found = held.filter(body=whose).first()
        if found is None and whose.kind == "collective":
            # A council uses the Alliance's own seal.
            found = held.filter(body__kind="agency").first()
        if found is None:
            raise Refused(BODY_KEYS.format(body=whose))
        return found
    found = held.filter(person=whose).first()
    if found is None:
        raise Refused(NO_KEY.format(who=whose))
    return found


def _refuse_other_key(certificate: SigningCertificate, made: Signed) -> None:
    if made.signature.fingerprint != certificate.sha256:
        whose = certificate.person or certificate.body
        raise Refused(WRONG_KEY.format(key=certificate.key_name, serial=made.signature.serial, who=whose))
