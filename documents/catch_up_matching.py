"""Which downloaded file belongs to which row of a register: by its own text, its name, the words of the subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from documents.symbols import read_reference, tidy_symbol
from lmhtx.vn.text import fold

BARE = re.compile(r"[^0-9a-z]+")
ARRIVAL = re.compile(r"(?:so den|vb den|den so|sd)\D{0,3}0*(?P<number>\d{1,6})(?!\d)")
SHORTEST_KEY, SHORTEST_SUBJECT = 5, 20
CLOSE = 0.86


class How(StrEnum):
    """By what a file was matched."""

    TEXT = "text"
    NAME = "name"
    ARRIVAL = "arrival"
    SUBJECT = "subject"


HOW_WORDS = {
    How.TEXT: "số, ký hiệu trong tệp",
    How.NAME: "số, ký hiệu trong tên tệp",
    How.ARRIVAL: "số đến trong tên tệp",
    How.SUBJECT: "trích yếu",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """A file: its name and what its first page says."""

    name: str
    reference: str = ""
    dated_on: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The row a file belongs to, by its place among the rows, and by what."""

    place: int
    how: How


def bare(text: str) -> str:
    """Letters and figures alone, without accents: "222/TB-UBND" is "222tbubnd"."""
    return BARE.sub("", fold(text))


def reference_key(reference: str) -> str:
    """The same for whatever way number and symbol are written: leading noughts, blanks and dashes aside."""
    read = read_reference(reference)
    return bare(f"{read.number.lstrip('0')}{tidy_symbol(read.symbol)}")


def match_files(rows: Sequence[Mapping[str, Any]], files: Sequence[Looked]) -> list[Match | None]:
    """For each file its row, None for a stray one; nothing is guessed where two rows would do."""
    keys = [reference_key(str(row.get("reference") or "")) for row in rows]
    return [_match(rows, keys, file) for file in files]


def _match(rows: Sequence[Mapping[str, Any]], keys: Sequence[str], file: Looked) -> Match | None:
    for how, places in (
        (How.TEXT, _by_text(keys, file)),
        (How.NAME, _by_name(keys, file)),
        (How.ARRIVAL, _by_arrival(rows, file)),
        (How.SUBJECT, _by_subject(rows, file)),
    ):
        found = _narrowed(rows, places, file)
        if len(found) == 1:
            return Match(found[0], how)
    return None


def _narrowed(rows: Sequence[Mapping[str, Any]], places: Sequence[int], file: Looked) -> Sequence[int]:
    """Of several rows of one number and symbol the one of the day, else the one of the words."""
    if len(places) < 2:
        return places
    of_day = [place for place in places if file.dated_on and rows[place].get("dated_on") == file.dated_on]
    if len(of_day) == 1:
        return of_day
    of_words = _close(rows, of_day or places, file)
    return of_words if len(of_words) == 1 else places


def _by_text(keys: Sequence[str], file: Looked) -> list[int]:
    key = reference_key(file.reference)
    return [place for place, one in enumerate(keys) if key and one == key]


def _by_name(keys: Sequence[str], file: Looked) -> list[int]:
    """The longest number and symbol that the name holds: "1222/TB-UBND" is not "222/TB-UBND"."""
    name = bare(file.name.rsplit(".", 1)[0])
    held = [
        (len(key), place)
        for place, key in enumerate(keys)
        if len(key) >= SHORTEST_KEY and re.search(rf"(?<!\d)0*{key}", name)
    ]
    longest = max((length for length, _ in held), default=0)
    return [place for length, place in held if length == longest]


def _by_arrival(rows: Sequence[Mapping[str, Any]], file: Looked) -> list[int]:
    found = ARRIVAL.search(fold(file.name).replace("_", " ").replace("-", " "))
    if found is None:
        return []
    number = int(found["number"])
    return [place for place, row in enumerate(rows) if row.get("arrival_number") == number]


def _by_subject(rows: Sequence[Mapping[str, Any]], file: Looked) -> list[int]:
    return _close(rows, range(len(rows)), file)


def _close(rows: Sequence[Mapping[str, Any]], places: Iterable[int], file: Looked) -> list[int]:
    """The rows whose subject is the file's, word for word where there are any, else those that are much alike."""
    other = fold(file.subject)
    if len(other) < SHORTEST_SUBJECT:
        return []
    told = {place: fold(str(rows[place].get("subject") or "")) for place in places}
    long = {place: one for place, one in told.items() if len(one) >= SHORTEST_SUBJECT}
    same = [place for place, one in long.items() if one == other]
    return same or [place for place, one in long.items() if _is_alike(one, other)]


def _is_alike(one: str, other: str) -> bool:
    return other in one or one in other or SequenceMatcher(None, one, other).ratio() >= CLOSE
