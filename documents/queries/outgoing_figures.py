"""What went out in a span of days, by type, and how far papers of each month were electronic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from documents.enums.incoming import Channel, IncomingState
from documents.enums.outgoing import OUT, Amending, SignWay
from documents.models import Incoming, Outgoing
from documents.queries.electronic import good_by
from documents.rules.numbers import issue_by
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.vn.numbers import share_percent

if TYPE_CHECKING:
    from decimal import Decimal

    from lmhtx.people.models import User

BY_HAND, UNCHECKED = "ký giấy", "chữ ký chưa được xác nhận hợp lệ"
GONE = (IncomingState.RETURNED, IncomingState.RECALLED, IncomingState.DROPPED)


@dataclass(slots=True)
class Issued:
    """Papers of one type that went out: how many, signed well, in time, mended or taken back since."""

    name: str
    total: int = 0
    signed: int = 0
    on_time: int = 0
    corrected: int = 0
    replaced: int = 0
    revoked: int = 0

    @property
    def share_on_time(self) -> Decimal | None:
        """Per cent that went out by the next working day; None where nothing did."""
        return share_percent(self.on_time, self.total)


@dataclass(slots=True)
class Month:
    """Papers of one month: those that went out and were signed well, those that came and were dealt with here."""

    first_on: date
    out: int = 0
    signed: int = 0
    came_electronic: int = 0
    came_on_paper: int = 0
    ended: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def share_signed(self) -> Decimal | None:
        """Per cent of those that went out with both signatures good."""
        return share_percent(self.signed, self.out)

    @property
    def share_ended(self) -> Decimal | None:
        """Per cent of those that came that were dealt with in the portal."""
        return share_percent(self.ended, self.came_electronic + self.came_on_paper)

    @property
    def why_not(self) -> str:
        """Why papers were not signed by key, with how many of each."""
        return "; ".join(f"{words}: {count}" for words, count in sorted(self.reasons.items()))


def issued_by_type(user: User, first: date, last: date) -> list[Issued]:
    """Each type of which something is dated within the days; three queries."""
    calendar, good = calendar_for(clock.today()), _good(user, first, last)
    rows: dict[str, Issued] = {}
    for paper in _out(user, first, last):
        row = rows.setdefault(paper.type.name, Issued(paper.type.name))
        row.total += 1
        row.signed += paper.pk in good
        if paper.signed_on and paper.issued_at:
            limit = issue_by(signed_on=paper.signed_on, calendar=calendar)
            row.on_time += clock.local(paper.issued_at).date() <= limit
        ways = {one.amending for one in paper.amendments.all() if one.is_out}
        row.corrected += Amending.CORRECTS in ways
        row.replaced += Amending.REPLACES in ways
        row.revoked += paper.revoked_at is not None
    return sorted(rows.values(), key=lambda row: row.name)


def in_all(rows: Sequence[Issued]) -> Issued:
    """The sums of the rows."""
    names = ("total", "signed", "on_time", "corrected", "replaced", "revoked")
    return Issued("Tổng cộng", **{name: sum(getattr(row, name) for row in rows) for name in names})


def electronic_by_month(user: User, first: date, last: date) -> list[Month]:
    """Each month of the span in which something went out or came; four queries."""
    months: dict[date, Month] = {}
    good = _good(user, first, last)
    for paper in _out(user, first, last):
        month = _month(months, paper.dated_on or first)
        month.out += 1
        if paper.pk in good:
            month.signed += 1
        else:
            month.reasons[BY_HAND if paper.signed_way == SignWay.WET else UNCHECKED] += 1
    came = (
        Incoming.objects.visible_to(user)
        .in_book()
        .filter(arrived_at__date__range=(first, last))
        .exclude(state__in=GONE)
        .prefetch_related("arrivals")
        .only("pk", "arrived_at", "state")
    )
    for letter in came:
        month = _month(months, clock.local(letter.arrived_at).date())
        if {one.channel for one in letter.arrivals.all()} - {Channel.PAPER, Channel.HAND}:
            month.came_electronic += 1
        else:
            month.came_on_paper += 1
        month.ended += letter.state == IncomingState.COMPLETED
    return [months[day] for day in sorted(months)]


def _month(months: dict[date, Month], day: date) -> Month:
    first_on = day.replace(day=1)
    return months.setdefault(first_on, Month(first_on))


def _out(user: User, first: date, last: date) -> list[Outgoing]:
    rows = Outgoing.objects.visible_to(user).filter(state__in=OUT, dated_on__range=(first, last))
    return list(rows.select_related("type").prefetch_related("amendments"))


def _good(user: User, first: date, last: date) -> set[int]:
    rows = good_by(clock.now()).filter(state__in=OUT, dated_on__range=(first, last))
    return set(rows.values_list("pk", flat=True)) if user.is_authenticated else set()
