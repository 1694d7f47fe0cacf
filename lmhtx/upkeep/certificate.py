"""How long the portal's own certificate lasts, asked of the portal's own address."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cryptography import x509
from django.core.cache import cache

WAIT_SECONDS = 3
KEPT_SECONDS = 3600


def ends_at(address: str) -> datetime | None:
    """The last moment of the certificate shown there; None when nobody answers. Asked at most once an hour."""
    key = f"upkeep.certificate.{address}"
    if (held := cache.get(key)) is not None:
        return datetime.fromtimestamp(held, tz=UTC)
    found = _asked(address)
    if found is not None:
        cache.set(key, found.timestamp(), KEPT_SECONDS)
    return found


def _asked(address: str) -> datetime | None:
    parts = urlsplit(address)
    # An expired or home-made certificate must be read too; nothing is sent over this line.
    looking = ssl.create_default_context()
    looking.check_hostname, looking.verify_mode = False, ssl.CERT_NONE
    host = parts.hostname or ""
    try:
        with (
            socket.create_connection((host, parts.port or 443), timeout=WAIT_SECONDS) as line,
            looking.wrap_socket(line, server_hostname=host) as spoken,
        ):
            shown = spoken.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None
