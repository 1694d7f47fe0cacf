"""What the search box finds among papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from documents.enums.incoming import IncomingState
from documents.models import Incoming, Outgoing
from lmhtx.vn.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lmhtx.people.models import User


# Only the newest hits are put in order: words that stand in half of all papers would take seconds.
RANKED = 300


def find_incoming(user: User, words: str) -> QuerySet[Incoming]:
    """Incoming papers with every word in what the book says, then those with it in their files; the newest first."""
    in_book, anywhere = Q(), Q()
    for word in fold(words).split():
        in_book &= Q(folded__contains=word)
        anywhere &= Q(folded__contains=word) | Q(content_folded__contains=word)
    rows = Incoming.objects.visible_to(user).exclude(state=IncomingState.DROPPED).filter(anywhere)
    newest = rows.order_by("-id").values("pk")[:RANKED]
    place = Case(
        When(subject__icontains=words.strip(), then=Value(0)),
        When(in_book, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = Incoming.objects.filter(pk__in=newest).defer("content", "content_folded", "proposal")
    return found.annotate(place=place).order_by("place", "-arrived_at", "-pk")


def find_outgoing(user: User, words: str) -> QuerySet[Outgoing]:
    """Outgoing papers with every word in number, subject, addressees or note; the newest first."""
    wanted = Q()
    for word in fold(words).split():
        wanted &= Q(folded__contains=word)
    return Outgoing.objects.visible_to(user).filter(wanted).select_related("type", "unit").order_by("-id")
