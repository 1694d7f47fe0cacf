"""The office's keys by the names that the operator gave them; their PINs come from the environment, never from rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from lmhtx.signatures.keys.held import FileKey, SigningKey, TokenKey
from lmhtx.signatures.keys.remote import CscService, RemoteKey
from lmhtx.workflow import Refused

NO_KEY = "Cổng chưa khai báo khóa ký “{name}”. Hãy báo quản trị hệ thống khai báo SIGNING_KEYS."


def key_named(name: str, *, pin: str = "", code: str = "") -> SigningKey:
    """The key; `pin` and `code` typed by the person who signs go before those of the environment."""
    told = settings.SIGNING.keys.get(name)
    if told is None:
        raise Refused(NO_KEY.format(name=name))
    pin = pin or settings.SIGNING.secrets.get(told.get("pin_from", ""), "")
    match told["kind"]:
        case "pkcs12":
            return FileKey(path=Path(told["path"]), password=pin)
        case "pkcs11":
            return TokenKey(
                module=told["module"],
                token=told["token"],
                certificate=told["certificate"],
                pin=pin,
                issuers=_issuers(told),
            )
        case "csc":
            token = settings.SIGNING.secrets.get(told.get("token_from", ""), "")
            service = CscService(address=told["address"], token=token, version=told.get("version", 2))
            return RemoteKey(service=service, credential=told["credential"], pin=pin, code=code)
    raise Refused(NO_KEY.format(name=name))


def _issuers(told: dict[str, Any]) -> list[Any]:
    """Certificates of the issuers from a PEM file beside the program, where the token does not carry them."""
    from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415 - only who signs with a token needs it

    return list(load_certs_from_pemder([told["issuers"]])) if told.get("issuers") else []
