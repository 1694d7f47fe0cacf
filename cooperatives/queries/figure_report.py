"""The figures of the official report on cooperatives, counted from the records kept of its close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cooperatives.figure_lines import PARTS, How, Line, lines
from cooperatives.queries.figure_lists import lists_of
from cooperatives.queries.figure_plans import plan_of
from cooperatives.queries.figure_records import facts_for, kept_ground
from cooperatives.queries.figure_rows import YEAR
from cooperatives.queries.figure_table import UNKNOWN, given_within
from cooperatives.queries.figure_ways import SCALES, WEIGHT, Told, told_of
from cooperatives.rules.figures import figures_year
from lmhtx.reports.counting import RECORDS, Figure, amount, count, given, plain, retold, share, words
from lmhtx.reports.rules import Days, change_percent
from lmhtx.vn.numbers import share_percent

TABLE, SUMMARY = "table", "summary"
IN_SUMMARY = ("1", "2", "5", "6a", "6b", "10", "13", "17", "25", "28", "30a", "33a", "38a", "40a", "42a")
COLUMNS = (
    ("unit", "Đơn vị tính", "text"),
    ("base", "Cùng kỳ năm trước", "count"),
    ("plan", "Kế hoạch năm", "count"),
    ("now", "Kỳ này", "count"),
    ("year", "Lũy kế từ đầu năm", "count"),
    ("growth", "So cùng kỳ (%)", "growth"),
    ("done", "So kế hoạch năm (%)", "percent"),
)
SHORT = ("unit", "base", "now", "growth")
NOTE = (
    "Tổng số hợp tác xã gồm cả quỹ tín dụng nhân dân. Chưa có dữ liệu không tính là 0; bình quân chỉ tính trên hồ sơ "
    "có số liệu. Lũy kế chỉ ghi ở chỉ tiêu phát sinh; chỉ tiêu tại thời điểm so với kế hoạch bằng số tại ngày chốt."
)


def figures(run: Any) -> dict[str, Any]:
    """All lines with their columns, a few of them for the text, and the lists, in a constant number of queries."""
    rows = {line.code: _row(line, cells) for line, cells in _cells(run)}
    table: list[dict[str, Any]] = []
    for key, title in PARTS.items():
        table.append({"key": f"part_{key}", "label": f"{key}. {title}", "cells": {}, "bold": True})
        table += [rows[line.code] for line in lines() if line.part == key]
    short = [rows[code] for code in IN_SUMMARY]
    sections = [
        _section(SUMMARY, "Kết quả chung", [one for one in COLUMNS if one[0] in SHORT], short),
        _section(TABLE, "Bảng chỉ tiêu kinh tế tập thể, hợp tác xã", COLUMNS, table, note=NOTE),
    ]
    return {"sections": sections, "lists": lists_of(run)}


def retold_now(run: Any) -> dict[tuple[str, str, str], Any]:
    """What other rooms tell of the same days now, by its place in the report."""
    found = {}
    for column, is_base, days in _grounds(run):
        told = given_within(days, None)
        for line in lines():
            if line.how == How.GIVEN and (line.flows or column != "year"):
                value = retold(told.get(line.code), is_base=is_base)["v"]
                found.update({(section, line.code, column): value for section in (TABLE, SUMMARY)})
    return found


def _grounds(run: Any) -> Iterator[tuple[str, bool, Days]]:
    """The columns that are counted, and over which days."""
    now, base = run.days(), run.days(is_base=True)
    yield "now", False, Days(now.first_on, now.last_on)
    yield "base", True, Days(base.first_on, base.last_on)
    yield "year", False, Days(now.year_first_on, now.last_on)


def _cells(run: Any) -> Iterator[tuple[Line, dict[str, Figure]]]:
    told, given_by = {}, {}
    for column, is_base, days in _grounds(run):
        given_by[column] = given_within(days, None)
        asked = (
            tuple(_since_new_year(line) for line in lines() if line.flows) if column == "year" else lines()
        )
        ground = kept_ground(run.records.filter(is_base=is_base))
        told[column] = told_of(ground, asked, given_by[column], figures_year(days.last_on))
    plan = plan_of(run.last_on.year)
    numbers = plan.numbers if plan else {}
    for line in lines():
        cells = {"unit": words(line.unit)}
        for column, is_base, _days in _grounds(run):
            if column == "year" and not line.flows:
                continue
            if line.how == How.GIVEN:
                cells[column] = retold(given_by[column].get(line.code), is_base=is_base)
            else:
                one = _since_new_year(line) if column == "year" else line
                cells[column] = _counted(one, told[column][line.code], is_base=is_base)
        yield line, {**cells, **_beside(line, told, numbers.get(line.code))}


def _since_new_year(line: Line) -> Line:
    """The same line over what has flowed since the year began."""
    return line.over(f"{YEAR}{line.where}") if line.where else line


def _counted(line: Line, told: Told, *, is_base: bool) -> Figure:
    """A figure with what it was counted from."""
    among, part = facts_for(line.among), facts_for(line.among, line.where)
    if line.how == How.NONE:
        return words(UNKNOWN)
    if line.how == How.COUNT:
        return count(int(told.figure.value or 0), part, is_base=is_base)
    if line.how == How.SHARE:
        n, of = (int(one) for one in told.parts)
        return share(n, of, [part], [among], is_base=is_base)
    scale = SCALES.get(line.unit, (1, Decimal(1)))
    per = {How.TOTAL: "", How.MEAN: RECORDS, How.WEIGHTED: WEIGHT}[line.how]
    return amount(
        told.parts,
        [facts_for(line.among, line.column)],
        adds=line.column,
        per=per,
        scale=(scale[0], str(scale[1])),
        is_base=is_base,
    )


def _beside(line: Line, told: Mapping[str, Mapping[str, Told]], planned: Decimal | None) -> dict[str, Figure]:
    """The plan of the year, and the two comparisons."""
    now, base = told["now"][line.code].figure.value, told["base"][line.code].figure.value
    reached = told["year"][line.code].figure.value if line.flows else now
    growth = None if now is None or base is None or line.unit == "%" else change_percent(now, base)
    done = None if planned is None or reached is None else share_percent(reached, planned)
    return {
        "plan": given(None if planned is None else plain(planned)),
        "growth": given(growth),
        "done": given(None if done is None else str(done)),
    }


def _row(line: Line, cells: dict[str, Figure]) -> dict[str, Any]:
    return {"key": line.code, "label": f"{line.code}. {line.label}", "cells": cells, "bold": False}


def _section(
    key: str, title: str, columns: Any, rows: list[dict[str, Any]], note: str = ""
) -> dict[str, Any]:
    told = [{"key": name, "label": label, "kind": kind} for name, label, kind in columns]
    return {"key": key, "title": title, "columns": told, "rows": rows, "note": note}
