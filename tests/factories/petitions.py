"""Petitions of cooperatives for tests, one call each."""

from __future__ import annotations

from typing import Any

from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.models import Cooperative, Petition
from lmhtx.base import clock
from lmhtx.people.models import User

CONTACT = {"phone": "0912345678", "email": "htx@example.vn"}


def petition(cooperative: Cooperative, *, by: User, **facts: Any) -> Petition:
    """A petition that waits for staff, of another telephone unless said otherwise."""
    values = facts.pop("values", CONTACT)
    now = facts.pop("sent_at", clock.now())
    return Petition.objects.create(
        cooperative=cooperative,
        kind=facts.pop("kind", PetitionKind.CONTACT),
        state=facts.pop("state", PetitionState.SENT),
        typed={key: str(value) for key, value in values.items()},
        values=values,
        declared_by="Trần Thị Khai",
        sent_at=now,
        first_sent_at=now,
        sent_by=by,
        created_by=by,
        **facts,
    )
