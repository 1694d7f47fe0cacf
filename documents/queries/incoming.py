"""What is asked of incoming papers: twins, what waits for whom, figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from documents.enums.incoming import IncomingState, Urgency
from documents.models import Directive, Incoming
from documents.rules.incoming import present_by, resolve_by, years_of_paper
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.parameters import Values
from lmhtx.vn.text import fold

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from lmhtx.directory.models import Agency

MINUTES = {
    Urgency.URGENT: "documents.URGENT_MINUTES",
    Urgency.VERY_URGENT: "documents.VERY_URGENT_MINUTES",
    Urgency.FLASH: "documents.FLASH_MINUTES",
}
RESOLVE_DAYS = "documents.RESOLVE_WORKING_DAYS"
TO_DIRECT = (IncomingState.REGISTERED, IncomingState.PRESENTED)
DIRECTED = (IncomingState.DIRECTED, IncomingState.IN_PROGRESS)


def twins(
    *,
    number: str,
    symbol: str,
    issuer: Agency | None,
    issuer_written: str,
    issued_on: date | None,
    besides: int | None = None,
) -> QuerySet[Incoming]:
    """Papers of the book with the same number, symbol and issuer in the same year; none for a paper without number.

    The issuer is the same by the directory or by its name without accents.
    """
    if not number:
        return Incoming.objects.none()
    first, last = years_of_paper(issued_on=issued_on, arrived_on=clock.today())
    same_issuer = Q(issuer_folded=fold(issuer_written))
    if issuer is not None:
        same_issuer |= Q(issuer=issuer)
    day = Q(issued_on__range=(first, last)) | Q(issued_on__isnull=True, arrived_at__date__range=(first, last))
    found = Incoming.objects.in_book().filter(same_issuer, day, number__iexact=number, symbol__iexact=symbol)
    if besides is not None:
        found = found.exclude(pk=besides)
    return found.exclude(state=IncomingState.RETURNED).order_by("arrival_number")


def presenting_moment(*, arrived_at: datetime, urgency: str) -> datetime:
    """Until when a paper that came at the moment must be presented."""
    local = clock.local(arrived_at)
    key = MINUTES.get(Urgency(urgency))
    minutes = int(str(Values(on=local.date(), keys=[key]).value(key))) if key else None
    return present_by(arrived_at=local, minutes=minutes, calendar=calendar_for(local.date()))


def resolving_day(incoming: Incoming, *, directed_on: date | None = None) -> date:
    """Until which day the paper is to be resolved."""
    days = incoming.type.resolve_days if incoming.type is not None else None
    return resolve_by(
        directed_on=directed_on,
        demanded_on=incoming.demanded_on,
        days=days or int(str(Values(keys=[RESOLVE_DAYS]).value(RESOLVE_DAYS))),
        counted_from=clock.local(incoming.arrived_at).date(),
        calendar=calendar_for(clock.local(incoming.arrived_at).date()),
    )


def leaders_words(incoming: Incoming) -> Directive | None:
    """The leader's words that hold."""
    return incoming.directives.in_force().filter(level="agency").first()
