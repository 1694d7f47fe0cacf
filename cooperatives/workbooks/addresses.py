"""Addresses in one cell parted into hamlet, commune and district."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cooperatives.workbooks.places import DISTRICT, CommuneBook, district_key, split_kind

COMMA = re.compile(
    r"\s*[,;]\s*|\s+[-–]\s+(?=(?:xã|phường|thị trấn|huyện|tỉnh|thành phố|tp)\b)", re.IGNORECASE
)
INSIDE = re.compile(
    r"(?<=\S)\s+(?=(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh(?! lộ))\s)", re.IGNORECASE
)
PROVINCE = re.compile(
    r"(?:tỉnh\b|t\.\s*(?=đồng nai|bình phước)|đồng nai$|bình phước$|việt nam$)", re.IGNORECASE
)
ASIDE = re.compile(r"\s*\([^)]*\)")
HAMLET = re.compile(r"(?:ấp|khu phố|kp|khu|thôn|tổ|số|đường|sóc|buôn|làng|xóm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts as written; "" where nothing tells."""

    hamlet: str = ""
    ward: str = ""
    district: str = ""


def parted(words: str, book: CommuneBook) -> Address:
    """The parts of an address: the commune is the part that says so, else the last that is the name of one."""
    parts = [
        piece for part in COMMA.split(ASIDE.sub(" ", words).strip()) for piece in INSIDE.split(part) if piece
    ]
    at = next((at for at in reversed(range(len(parts))) if _says_ward(parts[at])), None)
    if at is None:
        at = next((at for at in reversed(range(len(parts))) if _is_ward(parts, at, book)), None)
    if at is None:
        return Address(hamlet=", ".join(part for part in parts if not PROVINCE.match(part)))
    behind = [part for part in parts[at + 1 :] if not PROVINCE.match(part)]
    return Address(", ".join(parts[:at]), parts[at], behind[0] if behind else "")


def _says_ward(part: str) -> bool:
    return bool(split_kind(part)[0]) and not HAMLET.match(part) and not DISTRICT.match(part)


def _is_ward(parts: list[str], at: int, book: CommuneBook) -> bool:
    """A bare name of a commune; of two in a row the former is it, the latter its district."""
    if HAMLET.match(parts[at]) or DISTRICT.match(parts[at]) or not book.knows(parts[at]):
        return False
    is_district = at > 0 and district_key(parts[at]) in book.districts
    return not (is_district and book.knows(parts[at - 1]))
