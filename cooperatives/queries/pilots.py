"""Model cooperatives: on a file, in the list, and counted for the tasks that ask for so many of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cooperatives.access.register import Perm
from cooperatives.enums.pilots import PilotPart
from cooperatives.enums.register import Kind, MemberForm
from cooperatives.models import Cooperative, Member, PilotRole
from lmhtx.base import clock
from lmhtx.people.models import User


def pilots_of(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """What the file of a cooperative shows of its parts; nothing for whoever could neither see nor add any."""
    roles = list(cooperative.pilot_roles.select_related("hub"))
    seen = PilotRole.objects.visible_to(user).filter(hub=cooperative).select_related("cooperative__commune")
    satellites = list(seen.on(clock.today()).order_by("cooperative__name", "id"))
    may_edit = user.has_perm(Perm.EDIT_COOPERATIVE, cooperative)
    if not (roles or may_edit):
        return None
    return {"roles": roles, "satellites": satellites, "may_edit": may_edit}


def with_company(rows: Any, day: date) -> Any:
    """The roles, each saying whether a company or another legal person is a member of its cooperative on the day."""
    companies = Member.objects.on(day).filter(
        cooperative=OuterRef("cooperative"), form=MemberForm.LEGAL_PERSON
    )
    return rows.annotate(has_company=Exists(companies))


def count_hubs(day: date) -> int:
    """How many cooperatives, credit funds and groups are hubs on the day."""
    return _count(day, ~Q(cooperative__kind=Kind.UNION), PilotPart.HUB)


def count_satellites(day: date) -> int:
    """How many cooperatives gather around a hub on the day."""
    return _count(day, Q(), PilotPart.SATELLITE)


def count_unions(day: date) -> int:
    """How many unions of cooperatives are hubs on the day."""
    return _count(day, Q(cooperative__kind=Kind.UNION), PilotPart.HUB)


def count_hubs_with_company(day: date) -> int:
    """How many hubs have a company among their members on the day."""
    return _distinct(with_company(_roles(day, Q(), PilotPart.HUB), day).filter(has_company=True))


def _count(day: date, kind: Q, part: PilotPart) -> int:
    return _distinct(_roles(day, kind, part))


def _roles(day: date, kind: Q, part: PilotPart) -> Any:
    return PilotRole.objects.counting(day).filter(kind, part=part)


def _distinct(rows: Any) -> int:
    return int(rows.order_by().values("cooperative").distinct().count())
