"""What people hold and what was written down for them, read once, so that many papers are judged together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from documents.enums.numbers import BodyKind
from documents.enums.outgoing import AuthorityFault, Prefix
from documents.models import SigningAuthority
from documents.rules.outgoing import authority_fault
from lmhtx.people.models import Posting
from lmhtx.people.roles import HEADS, STAFF, Role

if TYPE_CHECKING:
    from documents.models import Outgoing


class Powers:
    """Postings and authorities of some people, of all days; three queries whatever the number of papers."""

    def __init__(self, people: Iterable[int]) -> None:
        asked = set(people)
        self.postings: dict[int, list[Posting]] = defaultdict(list)
        for posting in Posting.objects.filter(user__in=asked, role__in=STAFF):
            self.postings[posting.user_id].append(posting)
        self.authorities: dict[int, list[SigningAuthority]] = defaultdict(list)
        for written in SigningAuthority.objects.filter(person__in=asked).prefetch_related("types"):
            self.authorities[written.person_id].append(written)

    def fault(self, outgoing: Outgoing, on: date) -> AuthorityFault | None:
        """Why the paper's signer may not sign it so on the day; None where he may. The paper names a signer."""
        signer, body, prefix = outgoing.signer_id or 0, outgoing.body, Prefix(outgoing.prefix)
        held = [one for one in self.postings[signer] if _holds(one, on)]
        written = [one for one in self.authorities[signer] if one.body_id == body.pk and one.prefix == prefix]
        if body.kind == BodyKind.OWN_SEAL:
            here = [one for one in held if one.unit_id == body.unit_id]
            is_head, is_deputy = any(one.role in HEADS for one in here), bool(here)
        else:
            is_head = any(one.role == Role.CHAIRMAN for one in held)
            is_deputy = any(one.role == Role.DEPUTY for one in held)
        return authority_fault(
            prefix=prefix,
            body=BodyKind(body.kind),
            is_head=is_head,
            is_deputy=is_deputy,
            heads_unit=any(one.role in HEADS for one in held),
            is_at_work=bool(held),
            has_authority=any(_holds(one, on) and _reaches(one, outgoing.type_id) for one in written),
            is_limited=bool(written),
        )


def _holds(one: Posting | SigningAuthority, on: date) -> bool:
    return one.valid_from <= on and (one.valid_to is None or one.valid_to >= on)


def _reaches(written: SigningAuthority, type_id: int) -> bool:
    types = {kind.pk for kind in written.types.all()}
    return not types or type_id in types
