"""The file of one cooperative, and the lists that watch over all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from cooperatives.access.register import Perm
from cooperatives.enums.calls import TELLING, CallOutcome
from cooperatives.enums.register import ENDED, Ground, Kind, Status
from cooperatives.legal import register as legal
from cooperatives.models import Call, Cooperative, StatusEvent, YearFigures
from cooperatives.rules.review import IDLE, ReviewFacts, grounds, least_members
from lmhtx.contributions import Obstacle, collected
from lmhtx.directory.parameters import Values
from lmhtx.people.models import User
from lmhtx.vn.dates import add_months
from lmhtx.vn.text import search_words

# What stands in the way of an end is asked under this name of whoever may know of something.
END = "cooperatives.end"
RANKED = 200


def in_the_way(cooperative: Cooperative) -> list[tuple[str, bool]]:
    """What hangs on a cooperative that is to end, as (sentence, whether it must be settled first)."""
    found = [item for item in collected(Obstacle) if item.act == END]
    return [(sentence, item.is_hard) for item in found for sentence in item.find(cooperative)]


def kept_instead_of(pk: int) -> int | None:
    """The file to which the address of a double leads; None for any other."""
    return Cooperative.objects.filter(pk=pk).values_list("merged_into", flat=True).first()


def find_cooperatives(user: User, words: str) -> QuerySet[Cooperative]:
    """Cooperatives by name, code, old number or representative; names as typed first, of the newest hits."""
    rows = Cooperative.objects.visible_to(user)
    if not user.has_perm(Perm.VIEW_COOPERATIVE):  # a cooperative's own people have no page of the register
        rows = rows.none()
    for word in search_words(words).split():
        rows = rows.filter(folded__contains=word)
    some = rows.order_by("-id").values("pk")[:RANKED]
    exact = Case(
        When(name__icontains=words.strip(), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = Cooperative.objects.filter(pk__in=some).select_related("commune")
    return found.annotate(exact=exact).order_by("exact", "name", "id")


def _members_of(place: int) -> Subquery:
    """The official members of the newest year on record (0), or of the year before it (1)."""
    newest = YearFigures.objects.filter(cooperative=OuterRef("pk")).order_by("-year")
    return Subquery(newest.values("official_members")[place : place + 1])


def _year_of(place: int) -> Subquery:
    newest = YearFigures.objects.filter(cooperative=OuterRef("pk")).order_by("-year")
    return Subquery(newest.values("year")[place : place + 1])


def newest_telling(field: str) -> Subquery:
    """Of a cooperative's newest call that says whether it still works: one of its columns."""
    telling = Call.objects.filter(
        cooperative=OuterRef("pk"), outcome__in=[str(one) for one in TELLING]
    ).order_by("-id")
    return Subquery(telling.values(field)[:1])


def months(day: date) -> tuple[int, int]:
    """After how many months idle, and without an assembly, a cooperative needs looking at."""
    values = Values(on=day, keys=[legal.INACTIVE_MONTHS.key, legal.ASSEMBLY_MONTHS.key])
    return int(str(values.value(legal.INACTIVE_MONTHS.key))), int(
        str(values.value(legal.ASSEMBLY_MONTHS.key))
    )


def to_review(rows: Any, day: date) -> QuerySet[Cooperative]:
    """Those for which a ground holds on the day; `grounds_of` says which."""
    inactive, assembly = months(day)
    rows = rows.annotate(
        members_last=_members_of(0),
        members_before=_members_of(1),
        year_last=_year_of(0),
        year_before=_year_of(1),
        said_last=newest_telling("outcome"),
        said_on=newest_telling("called_on"),
    )
    few = Q(pk__in=[])
    for kind in Kind:
        least = least_members(kind, on=day)
        few |= Q(kind=kind, members_last__lt=least, members_before__lt=least, year_before=F("year_last") - 1)
    ground = (
        Q(status=Status.SUSPENDED, suspended_until_on__lt=day)
        | Q(
            status__in=[str(status) for status in sorted(IDLE)],
            status_since_on__lte=add_months(day, -inactive),
        )
        | few
        | (~Q(kind=Kind.GROUP) & Q(last_assembly_on__lte=add_months(day, -assembly)))
        | (~Q(kind=Kind.GROUP) & Q(code__isnull=True))
        | (
            Q(status=Status.ACTIVE, said_last=CallOutcome.STOPPED, said_on__lte=day)
            & (Q(status_since_on__isnull=True) | Q(said_on__gte=F("status_since_on")))
        )
    )
    return rows.exclude(status__in=[str(status) for status in ENDED]).filter(ground)


def grounds_of(cooperative: Any, day: date, limits: tuple[int, int]) -> list[Ground]:
    """The grounds of a row of `to_review`."""
    follows = cooperative.year_before is not None and cooperative.year_before == cooperative.year_last - 1
    facts = ReviewFacts(
        kind=Kind(cooperative.kind),
        status=Status(cooperative.status),
        status_since_on=cooperative.status_since_on,
        suspended_until_on=cooperative.suspended_until_on,
        has_code=cooperative.code is not None,
        last_assembly_on=cooperative.last_assembly_on,
        members=(cooperative.members_last, cooperative.members_before if follows else None),
        said_stopped_on=cooperative.said_on if cooperative.said_last == CallOutcome.STOPPED else None,
    )
    return grounds(facts, day=day, inactive_months=limits[0], assembly_months=limits[1])


def ended_within(first: date, last: date, statuses: Any) -> QuerySet[StatusEvent]:
    """The events that count and took effect between two days, whenever they were recorded."""
    wanted = [str(status) for status in statuses]
    return StatusEvent.objects.counting().effective_within(first, last).filter(status__in=wanted)


def registered_by(day: date) -> Q:
    """Those that were in the register by the end of a day; of some nobody knows since when."""
    return Q(first_registered_on__isnull=True) | Q(first_registered_on__lte=day)


def status_as_of(day: date, rows: QuerySet[Cooperative] | None = None) -> Any:
    """The register, or some rows of it, as it stood at the end of a day: `status_then`, None before a first event."""
    counting = StatusEvent.objects.counting().filter(cooperative=OuterRef("pk"), effective_on__lte=day)
    newest = counting.order_by("-effective_on", "-id").values("status")[:1]
    whole = Cooperative.objects.filter(merged_into__isnull=True) if rows is None else rows
    return whole.filter(registered_by(day)).annotate(status_then=Subquery(newest))
