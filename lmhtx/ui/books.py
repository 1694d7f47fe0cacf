"""Several sheets that leave together in one workbook, as a list leaves in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction

from lmhtx.sheets.writing import Written, write_workbook
from lmhtx.ui.listing import ABOUT_HEADS, FILTERS, SAID_EVERY, Leaving, Listing


@dataclass(frozen=True, kw_only=True, slots=True)
class Book(Leaving):
    """A workbook of sheets: `sheets()` gives them when it is written, `total()` how many rows they have together."""

    title: str
    sheets: Callable[[], Sequence[Written]]
    total: Callable[[], int]
    filters: Sequence[tuple[str, str]] = ()
    order: str = ""

    def count(self) -> int:
        """How many rows leave."""
        return self.total()

    def write(self, path: Path, *, by: Any, total: int, told: Callable[[int], None] | None = None) -> None:
        """Write all sheets and, on a last one, what they are, by whom and when."""
        passed = _Passed(told)
        about = Written(FILTERS, ABOUT_HEADS, self.about(by, total))
        # One moment for all sheets: who joins while they are written is on none of them.
        with transaction.atomic():
            sheets = [replace(sheet, rows=passed.through(sheet.rows)) for sheet in self.sheets()]
            write_workbook(path, [*sheets, about])


class _Passed:
    """Tells now and then how many rows have passed, over all sheets."""

    def __init__(self, told: Callable[[int], None] | None) -> None:
        self.told, self.number = told, 0

    def through(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.number += 1
            if self.told is not None and self.number % SAID_EVERY == 0:
                self.told(self.number)
            yield row


def book_of(title: str, parts: Sequence[Listing], *, filters: Sequence[tuple[str, str]] = ()) -> Book:
    """The lists as sheets of one workbook, each under its own title."""
    return Book(
        title=title,
        sheets=lambda: [
            Written(part.title, [cell.head for cell in part.cells], part.values()) for part in parts
        ],
        total=lambda: sum(part.count() for part in parts),
        filters=filters,
        order="Theo hợp tác xã",
    )
