"""What a product's score and certificate are worth."""

from __future__ import annotations

from datetime import date, timedelta

from cooperatives.enums.products import CertificateEnd, CertificateState
from cooperatives.legal import products as legal
from lmhtx.legal import rule
from lmhtx.vn.dates import add_months

# From that many points on a product has that many stars.
BANDS = ((90, 5), (70, 4), (50, 3), (30, 2), (0, 1))
# The house's own warning; the text asks for thirty days.
SOON_DAYS = 90


@rule(legal.STARS, cases="ocop_stars.csv")
def stars(points: float) -> int:
    """Stars for points from 0 to 100, as they stand and not rounded."""
    return next(star for least, star in BANDS if points >= least)


@rule(legal.VALIDITY, cases="ocop_through.csv")
def valid_through(issued_on: date, *, months: int) -> date:
    """The last day on which a certificate counts: so many calendar months after its issue, that day included."""
    return add_months(issued_on, months)


@rule(legal.VALIDITY, cases="ocop_state.csv")
def certificate_state(
    *, through: date, ended_on: date | None, end: CertificateEnd | None, day: date
) -> CertificateState:
    """Where a certificate stands; an end that is still to come does not count yet."""
    if ended_on is not None and end is not None and day >= ended_on:
        return CertificateState(end.value)
    if day > through:
        return CertificateState.EXPIRED
    return CertificateState.SOON if day + timedelta(days=SOON_DAYS) >= through else CertificateState.VALID
