"""Keys at a remote signing service that speaks the CSC API, versions 1 and 2."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lmhtx.signatures.asking import ask
from lmhtx.workflow import Refused

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_WITH_SHA256, ECDSA_WITH_SHA256 = "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"
AWAY = "Dịch vụ ký từ xa không trả lời hoặc từ chối. Văn bản chưa được ký; hãy thử lại sau ít phút."


@dataclass(frozen=True, kw_only=True, slots=True)
class CscService:
    """One account at a service: its address, the version it speaks, and the token that opens it."""

    address: str
    token: str = field(repr=False)
    version: int = 2

    def credentials(self) -> list[str]:
        """The names of the keys that the account may use."""
        return [str(name) for name in self._ask("credentials/list", {})["credentialIDs"]]

    def certificates(self, credential: str) -> list[x509.Certificate]:
        """The key's certificate, then its issuers'."""
        told = self._ask("credentials/info", {"credentialID": credential, "certificates": "chain"})
        try:
            bodies = [base64.b64decode(body) for body in told["cert"]["certificates"]]
            return [x509.Certificate.load(body, strict=True) for body in bodies]
        except (KeyError, TypeError, ValueError) as fault:
            raise Refused(AWAY) from fault

    def authorize(self, credential: str, digest: bytes, *, pin: str, code: str) -> str:
        """Leave to sign this one hash and no other (the SAD)."""
        hashes = [_coded(digest)]
        told: dict[str, Any] = {"credentialID": credential, "numSignatures": 1}
        if self.version == 1:
            told |= {"hash": hashes, "PIN": pin, "OTP": code}
            told = {name: value for name, value in told.items() if value}
        else:
            secrets = [{"id": "PIN", "value": pin}, {"id": "OTP", "value": code}]
            told |= {"hashes": hashes, "hashAlgorithmOID": SHA256}
            told["authData"] = [secret for secret in secrets if secret["value"]]
        return str(self._ask("credentials/authorize", told)["SAD"])

    def sign(self, credential: str, digest: bytes, *, leave: str, algorithm: str) -> bytes:
        """The signature over the hash."""
        told: dict[str, Any] = {"credentialID": credential, "SAD": leave, "signAlgo": algorithm}
        if self.version == 1:
            told |= {"hash": [_coded(digest)], "hashAlgo": SHA256}
        else:
            told |= {"hashes": [_coded(digest)], "hashAlgorithmOID": SHA256}
        try:
            (signature,) = self._ask("signatures/signHash", told)["signatures"]
            return base64.b64decode(signature, validate=True)
        except (TypeError, ValueError) as fault:
            raise Refused(AWAY) from fault

    def _ask(self, name: str, told: dict[str, Any]) -> _Told:
        """What the service says; Refused when it says nothing that can be used."""
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        try:
            answer = ask(
                f"{self.address.rstrip('/')}/csc/v{self.version}/{name}",
                body=json.dumps(told).encode(),
                content_type="application/json",
                headers=headers,
                is_own=True,
            )
            found = json.loads(answer)
        except (OSError, ValueError) as fault:
            raise Refused(AWAY) from fault
        return _Told(found if isinstance(found, dict) else {})


class _Told(dict[str, Any]):
    """An answer of which a missing part is a refusal."""

    def __missing__(self, key: str) -> Any:
        raise Refused(AWAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoteKey:
    """A key at the service; PIN and one-time code come from the person who signs, or from the operator."""

    service: CscService
    credential: str
    pin: str = field(default="", repr=False)
    code: str = field(default="", repr=False)

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """A signer that sends each hash to the service."""
        yield RemoteSigner(self, self.service.certificates(self.credential))


class RemoteSigner(Signer):
    """Signs by asking the service; what is signed here never leaves but as a hash."""

    def __init__(self, key: RemoteKey, certificates: list[x509.Certificate]) -> None:
        self._key = key
        super().__init__(
            signing_cert=certificates[0], cert_registry=SimpleCertificateStore.from_certs(certificates)
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
        """The signature over the data, by its hash."""
        if dry_run or digest_algorithm != "sha256":
            raise NotImplementedError(digest_algorithm)
        key, digest = self._key, hashlib.sha256(data).digest()
        leave = key.service.authorize(key.credential, digest, pin=key.pin, code=key.code)
        is_rsa = self.signing_cert is not None and self.signing_cert.public_key.algorithm == "rsa"
        algorithm = RSA_WITH_SHA256 if is_rsa else ECDSA_WITH_SHA256
        return key.service.sign(key.credential, digest, leave=leave, algorithm=algorithm)


def _coded(digest: bytes) -> str:
    return base64.b64encode(digest).decode("ascii")
