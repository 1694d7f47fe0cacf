"""Giao nhanh: one typed line read as people, text and deadline, shown before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.vn.due_words import read_due
from lmhtx.vn.text import fold


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name as typed, and everyone at work who bears it; more than one must be asked about."""

    written: str
    found: tuple[User, ...]

    @property
    def is_clear(self) -> bool:
        """Whether exactly one person is meant."""
        return len(self.found) == 1


@dataclass(frozen=True, slots=True)
class QuickTask:
    """What one typed line says."""

    people: tuple[NamedPerson, ...]
    text: str
    due_on: date | None
    due_time: time | None

    @property
    def faults(self) -> list[str]:
        """What must be mended before the task can be given out."""
        said = [
            f"Không có ai tên “{person.written}” đang làm việc." for person in self.people if not person.found
        ]
        if not self.people:
            said.append(
                "Hãy viết tên người nhận trước dấu hai chấm, ví dụ “Lan: chuẩn bị danh sách OCOP, thứ Sáu”."
            )
        if not self.text:
            said.append("Hãy viết nội dung việc sau dấu hai chấm.")
        return said


def read_quick(line: str, *, people: Sequence[User]) -> QuickTask:
    """Read "Lan, Hùng: danh sách OCOP, 15h thứ Sáu" against the people at work."""
    names, colon, rest = line.partition(":")
    # "16:30 …" without names: the colon belongs to an hour.
    if not colon or names.strip()[-1:].isdigit():
        names, rest = "", line
    moment = clock.now()
    due = read_due(rest.strip(), today=moment.date(), now_time=moment.time())
    written = [name.strip() for name in names.replace(" và ", ",").split(",") if name.strip()]
    named = tuple(NamedPerson(name, tuple(_bearers(name, people))) for name in written)
    return QuickTask(people=named, text=due.rest.strip(), due_on=due.on, due_time=due.at)


def _bearers(written: str, people: Sequence[User]) -> list[User]:
    """Those whose name ends in the typed words, with accents where they were typed."""
    bare = " ".join(
        word for word in written.split() if fold(word) not in {"anh", "chi", "co", "chu", "bac", "d/c", "dc"}
    )
    exact = [person for person in people if _ends(person.full_name.casefold(), bare.casefold())]
    return exact or [person for person in people if _ends(fold(person.full_name), fold(bare))]


def _ends(name: str, words: str) -> bool:
    return bool(words) and f" {name}".endswith(f" {words}")
