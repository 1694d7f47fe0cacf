"""Whether the national registration system and we say the same of a fact, and what happens where we do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from cooperatives.enums.national import Legal, Standing, Winner
from cooperatives.legal import national as legal
from cooperatives.workbooks.names import name_key
from lmhtx.legal import rule
from lmhtx.vn.text import letters, search_words

# The word of an export for an end of which it does not say whether it was free.
DISSOLVED = "dissolved"
ENDS_BY_THEIR_WORD = ("dissolved_freely", "dissolved_by_force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Our side of a fact, of which day; and theirs as last read, of which day, how the two stand."""

    value: Any = None
    stands_on: date | None = None
    last: Any = None
    last_as_of: date | None = None
    standing: Standing = Standing.SILENT


# What an address repeats of the commune, and what lies above it.
ABOVE = re.compile(r"(?:xa|phuong|thi tran|huyen|thi xa|thanh pho|tp|tinh|viet nam)\b")


def _street(words: str) -> str:
    """What an address says below the commune, which is compared by itself."""
    parts = [search_words(part) for part in words.split(",")]
    return " ".join(part for part in parts if part and not ABOVE.match(part))


@rule(legal.SAMENESS, cases="national_same.csv")
def is_same(fact: Legal, ours: Any, theirs: Any) -> bool:
    """Whether two values say the same: names and places by their words, a status by its kind, whatever its days."""
    if ours is None or theirs is None:
        return ours == theirs
    match fact:
        case Legal.NAME:
            return name_key(ours) == name_key(theirs)
        case Legal.ADDRESS:
            is_there = theirs["commune"] in {None, ours["commune"]}
            return is_there and _street(ours["text"]) == _street(theirs["text"])
        case Legal.REPRESENTATIVE:
            return letters(ours) == letters(theirs)
        case Legal.STATUS:
            one, other = ours["status"], theirs["status"]
            # That one has stopped in fact is said by us alone; by law it goes on.
            is_end = other == DISSOLVED and one in ENDS_BY_THEIR_WORD
            return bool(one == other) or is_end or (one, other) == ("stopped", "active")
        case Legal.ACTIVITIES:
            return sorted(ours) == sorted(theirs)
        case Legal.CERTIFICATE:
            return search_words(theirs) in {search_words(one) for one in ours}
    return bool(ours == theirs)


@rule(legal.WHO_WINS, cases="national_verdict.csv")
def verdict(fact: Legal, ours: Ours, theirs: Any, *, stands_on: date) -> Winner:
    """What happens with a value of the national system that stands at a day.

    An older day never goes before a newer one. What we lack, and what agreed when it was last read and nobody has
    touched since, follows them; the rest is for a person, once for each value of theirs.
    """
    if ours.last_as_of is not None and stands_on < ours.last_as_of:
        return Winner.OLD
    if is_same(fact, ours.value, theirs):
        return Winner.SAME
    if ours.standing == Standing.REPORTED and ours.last == theirs:
        return Winner.STILL_REPORTED
    is_newer = ours.stands_on is not None and ours.stands_on > stands_on
    if ours.value is None or (ours.standing == Standing.AGREED and not is_newer):
        return Winner.TAKE
    return Winner.OPEN
