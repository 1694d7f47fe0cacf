"""What a certificate says of its holder, in plain values, and how moments are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from asn1crypto import x509

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def part_of(name: x509.Name, key: str) -> str:
    """One part of a name (common_name, organization_name …); empty where it is missing."""
    found = name.native.get(key, "")
    return " ".join(str(word) for word in found) if isinstance(found, list) else str(found)


def name_of(name: x509.Name) -> str:
    """The name people know: the common name, else the organization."""
    return part_of(name, "common_name") or part_of(name, "organization_name") or "không rõ tên"


def certificate_facts(certificate: x509.Certificate) -> dict[str, Any]:
    """Holder, issuer, number and days; the holder's citizen number, which some certificates carry, is left out."""
    return {
        "name": name_of(certificate.subject),
        "organization": part_of(certificate.subject, "organization_name"),
        "title": part_of(certificate.subject, "title"),
        "serial": f"{certificate.serial_number:X}",
        "issuer": name_of(certificate.issuer),
        "fingerprint": certificate.sha256.hex(),
        "valid_from": certificate.not_valid_before.isoformat(),
        "valid_to": certificate.not_valid_after.isoformat(),
    }


def day_of(moment: datetime) -> str:
    """15/09/2026 10:30 in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
