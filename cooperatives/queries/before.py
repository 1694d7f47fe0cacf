"""With what the figures of a form are compared: verified ones of the time before, and what is usual among peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Aggregate, Case, Count, FloatField, IntegerField, Q, Value, When

from cooperatives.enums.forms import Rhythm
from cooperatives.models import Cooperative, Period, PeriodFigure, YearFigures
from cooperatives.year_form import Figure

PEERS_KEPT_SECONDS = 3600
# Fewer than this say nothing of what is usual.
FEWEST_PEERS = 5


class Median(Aggregate):
    """The middle value of a column."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Before:
    """Verified figures of an earlier time, and what that time is called: "năm trước", "quý II/2026"."""

    values: dict[str, Any]
    since: str

    def said(self, figures: Sequence[Figure]) -> list[tuple[Figure, str]]:
        """Those of the figures that are known, in words."""
        known = ((one, self.values.get(one.key)) for one in figures)
        return [(one, one.told(value)) for one, value in known if value is not None]


def verified_of(cooperative_id: int, year: int) -> dict[str, Any]:
    """The verified figures of a year, by column; {} where there are none."""
    row = YearFigures.objects.filter(cooperative=cooperative_id, year=year).values().first()
    return row or {}


def verified_in(period: Period, cooperative_id: int) -> dict[str, Any]:
    """The verified figures of the very time that a period asks about."""
    if period.is_yearly:
        return verified_of(cooperative_id, period.year)
    rows = PeriodFigure.objects.filter(period=period, cooperative=cooperative_id)
    return {row.key: row.value for row in rows}


def before_of(period: Period, cooperative_id: int) -> Before:
    """The last verified figures like those of the period.

    A year compares with the year before, a quarter with the same of last year, since fields have seasons, or else with
    the last verified one. For the first of its kind what
    stands (members, capital) is that of the last year, and what flows (revenue) has nothing like it yet.
    """
    if period.is_yearly:
        return Before(verified_of(cooperative_id, period.year - 1), "năm trước")
    if period.rhythm != Rhythm.ONCE and (found := _last_alike(period, cooperative_id)):
        return found
    years = YearFigures.objects.filter(cooperative=cooperative_id, year__lte=period.year)
    row: dict[str, Any] = years.order_by("-year").values().first() or {}
    if period.rhythm != Rhythm.ONCE:
        row = row | dict.fromkeys((one.key for one in period.figures_for() if one.is_flow), None)
    return Before(row, f"năm {row['year']}" if "year" in row else "năm trước")


def _last_alike(period: Period, cooperative_id: int) -> Before | None:
    earlier = PeriodFigure.objects.filter(
        cooperative=cooperative_id, period__rhythm=period.rhythm, period__ends_on__lt=period.ends_on
    )
    same = Q(period__year=period.year - 1, period__number=period.number)
    season = Case(When(same, then=Value(0)), default=Value(1), output_field=IntegerField())
    last = earlier.order_by(season, "-period__ends_on").values("period")[:1]
    rows = list(earlier.filter(period=last).select_related("period"))
    if not rows:
        return None
    span = rows[0].period.span
    return Before({row.key: row.value for row in rows}, f"{span[0].lower()}{span[1:]}")


def peers_of(cooperative: Cooperative, period: Period) -> dict[str, int]:
    """The usual sums among cooperatives of the same kind and sector, before; kept an hour, for they hardly move."""
    key = f"cooperatives.peers:{period.pk}:{cooperative.kind}:{cooperative.sector}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        is_short = period.rhythm in {Rhythm.HALF, Rhythm.QUARTER}
        found = (_peers_alike if is_short else _peers_of_year)(cooperative, period)
        cache.set(key, found, PEERS_KEPT_SECONDS)
    return found


def _peers_of_year(cooperative: Cooperative, period: Period) -> dict[str, int]:
    rows = YearFigures.objects.filter(
        year=period.year - 1, cooperative__kind=cooperative.kind, cooperative__sector=cooperative.sector
    )
    money = [one.key for one in period.figures_for() if one.is_money and not one.is_own]
    if not money:
        return {}
    usual = {f"{name}_usual": Median(name) for name in money}
    row = rows.aggregate(**usual, **{f"{name}_n": Count(name) for name in money})
    return {name: int(row[f"{name}_usual"]) for name in money if row[f"{name}_n"] >= FEWEST_PEERS}


def _peers_alike(cooperative: Cooperative, period: Period) -> dict[str, int]:
    earlier = Period.objects.filter(rhythm=period.rhythm, ends_on__lt=period.ends_on).order_by("-ends_on")
    rows = PeriodFigure.objects.filter(
        period=earlier.values("pk")[:1],
        cooperative__kind=cooperative.kind,
        cooperative__sector=cooperative.sector,
        key__in=[one.key for one in period.figures_for() if one.is_money],
    )
    found = rows.order_by().values("key").annotate(usual=Median("amount"), n=Count("amount"))
    return {row["key"]: int(row["usual"]) for row in found if row["n"] >= FEWEST_PEERS}
