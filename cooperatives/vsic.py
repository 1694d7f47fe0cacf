"""The system of economic activities: its versions and their codes, from the files beside it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LEVEL_REGISTERED = 4


@dataclass(frozen=True, slots=True)
class Version:
    """One edition of the system: by which decision, from which day, where our list of it comes from."""

    key: str
    decision: str
    valid_from: date
    source: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: its code, level, name and the letter of its section."""

    code: str
    level: int
    name: str
    section: str
    is_doubtful: bool

    def __str__(self) -> str:
        """Code and name."""
        return f"{self.code} – {self.name}"


@cache
def versions() -> tuple[Version, ...]:
    """The editions, oldest first."""
    return tuple(
        Version(
            row["key"],
            row["decision"],
            date.fromisoformat(row["valid_from"]),
            row["source"],
            row["certainty"] != "confirmed",
        )
        for row in _rows("vsic_versions.csv")
    )


def version_on(day: date) -> Version:
    """The edition in force on a day; before the first, the first."""
    return next((one for one in reversed(versions()) if one.valid_from <= day), versions()[0])


@cache
def lines(version: str) -> dict[str, Line]:
    """The activities of an edition by code."""
    found: dict[str, Line] = {}
    section = ""
    for row in _rows(f"vsic_{version}.csv"):
        level = 1 if row["code"].isalpha() else len(row["code"])
        section = row["code"] if level == 1 else section
        found[row["code"]] = Line(row["code"], level, row["name"], section, row["certainty"] != "confirmed")
    return found


def registered(version: str) -> list[Line]:
    """The activities that a certificate names: those of the fourth level."""
    return [line for line in lines(version).values() if line.level == LEVEL_REGISTERED]


def section_of(version: str, code: str) -> str:
    """The letter of the section in which a code lies, by its beginning; "" for an unknown one."""
    known = lines(version)
    for length in range(min(len(code), LEVEL_REGISTERED), 1, -1):
        found = next((line for line in known.values() if line.code.startswith(code[:length])), None)
        if found is not None:
            return found.section
    return ""


def is_known(version: str, code: str) -> bool:
    """Whether an edition holds the code; of a list that is not whole, whether it could, by its first two figures."""
    if code in lines(version):
        return True
    is_whole = not next(one.is_doubtful for one in versions() if one.key == version)
    return not is_whole and len(code) == LEVEL_REGISTERED and bool(section_of(version, code))


def name_of(version: str, code: str) -> str:
    """The name of a code; "" for an unknown one."""
    found = lines(version).get(code)
    return found.name if found else ""


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
