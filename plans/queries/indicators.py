"""Where the targets of 2030 stand on a day, how they came there, and the rows behind each figure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from lmhtx.base import clock
from lmhtx.contributions import collected
from lmhtx.counting import Indicator, IndicatorPart, TargetSource
from lmhtx.directory.parameters import Values
from lmhtx.legal import PARAMETERS
from lmhtx.people.models import User
from lmhtx.vn.dates import add_months, last_day_of_month
from lmhtx.vn.numbers import share_percent
from plans.legal import LAST_YEAR, PLAN_245
from plans.models import IndicatorSnapshot, Plan, Target, Task
from plans.reaching import is_reached
from plans.targets import TARGETS, Target2030

FIRST_YEAR = 2026
LEFT, RIGHT, TOP, BOTTOM = 40, 590, 15, 130


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio on a day; nothing is known of it while no app counts it, or while there is nothing to count."""

    key: str
    label: str
    part: IndicatorPart | None
    numerator: int
    denominator: int
    target_percent: Decimal

    @property
    def share(self) -> Decimal | None:
        """In percent, cut down to a tenth."""
        return share_percent(self.numerator, self.denominator)

    @property
    def is_reached(self) -> bool | None:
        """Whether what must be reached by the year's end is reached."""
        return is_reached(part=self.numerator, whole=self.denominator, target_percent=self.target_percent)


@dataclass(frozen=True, slots=True)
class Standing:
    """A target with its ratios of a day, what this year and 2030 ask for."""

    target: Target2030
    indicator: Indicator | None
    figures: list[Figure]
    target_percent: Decimal
    final_percent: Decimal


def month_end(day: date) -> date:
    """The last day of the month."""
    return last_day_of_month(day.year, day.month)


def last_month_end(today: date) -> date:
    """The last day of a month that is over."""
    return today.replace(day=1) - timedelta(days=1)


def targets_on(day: date) -> list[Standing]:
    """All five targets as they stand on a day."""
    now, end = Values(on=day), Values(on=date(LAST_YEAR, 12, 31))
    return [standing_of(target, day, now=now, end=end) for target in TARGETS]


def standing_of(
    target: Target2030, day: date, *, now: Values | None = None, end: Values | None = None
) -> Standing:
    """One target as it stands on a day, counted afresh from the rows."""
    now, end = now or Values(on=day), end or Values(on=date(LAST_YEAR, 12, 31))
    asked, final = _percent(now, target), _percent(end, target)
    indicator = indicator_of(target.key)
    counted = {part.key: part for part in indicator.parts} if indicator else {}
    figures = [_figure(key, label, counted.get(key), day, asked) for key, label in target.parts]
    return Standing(target, indicator, figures, asked, final)


def _percent(values: Values, target: Target2030) -> Decimal:
    """What the day asks for; before the first year of the way, what that year asks for."""
    current = values.state(PARAMETERS[target.parameter])
    row = current.current or current.rows[-1]
    return Decimal(str(row.value))


def indicator_of(key: str) -> Indicator | None:
    """How the target is counted; None while no app counts it."""
    return next((item for item in collected(Indicator) if item.key == key), None)


def _figure(key: str, label: str, part: IndicatorPart | None, day: date, asked: Decimal) -> Figure:
    if part is None:
        return Figure(key, label, None, 0, 0, asked)
    return Figure(key, label, part, reached_rows(part, day).count(), part.denominator(day).count(), asked)


def reached_rows(part: IndicatorPart, day: date) -> Any:
    """The rows that count: of the numerator only what stands in the denominator too."""
    return part.numerator(day).filter(pk__in=part.denominator(day).order_by().values("pk"))


def rows_of(part: IndicatorPart, which: str, day: date) -> Any:
    """The rows behind a figure: those that count, those that could and do not yet, those left out on purpose."""
    if which == "dat":
        return reached_rows(part, day)
    if which == "chua-dat":
        return part.denominator(day).exclude(pk__in=part.numerator(day).order_by().values("pk"))
    return part.exceptions(day) if part.exceptions else part.denominator(day).none()


def fingerprint(part: IndicatorPart, day: date) -> str:
    """One mark over all rows of both sides: the same mark means the very same rows."""
    sides = (reached_rows(part, day), part.denominator(day))
    told = "|".join(",".join(map(str, side.order_by("pk").values_list("pk", flat=True))) for side in sides)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Point:
    """One kept figure in the picture."""

    on: date
    share: Decimal
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The kept figures of one ratio against the way to 2030."""

    key: str
    label: str
    points: list[Point]
    line: str
    way: str
    years: list[tuple[int, float, Decimal]]


def trends_of(standing: Standing) -> list[Trend]:
    """A picture for each ratio, from the figures kept at the ends of months; one query."""
    kept: dict[str, list[IndicatorSnapshot]] = {}
    for row in IndicatorSnapshot.objects.filter(key=standing.target.key).order_by("on"):
        kept.setdefault(row.part, []).append(row)
    state = Values(on=date(LAST_YEAR, 12, 31)).state(PARAMETERS[standing.target.parameter])
    years = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        asked = next(one for one in state.rows if one.valid_from <= date(year, 12, 31))
        years.append((year, _x(date(year, 12, 31)), Decimal(str(asked.value))))
    way = " ".join(f"{x},{_y(percent)}" for _year, x, percent in years)
    return [
        _trend(figure.key, figure.label, kept.get(figure.key, []), way, years) for figure in standing.figures
    ]


def _trend(
    key: str, label: str, rows: list[IndicatorSnapshot], way: str, years: list[tuple[int, float, Decimal]]
) -> Trend:
    points = [Point(row.on, share, _x(row.on), _y(share)) for row in rows if (share := row.share) is not None]
    return Trend(key, label, points, " ".join(f"{point.x},{point.y}" for point in points), way, years)


def _x(day: date) -> float:
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)


def _y(percent: Decimal) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * float(percent) / 100, 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure kept at a month's end, and whether today's records give the very same rows for that day."""

    snapshot: IndicatorSnapshot
    is_same: bool
    is_same_definition: bool


def kept_on(standing: Standing, day: date) -> dict[str, Kept]:
    """The figures kept for that month's end, by ratio, each beside the rows of today."""
    rows = IndicatorSnapshot.objects.filter(key=standing.target.key, on=day)
    parts = {figure.key: figure.part for figure in standing.figures}
    version = standing.indicator.version if standing.indicator else 0
    return {
        row.part: Kept(row, fingerprint(part, day) == row.fingerprint, row.definition_version == version)
        for row in rows
        if (part := parts.get(row.part)) is not None
    }


def months_back(today: date, count: int = 12) -> list[date]:
    """The last ends of months, latest first."""
    last = last_month_end(today)
    return [month_end(add_months(last.replace(day=1), -step)) for step in range(count)]


def work_streams(user: Any) -> list[dict[str, Any]]:
    """How far the tasks of plan 245 are: progress of the plan, not a target."""
    number, symbol = PLAN_245.number.split("/", 1)
    plan = Plan.objects.visible_to(user).filter(number=number, symbol=symbol).first()
    if plan is None:
        return []
    tasks = Task.objects.visible_to(user).filter(plan=plan, parent__isnull=True, series_run__isnull=True)
    rows = tasks.counted().order_by("position", "id")
    return [dict(row) for row in rows.values("pk", "stt", "text", "percent")]


def listed_for(user: User, source: TargetSource | None) -> str:
    """Where this person may look at the records that a register counts; "" where there is no such place."""
    link = source.listed if source else None
    if link is None or not user.has_perm(link.permission):
        return ""
    return f"{reverse(link.url_name)}?{link.on(clock.today())}"


def source_of(target: Target) -> TargetSource | None:
    """What counts a quantity; None where people report it."""
    return next((one for one in collected(TargetSource) if one.key == target.source_key), None)
