"""Whom to ask about certificates that lead to a trusted one: the addresses they name, and the question."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request
from pyhanko_certvalidator.path import ValidationPath

from lmhtx.signatures.pdf.trust import is_valid_at

MOST_ADDRESSES = 3


def services_of(path: ValidationPath, *, moment: datetime) -> list[dict[str, Any]]:
    """Of each certificate below the root; an expired one is not asked about, its issuer forgets it."""
    certificates = list(path.iter_certs(include_root=False))
    return [
        {
            "certificate": certificate.sha256.hex(),
            "ocsp": _ocsp_addresses(certificate),
            "question": _question(certificate, path),
            "crl": _crl_addresses(certificate),
        }
        for certificate in certificates
        if is_valid_at(certificate, moment)
    ]


def _question(certificate: x509.Certificate, path: ValidationPath) -> bytes:
    issuer = path.find_issuing_authority(certificate)
    request = format_ocsp_request(certificate, issuer, certid_hash_algo="sha1", request_nonces=False)
    return bytes(request.dump())


def _ocsp_addresses(certificate: x509.Certificate) -> list[str]:
    return [str(url) for url in certificate.ocsp_urls if _is_web(url)][:MOST_ADDRESSES]


def _crl_addresses(certificate: x509.Certificate) -> list[str]:
    points = certificate.crl_distribution_points
    return [str(point.url) for point in points if point.url and _is_web(point.url)][:MOST_ADDRESSES]


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))
