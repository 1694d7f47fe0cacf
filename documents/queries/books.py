"""Which book counts a paper, and what stands in it."""

from __future__ import annotations

from datetime import date

from documents.enums.numbers import Direction
from documents.models import DocumentType, IssuingBody, Series
from lmhtx.base import clock
from lmhtx.workflow import Refused


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
