"""Whether the signer's certificate stood when it signed, and whether its key and algorithms are good enough."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko_certvalidator.path import ValidationPath

from lmhtx.signatures.outcomes import Item, ItemKey, Outcome
from lmhtx.signatures.pdf.names import day_of
from lmhtx.signatures.pdf.trust import Finding, Trust, is_valid_at

RSA_BITS = 2048
BROKEN_HASHES = {"md2", "md4", "md5"}


async def standing(
    certificate: x509.Certificate,
    path: ValidationPath | None,
    trust: Trust,
    *,
    proven: datetime | None,
    claimed: datetime | None,
    moment: datetime,
) -> Item:
    """At the proven moment; without one, by the signer's own word and as of now."""
    signed = proven or claimed or moment
    if not is_valid_at(certificate, signed):
        days = f"{day_of(certificate.not_valid_before)} đến {day_of(certificate.not_valid_after)}"
        told = f"Ký ngoài thời hạn của chứng thư (hạn từ {days}; ký lúc {day_of(signed)})."
        return _item(Outcome.FAIL, told)
    if path is None:
        return _item(Outcome.UNKNOWN, "Chưa rõ nơi cấp nên chưa hỏi được chứng thư có bị thu hồi không.")
    if proven is not None:
        finding = await trust.status(path, at=proven, now=moment)
        return _item(finding.outcome, f"Lúc ký ({day_of(proven)}): {_after_colon(finding)}", finding.is_open)
    if not is_valid_at(certificate, moment):
        told = "Chứng thư nay đã hết hạn, lại không có dấu thời gian chứng minh ký khi còn hạn."
        return _item(Outcome.UNKNOWN, told)
    finding = await trust.status(path, at=moment)
    if finding.revoked_at is not None and claimed is not None and finding.revoked_at > claimed:
        told = f"{finding.sentence} Không có dấu thời gian chứng minh đã ký trước đó."
        return _item(Outcome.UNKNOWN, told)
    return _item(finding.outcome, f"Lúc kiểm tra: {_after_colon(finding)}", finding.is_open)


def strength(found: EmbeddedPdfSignature, path: ValidationPath | None) -> Item:
    """SHA-256 or better, RSA of 2048 bits or an elliptic curve, a key meant for signing; SHA-1 is a warning."""
    certificate, digest = found.signer_cert, found.md_algorithm
    key = certificate.public_key
    usage = certificate.key_usage_value
    if digest in BROKEN_HASHES:
        return _strong(Outcome.FAIL, f"Chữ ký dùng thuật toán băm {digest.upper()} đã bị phá.")
    if key.algorithm == "rsa" and key.bit_size < RSA_BITS:
        return _strong(Outcome.FAIL, f"Khóa RSA {key.bit_size} bit quá ngắn (tối thiểu {RSA_BITS} bit).")
    if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
        return _strong(Outcome.FAIL, "Chứng thư này không được cấp để ký.")
    told = f"{digest.upper().replace('SHA', 'SHA-')}, {_key_words(key)}"
    if digest == "sha1" or _has_sha1(path):
        return _strong(Outcome.PASS, f"{told}. SHA-1 đã lỗi thời: nên ký lại bằng SHA-256.", warns=True)
    return _strong(Outcome.PASS, f"{told}; khóa được cấp để ký.")


def _has_sha1(path: ValidationPath | None) -> bool:
    """Whether somebody below the root was certified with SHA-1."""
    certificates = [] if path is None else list(path.iter_certs(include_root=False))
    return any(_hash_of(certificate) == "sha1" for certificate in certificates)


def _hash_of(certificate: x509.Certificate) -> str:
    try:
        return str(certificate["signature_algorithm"].hash_algo)
    except ValueError:
        return ""


def _key_words(key: Any) -> str:
    return f"RSA {key.bit_size} bit" if key.algorithm == "rsa" else f"khóa {str(key.algorithm).upper()}"


def _after_colon(finding: Finding) -> str:
    return f"{finding.sentence[0].lower()}{finding.sentence[1:]}"


def _item(outcome: Outcome, sentence: str, is_open: bool = False) -> Item:  # noqa: FBT001, FBT002
    return Item(key=ItemKey.STATUS, outcome=outcome, sentence=sentence, is_open=is_open)


def _strong(outcome: Outcome, sentence: str, *, warns: bool = False) -> Item:
    return Item(key=ItemKey.ALGORITHM, outcome=outcome, sentence=sentence, warns=warns)
