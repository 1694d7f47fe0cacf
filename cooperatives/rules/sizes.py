"""Sector and size of a cooperative, and the figures from which they follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cooperatives.enums.register import Sector, Size
from cooperatives.legal import register as legal
from lmhtx.legal import rule
from lmhtx.vn.money import BadMoney, read_money
from lmhtx.vn.numbers import grouped

SALT = "0893"
FARMING_SECTIONS = frozenset("A")
INDUSTRY_SECTIONS = frozenset("BCDEF")
# The letters moved by one from J on in 2025: finance is K before and L since.
FINANCE_SECTIONS = {"2018": frozenset("K"), "2025": frozenset("L")}
STEPS = (("Lớn", Size.LARGE), ("Vừa", Size.MEDIUM), ("Nhỏ", Size.SMALL))
# Under which key the table of a sector is entered.
TABLES = {
    Sector.FARMING: legal.SIZE_FARMING.key,
    Sector.INDUSTRY: legal.SIZE_INDUSTRY.key,
    Sector.FINANCE: legal.SIZE_FINANCE.key,
    Sector.TRADE: legal.SIZE_TRADE.key,
}
ROW = re.compile(r"^([^:]+):\s*(\d+)\s*;\s*([^;]+?)\s*;\s*([^;]+?)$")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One row of the table: members, and one of the two sums of money."""

    size: Size
    members: int
    revenue_vnd: int
    capital_vnd: int


@dataclass(frozen=True, slots=True)
class Sized:
    """A size with the words of what it was worked out from, or of what is missing."""

    size: Size
    because: str


@rule(legal.SECTORS, cases="sector.csv")
def sector(code: str, section: str, *, version: str) -> Sector:
    """Sector by the main registered line: salt is farming although it is mined; without a line it is unknown."""
    if not code or not section:
        return Sector.UNKNOWN
    if section in FARMING_SECTIONS or code.startswith(SALT):
        return Sector.FARMING
    if section in INDUSTRY_SECTIONS:
        return Sector.INDUSTRY
    return Sector.FINANCE if section in FINANCE_SECTIONS[version] else Sector.TRADE


def thresholds(table: str) -> tuple[Threshold, ...]:
    """The table as administrators enter it: "Lớn: 300; 50 tỷ; 10 tỷ | Vừa: … | Nhỏ: …"; ValueError tells how."""
    rows = [ROW.match(row.strip()) for row in table.split("|")]
    if len(rows) != len(STEPS) or not all(rows):
        raise ValueError(
            "Bảng ngưỡng viết như: Lớn: 300; 50 tỷ; 10 tỷ | Vừa: 200; 10 tỷ; 5 tỷ | Nhỏ: 50; 2 tỷ; 1 tỷ."
        )
    found = []
    for row, (name, step) in zip(rows, STEPS, strict=True):
        if row is None or row[1].strip() != name:
            raise ValueError(f"Bảng ngưỡng phải theo thứ tự Lớn, Vừa, Nhỏ; thiếu dòng “{name}”.")
        try:
            found.append(Threshold(step, int(row[2]), read_money(row[3]), read_money(row[4])))
        except BadMoney as bad:
            raise ValueError(f"Dòng “{name}”: {bad}") from bad
    return tuple(found)


@rule(legal.SIZES, cases="size.csv")
def size(
    table: tuple[Threshold, ...], *, members: int | None, revenue_vnd: int | None, capital_vnd: int | None
) -> Sized:
    """Size by official members and by yearly revenue or whole capital; both conditions of one row must hold.

    From large to small; below all rows it is tiny. Without members, without any sum of money, and where a missing sum
    could still lift the size, it is unknown.
    """
    if members is None:
        return Sized(Size.UNKNOWN, "Thiếu số thành viên chính thức.")
    if revenue_vnd is None and capital_vnd is None:
        return Sized(Size.UNKNOWN, "Thiếu cả doanh thu và tổng nguồn vốn.")
    told = f"{grouped(members)} thành viên chính thức, {_money('doanh thu', revenue_vnd)}, "
    told += _money("tổng nguồn vốn", capital_vnd)
    for row in table:
        if members < row.members:
            continue
        if (revenue_vnd or 0) >= row.revenue_vnd or (capital_vnd or 0) >= row.capital_vnd:
            return Sized(row.size, f"Theo {told}.")
        if revenue_vnd is None or capital_vnd is None:
            return Sized(Size.UNKNOWN, f"Chưa đủ số liệu: {told}.")
    return Sized(Size.TINY, f"Theo {told}.")


def _money(words: str, amount_vnd: int | None) -> str:
    return f"{words} chưa có" if amount_vnd is None else f"{words} {grouped(amount_vnd)} đồng"
