"""The books of incoming papers: the register of arrivals, and the book that follows how they are dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from documents.enums.incoming import Closing, IncomingState
from documents.models import Incoming
from documents.queries.book_lines import CHUNK, BookForm, BookRow
from lmhtx.base import clock
from lmhtx.sheets.writing import Head, Look

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from documents.models import Series

HEADS = (
    Head("Ngày đến", Look.DAY, 12),
    Head("Số đến", Look.WHOLE, 9),
    Head("Tác giả", width=30),
    Head("Số, ký hiệu văn bản", width=18),
    Head("Ngày tháng văn bản", Look.DAY, 14),
    Head("Tên loại và trích yếu nội dung văn bản", width=60),
    Head("Đơn vị hoặc người nhận", width=30),
    Head("Ngày chuyển", Look.DAY, 12),
    Head("Ký nhận", width=18),
    Head("Ghi chú", width=30),
)
TRACKING_HEADS = (
    Head("Số đến", Look.WHOLE, 9),
    Head("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", width=60),
    Head("Đơn vị hoặc người nhận", width=30),
    Head("Thời hạn giải quyết", Look.DAY, 14),
    Head("Tiến độ giải quyết", width=30),
    Head("Số, ký hiệu văn bản trả lời", width=20),
    Head("Ghi chú", width=30),
)
LEFT = {
    IncomingState.RETURNED: "đã trả lại",
    IncomingState.RECALLED: "bên gửi thu hồi",
    IncomingState.DROPPED: "đã bỏ",
}


def arrivals_of(
    series: Series, year: int, first: int | None = None, last: int | None = None
) -> QuerySet[Incoming]:
    """The papers of the year's book within the range of numbers, in order."""
    rows = Incoming.objects.in_book().filter(series=series, year=year)
    if first is not None:
        rows = rows.filter(arrival_number__gte=first)
    if last is not None:
        rows = rows.filter(arrival_number__lte=last)
    return rows.order_by("arrival_number")


def _dressed(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    return rows.select_related("type", "issuer", "lead_unit", "lead_person", "presented_to").defer(
        "content", "content_folded", "proposal"
    )


def register_lines(rows: QuerySet[Incoming]) -> Iterator[BookRow]:
    """The ten columns; who has the paper has signed for it in the portal, with the moment."""
    for paper in _dressed(rows).iterator(chunk_size=CHUNK):
        passed = clock.local(paper.presented_at) if paper.presented_at else None
        arrived = clock.local(paper.arrived_at).date()
        yield BookRow(
            (
                arrived,
                paper.arrival_number,
                paper.author,
                paper.reference,
                paper.issued_on,
                f"{paper.type}: {paper.subject}" if paper.type else paper.subject,
                _receiver(paper),
                passed.date() if passed else None,
                f"điện tử {passed:%H:%M}" if passed else "",
                _note(paper),
            ),
            arrived,
            paper.state in LEFT,
            paper.get_absolute_url(),
        )


def tracking_lines(rows: QuerySet[Incoming]) -> Iterator[BookRow]:
    """The seven columns of how the papers are dealt with."""
    for paper in _dressed(rows).iterator(chunk_size=CHUNK):
        issued = f" ngày {paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
        kind = f"{paper.type} " if paper.type else ""
        yield BookRow(
            (
                paper.arrival_number,
                f"{kind}{paper.reference}{issued} của {paper.author}",
                _receiver(paper),
                paper.due_on,
                _progress(paper),
                paper.answer,
                _note(paper),
            ),
            clock.local(paper.arrived_at).date(),
            paper.state in LEFT,
            paper.get_absolute_url(),
        )


def _receiver(paper: Incoming) -> str:
    return str(paper.lead_person or paper.lead_unit or paper.presented_to or "")


def _progress(paper: Incoming) -> str:
    if paper.ended_at is None:
        return str(paper.get_state_display())
    ended = clock.local(paper.ended_at).date()
    late = paper.state == IncomingState.COMPLETED and paper.due_on is not None and ended > paper.due_on
    return f"{paper.get_state_display()} ngày {ended:%d/%m/%Y}{', quá hạn' if late else ''}"


def _note(paper: Incoming) -> str:
    no_answer = paper.closing_reason if paper.closing == Closing.NO_ANSWER else ""
    return "; ".join(one for one in (LEFT.get(IncomingState(paper.state), ""), no_answer, paper.note) if one)


REGISTER = BookForm(
    title="Sổ đăng ký văn bản đến",
    heads=HEADS,
    widths=(8, 5, 14, 9, 8, 25, 11, 8, 6, 6),
    found=arrivals_of,
    lines=register_lines,
    linked=5,
)
TRACKING = BookForm(
    title="Sổ theo dõi giải quyết văn bản đến",
    heads=TRACKING_HEADS,
    widths=(6, 34, 16, 9, 15, 10, 10),
    found=arrivals_of,
    lines=tracking_lines,
    linked=1,
)
