"""Keys that the office holds itself: in a PKCS#12 file, or in a token or HSM spoken to by PKCS#11."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer

from lmhtx.workflow import Refused

NO_FILE = "Không mở được tệp khóa ký. Hãy báo quản trị hệ thống xem lại đường dẫn và mật khẩu của khóa."
UNREACHABLE = (
    "Không mở được thiết bị ký (token, HSM). Hãy cắm thiết bị, kiểm tra mã PIN rồi ký lại; "
    "nếu vẫn lỗi, báo quản trị hệ thống."
)


class SigningKey(Protocol):
    """A key that can sign: however it is held, it opens as a signer that pyHanko knows."""

    def opened(self) -> AbstractContextManager[Signer]:
        """The signer, for as long as the block lasts. Raises Refused when the key cannot be had."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKey:
    """A key in a PKCS#12 file with its certificates."""

    path: Path
    password: str = field(repr=False)

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """The key, read anew each time."""
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - slow, and only who signs needs it

        try:
            signer = SimpleSigner.load_pkcs12_data(
                self.path.read_bytes(), other_certs=[], passphrase=self.password.encode()
            )
        except (OSError, ValueError) as fault:
            raise Refused(NO_FILE) from fault
        yield signer


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenKey:
    """A key that never leaves its token or HSM; the certificates of its issuers may lie beside the program."""

    module: str
    token: str
    certificate: str
    pin: str = field(repr=False)
    issuers: Sequence[Any] = ()

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """A session with the token, closed at the end."""
        import pkcs11  # noqa: PLC0415 - a library in C, and only who signs with a token needs it
        from pyhanko.config.pkcs11 import PKCS11SignatureConfig, TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11SigningContext  # noqa: PLC0415

        config = PKCS11SignatureConfig(
            module_path=self.module,
            token_criteria=TokenCriteria(label=self.token),
            cert_label=self.certificate,
            other_certs=list(self.issuers) or None,
            other_certs_to_pull=(),
        )
        try:
            with PKCS11SigningContext(config, user_pin=self.pin) as signer:
                yield signer
        except (SigningError, pkcs11.PKCS11Error) as fault:
            raise Refused(UNREACHABLE) from fault
