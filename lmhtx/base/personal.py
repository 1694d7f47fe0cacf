"""Personal numbers: sealed with the portal's key, and a keyed mark by which equal ones are known."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SHOWN = 3


def seal(number: str) -> str:
    """The number as the database keeps it; worth nothing without the key."""
    return _safe().encrypt(number.encode()).decode() if number else ""


def unseal(sealed: str) -> str:
    """The number as it was; a key that has been replaced still opens what it closed. "" where no key fits."""
    if not sealed:
        return ""
    try:
        return _safe().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def mark(number: str) -> str:
    """By what equal numbers are known without reading them; nobody guesses the number from it without the key."""
    if not number:
        return ""
    return hmac.new(_key(settings.PERSONAL_KEYS[0], b"mark"), number.encode(), hashlib.sha256).hexdigest()


def masked(number: str) -> str:
    """All but the last three figures hidden."""
    return "•" * (len(number) - SHOWN) + number[-SHOWN:] if number else ""


def _safe() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(_key(key, b"seal"))) for key in settings.PERSONAL_KEYS]
    )


def _key(secret: str, purpose: bytes) -> bytes:
    return hashlib.sha256(b"lmhtx personal " + purpose + b" " + secret.encode()).digest()
