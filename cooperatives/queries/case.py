"""All that one cooperative's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from cooperatives import vsic
from cooperatives.enums.register import Status
from cooperatives.looks import TONES
from cooperatives.models import Cooperative, Member, Office, Person
from cooperatives.queries.files import grounds_of, in_the_way, months, to_review
from cooperatives.queries.members import SHOWN, KindCount, breaches_on, counts_on, with_capital
from cooperatives.rules.capital import Breach
from lmhtx.base import clock


@dataclass(frozen=True, slots=True)
class Case:
    """The dated rows of a cooperative, newest first, and what calls for attention."""

    names: list[Any]
    addresses: list[Any]
    capitals: list[Any]
    figures: list[Any]
    activities: list[Any]
    other_codes: list[Any]
    memberships: list[Any]
    events: list[Any]
    grounds: list[str]
    warnings: list[str]
    tone: str


@dataclass(frozen=True, slots=True)
class People:
    """Who manages, controls and belongs to a cooperative."""

    offices: list[Any]
    others: list[Any]
    counts: list[KindCount]
    members: list[Any]
    breaches: list[Breach]


def case_of(cooperative: Cooperative) -> Case:
    """Everything dated, the history with what was corrected, and why it needs looking at."""
    today = clock.today()
    events = cooperative.status_events.select_related("created_by", "corrects").prefetch_related(
        "corrections", Prefetch("successors", queryset=Cooperative.objects.select_related("commune"))
    )
    watched = to_review(Cooperative.objects.filter(pk=cooperative.pk), today).first()
    found = grounds_of(watched, today, months(today)) if watched else []
    doubtful = {one.key for one in vsic.versions() if one.is_doubtful}
    activities = list(cooperative.activities.all())
    for activity in activities:
        activity.is_of_doubtful_list = activity.version in doubtful
    return Case(
        names=list(cooperative.names.all()),
        addresses=list(cooperative.addresses.select_related("commune", "old_commune")),
        capitals=list(cooperative.capitals.all()),
        figures=list(cooperative.year_figures.all()),
        activities=activities,
        other_codes=list(cooperative.other_codes.all()),
        memberships=list(cooperative.memberships.all()),
        events=list(reversed(events)),
        grounds=[ground.label for ground in found],
        warnings=[] if cooperative.is_ended else [sentence for sentence, _is_hard in in_the_way(cooperative)],
        tone=TONES.get(Status(cooperative.status), "grey"),
    )


def people_of(cooperative: Cooperative) -> People:
    """Posts of today, other people on record, members by kind, caps that are passed."""
    today = clock.today()
    offices = Office.objects.filter(person__cooperative=cooperative).select_related("person")
    held = list(offices.on(today).order_by("post", "person__full_name"))
    others = Person.objects.filter(cooperative=cooperative).exclude(
        pk__in=[office.person_id for office in held]
    )
    members = Member.objects.on(today).filter(cooperative=cooperative)
    return People(
        offices=held,
        others=list(others[:SHOWN]),
        counts=counts_on(cooperative, today),
        members=list(with_capital(members, today).order_by("name", "id")[:SHOWN]),
        breaches=breaches_on(cooperative, today),
    )
