"""Persons named in a cell: "(ông: Dương Vũ Nam - Phó Giám đốc)"; they are contacts, the agency stays."""

from __future__ import annotations

import re

from plans.annex.agencies import UPPER
from plans.annex.proposal import Person

LETTER = rf"[{UPPER}][^\W\d_]*"
NAME = rf"{LETTER}(?:[ \n]+{LETTER}){{1,5}}"
TITLE = r"(?:các\s+)?(?:đồng chí|đ/c|đ\.c|đc|ông/bà|ông|bà|Mr\.|Ms\.|TS\.|ThS\.|Ths\.|PGS\.)"
POST = (
    r"(?:Phó |Quyền )?(?:Giám đốc|Chủ tịch|Trưởng|Chánh|Bí thư|Chuyên viên|Cục trưởng|Vụ trưởng|Thủ trưởng|Tổng|"
    r"Chi cục trưởng|Kế toán|Chỉ huy|Viện trưởng|Hiệu trưởng)"
)
CALLED = re.compile(
    rf"(?<![^\W_])(?i:{TITLE})(?![^\W_])\s*:?\s*(?P<name>{NAME})(?:\s*[-–,;]\s*(?P<post>[^();,\n]+))?"
)
BRACKET = re.compile(r"\s*\(([^()]*)\)")
BEFORE_POST = re.compile(rf"^(?P<name>{NAME})\s*[-–,]\s*(?P<post>{POST}.*)$", re.DOTALL)


def take_people(text: str) -> tuple[str, list[Person]]:
    """The text without its persons, and the persons in order."""
    people: list[Person] = []

    def from_bracket(found: re.Match[str]) -> str:
        named = _people_in(found.group(1))
        people.extend(named)
        return "" if named else found.group()

    rest = BRACKET.sub(from_bracket, text)
    people.extend(_person(found) for found in CALLED.finditer(rest))
    rest = re.sub(r"\s*[-–,;:]?\s*$", "", CALLED.sub("", rest)) if CALLED.search(rest) else rest
    return rest.strip(" \n"), people


def _people_in(words: str) -> list[Person]:
    called = [_person(found) for found in CALLED.finditer(words)]
    if called:
        return called
    bare = BEFORE_POST.match(words.strip())
    return [_person(bare)] if bare else []


def _person(found: re.Match[str]) -> Person:
    return Person(" ".join(found["name"].split()), " ".join((found["post"] or "").split()).strip(" .;,"))
