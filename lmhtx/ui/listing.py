"""Registers as workbooks: what each column says in Excel, and the rows a person sees, written in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django_tables2.rows import BoundRow

from lmhtx.base import clock
from lmhtx.sheets.writing import Head, Look, Written, write_workbook
from lmhtx.ui.templatetags.vn_format import NOTHING, ngay_gio, so
from lmhtx.vn.text import fold

CHUNK = 2000
SAID_EVERY = 5000
SHEET, FILTERS = "Danh sách", "Bộ lọc"
WIDTHS = {Look.TEXT: 28, Look.DAY: 13, Look.MOMENT: 18, Look.WHOLE: 12, Look.NUMBER: 14, Look.PERCENT: 10}
Turn = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetCell:
    """What one column of a workbook says of a row.

    `of` is a lookup ("plan__title") or a database expression, so that rows need not become objects; `turn` makes
    of its value what the cell holds. Without a heading the column's own stands there.
    """

    of: Any
    heading: str = ""
    turn: Turn | None = None
    look: Look = Look.TEXT
    width: float = 0

    @property
    def head(self) -> Head:
        """Its heading, look and width."""
        return Head(self.heading, self.look, self.width or WIDTHS[self.look])


ABOUT_HEADS = (Head("Mục", width=24), Head("Nội dung", width=80))


class Leaving:
    """What a workbook that leaves the house says of itself, whatever is on its sheets."""

    __slots__ = ()

    title: str
    filters: Sequence[tuple[str, str]]
    order: str

    def about(self, by: Any, total: int) -> list[tuple[str, str]]:
        """What the last sheet says."""
        return [
            ("Danh sách", self.title),
            *(self.filters or [("Điều kiện lọc", "Không lọc")]),
            ("Thứ tự", self.order or "Như trên màn hình"),
            ("Số dòng", so(total)),
            ("Người xuất", str(by)),
            ("Lúc xuất", ngay_gio(clock.now())),
        ]

    def file_name(self, by: Any) -> str:
        """List, day and person in plain letters: mail and chat programs spoil others."""
        title = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(self.title)).split())
        return f"{title[:60]}_{clock.today():%Y-%m-%d}_{by.get_username()}.xlsx"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing(Leaving):
    """A list as one person sees it: its columns, its rows in order, how it was narrowed and sorted, in words."""

    title: str
    cells: Sequence[SheetCell]
    rows: QuerySet[Any]
    filters: Sequence[tuple[str, str]] = ()
    order: str = ""
    # Where a column is drawn by the page only, rows become objects and this gives their cells.
    drawn: Callable[[Any], Sequence[Any]] | None = field(default=None)

    def count(self) -> int:
        """How many rows leave."""
        return self.rows.count()

    def values(self) -> Iterator[Sequence[Any]]:
        """The rows, one after the other, in constant memory."""
        if self.drawn is not None:
            return map(self.drawn, self.rows.iterator(chunk_size=CHUNK))
        named = {f"in_sheet_{place}": cell.of for place, cell in enumerate(self.cells)}
        computed = {name: of for name, of in named.items() if not isinstance(of, str)}
        asked = [name if name in computed else of for name, of in named.items()]
        rows = self.rows.select_related(None).prefetch_related(None).annotate(**computed).values_list(*asked)
        return turned(rows.iterator(chunk_size=CHUNK), [cell.turn for cell in self.cells])

    def write(self, path: Path, *, by: Any, total: int, told: Callable[[int], None] | None = None) -> None:
        """Write the list and, on a second sheet, what it is, how it was narrowed, by whom and when."""
        rows = self.values() if told is None else counting(self.values(), told)
        sheet = Written(SHEET, [cell.head for cell in self.cells], rows)
        about = Written(FILTERS, ABOUT_HEADS, self.about(by, total))
        # Within a transaction the database gives rows as it finds them; outside it would copy them all first.
        with transaction.atomic():
            write_workbook(path, [sheet, about])


def turned(rows: Iterable[Sequence[Any]], turns: Sequence[Turn | None]) -> Iterator[Sequence[Any]]:
    """The rows with the cells turned that need it."""
    work = [(place, turn) for place, turn in enumerate(turns) if turn is not None]
    for row in rows:
        cells = list(row)
        for place, turn in work:
            cells[place] = turn(cells[place])
        yield cells


def counting(rows: Iterable[Sequence[Any]], told: Callable[[int], None]) -> Iterator[Sequence[Any]]:
    """The rows, telling now and then how many have passed."""
    for number, row in enumerate(rows, 1):
        if number % SAID_EVERY == 0:
            told(number)
        yield row


def listing_of(table: Any, *, title: str, filters: Sequence[tuple[str, str]]) -> Listing:
    """The listing of a table of a register, sorted as it stands."""
    columns = [column for column in table.columns if not column.column.exclude_from_export]
    found = [_cells(table, column) for column in columns]
    cells = [cell for group in found for cell in group]
    is_drawn = any(cell.of is None for cell in cells)
    rows = table.data.data
    if is_drawn:
        rows = rows.annotate(**_computed(cells))
    return Listing(
        title=title,
        cells=cells,
        rows=rows,
        filters=filters,
        order=_order(table),
        drawn=_drawer(table, columns, found) if is_drawn else None,
    )


def _cells(table: Any, column: Any) -> tuple[SheetCell, ...]:
    """What a column says: as its table tells, else as its field is, else (`of` empty) as the page draws it."""
    given = table.in_sheet.get(column.name) or _by_field(table, column) or SheetCell(of=None)
    cells = given if isinstance(given, tuple) else (given,)
    heading = capfirst(str(column.verbose_name))
    return tuple(replace(cell, heading=cell.heading or heading) for cell in cells)


def _by_field(table: Any, column: Any) -> SheetCell | None:
    path = str(column.accessor).replace(".", "__")
    if path in table.data.data.query.annotations:
        return cell_of_field(path, table.data.data.query.annotations[path].output_field)
    kind = table.data.data.model._meta
    found: Any = None
    for part in path.split("__"):
        names = {one.name: one for one in kind.concrete_fields} if kind is not None else {}
        if (found := names.get(part)) is None:
            return None
        kind = found.related_model._meta if found.is_relation else None
    return cell_of_field(path, found)


def cell_of_field(path: str, found: Any) -> SheetCell | None:
    """The cell of a plain field; None for one whose words only its object knows."""
    if found.choices:
        labels = {key: capfirst(str(label)) for key, label in found.flatchoices}
        return SheetCell(of=path, turn=lambda value: labels.get(value, value))
    match found:
        case models.DateTimeField():
            return SheetCell(of=path, turn=local, look=Look.MOMENT)
        case models.DateField():
            return SheetCell(of=path, look=Look.DAY)
        case models.BooleanField():
            return SheetCell(of=path, turn=yes_or_no, width=10)
        case models.DecimalField() | models.FloatField():
            return SheetCell(of=path, turn=number, look=Look.NUMBER)
        case models.IntegerField() if not found.is_relation:
            return SheetCell(of=path, look=Look.WHOLE)
        case models.CharField() | models.TextField():
            return SheetCell(of=path)
    return None


def local(moment: datetime | None) -> datetime | None:
    """The moment on the clocks of the office; workbooks know no zones."""
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - the value itself
    """Có, Không, or nothing."""
    return "" if value is None else "Có" if value else "Không"


def number(value: Decimal | float | None) -> float | None:
    """A figure as workbooks hold it."""
    return None if value is None else float(value)


def _computed(cells: Sequence[SheetCell]) -> dict[str, Any]:
    return {
        f"in_sheet_{place}": cell.of
        for place, cell in enumerate(cells)
        if cell.of is not None and not isinstance(cell.of, str)
    }


def _drawer(
    table: Any, columns: Sequence[Any], found: Sequence[Sequence[SheetCell]]
) -> Callable[[Any], list[Any]]:
    """Gives the cells of one object: its facts by their paths, the rest as the page shows it, without the drawing."""
    cells = [(column.name, cell) for column, group in zip(columns, found, strict=True) for cell in group]

    def drawn(thing: Any) -> list[Any]:
        row = BoundRow(thing, table=table)
        return [_one(row, thing, name, place, cell) for place, (name, cell) in enumerate(cells)]

    return drawn


def _one(row: Any, thing: Any, name: str, place: int, cell: SheetCell) -> Any:
    if cell.of is None:
        words = " ".join(unescape(strip_tags(str(row.get_cell_value(name)))).split())
        return "" if words == NOTHING else words
    if not isinstance(cell.of, str):
        value = getattr(thing, f"in_sheet_{place}")
    else:
        value = thing
        for part in cell.of.split("__"):
            value = getattr(value, part, None)
    return cell.turn(value) if cell.turn else value


def _order(table: Any) -> str:
    """The order in words: "Hạn (tăng dần)"."""
    told = []
    for alias in table.order_by or ():
        if alias.bare in table.columns:
            way = "giảm dần" if alias.is_descending else "tăng dần"
            told.append(f"{capfirst(str(table.columns[alias.bare].verbose_name))} ({way})")
    return ", ".join(told)
