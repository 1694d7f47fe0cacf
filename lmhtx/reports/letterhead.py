"""What stands around the words of a paper: who issues it, where and when, who signs, who gets it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from lmhtx.directory.models import OrganizationProfile
from lmhtx.people.models import Posting
from lmhtx.people.roles import Role
from lmhtx.vn.dates import in_words

# A number or a day that nobody has given yet keeps its room on the paper.
ROOM_FOR_NUMBER = "\u00a0" * 8
ROOM_FOR_DAY = "\u00a0" * 5
ROOM_FOR_YEAR = "\u00a0" * 9
# As many capitals of box 2 as surely stand in one line.
LETTERS_IN_LINE = 27
TAIL = re.compile(r"\s+(tỉnh|thành phố)\s+(.+)$", re.IGNORECASE)
PEOPLES_COMMITTEE = re.compile(r"^Ủy ban nhân dân\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Boxes 2, 4 and 13 of a paper: superior and issuing agency, place, address line."""

    superior: str
    agency: str
    place: str
    address: str = ""
    full_name: str = ""

    def day_line(self, day: date | None, *, year: int | None) -> str:
        """Box 4, "Đồng Nai, ngày 05 tháng 01 năm 2027"; without a day, room for it, and for a year not known yet."""
        if day is not None:
            return f"{self.place}, {in_words(day)}"
        told = ROOM_FOR_YEAR if year is None else f" {year}"
        return f"{self.place}, ngày{ROOM_FOR_DAY}tháng{ROOM_FOR_DAY}năm{told}"

    @property
    def superior_lines(self) -> str:
        """The superior, broken evenly."""
        return evenly(self.superior)

    @property
    def agency_lines(self) -> str:
        """The issuing agency, broken evenly."""
        return evenly(self.agency)

    def of_body(self, name: str) -> Letterhead:
        """The head of a council or board that issues under its own name: the Alliance stands above it."""
        return replace(self, superior=(self.full_name or self.agency).upper(), agency=name.upper())


def letterhead_on(day: date) -> Letterhead:
    """The Alliance's letterhead of the day: a paper of 2025 bears the name of 2025 for ever.

    The superior is printed in its usual short form; the agency leaves out the place that the superior has named.
    """
    profile = OrganizationProfile.objects.on(day)
    if profile is None:
        return Letterhead(superior="", agency="LIÊN MINH HỢP TÁC XÃ", place="")
    return Letterhead(
        superior=PEOPLES_COMMITTEE.sub("UBND", profile.superior).upper(),
        agency=_without_place(profile.name, profile.superior).upper(),
        place=profile.place,
        address=_contact_line(profile),
        full_name=profile.name,
    )


def _contact_line(profile: OrganizationProfile) -> str:
    """Box 13 in the order of the decree; what is not known is left out, and the line with it when nothing is."""
    told = (
        ("Địa chỉ", profile.address),
        ("Thư điện tử", profile.email),
        ("Trang thông tin điện tử", profile.website),
        ("Điện thoại", profile.phone),
    )
    return "; ".join(f"{label}: {words}" for label, words in told if words)


def _without_place(name: str, superior: str) -> str:
    own, above = TAIL.search(name), TAIL.search(superior)
    if own and above and own.group().strip().casefold() == above.group().strip().casefold():
        return name[: own.start()]
    return name


def evenly(name: str) -> str:
    """A long name with spaces glued so that it breaks into lines of like length, and nowhere else."""
    words = name.split()
    lines = -(-len(name) // LETTERS_IN_LINE)
    if lines < 2 or len(words) < lines:
        return name
    ways = (
        ["\u00a0".join(words[first:last]) for first, last in pairwise((0, *cuts, len(words)))]
        for cuts in combinations(range(1, len(words)), lines - 1)
    )
    return " ".join(min(ways, key=_unevenness))


def _unevenness(lines: list[str]) -> tuple[int, int]:
    """How ill a name is broken: a line that ends in a dash, then how long the longest line is."""
    return sum(line.endswith("-") for line in lines[:-1]), max(len(line) for line in lines)


def longest_line(name: str) -> int:
    """How many letters stand in the longest line of a name that is broken evenly."""
    broken = evenly(name)
    return len(name) if broken == name else max(len(line) for line in broken.split(" "))


@dataclass(frozen=True, slots=True)
class Signature:
    """Boxes 7a and 7b: in whose name, the post, and the name of the one who signs."""

    lines: tuple[str, ...]
    name: str = ""


SIGNATURE_LINES = {
    Role.CHAIRMAN: ("CHỦ TỊCH",),
    Role.DEPUTY: ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    Role.OFFICE_CHIEF: ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
}


def signature_of(role: Role, day: date) -> Signature:
    """The block under which a holder of the role signs on the day; named only where one person holds it."""
    held = Posting.objects.on(day).filter(role=role, user__is_active=True)
    names = sorted(set(held.values_list("user__full_name", flat=True)))
    return Signature(SIGNATURE_LINES[role], names[0] if len(names) == 1 else "")


def number_line(number: str, symbol: str) -> str:
    """Box 3, "Số: 245/KH-LM"; a number not given yet leaves its room."""
    return f"Số: {number or ROOM_FOR_NUMBER}/{symbol}"
