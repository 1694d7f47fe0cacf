"""Which books can be printed, and a volume of one as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import Direction, PrintedBook
from documents.models import SeriesYear
from documents.queries import incoming_book, outgoing_book
from documents.queries.book_lines import BookForm, BookRow
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on

if TYPE_CHECKING:
    from documents.models import BookPrint, Series

_INCOMING = {
    PrintedBook.REGISTER: incoming_book.REGISTER,
    PrintedBook.TRACKING: incoming_book.TRACKING,
}
_OUTGOING = {PrintedBook.REGISTER: outgoing_book.REGISTER, PrintedBook.POST: outgoing_book.POST}


def forms_of(series: Series) -> dict[PrintedBook, BookForm]:
    """The books that are kept of the papers of a series, its register first."""
    return _INCOMING if series.direction == Direction.INCOMING else _OUTGOING


def last_number_of(series: Series, year: int) -> int:
    """How far the numbers of the year have come; 0 while there is none."""
    held = SeriesYear.objects.filter(series=series, year=year).values_list("last_number", flat=True)
    return held.first() or 0


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume of the book as it is printed: its cover, its lines, its closing words."""

    form: BookForm
    year: SeriesYear
    number: int
    first: int
    last: int
    lines: Sequence[BookRow]

    @property
    def days(self) -> tuple[Any, Any]:
        """The first and the last day in it."""
        days = [line.on for line in self.lines if line.on is not None]
        return (min(days), max(days)) if days else (None, None)

    @property
    def closing(self) -> str:
        """The line under the last row."""
        is_outgoing = self.form is outgoing_book.REGISTER
        void = sum(line.is_void for line in self.lines)
        told = f", trong đó {void} số hủy" if is_outgoing else ""
        counted = "số" if is_outgoing else "văn bản"
        shut = (
            f" Sổ khóa ngày {clock.local(self.year.closed_at):%d/%m/%Y}."
            if self.year.closed_at is not None
            else ""
        )
        return f"Quyển này có {len(self.lines)} {counted}, từ số {self.first:02d} đến số {self.last:02d}{told}.{shut}"


def volume_context(asked: BookPrint) -> dict[str, Any]:
    """What the printed volume is made of."""
    year = asked.series_year
    form = forms_of(year.series)[PrintedBook(asked.book)]
    found = form.found(year.series, year.year, asked.first_number, asked.last_number)
    volume = Volume(form, year, asked.volume, asked.first_number, asked.last_number, list(form.lines(found)))
    return {
        "title": f"{form.title} năm {year.year}, quyển {asked.volume}",
        "volume": volume,
        "letterhead": letterhead_on(clock.today()),
        "at": clock.now(),
    }
