"""What the page of a brought workbook shows: columns, pairs beside each other, cells that wait, what was mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cooperatives.models import BroughtRegister, SourceLayout
from cooperatives.queries.workbooks import said_of
from cooperatives.workbooks.layouts import Layout, most_like, source_of
from cooperatives.workbooks.outcome import FIELDS, Action, Field, Kind, Mend
from cooperatives.workbooks.settling import OpenCell, Settled
from lmhtx.files.models import Attachment
from lmhtx.vn.numbers import grouped

PAIRS_SHOWN, CELLS_SHOWN, FIXES_SHOWN = 20, 200, 100


@dataclass(frozen=True, slots=True)
class Beside:
    """Two that look alike, fact by fact; `is_other` where they differ."""

    key: str
    titles: tuple[str, str]
    facts: list[tuple[str, Any, Any, bool]]


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question with the cells it is asked about."""

    code: str
    message: str
    count: int
    is_block: bool
    cells: list[OpenCell]


def questions_of(found: Settled) -> list[Question]:
    """The open cells by what is asked, what must be mended first."""
    groups: dict[tuple[bool, str], list[OpenCell]] = {}
    for cell in found.cells:
        is_block = cell.problem["kind"] == Kind.BLOCK
        groups.setdefault((not is_block, str(cell.problem["code"])), []).append(cell)
    return [
        Question(code, str(cells[0].problem["message"]), len(cells), not is_ask, cells[:CELLS_SHOWN])
        for (is_ask, code), cells in sorted(groups.items(), key=lambda group: group[0])
    ]


def beside_each_other(found: Settled, year: int) -> list[Beside]:
    """The pairs within the workbook, then rows beside the cooperative of the register that they are like."""
    pairs = [
        Beside(
            pair.key,
            (_where(pair.first), _where(pair.second)),
            _facts(pair.first["values"], pair.second["values"]),
        )
        for pair in found.pairs[:PAIRS_SHOWN]
    ]
    alike = found.alike[:PAIRS_SHOWN]
    said = said_of([row["alike"] for row in alike], year)
    return pairs + [
        Beside(row["key"], (_where(row), "Trong sổ"), _facts(row["values"], said.get(row["alike"], {})))
        for row in alike
    ]


def _where(row: Mapping[str, Any]) -> str:
    return f"Dòng {row['row']}, trang {row['sheet']}"


def _facts(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[tuple[str, Any, Any, bool]]:
    told = (
        (Field(name).label, _shown(name, one.get(name)), _shown(name, other.get(name))) for name in FIELDS
    )
    return [
        (label, mine, theirs, None not in {mine, theirs} and mine != theirs)
        for label, mine, theirs in told
        if mine is not None or theirs is not None
    ]


def _shown(name: str, value: Any) -> Any:
    """A value as people write it: a day with slashes, a sum with dots."""
    if name == "founded" and value:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return grouped(value) if isinstance(value, int) else value


def mended(brought: BroughtRegister) -> tuple[list[tuple[str, int]], list[dict[str, Any]]]:
    """How cells with one right reading were mended: how many by each rule, and the first of them in full."""
    fixes = [
        {
            **fix,
            "value": _shown(fix["field"], fix["value"]),
            "cell": row["cells"].get(fix["field"], ""),
            "sheet": row["sheet"],
            "label": Field(fix["field"]).label,
        }
        for row in brought.rows
        for fix in row["fixes"]
    ]
    counts = Counter(Mend(fix["rule"]).label for fix in fixes)
    return counts.most_common(), fixes[:FIXES_SHOWN]


def outlook_of(found: Settled) -> dict[str, int]:
    """How many rows would come in new, are of a cooperative that stands, and wait for a person."""
    waiting = {cell.row["key"] for cell in found.cells} | {row["key"] for row in found.alike}
    waiting |= {pair.second["key"] for pair in found.pairs}
    return {
        "rows": len(found.rows),
        "new": sum(not row["known"] for row in found.rows),
        "same": sum(row["action"] == Action.UNCHANGED for row in found.rows),
        "standing": sum(bool(row["known"]) and row["action"] != Action.UNCHANGED for row in found.rows),
        "waiting": len(waiting),
    }


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of sheets with the same headings, as they were read, and the layout that was remembered of them."""

    sheets: list[str]
    columns: list[dict[str, Any]]
    layout: SourceLayout | None = None


def sources_of(brought: BroughtRegister) -> list[Source]:
    """The sheets of a workbook that were read, those with the same headings together."""
    by_sheet: dict[str, list[dict[str, Any]]] = {}
    for column in brought.columns:
        by_sheet.setdefault(column["sheet"], []).append(column)
    layouts = list(SourceLayout.objects.select_related("created_by"))
    found: dict[str, Source] = {}
    for sheet, columns in by_sheet.items():
        keys = [column["key"] for column in columns]
        if (source := source_of(keys)) in found:
            found[source].sheets.append(sheet)
        else:
            found[source] = Source([sheet], columns, _remembered(keys, layouts))
    return list(found.values())


def remembered(brought: BroughtRegister) -> list[SourceLayout]:
    """What was said before of the sources of a workbook."""
    return [source.layout for source in sources_of(brought) if source.layout is not None]


def _remembered(keys: list[str], layouts: Iterable[SourceLayout]) -> SourceLayout | None:
    said = [(Layout(layout.facts), layout) for layout in layouts]
    like = most_like([layout for layout, _row in said], keys)
    return next((row for layout, row in said if layout is like), None)


def files_of(brought: BroughtRegister) -> dict[str, Attachment]:
    """The workbook as brought and the one given back, by their kinds."""
    return {held.kind: held for held in Attachment.objects.of(brought)}
