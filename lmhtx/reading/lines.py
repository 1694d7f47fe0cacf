"""A paper as plain lines, for laying two of them side by side: each paragraph one line, each row of a table one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.paper import Paragraph, Table

if TYPE_CHECKING:
    from pathlib import Path

BETWEEN_CELLS = " | "


def lines_of(path: Path) -> list[str]:
    """The lines of the file in reading order, empty ones left out."""
    found: list[str] = []
    for block in read_paper(path).blocks:
        found += [f"{block.label} {block.text}".strip()] if isinstance(block, Paragraph) else _rows(block)
    return [" ".join(line.split()) for line in found if line.strip(" |")]


def _rows(table: Table) -> list[str]:
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    return [BETWEEN_CELLS.join(cells) for cells in rows.values()]
