"""How allauth's second factor behaves here: secrets encrypted, names in Vietnamese, no letters of its own."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from lmhtx.people.models import User

ISSUER = "Cổng điều hành LMHTX"
WRONG_CODE = (
    "Mã chưa đúng hoặc đã dùng. Hãy nhập mã đang hiện trên điện thoại, hoặc một mã dự phòng chưa dùng."
)


class Adapter(DefaultMFAAdapter):
    """Allauth's hooks."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Secrets in the database are worth nothing without the portal's key."""
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As they were; a key that has been replaced still opens what it closed."""
        return _safe().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """What the authenticator app calls us."""
        return ISSUER

    def get_totp_label(self, user: Any) -> str:
        """Whose code it is."""
        return str(user.username)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which site a passkey is good."""
        return {"id": context.request.get_host().partition(":")[0], "name": ISSUER}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Whose passkey it is, as the browser shows it."""
        person: User = user
        return {**super().get_public_key_credential_user_entity(person), "name": person.username}


def _safe() -> MultiFernet:
    keys: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"lmhtx second factor " + secret.encode()).digest())
