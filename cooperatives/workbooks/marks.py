"""What a reading asks, as faults at cells: the list on the page and the coloured copy of the workbook."""

from __future__ import annotations

from typing import Any

from cooperatives.workbooks.headings import ADDRESS
from cooperatives.workbooks.outcome import Field, Problem, Reading, ReadRow
from lmhtx.sheets.cells import plain, words_of
from lmhtx.sheets.headings import letter


def faults(reading: Reading) -> list[dict[str, Any]]:
    """One for each problem and each likeness between rows, in the order of the rows."""
    found = []
    for row in reading.rows:
        found += [_fault(row, problem.field, problem.message, problem.suggestion) for problem in _told(row)]
    return found


def _told(row: ReadRow) -> list[Problem]:
    """The problems, and a likeness at the name, where people look first."""
    if not row.twins:
        return row.problems
    where = ", ".join(
        f"dòng {twin.row}" + (f" trang “{twin.sheet}”" if twin.sheet != row.sheet else "")
        for twin in row.twins
    )
    how = "So hai dòng: nếu là một hợp tác xã thì giữ một dòng, nếu là hai thì ghi mã số khác nhau."
    return [*row.problems, Problem("name", "same_as_row", f"Có vẻ trùng với {where}.", how)]


def _fault(row: ReadRow, name: str, reason: str, advice: str) -> dict[str, Any]:
    place = row.columns.get(name) or (row.columns.get(ADDRESS) if name in {"ward", "hamlet"} else None)
    at, heading = place or row.columns["name"]
    return {
        "sheet": row.sheet,
        "row": row.row,
        "column": letter(at),
        "heading": heading if place else Field(name).label if name else heading,
        "value": words_of(plain(row.raws.get(name or "name"))),
        "reason": reason,
        "advice": advice,
    }
