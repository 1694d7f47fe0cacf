"""How a line of the table of figures is computed, from the register itself or from what a report has kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Aggregate, Count, Q, Sum

from cooperatives.figure_lines import How, Line
from lmhtx.vn.numbers import share_percent

# Money is kept in đồng; a line tells it in its own unit, to so many places.
SCALES = {"tỷ đồng": (10**9, Decimal("0.001")), "triệu đồng/năm": (10**6, Decimal("0.1"))}
# Told by the file itself and not by the figures of a year.
ON_RECORD = ("charter_then", "member_units")
WEIGHT = "wage_workers"
Worth = Decimal | int


@dataclass(frozen=True, slots=True)
class Figure:
    """What a line says of a period: None where nothing is known, `why` says the reason; `n` of `of` told their part."""

    value: Worth | None
    n: int | None = None
    of: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, and the sums it was made of (part and whole, or sum and divisor)."""

    figure: Figure
    parts: tuple[Worth, Worth] = (0, 0)


@dataclass(frozen=True, slots=True)
class Ground:
    """Rows to count: how they say that a condition holds, and what a column of theirs is called."""

    rows: Any
    condition: Callable[[str], Q]
    column: Callable[[str], Any]


def told_of(
    ground: Ground, lines: tuple[Line, ...], given: Mapping[str, Worth], year: int
) -> dict[str, Told]:
    """What each line says of the rows, by one statement; `given` is what other rooms tell."""
    asked = {(line.code, name): one for line in lines for name, one in _asked(line, ground)}
    found = ground.rows.aggregate(**{_name(*key): one for key, one in asked.items()}) if asked else {}
    told = {}
    for line in lines:
        cells = {name: found[_name(code, name)] for code, name in asked if code == line.code}
        told[line.code] = WAYS[line.how](line, {**cells, "given": given.get(line.code), "year": year})
    return told


def _name(code: str, name: str) -> str:
    return f"of_{code}_{name}"


def _asked(line: Line, ground: Ground) -> Iterator[tuple[str, Aggregate]]:
    """What the database is asked for a line."""
    among = ground.condition(line.among)
    if line.how in {How.COUNT, How.SHARE}:
        yield "v", Count("pk", filter=among & ground.condition(line.where))
    if line.how == How.SHARE:
        yield "of", Count("pk", filter=among)
    if line.how in {How.TOTAL, How.MEAN, How.WEIGHTED}:
        column = ground.column(line.column)
        yield "v", Sum(column, filter=among)
        yield "n", Count(column, filter=among)
        yield "of", Count("pk", filter=among)
    if line.how == How.WEIGHTED:
        yield "weight", Sum(ground.column(WEIGHT), filter=among)


def _scaled(value: Worth, unit: str) -> Worth:
    if unit not in SCALES:
        return value
    scale, places = SCALES[unit]
    return (Decimal(value) / scale).quantize(places, rounding=ROUND_HALF_UP)


def _counted(line: Line, cells: Mapping[str, Any]) -> Told:
    """How many there are: none is nought."""
    del line
    return Told(Figure(cells["v"]))


def _shared(line: Line, cells: Mapping[str, Any]) -> Told:
    """Which part of the whole in percent, cut and never rounded up."""
    del line
    share = share_percent(cells["v"], cells["of"])
    why = "" if share is not None else "Không có hợp tác xã nào để tính tỷ lệ."
    figure = Figure(share, cells["v"] if share is not None else None, cells["of"], why)
    return Told(figure, (cells["v"], cells["of"]))


def _summed(line: Line, cells: Mapping[str, Any]) -> Told:
    """What those who told it have together; nobody told it is not nought."""
    if not cells["n"]:
        return _untold(line, cells)
    return Told(Figure(_scaled(cells["v"], line.unit), cells["n"], cells["of"]), (cells["v"], cells["n"]))


def _meant(line: Line, cells: Mapping[str, Any]) -> Told:
    """The mean over those who told it, and over nobody else."""
    if not cells["n"]:
        return _untold(line, cells)
    mean = _scaled(Decimal(cells["v"]) / cells["n"], line.unit)
    return Told(Figure(mean, cells["n"], cells["of"]), (cells["v"], cells["n"]))


def _weighed(line: Line, cells: Mapping[str, Any]) -> Told:
    """The mean over all workers together, never a mean of means."""
    if not cells["weight"]:
        return _untold(line, cells)
    mean = _scaled(Decimal(cells["v"]) / cells["weight"], line.unit)
    return Told(Figure(mean, cells["n"], cells["of"]), (cells["v"], cells["weight"]))


def _untold(line: Line, cells: Mapping[str, Any]) -> Told:
    of_year = f"số liệu năm {cells['year']}" if line.column not in ON_RECORD else "số này"
    return Told(Figure(None, 0, cells["of"], f"Chưa hồ sơ nào có {of_year}."))


def _given_by(line: Line, cells: Mapping[str, Any]) -> Told:
    """What another room or app knows."""
    return Told(Figure(cells["given"], why=line.why if cells["given"] is None else ""))


def _nothing(line: Line, cells: Mapping[str, Any]) -> Told:
    """Nobody asks for it yet."""
    del cells
    return Told(Figure(None, why=line.why))


WAYS: dict[How, Callable[[Line, Mapping[str, Any]], Told]] = {
    How.COUNT: _counted,
    How.SHARE: _shared,
    How.TOTAL: _summed,
    How.MEAN: _meant,
    How.WEIGHTED: _weighed,
    How.GIVEN: _given_by,
    How.NONE: _nothing,
}
