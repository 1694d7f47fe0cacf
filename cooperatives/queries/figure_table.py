"""The table of figures of the collective economy: computed for a period and for the same period of last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.db.models import Aggregate, Count, Q, Sum
from django.urls import reverse

from cooperatives.figure_lines import PARTS, How, Line, lines
from cooperatives.models import Cooperative
from cooperatives.queries.figure_rows import CONDITIONS, rows_for
from cooperatives.queries.files import status_as_of
from cooperatives.rules.figures import figures_year
from lmhtx.contributions import collected
from lmhtx.counting import TableFigures
from lmhtx.reports.rules import Days, Reach, change_percent
from lmhtx.vn.numbers import share_percent

# Money is kept in đồng; a line tells it in its own unit, to so many places.
SCALES = {"tỷ đồng": (10**9, Decimal("0.001")), "triệu đồng/năm": (10**6, Decimal("0.1"))}
MOST = 10**9
UNKNOWN = "chưa có dữ liệu"
Worth = Decimal | int


@dataclass(frozen=True, slots=True)
class Figure:
    """What a line says of a period: None where nothing is known, `why` says the reason; `n` of `of` told their part."""

    value: Worth | None
    n: int | None = None
    of: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its figures now and a year ago, the difference, and the lists behind them."""

    line: Line
    now: Figure
    base: Figure
    address: str
    base_address: str

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

    @property
    def rows(self) -> list[Row]:
        """All rows, in order."""
        return [row for _title, rows in self.parts for row in rows]


def days_of(reach: Reach) -> tuple[Days, Days]:
    """The days of the period and of the same period a year before."""
    return Days(reach.first_on, reach.last_on), Days(reach.base_first_on, reach.base_last_on)


def table_of(reach: Reach, user: Any) -> Table:
    """Both periods on the territory of today, in a handful of statements whatever the number of cooperatives."""
    days, before = days_of(reach)
    now, base = figures_of(days, user), figures_of(before, user)
    rows = [
        Row(line, now[line.code], base[line.code], address_of(line, days), address_of(line, before))
        for line in lines()
    ]
    parts = [
        (f"{key}. {PARTS[key]}", list(group)) for key, group in groupby(rows, key=lambda row: row.line.part)
    ]
    year, base_year = figures_year(days.last_on), figures_year(before.last_on)
    return Table(reach, year, base_year, parts, _movement(now, days, user))


def figures_of(days: Days, user: Any) -> dict[str, Figure]:
    """What each line says of the days."""
    asked = {(line.code, name): one for line in lines() for name, one in _asked(line)}
    # Each row is worked out once: without a limit the database would do so anew for every sum that asks of it.
    rows = rows_for(days, user)[:MOST]
    found = rows.aggregate(**{_name(*key): one for key, one in asked.items()})
    given = dict(_given(days, user))
    year = figures_year(days.last_on)
    told = {}
    for line in lines():
        cells = {name: found[_name(code, name)] for code, name in asked if code == line.code}
        value = given.get(line.code)
        told[line.code] = WAYS[line.how](line, {**cells, "given": value, "year": year})
    return told


def _name(code: str, name: str) -> str:
    return f"of_{code}_{name}"


def _asked(line: Line) -> Iterator[tuple[str, Aggregate]]:
    """What the database is asked for a line."""
    among = CONDITIONS[line.among]
    if line.how in {How.COUNT, How.SHARE}:
        yield "v", Count("pk", filter=among & CONDITIONS[line.where])
    if line.how == How.SHARE:
        yield "of", Count("pk", filter=among)
    if line.how in {How.TOTAL, How.MEAN, How.WEIGHTED}:
        yield "v", Sum(line.column, filter=among)
        yield "n", Count(line.column, filter=among)
        yield "of", Count("pk", filter=among)
    if line.how == How.WEIGHTED:
        yield "weight", Sum("wage_workers", filter=among & Q(wage_mass__isnull=False))


def _given(days: Days, user: Any) -> Iterator[tuple[str, Worth]]:
    for one in collected(TableFigures):
        yield from one.values(user, days.first_on, days.last_on).items()


def _scaled(value: Worth, unit: str) -> Worth:
    if unit not in SCALES:
        return value
    scale, places = SCALES[unit]
    return (Decimal(value) / scale).quantize(places, rounding=ROUND_HALF_UP)


def _counted(line: Line, cells: Mapping[str, Any]) -> Figure:
    """How many there are: none is nought."""
    del line
    return Figure(cells["v"])


def _shared(line: Line, cells: Mapping[str, Any]) -> Figure:
    """Which part of the whole in percent, cut and never rounded up."""
    del line
    share = share_percent(cells["v"], cells["of"])
    why = "" if share is not None else "Không có hợp tác xã nào để tính tỷ lệ."
    return Figure(share, cells["v"] if share is not None else None, cells["of"], why)


def _summed(line: Line, cells: Mapping[str, Any]) -> Figure:
    """What those who told it have together; nobody told it is not nought."""
    if not cells["n"]:
        return _untold(line, cells)
    return Figure(_scaled(cells["v"], line.unit), cells["n"], cells["of"])


def _meant(line: Line, cells: Mapping[str, Any]) -> Figure:
    """The mean over those who told it, and over nobody else."""
    if not cells["n"]:
        return _untold(line, cells)
    return Figure(_scaled(Decimal(cells["v"]) / cells["n"], line.unit), cells["n"], cells["of"])


def _weighed(line: Line, cells: Mapping[str, Any]) -> Figure:
    """The mean over all workers together, never a mean of means."""
    if not cells["weight"]:
        return _untold(line, cells)
    return Figure(_scaled(Decimal(cells["v"]) / cells["weight"], line.unit), cells["n"], cells["of"])


def _untold(line: Line, cells: Mapping[str, Any]) -> Figure:
    of_year = f"số liệu năm {cells['year']}" if line.column not in ON_RECORD else "số này"
    return Figure(None, 0, cells["of"], f"Chưa hồ sơ nào có {of_year}.")


def _given_by(line: Line, cells: Mapping[str, Any]) -> Figure:
    """What another room or app knows."""
    return Figure(cells["given"], why=line.why if cells["given"] is None else "")


def _nothing(line: Line, cells: Mapping[str, Any]) -> Figure:
    """Nobody asks for it yet."""
    del cells
    return Figure(None, why=line.why)


# Told by the file itself and not by the figures of a year.
ON_RECORD = ("charter_then", "member_units")
WAYS: dict[How, Callable[[Line, Mapping[str, Any]], Figure]] = {
    How.COUNT: _counted,
    How.SHARE: _shared,
    How.TOTAL: _summed,
    How.MEAN: _meant,
    How.WEIGHTED: _weighed,
    How.GIVEN: _given_by,
    How.NONE: _nothing,
}


def address_of(line: Line, days: Days) -> str:
    """The list behind a figure."""
    if not line.has_list:
        return ""
    return reverse("figure_rows", args=[line.code, days.first_on.isoformat(), days.last_on.isoformat()])


def _movement(now: Mapping[str, Figure], days: Days, user: Any) -> Movement:
    eve = status_as_of(days.first_on - timedelta(days=1))
    mine = Cooperative.objects.visible_to(user).values("pk")
    begin = eve.filter(CONDITIONS["htx"], pk__in=mine).count()
    new, freely, by_force, end = (int(now[code].value or 0) for code in ("5", "6a", "6b", "1"))
    return Movement(begin, new, freely + by_force, end)
