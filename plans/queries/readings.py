"""What the pages of readings show: agencies to choose from, names matched, plans that a paper may amend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from lmhtx.base import clock
from lmhtx.directory.matching import match_all
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.vn.text import fold, search_words
from plans.drafts import names_in
from plans.models import Plan, Reading, Task
from plans.pairing import likeness

GROUP_LABELS = {
    AgencyKind.ALLIANCE: "Liên minh",
    AgencyKind.UNIT: "Phòng, đơn vị của Liên minh",
    AgencyKind.GROUP: "Nhóm cơ quan",
    AgencyKind.OUTSIDE: "Cơ quan ngoài",
}
LEAST_ALIKE = 0.72
MOST_PROPOSED = 3
MOST_COMPARED = 20
LEAST_SHARED = 0.4


def agency_choices() -> list[dict[str, Any]]:
    """The agencies of today under the headings of a select, ours first."""
    rows = Agency.objects.valid_on(clock.today()).order_by("name").values_list("kind", "pk", "name")
    by_kind: dict[str, list[tuple[int, str]]] = {kind: [] for kind in GROUP_LABELS}
    for kind, pk, name in rows:
        by_kind[kind].append((pk, name))
    return [
        {"label": GROUP_LABELS[kind], "agencies": by_kind[kind]} for kind in GROUP_LABELS if by_kind[kind]
    ]


def names_matched(draft: Mapping[str, Any]) -> dict[str, dict[str, Any] | None]:
    """Every name in the grid with the agency it means, None where the directory does not know it."""
    return {
        name: None if agency is None else {"id": agency.pk, "name": agency.name, "is_ours": agency.is_ours}
        for name, agency in match_all(names_in(draft)).items()
    }


def proposed_head(found: Mapping[str, Any], *, asked_by: User | None) -> dict[str, int | None]:
    """Who follows the plan as the paper says it, and which of our units took it in."""
    issuer = (found.get("document") or {}).get("issuer") or ""
    names = [name for name in (found.get("keeper") or "", issuer) if name]
    matched = match_all(names)
    keeper = next((agency for name in names if (agency := matched[name]) is not None), None)
    if keeper is None and "lien minh hop tac xa" in fold(issuer):
        keeper = Agency.objects.filter(kind=AgencyKind.ALLIANCE).first()
    return {"keeper": keeper.pk if keeper else None, "followed_by": unit_of(asked_by)}


def unit_of(person: User | None) -> int | None:
    """The unit of the Alliance in which the person works today."""
    ids = person.agency_ids if person is not None else ()
    units = Agency.objects.filter(pk__in=ids, kind__in=(AgencyKind.UNIT, AgencyKind.ALLIANCE))
    return units.order_by("kind", "pk").values_list("pk", flat=True).last()


def plans_alike(reading: Reading, *, user: User) -> list[Plan]:
    """Plans that the paper may be a new version of: the same number, nearly the same title, or the same tasks."""
    head = reading.draft.get("document") or {}
    number = (head.get("number", ""), head.get("symbol", ""))
    title, shared = search_words(head.get("title", "")), _shared_tasks(reading)
    found = []
    for plan in Plan.objects.visible_to(user).only("pk", "number", "symbol", "title", "issued_on"):
        is_same = all(number) and (plan.number, plan.symbol) == number
        score = 1.0 if is_same else max(likeness(title, plan.title), shared.get(plan.pk, 0.0))
        if score >= LEAST_ALIKE:
            found.append((score, plan))
    return [plan for _, plan in sorted(found, key=lambda one: -one[0])[:MOST_PROPOSED]]


def _shared_tasks(reading: Reading) -> dict[int, float]:
    """Plan → how many of the paper's first tasks it has word for word, 0 to 1; a head read badly tells nothing."""
    texts = [row["text"] for row in reading.draft.get("rows") or [] if not row["is_group"]][:MOST_COMPARED]
    rows = Task.objects.filter(plan__isnull=False, text__in=texts).order_by()
    counted = rows.values_list("plan").annotate(shared=Count("text", distinct=True))
    return {plan: shared / len(texts) + LEAST_ALIKE - LEAST_SHARED for plan, shared in counted}


def readings_shown(user: User) -> QuerySet[Reading]:
    """The readings within a person's reach, without the heavy drafts."""
    rows = Reading.objects.visible_to(user).select_related("created_by", "job", "plan")
    return rows.defer("found", "draft", "pasted")
