"""Who hears of a draft or of a paper that goes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from documents.notices import heads_of
from lmhtx.base import clock
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role

if TYPE_CHECKING:
    from documents.models import Outgoing

OUT_KEY = "documents.outgoing"


def tell_of(outgoing: Outgoing, people: Iterable[User | None], *, line: str, by: User | None) -> None:
    """Tell people of a paper, but not the one who has just done it."""
    told = [one for one in dict.fromkeys(people) if one is not None and one != by]
    tell_all(
        told,
        key=OUT_KEY,
        line=f"{line}: {outgoing}"[:300],
        url=outgoing.get_absolute_url(),
        dedupe=f"outgoing:{outgoing.pk}:{outgoing.state}:{clock.now().isoformat()}",
    )


def heads(outgoing: Outgoing) -> list[User]:
    """Who heads the drafting unit today."""
    return heads_of([outgoing.unit_id])


def form_checkers(outgoing: Outgoing) -> list[User]:
    """The person named to check the form, else the chief of the office."""
    if outgoing.form_checker is not None:
        return [outgoing.form_checker]
    return with_role(Role.OFFICE_CHIEF)


def with_role(role: Role) -> list[User]:
    """Who holds the role today."""
    held = Posting.objects.on(clock.today()).filter(role=role)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")))
