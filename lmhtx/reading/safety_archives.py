"""Zipped office files: bombs, nesting, macros and XML declarations, all judged without unpacking to disk."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  zlib names its error in lower case

from lmhtx.reading.safety_words import BOMB, CORRUPT, ENTITIES, MACROS, PROTECTED, UnsafeFile

MOST_ENTRIES = 4000
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024
PIECE_BYTES = 64 * 1024
ENCRYPTED_FLAG = 0x1
INNER_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".jar")
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "macrosheets/")
XML_PARTS = (".xml", ".rels", ".xhtml", ".vml")


def check_zip(path: Path, shown: str) -> None:
    """UnsafeFile for an archive that could harm whoever opens it."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(entries, shown)
            _check_contents(archive, entries, shown)
    except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnsafeFile(CORRUPT.format(name=shown)) from error


def zip_kind(path: Path) -> str:
    """docx, xlsx, odt, ods or zip, by the parts inside."""
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
            return "docx"
        if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
            return "xlsx"
        if {"mimetype", "content.xml"} <= names:
            return "ods" if b"spreadsheet" in archive.read("mimetype") else "odt"
    return "zip"


def _check_directory(entries: list[ZipInfo], shown: str) -> None:
    """What the archive says of itself; what it hides is counted while reading."""
    if len(entries) > MOST_ENTRIES:
        raise UnsafeFile(BOMB.format(name=shown, why=f"có {len(entries)} tệp con"))
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise UnsafeFile(BOMB.format(name=shown, why="bung ra quá lớn"))
    for entry in entries:
        name = entry.filename.lower()
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise UnsafeFile(PROTECTED.format(name=shown))
        if any(part in name for part in MACRO_PARTS):
            raise UnsafeFile(MACROS.format(name=shown))
        if name.endswith(INNER_ARCHIVES):
            raise UnsafeFile(BOMB.format(name=shown, why="có tệp nén lồng bên trong"))
        if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MOST_RATIO * max(
            1, entry.compress_size
        ):
            raise UnsafeFile(BOMB.format(name=shown, why="tỷ lệ nén quá cao"))


def _check_contents(archive: ZipFile, entries: list[ZipInfo], shown: str) -> None:
    """Reads every part piece by piece: sizes may lie, checksums tell damage, XML must declare nothing."""
    total = 0
    for entry in entries:
        is_xml = entry.filename.lower().endswith(XML_PARTS)
        tail = b""
        with archive.open(entry) as part:
            while piece := part.read(PIECE_BYTES):
                total += len(piece)
                if total > MOST_UNPACKED_BYTES:
                    raise UnsafeFile(BOMB.format(name=shown, why="bung ra quá lớn"))
                if is_xml and _declares(tail + piece):
                    raise UnsafeFile(ENTITIES.format(name=shown, part=entry.filename))
                tail = piece[-32:]


def _declares(piece: bytes) -> bool:
    """A document type or entity, also where the part is written in UTF-16."""
    plain = piece.replace(b"\x00", b"").upper()
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
