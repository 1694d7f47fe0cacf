"""Which sheets of a workbook are the register, and why the others are left out."""

from __future__ import annotations

from collections.abc import Sequence

from cooperatives.workbooks.layouts import Layout, arrange
from cooperatives.workbooks.names import name_key
from cooperatives.workbooks.outcome import Skipped
from cooperatives.workbooks.sheets import Sheet
from cooperatives.workbooks.tables import Table, find_table

SHARE_OF_FACTS = 0.6
MOST_OVERLAP = 0.5
HIDDEN = "Trang tính ẩn nên không đọc."
EMPTY = "Trang tính trống."
NO_TABLE = (
    "Không thấy bảng danh sách hợp tác xã (cần cột tên và một cột như mã số, địa chỉ, xã phường, điện thoại)."
)
POORER = "Không đọc: trang này chỉ có ít cột, danh sách đầy đủ nằm ở trang “{name}”."
AGAIN = "Không đọc: phần lớn hợp tác xã ở trang này đã có ở trang “{name}”."


def choose(sheets: Sequence[Sheet], layouts: tuple[Layout, ...] = ()) -> tuple[list[Table], list[Skipped]]:
    """The tables to read in the order of the workbook: the fullest one and those built like it with other names.

    Their columns hold what was said of their source before.
    """
    skipped: list[Skipped] = []
    tables: list[Table] = []
    for sheet in sheets:
        if sheet.is_hidden:
            skipped.append(Skipped(sheet.name, 0, HIDDEN))
        elif not any(sheet.filled(row) for row in range(len(sheet.rows))):
            skipped.append(Skipped(sheet.name, 0, EMPTY))
        elif table := find_table(sheet):
            arrange(table, layouts)
            tables.append(table)
        else:
            skipped.append(Skipped(sheet.name, 0, NO_TABLE))
    if not tables:
        return [], skipped
    best = max(tables, key=lambda table: (len(table.columns), len(table.sheet.rows)))
    kept, seen = [best], _names(best)
    for table in tables:
        if table is best:
            continue
        names = _names(table)
        if len(table.facts) < SHARE_OF_FACTS * len(best.facts):
            skipped.append(Skipped(table.sheet.name, 0, POORER.format(name=best.sheet.name)))
        elif len(names & seen) > MOST_OVERLAP * len(names):
            skipped.append(Skipped(table.sheet.name, 0, AGAIN.format(name=best.sheet.name)))
        else:
            kept.append(table)
            seen |= names
    return [table for table in tables if table in kept], skipped


def _names(table: Table) -> set[str]:
    at = table.columns["name"].at
    return {
        name_key(words)
        for row in range(table.last_heading + 1, len(table.sheet.rows))
        if (words := table.sheet.words(row, at))
    }
