"""Vietnamese personal names: family, middle and given parts, honorifics, order by given name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lmhtx.vn.text import squeeze

HONORIFICS = re.compile(
    r"(?:(?:đồng\s+chí|đ/c|ông|bà|anh|chị|cô|chú|ts|ths|pgs|gs|bs|ks|cn|luật\s+sư|tiến\s+sĩ|thạc\s+sĩ)"
    r"\b[.:/]*\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts; the given name is the last word, by which people are called and sorted."""

    family: str
    middle: str
    given: str

    @property
    def full(self) -> str:
        """The parts in their order."""
        return " ".join(part for part in (self.family, self.middle, self.given) if part)


def parted(full_name: str) -> PersonName:
    """The parts of a full name; one word alone is a given name."""
    words = squeeze(full_name).split(" ")
    if len(words) == 1:
        return PersonName("", "", words[0])
    return PersonName(words[0], " ".join(words[1:-1]), words[-1])


def without_honorific(written: str) -> str:
    """The name without "đồng chí", "ông", "bà", degrees and the like before it.

    "Anh Thư" alone stays: with a capital and one word behind it, it is more likely a name.
    """
    text = squeeze(written)
    match = HONORIFICS.match(text)
    if not match:
        return text
    rest = text[match.end() :]
    return rest if " " in rest or match.group()[0].islower() else text


def given_name_key(full_name: str) -> str:
    """The name turned round for sorting, given name first: "Thảo Vy Vũ Hồng".

    The database compares it by its Vietnamese collation, Python through `dictionary_key`.
    """
    name = parted(full_name)
    return " ".join(part for part in (name.given, name.family, name.middle) if part)


def initials(full_name: str) -> str:
    """Two letters for a round mark beside the name: "Vy Vũ Hồng Thảo" gives "VT"."""
    name = parted(full_name)
    return (name.family[:1] + name.given[:1]).upper()
