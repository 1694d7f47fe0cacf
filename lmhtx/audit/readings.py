"""How often things were read: of one thing by whom, and of the whole house by day and by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Model, Q
from django.db.models.functions import TruncDate

from lmhtx.audit.models import Reading
from lmhtx.base import clock

SHOWN = 20
DAYS = 30


@dataclass(frozen=True, slots=True)
class Readers:
    """Readings of one thing: how many in all, how many of its files, and the newest readers with their last moment."""

    total: int
    files: int
    people: list[dict[str, Any]]


def readers_of(thing: Model) -> Readers:
    """The readings of a thing in two queries."""
    rows: Any = Reading.objects.of(thing)
    counted = rows.aggregate(total=Count("pk"), files=Count("pk", filter=Q(is_file=True)))
    people = (
        rows.order_by()
        .values("by__full_name")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-last_at")[:SHOWN]
    )
    return Readers(counted["total"], counted["files"], list(people))


def readings_by_day(last: date | None = None) -> list[dict[str, Any]]:
    """Each of the last thirty days on which something was read: readings, files opened, people; newest first."""
    end = last or clock.today()
    rows: Any = Reading.objects.filter(
        at__gt=clock.end_of(end - timedelta(days=DAYS)), at__lte=clock.end_of(end)
    )
    return list(
        rows.annotate(day=TruncDate("at"))
        .order_by()
        .values("day")
        .annotate(
            times=Count("pk"), files=Count("pk", filter=Q(is_file=True)), people=Count("by", distinct=True)
        )
        .order_by("-day")
    )


def readings_by_person(last: date | None = None) -> list[dict[str, Any]]:
    """Who read most within the last thirty days."""
    end = last or clock.today()
    rows: Any = Reading.objects.filter(
        at__gt=clock.end_of(end - timedelta(days=DAYS)), at__lte=clock.end_of(end)
    )
    return list(
        rows.order_by()
        .values("by__full_name")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-times", "by__full_name")[:SHOWN]
    )
