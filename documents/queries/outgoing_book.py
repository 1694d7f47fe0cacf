"""The book of outgoing papers in the ten columns of the decree: every number of a year, held and void ones too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import NumberState
from documents.models import DocumentNumber, Series, SeriesYear
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.sheets.writing import Head, Look, Written
from lmhtx.ui.books import Book

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from documents.models import Outgoing

HEADS = (
    Head("Số, ký hiệu văn bản", width=18),
    Head("Ngày tháng văn bản", Look.DAY, 14),
    Head("Tên loại và trích yếu nội dung văn bản", width=60),
    Head("Người ký", width=24),
    Head("Nơi nhận văn bản", width=40),
    Head("Đơn vị, người nhận bản lưu", width=24),
    Head("Số lượng bản", Look.WHOLE, 10),
    Head("Ngày chuyển", Look.DAY, 14),
    Head("Ký nhận", width=24),
    Head("Ghi chú", width=30),
)
COLUMNS = tuple(head.heading for head in HEADS)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class OutRow:
    """A line of the book; `cells` are its ten columns, days as days."""

    cells: tuple[Any, ...]
    is_void: bool
    url: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The columns as they are printed."""
        return tuple(
            f"{one:%d/%m/%Y}" if hasattr(one, "strftime") else "" if one is None else str(one)
            for one in self.cells
        )


def numbers_of(
    series: Series, year: int, *, first: int | None = None, last: int | None = None
) -> QuerySet[DocumentNumber]:
    """The numbers of the year within the range, in order, whatever became of them."""
    rows = DocumentNumber.objects.filter(series_year__series=series, series_year__year=year)
    if first is not None:
        rows = rows.filter(number__gte=first)
    if last is not None:
        rows = rows.filter(number__lte=last)
    return rows.order_by("number", "suffix")


def rows_of(numbers: QuerySet[DocumentNumber]) -> Iterator[OutRow]:
    """The lines of the numbers, one after the other."""
    dressed = numbers.select_related(
        "type", "line", "outgoing__type", "outgoing__signer", "outgoing__amends"
    ).prefetch_related("outgoing__recipients", "outgoing__amendments")
    for number in dressed.iterator(chunk_size=CHUNK):
        yield _row(number)


def _row(number: DocumentNumber) -> OutRow:
    paper: Outgoing | None = getattr(number, "outgoing", None)
    is_void = number.state == NumberState.CANCELLED
    if paper is None and (line := getattr(number, "line", None)) is not None:
        return OutRow(_as_written(number, line.facts), is_void)
    if paper is None:
        kind = f"{number.type}: " if number.type else ""
        told: tuple[Any, ...] = (
            str(number),
            number.dated_on,
            kind,
            "",
            "",
            "",
            None,
            None,
            "",
            _note(number, None),
        )
        return OutRow(told, is_void)
    places = list(paper.recipients.all())
    sent = [one.sent_at for one in places if one.sent_at is not None]
    received = [f"{one.name}: {one.received_note or 'đã nhận'}" for one in places if one.received_on]
    told = (
        str(number),
        number.dated_on,
        f"{paper.type}: {paper.subject}",
        str(paper.signer or ""),
        "; ".join(one.name for one in places),
        paper.kept_at,
        sum(one.copies for one in places),
        clock.local(min(sent)).date() if sent else None,
        "; ".join(received),
        _note(number, paper),
    )
    return OutRow(told, is_void, paper.get_absolute_url())


def _as_written(number: DocumentNumber, facts: dict[str, Any]) -> tuple[Any, ...]:
    """A line of a book that was kept elsewhere, as it was written there."""
    kind = f"{facts['type_name']}: " if facts.get("type_name") else ""
    copies, sent = str(facts.get("copies") or ""), facts.get("sent_on")
    return (
        str(number),
        number.dated_on,
        f"{kind}{facts.get('subject') or ''}",
        facts.get("signer") or "",
        facts.get("recipients") or "",
        facts.get("kept_at") or "",
        int(copies) if copies.isdecimal() else None,
        date.fromisoformat(sent) if sent else None,
        "",
        "; ".join(one for one in (facts.get("note") or "", _note(number, None)) if one),
    )


def _note(number: DocumentNumber, paper: Outgoing | None) -> str:
    said = []
    if number.state != NumberState.GIVEN or number.suffix or (paper is None and number.reason):
        label = number.get_state_display() if number.state != NumberState.GIVEN else "Số kèm chữ"
        said.append(f"{label}: {number.reason}")
    if paper is not None:
        if paper.amends is not None:
            said.append(f"{paper.get_amending_display()} {paper.amends.reference}")
        said += [
            f"Được {one.get_amending_display().lower()} bởi {one.reference}"
            for one in paper.amendments.all()
            if one.is_out
        ]
        if paper.revoked_at is not None:
            said.append(f"Thu hồi: {paper.revoked_reason}")
        said.append(paper.note)
    return "; ".join(one for one in said if one)


def workbook_of(series: Series, year: int) -> Book:
    """The book of the year as a workbook."""
    numbers = numbers_of(series, year)
    return Book(
        title=f"Sổ đăng ký văn bản đi {year}",
        sheets=lambda: [Written("Sổ", HEADS, (row.cells for row in rows_of(numbers)))],
        total=numbers.count,
        filters=[("Sổ", str(series)), ("Năm", str(year))],
        order="Theo số",
    )


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume of the book as it is printed: its cover, its lines, its closing words."""

    series: Series
    year: SeriesYear
    number: int
    first: int
    last: int
    rows: Sequence[OutRow]

    @property
    def days(self) -> tuple[Any, Any]:
        """The first and the last day in it."""
        days = [row.cells[1] for row in self.rows]
        return (min(days), max(days)) if days else (None, None)

    @property
    def closing(self) -> str:
        """The line under the last row."""
        void = sum(row.is_void for row in self.rows)
        shut = (
            f" Sổ khóa ngày {clock.local(self.year.closed_at):%d/%m/%Y}."
            if self.year.closed_at is not None
            else ""
        )
        return (
            f"Quyển này có {len(self.rows)} số, từ số {self.first:02d} đến số {self.last:02d}, "
            f"trong đó {void} số hủy.{shut}"
        )


def volume_context(series: Series, year: SeriesYear, *, number: int, first: int, last: int) -> dict[str, Any]:
    """What the printed volume is made of."""
    rows = list(rows_of(numbers_of(series, year.year, first=first, last=last)))
    volume = Volume(series, year, number, first, last, rows)
    return {
        "title": f"{series} năm {year.year}, quyển {number}",
        "volume": volume,
        "columns": COLUMNS,
        "letterhead": letterhead_on(clock.today()),
        "at": clock.now(),
    }
