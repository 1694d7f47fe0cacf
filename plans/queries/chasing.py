"""Of whom something is missing: late tasks by agency, unit or commune, and the people to be reminded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.notices.texts import Group, Missing, groups_of
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from plans.enums import AssignmentRole
from plans.models import Assignment, Task

TOPIC = "plans.overdue"


@dataclass(frozen=True, slots=True)
class Late:
    """A late task as chasing sees it: whose it is."""

    agency: int
    task: int
    due_on: Any
    person: int | None


def late_groups(user: User) -> list[Group]:
    """Who is late within the person's reach, grouped by commune where the agency has one, else by agency or unit."""
    late = _late(user)
    agencies = _agencies({one.agency for one in late})
    reporters = _reporters(set(agencies))
    groups: dict[str, Group] = {}
    people: dict[tuple[int, str], list[Late]] = defaultdict(list)
    for one in late:
        key, label = agencies[one.agency]
        group = groups.setdefault(key, Group(key, label))
        group.count += 1
        group.due_on = min(group.due_on or one.due_on, one.due_on)
        for person in [one.person] if one.person else reporters[one.agency]:
            people[person, key].append(one)
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={pk for pk, _ in people})}
    missing = [
        Missing(pk, names[pk], key, len(held), min(one.due_on for one in held))
        for (pk, key), held in people.items()
    ]
    return groups_of(missing, list(groups.values()))


def _late(user: User) -> list[Late]:
    """Each late task once for every agency or unit that leads it; what waits for a verdict is not late."""
    tasks = Task.objects.visible_to(user).past_due()
    rows = Assignment.objects.filter(
        role=AssignmentRole.LEAD, agency__kind__in=("outside", "unit"), task__in=tasks.values("pk")
    )
    found = rows.order_by("agency", "task__due_on").values_list(
        "agency", "task", "task__due_on", "task__person"
    )
    return [Late(*row) for row in found]


def _agencies(ids: set[int]) -> dict[int, tuple[str, str]]:
    """The group of each agency, as (key, words)."""
    rows = Agency.objects.filter(pk__in=ids).select_related("commune")
    return {
        agency.pk: (
            f"commune-{agency.commune_id}",
            f"{agency.commune.kind.capitalize()} {agency.commune.name}",
        )
        if agency.commune is not None
        else (f"agency-{agency.pk}", str(agency))
        for agency in rows
    }


def _reporters(ids: set[int]) -> dict[int, list[int]]:
    """Who reports for each outside agency today."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Posting.objects.on(clock.today()).filter(
        unit__in=ids, role=Role.AGENCY_OFFICER, user__is_active=True
    )
    for unit, user in rows.order_by("user").values_list("unit", "user"):
        found[unit].append(user)
    return found
