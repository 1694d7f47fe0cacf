"""The gate for files that come in: what a file really is, and whether it may be opened at all."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from lmhtx.files.names import safe_name
from lmhtx.reading.safety_archives import check_zip, zip_kind
from lmhtx.reading.safety_ole import check_ole
from lmhtx.reading.safety_pages import check_image, check_pdf
from lmhtx.reading.safety_words import (
    EMPTY,
    IPHONE_PHOTO,
    MACROS,
    TOO_LARGE,
    UNKNOWN_TYPE,
    WRONG_NAME,
    UnsafeFile,
    size_words,
)

__all__ = ["FileKind", "UnsafeFile", "check_upload"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD_BYTES = 4096
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
IPHONE_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc"})


class FileKind(StrEnum):
    """What a file is by its content."""

    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"
    ODT = "odt"
    ODS = "ods"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    BMP = "bmp"
    GIF = "gif"
    RTF = "rtf"
    TEXT = "text"
    ZIP = "zip"


IMAGES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.TIFF, FileKind.WEBP, FileKind.BMP, FileKind.GIF})
MACRO_SUFFIXES = frozenset({".docm", ".xlsm", ".dotm", ".xltm", ".xlam", ".xlsb"})
SUFFIXES = {
    ".docx": {FileKind.DOCX},
    ".xlsx": {FileKind.XLSX},
    ".doc": {FileKind.DOC, FileKind.RTF, FileKind.DOCX},
    ".xls": {FileKind.XLS, FileKind.XLSX},
    ".odt": {FileKind.ODT},
    ".ods": {FileKind.ODS},
    ".pdf": {FileKind.PDF},
    ".rtf": {FileKind.RTF},
    ".txt": {FileKind.TEXT},
    ".csv": {FileKind.TEXT},
    ".zip": {FileKind.ZIP},
}
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".webp", ".bmp", ".gif"})
BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"GIF8", FileKind.GIF),
    (b"BM", FileKind.BMP),
    (b"{\\rtf", FileKind.RTF),
)


def check_upload(path: Path, name: str, *, max_bytes: int, texts: Collection[str] = ()) -> FileKind:
    """The kind of a file that may be opened; UnsafeFile with a sentence saying what is wrong and how to mend it.

    `texts` are endings of plain text (".json") that this door takes besides the usual ones.
    """
    shown, suffix = safe_name(name), Path(name).suffix.lower()
    size = path.stat().st_size
    if size == 0:
        raise UnsafeFile(EMPTY.format(name=shown))
    if size > max_bytes:
        raise UnsafeFile(TOO_LARGE.format(name=shown, size=size_words(size), limit=size_words(max_bytes)))
    if suffix in MACRO_SUFFIXES:
        raise UnsafeFile(MACROS.format(name=shown))
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    kind = _checked_kind(path, head, shown)
    usual = {FileKind.TEXT} if suffix in texts else SUFFIXES.get(suffix)
    allowed = IMAGES if suffix in IMAGE_SUFFIXES else usual
    if allowed is None or kind not in allowed:
        raise UnsafeFile(WRONG_NAME.format(name=shown, kind=kind.value, suffix=suffix or "không có đuôi"))
    return kind


def _checked_kind(path: Path, head: bytes, shown: str) -> FileKind:
    """Looks inside as far as is needed to know the kind and that opening it does no harm."""
    # First: an archive that does not squeeze its files shows the head of a PDF within its own.
    if head.startswith(b"PK"):
        check_zip(path, shown)
        return FileKind(zip_kind(path))
    if b"%PDF-" in head[:1024]:
        check_pdf(path, shown)
        return FileKind.PDF
    if head.startswith(OLE):
        return FileKind(check_ole(path, shown))
    if head[4:8] == b"ftyp" and head[8:12] in IPHONE_BRANDS:
        raise UnsafeFile(IPHONE_PHOTO.format(name=shown))
    kind = _by_beginning(head)
    if kind is None:
        raise UnsafeFile(UNKNOWN_TYPE.format(name=shown))
    if kind in IMAGES:
        check_image(path, shown)
    return kind


def _by_beginning(head: bytes) -> FileKind | None:
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return FileKind.TEXT if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if head.startswith(WIDE_MARKS):
        # What Excel calls "Unicode text": two bytes for each letter, told by its mark; half a letter may be at the end.
        head = head.decode("utf-16", errors="ignore").encode()
    if b"\x00" in head or head.lstrip()[:9].lower().startswith(
        (b"<html", b"<!doctype", b"<script", b"<?xml", b"mz")
    ):
        return False
    # a letter may be cut in two at the end of what was read
    return any(_decodes(head[: len(head) - cut]) for cut in range(4))


def _decodes(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
