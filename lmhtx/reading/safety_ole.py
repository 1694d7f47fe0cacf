"""Old office files (OLE): what they hold, passwords and macros, by the names of their streams."""

from __future__ import annotations

from pathlib import Path

import olefile

from lmhtx.reading.safety_words import CORRUPT, MACROS, PROTECTED, UNKNOWN_TYPE, UnsafeFile

FILE_INFORMATION_BYTES = 12
WORD_ENCRYPTED_BIT = 0x0100
EXCEL_PASSWORD_RECORD = 0x2F
EXCEL_SUBSTREAM_START = 0x809
SCANNED_RECORDS = 60


def check_ole(path: Path, shown: str) -> str:
    """Doc or xls; UnsafeFile for what is protected, holds macros or is neither."""
    try:
        with olefile.OleFileIO(str(path)) as holder:
            streams = {"/".join(parts).lower(): "/".join(parts) for parts in holder.listdir(storages=True)}
            _refuse_dangers(streams, shown)
            if "worddocument" in streams:
                head = holder.openstream(streams["worddocument"]).read(FILE_INFORMATION_BYTES)
                is_locked, kind = bool(int.from_bytes(head[10:12], "little") & WORD_ENCRYPTED_BIT), "doc"
            elif book := streams.get("workbook") or streams.get("book"):
                is_locked, kind = _is_locked_book(holder.openstream(book).read(8192)), "xls"
            else:
                raise UnsafeFile(UNKNOWN_TYPE.format(name=shown))
    except (OSError, ValueError, IndexError) as error:
        raise UnsafeFile(CORRUPT.format(name=shown)) from error
    if is_locked:
        raise UnsafeFile(PROTECTED.format(name=shown))
    return kind


def _refuse_dangers(streams: dict[str, str], shown: str) -> None:
    if "encryptedpackage" in streams:
        raise UnsafeFile(PROTECTED.format(name=shown))
    if any(part in {"macros", "vba", "_vba_project_cur"} for name in streams for part in name.split("/")):
        raise UnsafeFile(MACROS.format(name=shown))


def _is_locked_book(head: bytes) -> bool:
    """A FILEPASS record stands among the first records of a protected workbook."""
    at = 0
    for _ in range(SCANNED_RECORDS):
        record, length = (
            int.from_bytes(head[at : at + 2], "little"),
            int.from_bytes(head[at + 2 : at + 4], "little"),
        )
        if at + 4 > len(head) or (at == 0 and record != EXCEL_SUBSTREAM_START):
            return False
        if record == EXCEL_PASSWORD_RECORD:
            return True
        at += 4 + length
    return False
