"""How incoming papers of a span of days were dealt with, by unit and by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from documents.enums.incoming import OPEN_STATES, Closing, IncomingState
from documents.models import Incoming
from lmhtx.base import clock
from lmhtx.vn.numbers import share_percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lmhtx.people.models import User

NOBODY = "Chưa giao đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """The papers of one unit or person: how many came, how they ended, what is still open."""

    name: str
    key: int | None
    total: int
    on_time: int
    late: int
    open_in_time: int
    open_late: int
    no_answer: int

    @property
    def share_on_time(self) -> Decimal | None:
        """Per cent of those that ended, that ended in time; None where none has ended."""
        return share_percent(self.on_time, self.on_time + self.late)


def handled_by_unit(user: User, first: date, last: date) -> list[Handled]:
    """By the unit that leads, those that no unit leads yet last; one statement."""
    return _handled(user, first, last, key="lead_unit", name="lead_unit__name")


def handled_by_person(user: User, first: date, last: date) -> list[Handled]:
    """By the person who deals with them; papers in nobody's hands are left out."""
    rows = _handled(user, first, last, key="lead_person", name="lead_person__full_name")
    return [row for row in rows if row.key is not None]


def in_all(rows: Sequence[Handled]) -> Handled:
    """The sums of the rows."""
    names = ("total", "on_time", "late", "open_in_time", "open_late", "no_answer")
    return Handled(
        name="Tổng cộng", key=None, **{name: sum(getattr(row, name) for row in rows) for name in names}
    )


def _handled(user: User, first: date, last: date, *, key: str, name: str) -> list[Handled]:
    ended = Q(state=IncomingState.COMPLETED)
    is_open = Q(state__in=OPEN_STATES)
    today = clock.today()
    rows = (
        Incoming.objects.visible_to(user)
        .in_book()
        .exclude(state__in=(IncomingState.RETURNED, IncomingState.RECALLED))
        .filter(arrived_at__date__range=(first, last))
        .annotate(ended_on=TruncDate("ended_at"))
        .order_by()
        .values(key, name)
        .annotate(
            total=Count("pk"),
            on_time=Count("pk", filter=ended & (Q(due_on__isnull=True) | Q(ended_on__lte=F("due_on")))),
            late=Count("pk", filter=ended & Q(ended_on__gt=F("due_on"))),
            open_in_time=Count("pk", filter=is_open & (Q(due_on__isnull=True) | Q(due_on__gte=today))),
            open_late=Count("pk", filter=is_open & Q(due_on__lt=today)),
            no_answer=Count("pk", filter=ended & Q(closing=Closing.NO_ANSWER)),
        )
        .order_by(F(name).asc(nulls_last=True))
    )
    return [_row(found, key, name) for found in rows]


def _row(found: dict[str, Any], key: str, name: str) -> Handled:
    counted = {
        one: found[one] for one in ("total", "on_time", "late", "open_in_time", "open_late", "no_answer")
    }
    return Handled(name=found[name] or NOBODY, key=found[key], **counted)
