"""The books of outgoing papers: every number of a year, held and void ones too, and what was posted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import NumberState
from documents.enums.outgoing import SendWay
from documents.models import DocumentNumber, Recipient, Series
from documents.queries.book_lines import CHUNK, BookForm, BookRow
from lmhtx.base import clock
from lmhtx.sheets.writing import Head, Look

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
POST_HEADS = (
    Head("Ngày chuyển", Look.DAY, 14),
    Head("Số, ký hiệu văn bản", width=18),
    Head("Nơi nhận văn bản", width=50),
    Head("Số lượng bì", Look.WHOLE, 10),
    Head("Ký nhận và dấu bưu điện", width=30),
    Head("Ghi chú", width=30),
)


def numbers_of(
    series: Series, year: int, first: int | None = None, last: int | None = None
) -> QuerySet[DocumentNumber]:
    """The numbers of the year within the range, in order, whatever became of them."""
    rows = DocumentNumber.objects.filter(series_year__series=series, series_year__year=year)
    if first is not None:
        rows = rows.filter(number__gte=first)
    if last is not None:
        rows = rows.filter(number__lte=last)
    return rows.order_by("number", "suffix")


def rows_of(numbers: QuerySet[DocumentNumber]) -> Iterator[BookRow]:
    """The lines of the numbers, one after the other."""
    dressed = numbers.select_related(
        "type", "line", "outgoing__type", "outgoing__signer", "outgoing__amends"
    ).prefetch_related("outgoing__recipients", "outgoing__amendments")
    for number in dressed.iterator(chunk_size=CHUNK):
        yield _row(number)


def _row(number: DocumentNumber) -> BookRow:
    paper: Outgoing | None = getattr(number, "outgoing", None)
    is_void = number.state == NumberState.CANCELLED
    if paper is None and (line := getattr(number, "line", None)) is not None:
        return BookRow(_as_written(number, line.facts), number.dated_on, is_void)
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
        return BookRow(told, number.dated_on, is_void)
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
    return BookRow(told, number.dated_on, is_void, paper.get_absolute_url())


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


def posted(
    series: Series, year: int, first: int | None = None, last: int | None = None
) -> QuerySet[Recipient]:
    """What was sent by post of the papers of the year, in the order of their numbers."""
    numbers = numbers_of(series, year, first, last).order_by()
    rows = Recipient.objects.filter(
        outgoing__number__in=numbers.values("pk"), way=SendWay.POST, sent_at__isnull=False
    )
    return rows.order_by("outgoing__number__number", "pk")


def posted_lines(rows: QuerySet[Recipient]) -> Iterator[BookRow]:
    """A line for each place that something was posted to; who took it is signed by hand where nobody told."""
    for place in rows.select_related("outgoing").iterator(chunk_size=CHUNK):
        sent = clock.local(place.sent_at).date() if place.sent_at else None
        told = (sent, place.outgoing.reference, place.name, 1, place.received_note, place.outgoing.note)
        yield BookRow(told, sent, url=place.outgoing.get_absolute_url())


REGISTER = BookForm(
    title="Sổ đăng ký văn bản đi",
    heads=HEADS,
    widths=(10, 9, 23, 9, 15, 8, 5, 9, 6, 6),
    found=numbers_of,
    lines=rows_of,
)
POST = BookForm(
    title="Sổ gửi văn bản đi bưu điện",
    heads=POST_HEADS,
    widths=(12, 16, 32, 8, 20, 12),
    found=posted,
    lines=posted_lines,
    linked=1,
)
