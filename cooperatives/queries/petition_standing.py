"""What the register says today of the things a petition is about, in the words of its page."""

from __future__ import annotations

from typing import Any

from cooperatives.enums.petitions import PetitionKind
from cooperatives.models import Cooperative, Office, Person, Petition
from lmhtx.vn.dates import short
from lmhtx.vn.numbers import grouped
from lmhtx.vn.text import fold


def holders_of(cooperative: Cooperative, post: str) -> list[Office]:
    """Who holds a post and has not given it up."""
    rows = Office.objects.filter(person__cooperative=cooperative, post=post, valid_to__isnull=True)
    return list(rows.select_related("person").order_by("pk"))


def namesakes_of(cooperative: Cooperative, full_name: str) -> list[Person]:
    """People of the cooperative who are called so."""
    people = cooperative.people.filter(folded__contains=fold(full_name)).prefetch_related("offices")
    return [one for one in people if fold(one.full_name) == fold(full_name)]


def standing_of(petition: Petition, values: dict[str, Any]) -> dict[str, str]:
    """What stands in the register beside each field; nothing beside what is only asked for."""
    find = STANDINGS.get(PetitionKind(petition.kind))
    return find(petition.cooperative, values) if find else {}


def _person(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    held = holders_of(cooperative, values.get("post", ""))
    return {
        "full_name": "; ".join(str(one.person) for one in held),
        "since": "; ".join(short(one.valid_from) for one in held if one.valid_from),
        "term_ends_on": "; ".join(short(one.term_ends_on) for one in held if one.term_ends_on),
    }


def _address(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    del values
    open_row = cooperative.addresses.filter(valid_to__isnull=True).first()
    since = open_row.valid_from if open_row else None
    return {
        "text": cooperative.address,
        "commune": str(cooperative.commune or ""),
        "valid_from": short(since) if since else "",
    }


def _contact(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    del values
    return {name: getattr(cooperative, name) for name in ("phone", "email", "website")}


def _charter(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    del values
    newest = cooperative.capitals.order_by("-valid_from").first()
    if newest is None:
        return {}
    sums = {"charter_vnd": newest.charter_vnd, "contributed_vnd": newest.contributed_vnd}
    told = {key: f"{grouped(value)} đồng" for key, value in sums.items() if value is not None}
    return {**told, "valid_from": short(newest.valid_from)}


def _activities(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    del values
    lines = list(cooperative.activities.all())
    return {
        "main": "; ".join(str(line) for line in lines if line.is_main),
        "dropped": "; ".join(str(line) for line in lines if not line.is_main),
    }


def _members(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    newest = cooperative.year_figures.filter(year__lte=values.get("year", 9999)).order_by("-year").first()
    if newest is None:
        return {}
    found = {"year": str(newest.year)}
    for key in ("official_members", "female_members"):
        if getattr(newest, key) is not None:
            found[key] = grouped(getattr(newest, key))
    return found


def _status(cooperative: Cooperative, values: dict[str, Any]) -> dict[str, str]:
    del values
    since, until = cooperative.status_since_on, cooperative.suspended_until_on
    return {
        "status": cooperative.get_status_display(),
        "effective_on": short(since) if since else "",
        "until_on": short(until) if until else "",
    }


STANDINGS = {
    PetitionKind.PERSON: _person,
    PetitionKind.ADDRESS: _address,
    PetitionKind.CONTACT: _contact,
    PetitionKind.CHARTER: _charter,
    PetitionKind.ACTIVITIES: _activities,
    PetitionKind.MEMBERS: _members,
    PetitionKind.STATUS: _status,
}
