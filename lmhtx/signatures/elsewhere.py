"""Signing in another program (the tool of Ban Cơ yếu): what goes out, and the full look at what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.looking import Reading, Signature, look_at_bytes, on_disk
from lmhtx.signatures.making import is_untouched
from lmhtx.workflow import Refused

SECONDS = 60
COMPARE = "lmhtx.signatures.pdf.returned:compare"
WRONG_SIGNER = "Người ký trong tệp nhận về là {name} (chứng thư {serial}), không phải người được giao ký."
SPOILT = "Chữ ký mới làm hỏng chữ ký đã có của {name}. Tệp nhận về không được nhận."
AGAIN = " Văn bản giữ nguyên như trước; hãy ký lại."


@dataclass(frozen=True, kw_only=True, slots=True)
class SentOut:
    """A paper on its way to be signed elsewhere: its bytes' fingerprint binds whatever comes back to it."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenBack:
    """A paper that came back signed: its bytes, the new signature, and all that was found."""

    pdf: bytes
    signature: Signature
    reading: Reading


def send_out(pdf: bytes) -> SentOut:
    """What is to be remembered of the bytes that the other program will fetch."""
    return SentOut(sha256=hashlib.sha256(pdf).hexdigest(), size_bytes=len(pdf))


def take_back(*, sent: bytes, returned: bytes, expected: Collection[str]) -> TakenBack:
    """The returned paper, when it is the sent one and one new signature by an expected certificate, and nothing else.

    `expected` holds fingerprints (SHA-256) of certificates. Raises Refused with the reason; nothing is kept then.
    """
    with on_disk(sent) as before, on_disk(returned) as after:
        try:
            told = run_parser(COMPARE, before, after, seconds=SECONDS, is_pure=True)
        except UnreadableFile as fault:
            raise Refused(f"{fault}{AGAIN}") from fault
    if told["fault"]:
        raise Refused(f"{told['fault']}{AGAIN}")
    if told["fingerprint"] not in expected:
        raise Refused(WRONG_SIGNER.format(**told) + AGAIN)
    reading = look_at_bytes(returned)
    for signature in reading.signatures:
        if not is_untouched(signature):
            raise Refused(SPOILT.format(name=signature.name) + AGAIN)
    ours = next(one for one in reading.signatures if one.field == told["field"])
    return TakenBack(pdf=returned, signature=ours, reading=reading)
