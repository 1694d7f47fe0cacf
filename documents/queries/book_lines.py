"""A line of any book of papers, and a book as a form says it: its columns, their widths, its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lmhtx.sheets.writing import Head, Written
from lmhtx.ui.books import Book

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from documents.models import Series

# Rows are dressed and read so many at a time.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line; `cells` are its columns, days as days; `on` is the day by which a cover tells its range."""

    cells: tuple[Any, ...]
    on: Any = None
    is_void: bool = False
    url: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The columns as they are printed."""
        return tuple(
            f"{one:%d/%m/%Y}" if hasattr(one, "strftime") else "" if one is None else str(one)
            for one in self.cells
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BookForm:
    """A book as the decree forms it; `found(series, year, first, last)` gives its records in order, all by default.

    `widths` are per cent of the sheet; `linked` is the column that leads to the record.
    """

    title: str
    heads: tuple[Head, ...]
    widths: tuple[int, ...]
    found: Callable[[Any, int, int | None, int | None], QuerySet[Any]]
    lines: Callable[[QuerySet[Any]], Iterator[BookRow]]
    linked: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return tuple(head.heading for head in self.heads)

    def workbook(self, series: Series, year: int) -> Book:
        """The book of the year as a workbook."""
        rows = self.found(series, year, None, None)
        return Book(
            title=f"{self.title} {year}",
            sheets=lambda: [Written("Sổ", self.heads, (line.cells for line in self.lines(rows)))],
            total=rows.count,
            filters=[("Sổ", str(series)), ("Năm", str(year))],
            order="Theo số",
        )
