"""Time stamps: when a signature surely existed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import tsp, x509
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)

from lmhtx.signatures.outcomes import Item, ItemKey, Outcome
from lmhtx.signatures.pdf.names import day_of, name_of
from lmhtx.signatures.pdf.opened import MALFORMED
from lmhtx.signatures.pdf.trust import Trust, is_valid_at

BY_THE_SIGNER = "Không có dấu thời gian: thời điểm ký là theo máy ký, chưa được bên thứ ba xác nhận."
FAR_APART = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What one token came to: the moment it proves, or why it proves none."""

    outcome: Outcome
    sentence: str
    at: datetime | None = None
    certificate: x509.Certificate | None = None
    path: Any = None
    is_open: bool = False


async def stamps_of(found: EmbeddedPdfSignature, trust: Trust, *, moment: datetime) -> list[Stamp]:
    """The tokens inside the signature."""
    signature = found.signer_info["signature"].native
    try:
        tokens = list(extract_tst_data_iter(found.signer_info, signed=False))
    except MALFORMED:
        return [Stamp(outcome=Outcome.FAIL, sentence="Dấu thời gian hỏng, không đọc được.")]
    return [await _looked_at(token, trust, moment=moment, covered=signature) for token in tokens]


async def document_stamp(found: EmbeddedPdfSignature, trust: Trust, *, moment: datetime, raw: bytes) -> Stamp:
    """A time stamp over the document itself; it proves what stood before it."""
    start, length, next_start, rest = (int(number) for number in found.byte_range)
    covered = raw[start : start + length] + raw[next_start : next_start + rest]
    return await _looked_at(found.signed_data, trust, moment=moment, covered=covered)


async def _looked_at(token: Any, trust: Trust, *, moment: datetime, covered: bytes) -> Stamp:
    try:
        at, certificate = _opened(token, covered)
    except (SignatureValidationError, *MALFORMED):
        told = "Dấu thời gian không khớp với chữ ký hoặc đã bị sửa."
        return Stamp(outcome=Outcome.FAIL, sentence=told)
    reference = moment if is_valid_at(certificate, moment) else at
    chain = await trust.chain(certificate, at=reference, is_stamp=True)
    if chain.path is None:
        told = f"Dấu thời gian do {name_of(certificate.subject)} cấp; cổng không tin cậy nơi này."
        return Stamp(outcome=Outcome.UNKNOWN, sentence=told, certificate=certificate, is_open=True)
    status = await trust.status(chain.path, at=reference, is_stamp=True)
    kept: dict[str, Any] = {"certificate": certificate, "path": chain.path}
    if status.outcome != Outcome.PASS:
        told = f"Dấu thời gian: {status.sentence[0].lower()}{status.sentence[1:]}"
        return Stamp(outcome=status.outcome, sentence=told, is_open=status.is_open, **kept)
    if reference != moment:
        told = "Chứng thư của nơi cấp dấu thời gian đã hết hạn nên dấu không còn chứng minh được."
        return Stamp(outcome=Outcome.UNKNOWN, sentence=told, **kept)
    told = f"Thời điểm {day_of(at)} do {name_of(certificate.subject)} xác nhận."
    return Stamp(outcome=Outcome.PASS, sentence=told, at=at, **kept)


def _opened(token: Any, covered: bytes) -> tuple[datetime, x509.Certificate]:
    """The moment a token states and who states it, its own signature and what it covers verified."""
    content = token["encap_content_info"]["content"]
    stated = content.parsed
    if not isinstance(stated, tsp.TSTInfo):
        raise TypeError("no time stamp")
    imprint = stated["message_imprint"]
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    if hashlib.new(algorithm, covered).digest() != imprint["hashed_message"].native:
        raise ValueError("another signature's")
    certificate = extract_certs_for_validation(token).signer_cert
    usage = certificate.extended_key_usage_value
    if usage is None or "time_stamping" not in usage.native:
        raise ValueError("not a time stamping key")
    signer = extract_signer_info(token)
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(content)).digest()
    if validate_sig_integrity(signer, certificate, "tst_info", digest) != (True, True):
        raise ValueError("broken signature")
    return stated["gen_time"].native, certificate


def time_item(stamps: list[Stamp], claimed: datetime | None) -> tuple[Item, datetime | None]:
    """The item of time and the earliest proven moment."""
    proven = sorted((stamp for stamp in stamps if stamp.at is not None), key=lambda stamp: stamp.at)  # type: ignore[arg-type,return-value]
    if proven:
        at = proven[0].at
        is_far = claimed is not None and at is not None and abs(at - claimed) > FAR_APART
        told = proven[0].sentence
        if is_far and claimed is not None:
            told += f" Máy ký ghi {day_of(claimed)}, lệch quá một ngày."
        return Item(key=ItemKey.TIME, outcome=Outcome.PASS, sentence=told, warns=is_far), at
    if not stamps:
        return Item(key=ItemKey.TIME, outcome=Outcome.UNKNOWN, sentence=BY_THE_SIGNER), None
    worst = next((stamp for stamp in stamps if stamp.outcome == Outcome.FAIL), stamps[0])
    item = Item(key=ItemKey.TIME, outcome=worst.outcome, sentence=worst.sentence, is_open=worst.is_open)
    return item, None
