"""Where the table of cooperatives begins in a sheet, and which of its columns holds which fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cooperatives.workbooks.codes import read_tax_code
from cooperatives.workbooks.headings import ADDRESS, OLD_NUMBER, STT, Meaning, meaning, unit_of
from cooperatives.workbooks.names import looks_like_one
from cooperatives.workbooks.sheets import Sheet, headings, is_figure

LOOKED_THROUGH = 60
ROWS_TRIED, FEWEST_TRIED, SHARE_HELD = 60, 2, 0.6
DEEPEST = 4
LONGEST_HEADING = 160
NAME_WEIGHT, DEPTH_COST, SECOND_LEVEL = 3.0, 0.6, 1.0
# One fact is enough where it tells cooperatives apart; a table of sums by sector has none.
TELLING = {"tax_code", OLD_NUMBER, "ward", "hamlet", "head", "phone", ADDRESS}
FEWEST_OTHERS = 3
MONEY = ("capital", "revenue")


@dataclass(frozen=True, slots=True)
class Column:
    """A column in use: its place from 0, its heading, the unit of its sums in đồng where told."""

    at: int
    heading: str
    unit_vnd: int | None = None


@dataclass(slots=True)
class Table:
    """The table of a sheet: rows of headings (from 0), columns by fact, headings that were not understood."""

    sheet: Sheet
    first_heading: int
    last_heading: int
    columns: dict[str, Column] = field(default_factory=dict)
    unused: list[Column] = field(default_factory=list)

    @property
    def facts(self) -> set[str]:
        """The facts that it tells beside names and running numbers."""
        return set(self.columns) - {STT, "name"}


def find_table(sheet: Sheet) -> Table | None:
    """The best block of headings in the first rows; None where no column holds names of cooperatives."""
    best: tuple[float, Table] | None = None
    for first in range(min(len(sheet.rows), LOOKED_THROUGH)):
        if len(sheet.filled(first)) < 2:
            continue
        for depth in range(1, DEEPEST + 1):
            if first + depth > len(sheet.rows) or not _may_be_heading(sheet, first + depth - 1):
                break
            table = _table(sheet, first, depth)
            score = _score(table) - DEPTH_COST * (depth - 1) + SECOND_LEVEL * _is_second_level(table)
            if "name" in table.columns and (best is None or score > best[0]):
                best = (score, table)
    return best[1] if best is not None and _is_register(best[1]) else None


def _is_second_level(table: Table) -> bool:
    """Whether the last row of a block parts headings above it: words in several columns, none under names."""
    row, sheet = table.last_heading, table.sheet
    if row == table.first_heading or len(sheet.filled(row)) < 2:
        return False
    return not any(
        sheet.words(row, table.columns[name].at) for name in (STT, "name") if name in table.columns
    )


def _is_register(table: Table) -> bool:
    return bool(table.facts & TELLING) or len(table.facts) >= FEWEST_OTHERS


def _score(table: Table) -> float:
    return sum(NAME_WEIGHT if name == "name" else 1.0 for name in table.columns)


def _may_be_heading(sheet: Sheet, row: int) -> bool:
    cells = [sheet.at(row, at) for at in sheet.filled(row)]
    return not any(is_figure(cell) or len(str(cell)) > LONGEST_HEADING for cell in cells)


def _table(sheet: Sheet, first: int, depth: int) -> Table:
    table = Table(sheet, first, first + depth - 1)
    chosen: dict[str, tuple[Meaning, Column]] = {}
    for at, (own, above) in enumerate(headings(sheet, first, depth)):
        if not own:
            continue
        found = meaning(own, above)
        told = f"{above} / {own}" if above else own
        column = Column(at, told, unit_of(own) or unit_of(above) if found and found.name in MONEY else None)
        if found is None:
            table.unused.append(column)
            continue
        standing = chosen.get(found.name)
        if standing is None or (found.score, found.year) > (standing[0].score, standing[0].year):
            if standing is not None:
                table.unused.append(standing[1])
            chosen[found.name] = (found, column)
        else:
            table.unused.append(column)
    table.columns = {name: column for name, (_meaning, column) in chosen.items()}
    if table.columns:
        _tell_by_content(table)
    return table


def _tell_by_content(table: Table) -> None:
    """A column without a known heading whose cells can be one thing only: names, codes."""
    for name, holds in HOLDS.items():
        found = (
            None
            if name in table.columns
            else next((one for one in table.unused if holds(table, one.at)), None)
        )
        if found is not None:
            table.unused.remove(found)
            table.columns[name] = found


def _hold_mostly(table: Table, at: int, fits: Callable[[str], bool]) -> bool:
    rows = range(table.last_heading + 1, min(len(table.sheet.rows), table.last_heading + 1 + ROWS_TRIED))
    words = [said for row in rows if (said := table.sheet.words(row, at))]
    return len(words) >= FEWEST_TRIED and sum(map(fits, words)) >= SHARE_HELD * len(words)


def _holds_names(table: Table, at: int) -> bool:
    return _hold_mostly(table, at, looks_like_one)


def _holds_codes(table: Table, at: int) -> bool:
    return _hold_mostly(table, at, lambda words: read_tax_code(words, "").value is not None)


HOLDS = {"name": _holds_names, "tax_code": _holds_codes}
