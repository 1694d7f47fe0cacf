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


def count_part(day: date, *, part: PilotPart, is_union: bool | None = None, has_company: bool = False) -> int:
    """How many have the part on the day; only unions or all but unions, only those with a company among members."""
    rows = PilotRole.objects.counting(day).filter(part=part)
    if is_union is not None:
        unions = Q(cooperative__kind=Kind.UNION)
        rows = rows.filter(unions if is_union else ~unions)
    if has_company:
        rows = with_company(rows, day).filter(has_company=True)
    return int(rows.order_by().values("cooperative").distinct().count())
