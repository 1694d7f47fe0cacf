"""How much of the charter capital one member, and members of one kind, may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cooperatives.enums.register import Kind, MemberKind
from cooperatives.legal import register as legal
from lmhtx.legal import MissingValue, Parameter, rule
from lmhtx.vn.numbers import decimal_comma


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What a member holds on a day."""

    name: str
    kind: MemberKind
    capital_vnd: int
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A cap that is passed: by whom, what he holds, what the law allows."""

    who: str
    share_percent: Decimal
    cap_percent: int
    source: str

    def __str__(self) -> str:
        """The sentence for the page."""
        share = decimal_comma(self.share_percent)
        return f"{self.who} góp {share} % vốn điều lệ, quá mức ≤ {self.cap_percent} % ({self.source})."


def cap_of(kind: Kind, member: MemberKind) -> Parameter | None:
    """The parameter that caps members of a kind; None where no law says anything."""
    is_union = kind == Kind.UNION
    if member == MemberKind.OFFICIAL:
        return legal.CAP_UNION if is_union else legal.CAP_COOPERATIVE
    if member == MemberKind.ASSOCIATE_WITH_CAPITAL:
        return legal.CAP_ASSOCIATES_UNION if is_union else legal.CAP_ASSOCIATES_COOPERATIVE
    return None


@rule(legal.CAPS, cases="caps.csv")
def breaches(stakes: Iterable[Stake], *, kind: Kind, charter_vnd: int | None, on: date) -> list[Breach]:
    """Where the caps in force on the day are passed; an exact share at the cap is allowed.

    One official member alone; all associates together; all foreign members together. A group without legal
    personality and a cooperative without known charter capital have no caps to pass.
    """
    if kind == Kind.GROUP or not charter_vnd:
        return []
    stakes = list(stakes)
    cap = cap_of(kind, MemberKind.OFFICIAL)
    official = [stake for stake in stakes if stake.kind == MemberKind.OFFICIAL]
    found = [_passed(stake.name, stake.capital_vnd, charter_vnd, cap, on) for stake in official]
    associates = sum(one.capital_vnd for one in stakes if one.kind == MemberKind.ASSOCIATE_WITH_CAPITAL)
    cap = cap_of(kind, MemberKind.ASSOCIATE_WITH_CAPITAL)
    found.append(_passed("Các thành viên liên kết góp vốn cùng", associates, charter_vnd, cap, on))
    foreign = sum(one.capital_vnd for one in stakes if one.is_foreign)
    found.append(_passed("Các thành viên nước ngoài cùng", foreign, charter_vnd, legal.CAP_FOREIGN, on))
    return [breach for breach in found if breach is not None]


def _passed(who: str, held_vnd: int, charter_vnd: int, cap: Parameter | None, on: date) -> Breach | None:
    if cap is None or not held_vnd:
        return None
    try:
        percent = cap.whole(on)
    except MissingValue:  # no law of that day capped it
        return None
    if held_vnd * 100 <= charter_vnd * percent:
        return None
    share = (Decimal(held_vnd) * 100 / charter_vnd).quantize(Decimal("0.01")).normalize()
    return Breach(who, share + 0, percent, str(cap.source_on(on)))
