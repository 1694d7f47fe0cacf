"""What a workbook that people fill in is made of: its columns, its rows compared with what stands, its faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from lmhtx.sheets.writing import Look

# What stands in a cell, once Excel's own ways are taken off (lmhtx.sheets.cells.plain).
Cell = str | int | float | bool | date | datetime | time | None
ID_HEADING = "Mã dòng"


class BadCell(ValueError):
    """A cell that cannot be taken: why, and how to mend it, each a sentence."""

    def __init__(self, reason: str, advice: str = "") -> None:
        """Keep both."""
        super().__init__(reason)
        self.reason, self.advice = reason, advice


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetColumn:
    """A column as people meet it: heading, how a cell is read, what helps to fill it.

    `read(cell, book)` gives the value or raises BadCell; `nothing` is the value of an empty cell. A column that is
    `only_said` tells of the change itself (who ordered it) and is never compared with what stands.
    """

    heading: str
    field: str
    read: Callable[[Any, Any], Any]
    help: str = ""
    example: Cell = ""
    nothing: Any = ""
    is_required: bool = False
    only_said: bool = False
    choices: Callable[[Any], Sequence[str]] | None = None
    look: Look = Look.TEXT
    width: float = 24


class Change(StrEnum):
    """What a row does to what stands."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(kw_only=True, slots=True)
class SheetRow:
    """One row of a workbook beside what stands.

    `values` holds every field of a new row, of another only those that change; `aside` what columns that are
    only said tell; `said` the words of each cell taken, `old` what a workbook would say now.
    """

    number: int
    id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    aside: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    old: Mapping[str, Any] = field(default_factory=dict)

    @property
    def change(self) -> Change:
        """New, changed or the same."""
        if not self.id:
            return Change.NEW
        return Change.CHANGED if self.values else Change.SAME


@dataclass(frozen=True, slots=True)
class RowFault:
    """What `check` found wrong in a row, at the column of a field."""

    field: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at its cell; `row` and `column` as Excel names them, row 0 for the workbook as a whole."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    reason: str
    advice: str = ""
