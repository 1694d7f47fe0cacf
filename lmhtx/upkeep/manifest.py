"""What a backup says of itself, and whether it still is what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lmhtx.upkeep.postgres import Failed

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DUMP, FILES = "dump.pgc", "files"
FORM = 1
PART_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the store: its name there, its content's sha256, and the sha256 of how it lies here."""

    name: str
    sha256: str
    size_bytes: int
    lying_sha256: str


@dataclass(kw_only=True, slots=True)
class Manifest:
    """The contents of one backup."""

    taken_at: str
    code: str
    postgres: str
    migrations: list[str]
    tables: dict[str, int]
    dump_sha256: str = ""
    is_encrypted: bool = False
    files: list[Part] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    form: int = FORM

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(self.tables.values())

    def write(self, folder: Path) -> None:
        """Leave it in the backup, sealed; written last, so that half a backup has none."""
        body = json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()
        (folder / MANIFEST).write_bytes(body)
        (folder / SEAL).write_text(f"{hashlib.sha256(body).hexdigest()}  {MANIFEST}\n", encoding="ascii")

    def faults(self, folder: Path) -> Iterator[str]:
        """What lies there and is not what the manifest says."""
        if _sha256_or_nothing(folder / self.dump_name) != self.dump_sha256:
            yield f"bản chụp cơ sở dữ liệu ({self.dump_name}) thiếu hoặc đã đổi"
        for part in self.files:
            if _sha256_or_nothing(folder / FILES / (part.name + self.ending)) != part.lying_sha256:
                yield f"tệp {part.name} thiếu hoặc đã đổi"

    @property
    def ending(self) -> str:
        """What the names of encrypted parts end on."""
        return ".gpg" if self.is_encrypted else ""

    @property
    def dump_name(self) -> str:
        """The name of the dump in the folder."""
        return DUMP + self.ending


def read(folder: Path) -> Manifest:
    """The manifest of a backup; Failed when there is none or it was touched."""
    try:
        body = (folder / MANIFEST).read_bytes()
        seal = (folder / SEAL).read_text(encoding="ascii").split()[0]
    except (OSError, IndexError) as error:
        raise Failed(f"{folder} không phải một bản sao lưu trọn vẹn (thiếu {MANIFEST}).") from error
    if hashlib.sha256(body).hexdigest() != seal:
        raise Failed(f"{folder / MANIFEST} đã bị sửa: mã băm không khớp.")
    told: dict[str, Any] = json.loads(body)
    if told["form"] != FORM:
        raise Failed("Bản sao lưu này do một phiên bản cổng khác tạo, cổng này không đọc được.")
    return Manifest(**{**told, "files": [Part(**part) for part in told["files"]]})


def read_checked(folder: Path) -> Manifest:
    """The manifest, once everything it names was read and found as it says."""
    manifest = read(folder)
    if faults := list(manifest.faults(folder)):
        more = f" và {len(faults) - 5} chỗ khác" if len(faults) > 5 else ""
        raise Failed(f"Bản sao lưu đã hỏng: {'; '.join(faults[:5])}{more}.")
    return manifest


def sha256_of(path: Path) -> str:
    """The fingerprint of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as body:
        while part := body.read(PART_BYTES):
            digest.update(part)
    return digest.hexdigest()


def _sha256_or_nothing(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""
