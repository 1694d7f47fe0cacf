"""Filled workbooks opened in a child process: their cells handed over, their faults marked in a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.marking import write_marked
from lmhtx.sheets.reading import BadSheet, read_sheets


def cells_of(path: Path) -> list[dict[str, Any]]:
    """The visible sheets with their cells as JSON knows them; UnreadableFile with a sentence for the sender."""
    try:
        return read_sheets(path)
    except BadSheet as bad:
        raise UnreadableFile(str(bad)) from bad


def mark(source: Path, target: Path, faults: Sequence[dict[str, Any]]) -> None:
    """Write a copy in which each faulty cell is coloured and says why."""
    write_marked(source, target, faults)
