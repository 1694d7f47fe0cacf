"""What everybody may see of a cooperative."""

from __future__ import annotations

from datetime import date

from cooperatives.enums.public import ALWAYS, PublicField
from cooperatives.enums.register import Status
from cooperatives.legal import public as legal
from lmhtx.legal import rule


@rule(legal.CONSENT, cases="public.csv")
def public_fields(
    *,
    status: Status,
    agreed_on: date | None,
    withdrawn_on: date | None,
    agreed: frozenset[PublicField],
    day: date,
) -> frozenset[PublicField]:
    """What may be shown on the day: nothing without a living agreement or of one not at work."""
    if status != Status.ACTIVE or agreed_on is None or agreed_on > day:
        return frozenset()
    if withdrawn_on is not None and withdrawn_on <= day:
        return frozenset()
    return ALWAYS | agreed
