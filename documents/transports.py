"""How messages leave and come: folders that another program empties and fills, or an address that takes posts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lmhtx.files.names import safe_name
from lmhtx.outbox.posting import post

TIMEOUT_SECONDS = 60
DONE, FAULTY = "da-nhan", "loi"
ENDINGS = (".edxml", ".xml")


class RefusedForGood(Exception):
    """The other side would refuse the same message again."""


class Transport(Protocol):
    """What carries messages; OSError for one that is away, RefusedForGood for a message that is not wanted."""

    def send(self, *, name: str, key: str, body: bytes) -> None:
        """Hand the message over; `key` is the same at every try, so that the other side knows a twin."""

    def waiting(self) -> Iterator[Path]:
        """The messages that have come, each as a file."""

    def settle(self, path: Path, *, fault: str = "") -> None:
        """The message was taken, or could not be and why."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Two folders: what goes lies in one, what has come in the other; taken files move below it."""

    out: Path
    into: Path

    def send(self, *, name: str, key: str, body: bytes) -> None:
        """A file that is whole from the moment it is seen; one of the same key is written once."""
        self.out.mkdir(parents=True, exist_ok=True)
        target = self.out / safe_name(f"{key}-{name}")
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)

    def waiting(self) -> Iterator[Path]:
        """In the order of their names; what is still being written has another ending."""
        if self.into.is_dir():
            yield from sorted(one for one in self.into.iterdir() if one.suffix.lower() in ENDINGS)

    def settle(self, path: Path, *, fault: str = "") -> None:
        """Out of the way, with the reason beside a faulty one."""
        place = self.into / (FAULTY if fault else DONE)
        place.mkdir(exist_ok=True)
        kept = path.replace(place / path.name)
        if fault:
            kept.with_suffix(f"{kept.suffix}.txt").write_text(f"{fault}\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that takes each message as a post; what comes in comes through the page or a folder."""

    url: str
    token: str = ""

    def send(self, *, name: str, key: str, body: bytes) -> None:
        """Post the XML."""
        del name
        headers = {"Content-Type": "application/xml; charset=utf-8", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = post(self.url, body, headers=headers, seconds=TIMEOUT_SECONDS)
        if answer.is_refused:
            raise RefusedForGood(f"{answer.status} {answer.reason}")
        if not answer.is_taken:
            raise OSError(f"{answer.status} {answer.reason}")

    def waiting(self) -> Iterator[Path]:
        """Nothing comes this way."""
        return iter(())

    def settle(self, path: Path, *, fault: str = "") -> None:
        """Nothing to put away."""
        del path, fault


def transport_from(settings: Mapping[str, str]) -> Transport | None:
    """The plug that the operator has set; None while messages are carried by hand as files."""
    if settings.get("url"):
        return Address(settings["url"], settings.get("token", ""))
    if settings.get("out") and settings.get("into"):
        return Folder(Path(settings["out"]), Path(settings["into"]))
    return None
