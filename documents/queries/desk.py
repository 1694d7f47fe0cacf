"""What incoming papers put on each person's desk: derived from states and days, never stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from documents.access.register import Perm
from documents.enums.incoming import IncomingState
from documents.models import Incoming
from lmhtx.base import clock
from lmhtx.decisions.models import Decision

if TYPE_CHECKING:
    from lmhtx.people.models import User

DIRECT_QUESTION = "documents.direct"
# After a day the desk tells it; an alarm is for the moment itself.
ALARMED = timedelta(days=1)


def to_register(user: User) -> QuerySet[Incoming]:
    """Papers brought in that wait for the book, for whoever keeps it."""
    rows = Incoming.objects.visible_to(user).waiting().order_by("arrived_at", "pk")
    return rows if user.has_perm(Perm.REGISTER_INCOMING) else rows.none()


def to_present(user: User) -> QuerySet[Incoming]:
    """Papers of the book that nobody has been shown yet, the most pressing first; of books directed here."""
    rows = Incoming.objects.visible_to(user).filter(
        state=IncomingState.REGISTERED, series__directives_from="portal"
    )
    return rows.order_by("present_until_at", "pk") if user.has_perm(Perm.PRESENT_INCOMING) else rows.none()


def to_direct(user: User) -> QuerySet[Incoming]:
    """Papers that wait for this leader's words, without those he has just answered."""
    rows = Incoming.objects.visible_to(user).filter(state=IncomingState.PRESENTED)
    if not user.has_perm(Perm.DIRECT_INCOMING):
        return rows.none()
    rows = rows.filter(Q(presented_to=user) | Q(presented_to__isnull=True))
    return rows.exclude(pk__in=Decision.objects.waiting_on(DIRECT_QUESTION)).order_by("presented_at", "pk")


def to_assign(user: User) -> QuerySet[Incoming]:
    """Papers that a unit of this head leads and that nobody in it deals with yet."""
    heads = sorted(user.headed_ids)
    rows = Incoming.objects.visible_to(user).filter(
        state=IncomingState.DIRECTED, lead_unit__in=heads, lead_person__isnull=True
    )
    return rows.order_by("due_on", "pk") if heads else rows.none()


def to_resolve(user: User) -> QuerySet[Incoming]:
    """Papers that this person deals with."""
    states = (IncomingState.DIRECTED, IncomingState.IN_PROGRESS)
    rows = Incoming.objects.visible_to(user).filter(state__in=states, lead_person=user)
    return rows.order_by("due_on", "pk")


def late_to_present() -> QuerySet[Incoming]:
    """Papers of the book past the moment until which they had to be presented, since a day at most."""
    return Incoming.objects.filter(
        state=IncomingState.REGISTERED,
        present_until_at__range=(clock.now() - ALARMED, clock.now()),
        series__directives_from="portal",
    )


def dressed(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    """The rows with what a line of the desk shows."""
    return rows.select_related("lead_unit", "lead_person", "type").defer("content", "content_folded")
