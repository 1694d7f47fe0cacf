"""Whom to tell at once when something happens to a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lmhtx.base import clock
from lmhtx.notices.actions import tell, tell_all
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import HEADS, Role

if TYPE_CHECKING:
    from documents.models import Directive, Incoming

KEY = "documents.paper"
LATE_KEY = "documents.unpresented"
EXCHANGE_KEY = "documents.exchange"


def heads_of(unit_ids: list[int]) -> list[User]:
    """Who heads the units today."""
    posted = Posting.objects.on(clock.today()).filter(unit__in=unit_ids, role__in=HEADS)
    return list(User.objects.filter(is_active=True, pk__in=posted.values("user")))


def tell_person(person: User, incoming: Incoming, *, line: str) -> None:
    """Tell one person of a paper."""
    tell(
        person,
        key=KEY,
        line=line[:300],
        url=incoming.get_absolute_url(),
        dedupe=f"paper:{incoming.pk}:{incoming.state}:{clock.now().isoformat()}",
    )


def tell_parties(directive: Directive, *, by: User) -> None:
    """Tell those whom a directive names and whom the task has not told already: partners and those who are to know."""
    parties = list(directive.parties.all())
    people = {party.person_id for party in parties if party.person_id}
    heads = heads_of([party.unit_id for party in parties if party.unit_id])
    told = [*User.objects.filter(pk__in=people), *heads]
    tell_all(
        [person for person in dict.fromkeys(told) if person != by],
        key=KEY,
        line=f"Ý kiến chỉ đạo trên văn bản: {directive.incoming}"[:300],
        url=directive.incoming.get_absolute_url(),
        dedupe=f"directive:{directive.pk}",
    )


def clerks() -> list[User]:
    """Who keeps the registry today."""
    posted = Posting.objects.on(clock.today()).filter(role=Role.CLERK)
    return list(User.objects.filter(is_active=True, pk__in=posted.values("user")))
