"""How the points and the level of digital maturity follow from the items that a cooperative has."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from cooperatives.legal import maturity as legal
from lmhtx.legal import rule
from lmhtx.vn.numbers import decimal_comma

WHOLE = Decimal(100)
CENT = Decimal("0.01")
LEVELS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarPoints:
    """A pillar: what it weighs in the hundred, what its items make together, and what a cooperative has of them."""

    weight: Decimal
    total: Decimal
    held: Decimal


@rule(legal.MATURITY_POINTS, cases="maturity_fault.csv")
def maturity_fault(weights: Sequence[Decimal], totals: Sequence[Decimal], bounds: Sequence[Decimal]) -> str:
    """Why nobody may be assessed on such a rubric, as a sentence; "" when all is well."""
    if sum(weights, Decimal(0)) != WHOLE:
        told = decimal_comma((sum(weights, Decimal(0)) + 0).normalize())
        return f"Trọng số các trụ cột cộng lại là {told}, phải bằng 100."
    empty = [str(place) for place, total in enumerate(totals, 1) if total <= 0]
    if empty:
        return f"Trụ cột {', '.join(empty)} chưa có mục nào có điểm."
    if len(bounds) != LEVELS or bounds[0] != 0:
        return "Phải có đủ sáu mức 0–5, mức 0 từ 0 điểm."
    if any(lower >= upper for lower, upper in itertools.pairwise(bounds)):
        return "Điểm đầu của các mức phải tăng dần."
    return "" if bounds[-1] <= WHOLE else "Điểm đầu của mức 5 không được quá 100."


@rule(legal.MATURITY_POINTS, cases="maturity_points.csv")
def maturity_points(pillars: Sequence[PillarPoints]) -> tuple[Decimal, ...]:
    """The points of each pillar: its weight in proportion to the items held, the rest of a hundredth dropped."""
    return tuple(
        (one.weight * one.held / one.total).quantize(CENT, ROUND_DOWN) if one.total else Decimal(0)
        for one in pillars
    )


@rule(legal.MATURITY_LEVELS, cases="maturity_level.csv")
def maturity_level(total: Decimal, *, bounds: Sequence[Decimal]) -> int:
    """The highest level whose least points are reached; nothing is rounded upwards."""
    return max((level for level, least in enumerate(bounds) if total >= least), default=0)
