"""The table of figures: a period, the year up to its close, the plan of the year, the same period of last year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from cooperatives.figure_lines import PARTS, Line, lines
from cooperatives.queries.figure_plans import plan_of
from cooperatives.queries.figure_rows import CONDITIONS, flow_rows, rows_at_close, rows_for
from cooperatives.queries.figure_ways import Figure, Ground, Worth, told_of
from cooperatives.rules.figures import figures_year
from lmhtx.contributions import collected
from lmhtx.counting import TableFigures
from lmhtx.reports.rules import Days, Reach, change_percent
from lmhtx.vn.numbers import share_percent

MOST = 10**9
UNKNOWN = "chưa có dữ liệu"
FLOWING = tuple(line for line in lines() if line.flows)


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its figures now, since the year began, a year ago and in the plan, and the lists behind them."""

    line: Line
    now: Figure
    base: Figure
    year: Figure | None
    plan: Decimal | None
    address: str
    base_address: str
    year_address: str

    @property
    def change(self) -> Worth | None:
        """By how much it has grown; nothing where one of the two is unknown."""
        if self.now.value is None or self.base.value is None:
            return None
        return self.now.value - self.base.value

    @property
    def growth(self) -> int | None:
        """The growth in percent; of a share, and against nought, there is none."""
        if self.change is None or self.now.value is None or self.base.value is None or self.line.unit == "%":
            return None
        return change_percent(self.now.value, self.base.value)

    @property
    def done_percent(self) -> Decimal | None:
        """How much of the year's plan is reached: by what has flowed since the year began, or by what stands."""
        told = self.now if self.year is None else self.year
        return None if self.plan is None or told.value is None else share_percent(told.value, self.plan)

    @property
    def remark(self) -> str:
        """Why nothing is known, else what is to be known of the line."""
        return self.now.why or self.line.why


@dataclass(frozen=True, slots=True)
class Movement:
    """How the cooperatives of the beginning became those of the end."""

    begin: int
    new: int
    ended: int
    end: int

    @property
    def other(self) -> int:
        """Merged, split, converted, or put right since."""
        return self.end - self.begin - self.new + self.ended


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table of one period."""

    reach: Reach
    year: int
    base_year: int
    parts: list[tuple[str, list[Row]]]
    movement: Movement
    plan_paper: str
    year_first_on: date

    @property
    def rows(self) -> list[Row]:
        """All rows, in order."""
        return [row for _title, rows in self.parts for row in rows]


def days_of(reach: Reach) -> tuple[Days, Days]:
    """The days of the period and of the same period a year before."""
    return Days(reach.first_on, reach.last_on), Days(reach.base_first_on, reach.base_last_on)


def table_of(reach: Reach, user: Any, *, year_first_on: date) -> Table:
    """All columns on the territory of today, in a handful of statements whatever the number of cooperatives."""
    days, before = days_of(reach)
    so_far = Days(min(year_first_on, days.first_on), days.last_on)
    now, base, plan = figures_of(days, user), figures_of(before, user), plan_of(reach.last_on.year)
    year = now if so_far == days else flows_of(so_far, user)
    rows = [
        Row(
            line,
            now[line.code],
            base[line.code],
            year[line.code] if line.flows else None,
            plan.numbers.get(line.code) if plan else None,
            address_of(line, days),
            address_of(line, before),
            address_of(line, so_far) if line.flows else "",
        )
        for line in lines()
    ]
    parts = [
        (f"{key}. {PARTS[key]}", list(group)) for key, group in groupby(rows, key=lambda row: row.line.part)
    ]
    years = figures_year(days.last_on), figures_year(before.last_on)
    paper = plan.document if plan else ""
    return Table(reach, *years, parts, _movement(now, days, user), paper, so_far.first_on)


def figures_of(days: Days, user: Any) -> dict[str, Figure]:
    """What each line says of the days."""
    # Each row is worked out once: without a limit the database would do so anew for every sum that asks of it.
    return _told(rows_for(days, user)[:MOST], lines(), days, user)


def flows_of(days: Days, user: Any) -> dict[str, Figure]:
    """What the lines that flow say of the days."""
    return _told(flow_rows(days, user)[:MOST], FLOWING, days, user)


def _told(rows: Any, asked: tuple[Line, ...], days: Days, user: Any) -> dict[str, Figure]:
    ground = Ground(rows, CONDITIONS.__getitem__, str)
    found = told_of(ground, asked, given_within(days, user), figures_year(days.last_on))
    return {code: one.figure for code, one in found.items()}


def given_within(days: Days, user: Any) -> dict[str, Worth]:
    """What other rooms and apps tell of the days; without a user, of all there is."""
    return dict(_given(days, user))


def _given(days: Days, user: Any) -> Iterator[tuple[str, Worth]]:
    for one in collected(TableFigures):
        yield from one.values(user, days.first_on, days.last_on).items()


def address_of(line: Line, days: Days) -> str:
    """The list behind a figure."""
    if not line.has_list:
        return ""
    return reverse("figure_rows", args=[line.code, days.first_on.isoformat(), days.last_on.isoformat()])


def _movement(now: Mapping[str, Figure], days: Days, user: Any) -> Movement:
    eve = days.first_on - timedelta(days=1)
    begin = rows_at_close(Days(eve, eve), user).filter(CONDITIONS["htx"]).count()
    new, freely, by_force, end = (int(now[code].value or 0) for code in ("5", "6a", "6b", "1"))
    return Movement(begin, new, freely + by_force, end)
