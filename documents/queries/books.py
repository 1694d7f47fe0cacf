"""Which book counts a paper, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import Direction
from documents.models import DocumentType, Incoming, IssuingBody, Series
from lmhtx.base import clock
from lmhtx.workflow import Refused

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What a page of the book shows; the whole book is printed or saved as Excel.
SHOWN = 100


def series_for(*, body: IssuingBody, direction: Direction, kind: DocumentType | None, on: date) -> Series:
    """The book of a body that counts papers of the type on the day: its own book, else the common one.

    Raises Refused where the body has no book that day, or several that would count it.
    """
    books = Series.objects.on(on).filter(body=body, direction=direction)
    own = list(books.filter(types=kind)) if kind is not None else []
    found = own or list(books.filter(types__isnull=True))
    if len(found) == 1:
        return found[0]
    what = f"“{kind}” " if kind is not None else ""
    if not found:
        raise Refused(
            f"{body} chưa có sổ {direction.label.lower()} nào nhận văn bản {what}ngày {on:%d/%m/%Y}. "
            "Hãy lập sổ ở mục “Sổ văn bản” trước."
        )
    names = ", ".join(str(one) for one in found)
    raise Refused(f"Có nhiều sổ cùng nhận văn bản {what}({names}); hãy sửa lại phạm vi của các sổ.")


def years_of(series: Series) -> list[int]:
    """The years in which the book has numbers, this one among them, latest first."""
    held = set(series.years.values_list("year", flat=True))
    return sorted(held | {clock.today().year}, reverse=True)


def rows_of_book(series: Series, year: int, *, user: Any) -> list[BookRow]:
    """The last lines of a book of incoming papers as its columns are, latest first; of other books none here."""
    if series.direction != Direction.INCOMING:
        return []
    held = Incoming.objects.visible_to(user).in_book().filter(series=series, year=year)
    return [book_row(one) for one in dressed(held).order_by("-arrival_number")[:SHOWN]]


def dressed(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    """Papers with what the columns of the book name."""
    return rows.select_related("type", "lead_unit", "lead_person", "presented_to").defer(
        "content", "content_folded", "proposal"
    )


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the book of incoming papers, in the ten columns of the decree."""

    arrived: str
    number: str
    author: str
    reference: str
    issued: str
    subject: str
    receiver: str
    passed: str
    signed: str
    note: str
    url: str = ""


def book_row(incoming: Incoming) -> BookRow:
    """The paper as the book writes it; who has it is signed for by the portal, with the moment."""
    receiver = incoming.lead_person or incoming.lead_unit or incoming.presented_to
    passed = clock.local(incoming.presented_at) if incoming.presented_at else None
    ended = {"returned": "đã trả lại", "recalled": "bên gửi thu hồi"}.get(incoming.state, "")
    return BookRow(
        arrived=f"{clock.local(incoming.arrived_at):%d/%m/%Y}",
        number=incoming.arrival_text,
        author=incoming.author,
        reference=incoming.reference,
        issued=f"{incoming.issued_on:%d/%m/%Y}" if incoming.issued_on else "",
        subject=f"{incoming.type}: {incoming.subject}" if incoming.type else incoming.subject,
        receiver=str(receiver) if receiver else "",
        passed=f"{passed:%d/%m/%Y}" if passed else "",
        signed=f"điện tử {passed:%H:%M}" if passed else "",
        note="; ".join(part for part in (ended, incoming.note) if part),
        url=incoming.get_absolute_url(),
    )
