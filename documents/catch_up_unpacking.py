"""Archives opened into a folder, names of old systems turned; for the child process only."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from lmhtx.files.names import safe_name
from lmhtx.reading.unreadable import UnreadableFile

MOST_ENTRIES = 200
MOST_BYTES = 400 * 1024 * 1024
UTF8_NAMES = 0x800
LEFT_OUT = ("thumbs.db", ".ds_store", "desktop.ini")
TOO_MANY = "Tệp nén có quá {most} tệp; hãy chia thành nhiều lần."
TOO_LARGE = "Tệp nén bung ra quá lớn; hãy chia thành nhiều lần."


def unpack(path: Path, folder: Path) -> list[dict[str, Any]]:
    """The files of the archive, each as its own name and what it is called in the folder."""
    with ZipFile(path) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and _is_wanted(_name(one))]
        if len(entries) > MOST_ENTRIES:
            raise UnreadableFile(TOO_MANY.format(most=MOST_ENTRIES))
        if sum(one.file_size for one in entries) > MOST_BYTES:
            raise UnreadableFile(TOO_LARGE)
        told = []
        for number, entry in enumerate(entries, start=1):
            name = safe_name(_name(entry))
            target = folder / f"{number:03}{Path(name).suffix.lower()}"
            target.write_bytes(archive.read(entry))
            told.append({"name": name, "path": target.name})
        return told


def _name(entry: ZipInfo) -> str:
    """Windows writes names in its own letters and says nothing of it: what reads as UTF-8 is that."""
    if entry.flag_bits & UTF8_NAMES:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for coding in ("utf-8", "cp1258"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_wanted(name: str) -> bool:
    last = name.rsplit("/", 1)[-1].lower()
    return last not in LEFT_OUT and "__macosx" not in name.lower() and not last.startswith("~$")
