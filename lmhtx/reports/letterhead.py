"""What stands around the words of a paper: who issues it, where and when, who signs, who gets it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from datetime import date

from lmhtx.directory.models import OrganizationProfile
from lmhtx.people.models import Posting
from lmhtx.people.roles import Role
from lmhtx.vn.dates import in_words

# A number or a day that nobody has given yet keeps its room on the paper.
ROOM_FOR_NUMBER = "\u00a0" * 9
ROOM_FOR_DAY = "\u00a0" * 7
ROOM_FOR_YEAR = "\u00a0" * 10
# As many capitals of box 2 as surely stand in one line.
LETTERS_IN_LINE = 27
KINDS_OF_BODY = (
    "LIÊN MINH HỢP TÁC XÃ",
    "HỘI ĐỒNG",
    "BAN CHỈ ĐẠO",
    "BAN CHẤP HÀNH",
    "BAN TỔ CHỨC",
    "TỔ CÔNG TÁC",
)
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
    def superior_lines(self) -> list[str]:
        """The superior, line by line."""
        return lines_of_name(self.superior)

    @property
    def agency_lines(self) -> list[str]:
        """The issuing agency, line by line."""
        return lines_of_name(self.agency)

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


def lines_of_name(name: str) -> list[str]:
    """The lines of a name: a long one is broken behind the words that say what it is, else into even lines."""
    count = -(-len(name) // LETTERS_IN_LINE)
    if count < 2:
        return [name]
    for head in KINDS_OF_BODY:
        rest = name.removeprefix(f"{head} ")
        if rest != name and len(rest) <= LETTERS_IN_LINE:
            return [head, rest]
    # A dash neither begins nor ends a line.
    glued = name.replace(" - ", "\u00a0-\u00a0")
    ways = (_wrapped(glued, width) for width in range(len(name) // count, LETTERS_IN_LINE))
    lines = next((way for way in ways if len(way) <= count), None) or _wrapped(glued, LETTERS_IN_LINE)
    return [line.replace("\u00a0", " ") for line in lines]


def _wrapped(name: str, width: int) -> list[str]:
    return textwrap.wrap(name, width, break_long_words=False, break_on_hyphens=False)


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
