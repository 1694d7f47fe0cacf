"""The package of a work file: its papers, an XML with what is known of them, fingerprints; built and checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

METADATA, SUMS = "ho-so.xml", "SHA256SUMS"
FOLDER = "tai-lieu"
UNFIT = re.compile(r"[^\w.\- ]+")
PART_BYTES = 1024 * 1024
NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """Elements of the XML by their names in the standard, in order; one without words is left out."""

    name: str
    values: Sequence[tuple[str, str]]
    parts: Sequence[Facts] = field(default_factory=tuple)

    def element(self) -> ET.Element:
        """The element with its parts."""
        found = ET.Element(self.name)
        for name, value in self.values:
            if value:
                ET.SubElement(found, name).text = value
        found.extend(part.element() for part in self.parts)
        return found


def entry_name(ordinal: int, name: str) -> str:
    """The name of a file in the package: its paper's place first, so that names sort in time order."""
    plain = UNFIT.sub("_", name).strip(". ") or "tep"
    stem, dot, ending = plain.rpartition(".")
    short = f"{stem[:NAME_LENGTH]}{dot}{ending}" if dot else plain[:NAME_LENGTH]
    return f"{FOLDER}/{ordinal:03d} {short}"


class Package:
    """A package being written into a file."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)
        self._sums: dict[str, str] = {}

    def add_file(self, *, ordinal: int, name: str, path: Path) -> tuple[str, str]:
        """Put a file in; its name in the package and its fingerprint. Namesakes are told apart by a number."""
        wanted = entry_name(ordinal, name)
        stem, dot, ending = wanted.rpartition(".")
        count = 1
        while wanted in self._sums:
            count += 1
            wanted = f"{stem} ({count}){dot}{ending}" if dot else f"{entry_name(ordinal, name)} ({count})"
        digest = hashlib.sha256()
        with path.open("rb") as body, self._zip.open(wanted, "w", force_zip64=True) as entry:
            while part := body.read(PART_BYTES):
                digest.update(part)
                entry.write(part)
        self._sums[wanted] = digest.hexdigest()
        return wanted, self._sums[wanted]

    def add_words(self, name: str, content: bytes) -> None:
        """Put in something that was made here."""
        self._zip.writestr(name, content)
        self._sums[name] = hashlib.sha256(content).hexdigest()

    def close(self, facts: Facts) -> None:
        """End with the XML and the list of fingerprints, which `sha256sum -c` reads."""
        element = facts.element()
        ET.indent(element)
        self.add_words(METADATA, ET.tostring(element, encoding="utf-8", xml_declaration=True))
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items()))
        self._zip.writestr(SUMS, lines)
        self._zip.close()


def faults_of(path: Path) -> list[str]:
    """What is wrong with a package, in words; nothing where every file is as its fingerprint says."""
    try:
        with ZipFile(path) as package:
            return list(_faults(package))
    except (BadZipFile, OSError, UnicodeDecodeError):
        return ["Gói hỏng, không mở được."]


def _faults(package: ZipFile) -> Iterable[str]:
    names = set(package.namelist())
    if SUMS not in names:
        yield "Gói thiếu danh sách mã kiểm tra."
        return
    told: dict[str, str] = {}
    for line in package.read(SUMS).decode().splitlines():
        digest, _space, name = line.partition("  ")
        told[name] = digest
    for name, digest in told.items():
        if name not in names:
            yield f"Thiếu tệp: {name}."
        elif _digest(package, name) != digest:
            yield f"Tệp đã bị thay đổi: {name}."
    yield from (f"Tệp lạ, không có trong danh sách: {name}." for name in sorted(names - told.keys() - {SUMS}))


def _digest(package: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as body:
        while part := body.read(PART_BYTES):
            digest.update(part)
    return digest.hexdigest()
