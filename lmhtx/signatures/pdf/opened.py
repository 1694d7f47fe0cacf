"""A PDF opened for looking at its signatures."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from lmhtx.reading.unreadable import UnreadableFile

BROKEN = "Tệp PDF hỏng nên không đọc được. Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi tải lên lại."
LOCKED = "Tệp PDF có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lên lại."
# What pyHanko and asn1crypto raise for bytes that are not what they should be.
MALFORMED = (PdfError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError,
             ArithmeticError, EOFError, zlib.error, struct.error)  # fmt: skip

# The library tells its reasons in English to a log that nobody reads; ours are in the items.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@contextmanager
def opened(path: Path) -> Iterator[PdfFileReader]:
    """The file as pyHanko reads it; UnreadableFile when it cannot be read at all."""
    stream = BytesIO(path.read_bytes())
    try:
        reader = PdfFileReader(stream, strict=False)
        is_locked = reader.encrypted and reader.decrypt("").status == AuthStatus.FAILED
        _ = None if is_locked else reader.root["/Pages"]["/Count"]
    except MALFORMED as broken:
        raise UnreadableFile(BROKEN) from broken
    if is_locked:
        raise UnreadableFile(LOCKED)
    yield reader


def raw_bytes(reader: PdfFileReader) -> bytes:
    """The whole file."""
    reader.stream.seek(0)
    return reader.stream.read()


def signatures_in(
    reader: PdfFileReader,
) -> tuple[list[EmbeddedPdfSignature], list[EmbeddedPdfSignature], int]:
    """Signatures of people and agencies, time stamps over the document, and how many could not be read."""
    signatures: list[EmbeddedPdfSignature] = []
    stamps: list[EmbeddedPdfSignature] = []
    unread = 0
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            found = EmbeddedPdfSignature(reader, field.get_object(), name)
            is_stamp = found.sig_object_type == "/DocTimeStamp"
        except MALFORMED:
            unread += 1
            continue
        (stamps if is_stamp else signatures).append(found)
    return sorted(signatures, key=_order), sorted(stamps, key=_order), unread


def _order(found: EmbeddedPdfSignature) -> tuple[int, int]:
    """By revision, then by where they end."""
    return found.signed_revision, found.byte_range[2] if len(found.byte_range) == 4 else 0
