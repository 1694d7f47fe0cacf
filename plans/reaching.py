"""Whether a target in percent is reached."""

from __future__ import annotations

from decimal import Decimal

from lmhtx.legal import rule
from lmhtx.vn.numbers import share_percent
from plans import legal


@rule(legal.TARGETS_2030, cases="target_reached.csv")
def is_reached(*, part: int, whole: int, target_percent: Decimal) -> bool | None:
    """Whether the share, cut down to a tenth, is not below the target; None while there is nothing to count."""
    share = share_percent(part, whole)
    return None if share is None else share >= target_percent
