"""A certificate file that somebody wants trusted: what it is, in plain values."""

from __future__ import annotations

from typing import Any

from asn1crypto import pem, x509

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.pdf.names import name_of, part_of

NOT_ONE = (
    "Tệp này không phải là một chứng thư số (PEM, CRT, CER). Hãy tải chứng thư gốc từ trang của nơi cấp."
)
NOT_AN_ISSUER = "Chứng thư này không phải của nơi cấp chứng thư (không có quyền cấp tiếp)."
FROM_ANOTHER = "Chứng thư này do nơi khác cấp ({issuer}), không phải chứng thư gốc."
WEAK = "Chứng thư này ký bằng SHA-1 hoặc khóa ngắn, đã lỗi thời."
MOST_BYTES = 64 * 1024


def read_root(body: bytes) -> dict[str, Any]:
    """Its facts; UnreadableFile for what is no certificate. Runs in the child."""
    if len(body) > MOST_BYTES:
        raise UnreadableFile(NOT_ONE)
    try:
        found = x509.Certificate.load(pem.unarmor(body)[2] if pem.detect(body) else body, strict=True)
        _ = found.native
        return {
            "pem": pem.armor("CERTIFICATE", found.dump()).decode("ascii"),
            "name": name_of(found.subject),
            "organization": part_of(found.subject, "organization_name"),
            "issuer": name_of(found.issuer),
            "serial": f"{found.serial_number:X}",
            "sha256": found.sha256.hex(),
            "valid_from": found.not_valid_before.isoformat(),
            "valid_to": found.not_valid_after.isoformat(),
            "is_self_signed": found.self_signed in {"yes", "maybe"},
            "warnings": _warnings(found),
        }
    except (ValueError, TypeError, KeyError) as broken:
        raise UnreadableFile(NOT_ONE) from broken


def _warnings(found: x509.Certificate) -> list[str]:
    told = []
    if not found.ca:
        told.append(NOT_AN_ISSUER)
    if found.self_signed not in {"yes", "maybe"}:
        told.append(FROM_ANOTHER.format(issuer=name_of(found.issuer)))
    is_short = found.public_key.algorithm == "rsa" and found.public_key.bit_size < 2048
    if is_short or found.hash_algo == "sha1":
        told.append(WEAK)
    return told
