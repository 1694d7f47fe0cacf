"""Which cooperatives need looking at, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cooperatives.enums.register import ENDED, Ground, Kind, Status
from cooperatives.legal import register as legal
from lmhtx.legal import MissingValue, rule
from lmhtx.vn.dates import add_months

IDLE = frozenset({Status.SUSPENDED, Status.STOPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What must be known of a cooperative to say whether it needs looking at.

    `members` are the official members of the newest year on record and of the year before it.
    """

    kind: Kind
    status: Status
    status_since_on: date | None
    suspended_until_on: date | None = None
    has_code: bool = True
    last_assembly_on: date | None = None
    members: tuple[int | None, int | None] = (None, None)
    said_stopped_on: date | None = None


@rule(legal.REVIEW, cases="review.csv")
def grounds(facts: ReviewFacts, *, day: date, inactive_months: int, assembly_months: int) -> list[Ground]:
    """The grounds that hold on the day; what nobody has recorded is no ground.

    Too few members counts when the newest year and the year before it both lie under the least number.
    """
    if facts.status in ENDED:
        return []
    found = []
    if facts.status == Status.SUSPENDED and facts.suspended_until_on and facts.suspended_until_on < day:
        found.append(Ground.SUSPENSION_OVER)
    since = facts.status_since_on
    if facts.status in IDLE and since and add_months(since, inactive_months) <= day:
        found.append(Ground.INACTIVE)
    least = least_members(facts.kind, on=day)
    if least and all(count is not None and count < least for count in facts.members):
        found.append(Ground.TOO_FEW_MEMBERS)
    held = facts.last_assembly_on
    if facts.kind != Kind.GROUP and held and add_months(held, assembly_months) <= day:
        found.append(Ground.NO_ASSEMBLY)
    if facts.kind != Kind.GROUP and not facts.has_code:
        found.append(Ground.NO_CODE)
    said = facts.said_stopped_on
    if facts.status == Status.ACTIVE and said and said <= day and (since is None or said >= since):
        found.append(Ground.SAID_STOPPED)
    return found


@rule(legal.LAW_2023.at("Điều 4"), cases="least_members.csv")
def least_members(kind: Kind, *, on: date) -> int:
    """The fewest official members by the law of the day; a group needs two, a credit fund is judged elsewhere."""
    parameters = {
        Kind.COOPERATIVE: legal.LEAST_MEMBERS_COOPERATIVE,
        Kind.UNION: legal.LEAST_MEMBERS_UNION,
    }
    if kind == Kind.GROUP:
        return legal.GROUP_MEMBERS
    try:
        return parameters[kind].whole(on) if kind in parameters else 0
    except MissingValue:
        return 0
