"""The facts of a certificate that somebody wants trusted, read in the child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lmhtx.base.clock import day_of
from lmhtx.reading.child import run_parser

SECONDS = 10
READ = "lmhtx.signatures.pdf.roots:read_root"


@dataclass(frozen=True, kw_only=True, slots=True)
class RootFacts:
    """Who the certificate is, until when, and what speaks against trusting it."""

    pem: str
    name: str
    organization: str
    issuer: str
    serial: str
    sha256: str
    valid_from: date
    valid_to: date
    is_self_signed: bool
    warnings: tuple[str, ...] = ()


def root_facts(body: bytes) -> RootFacts:
    """The facts of a certificate file (PEM or DER); UnreadableFile for anything else."""
    told: dict[str, Any] = run_parser(READ, body, seconds=SECONDS, is_pure=True)
    days = {name: day_of(datetime.fromisoformat(told.pop(name))) for name in ("valid_from", "valid_to")}
    return RootFacts(**{**told, **days, "warnings": tuple(told["warnings"])})
