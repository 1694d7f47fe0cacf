"""The portal's numbers beside those of the province's system: what stands at one side alone, or otherwise."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.catch_up_matching import bare, reference_key
from documents.enums.catch_up import Side
from documents.enums.numbers import Authority, Direction
from documents.enums.outgoing import OutgoingState
from documents.models import (
    DocumentNumber,
    Incoming,
    Outgoing,
    ProvinceEntry,
    ProvinceExplanation,
    Series,
    SeriesYear,
)
from documents.queries.books import series_for
from documents.queries.outgoing import symbol_of
from documents.rules.numbers import number_text
from documents.symbols import read_reference
from lmhtx.base import clock
from lmhtx.sheets.writing import Head, Look, Written
from lmhtx.ui.books import Book
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused

Key = tuple[int, str]
# The subject of the paper stands in the words of the list; fewer letters say too little.
SHORTEST = 8
HEADS = (
    Head("Số", width=10),
    Head("Chênh lệch", width=24),
    Head("Ở cổng: số, ký hiệu", width=22),
    Head("Ở cổng: ngày", Look.DAY, 14),
    Head("Ở cổng: trích yếu", width=50),
    Head("Ở Đồng Nai-S: số, ký hiệu", width=22),
    Head("Ở Đồng Nai-S: ngày", Look.DAY, 14),
    Head("Ở Đồng Nai-S: trích yếu", width=50),
    Head("Lý do", width=40),
    Head("Người ghi", width=24),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A number as one side has it."""

    reference: str
    day: date | None
    subject: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that the two sides do not have alike, and the reason where somebody has given one."""

    number: int
    suffix: str
    side: Side
    portal: Line | None
    province: Line | None
    explanation: ProvinceExplanation | None

    @property
    def text(self) -> str:
        """The number as written."""
        return number_text(self.number, self.suffix)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A month of a register compared: how many numbers each side has, and all that differs."""

    portal: int
    province: int
    differences: list[Difference]

    @property
    def unexplained(self) -> int:
        """How many differences nobody has explained."""
        return sum(one.explanation is None for one in self.differences)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def reconciliation(series: Series, year: int, month: int) -> Reconciliation:
    """The month compared; a number belongs to the month of its day at either side."""
    first, last = month_of(year, month)
    ours, theirs = _portal(series, year), _province(series, year)
    here = {key for key, line in ours.items() if line.day is not None and first <= line.day <= last}
    # What the province lists without a day is looked at in whatever month the portal has it, else in each.
    there = {
        key
        for key, line in theirs.items()
        if (line.day is not None and first <= line.day <= last) or (line.day is None and key not in ours)
    }
    said = {
        (one.number, one.suffix, one.side): one
        for one in ProvinceExplanation.objects.filter(series=series, year=year).select_related("explained_by")
    }
    found = list(_differences(sorted(here | there), ours, theirs, said))
    return Reconciliation(len(here), len(there | (here & theirs.keys())), found)


def _differences(
    keys: list[Key],
    ours: dict[Key, Line],
    theirs: dict[Key, Line],
    said: dict[tuple[int, str, str], ProvinceExplanation],
) -> Iterator[Difference]:
    for key in keys:
        mine, other = ours.get(key), theirs.get(key)
        side = _side(mine, other)
        if side is not None:
            yield Difference(*key, side, mine, other, said.get((*key, side.value)))


def _side(mine: Line | None, other: Line | None) -> Side | None:
    if other is None:
        return Side.PORTAL
    if mine is None:
        return Side.PROVINCE
    is_other_day = bool(mine.day and other.day and mine.day != other.day)
    is_other_paper = bool(
        mine.reference and other.reference and reference_key(mine.reference) != reference_key(other.reference)
    )
    return Side.DIFFERS if is_other_day or is_other_paper else None


def _portal(series: Series, year: int) -> dict[Key, Line]:
    if series.direction == Direction.INCOMING:
        rows = Incoming.objects.in_book().filter(series=series, year=year)
        rows = rows.only("arrival_number", "arrived_at", "number", "symbol", "subject")
        return {
            (one.arrival_number or 0, ""): Line(
                one.reference, clock.local(one.arrived_at).date(), one.subject, one.get_absolute_url()
            )
            for one in rows
        }
    numbers = DocumentNumber.objects.filter(series_year__series=series, series_year__year=year)
    return {(one.number, one.suffix): _own(one) for one in numbers.select_related("outgoing", "line")}


def _own(number: DocumentNumber) -> Line:
    paper, line = getattr(number, "outgoing", None), getattr(number, "line", None)
    subject = paper.subject if paper is not None else line.facts.get("subject", "") if line else number.reason
    return Line(str(number), number.dated_on, subject, paper.get_absolute_url() if paper is not None else "")


def _province(series: Series, year: int) -> dict[Key, Line]:
    rows = ProvinceEntry.objects.filter(series=series, year=year)
    return {(one.number, one.suffix): Line(one.reference, one.dated_on, one.subject) for one in rows}


def workbook_of(series: Series, year: int, month: int) -> Book:
    """The differences of a month as a workbook."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for one in reconciliation(series, year, month).differences:
            mine, other, said = one.portal, one.province, one.explanation
            yield (
                one.text,
                one.side.label,
                mine.reference if mine else "",
                mine.day if mine else None,
                mine.subject if mine else "",
                other.reference if other else "",
                other.day if other else None,
                other.subject if other else "",
                said.reason if said else "",
                str(said.explained_by) if said else "",
            )

    return Book(
        title=f"Đối chiếu Đồng Nai-S tháng {month:02d}-{year}",
        sheets=lambda: [Written("Đối chiếu", HEADS, rows())],
        total=lambda: len(reconciliation(series, year, month).differences),
        filters=[("Sổ", str(series)), ("Tháng", f"{month:02d}/{year}")],
        order="Theo số",
    )


def books_of_province() -> Any:
    """The books whose numbers the province's system gives, in use today."""
    rows = Series.objects.on(clock.today()).filter(numbers_from=Authority.PROVINCE)
    return rows.select_related("body").order_by("direction", "name")


def last_of(series: Series, year: int) -> SeriesYear | None:
    """How far the book of the year has come."""
    return SeriesYear.objects.filter(series=series, year=year).first()


def numbers_for_papers(series: Series, year: int) -> list[tuple[ProvinceEntry, Outgoing]]:
    """Numbers that only the province lists with the signed papers that wait for them, told by symbol and subject.

    Only where one paper and one number fit each other alone.
    """
    taken = set(_portal(series, year))
    entries = [
        one
        for one in ProvinceEntry.objects.filter(series=series, year=year, dated_on__isnull=False)
        if (one.number, one.suffix) not in taken
    ]
    papers = [one for one in _waiting(series) if one.signed_on is not None]
    pairs = [(entry, paper) for entry in entries for paper in papers if _fits(entry, paper)]
    by_entry = Counter(entry.pk for entry, _ in pairs)
    by_paper = Counter(paper.pk for _, paper in pairs)
    return [(entry, paper) for entry, paper in pairs if by_entry[entry.pk] == by_paper[paper.pk] == 1]


def _waiting(series: Series) -> Iterator[Outgoing]:
    rows = Outgoing.objects.in_state(OutgoingState.SIGNED).filter(body=series.body)
    for paper in rows.select_related("body", "type", "unit").order_by("pk"):
        try:
            book = series_for(
                body=paper.body, direction=Direction.OUTGOING, kind=paper.type, on=clock.today()
            )
        except Refused:
            continue
        if book == series:
            yield paper


def _fits(entry: ProvinceEntry, paper: Outgoing) -> bool:
    day = entry.dated_on
    if day is None or day > clock.today() or (paper.signed_on is not None and day < paper.signed_on):
        return False
    told, ours = fold(entry.subject), fold(paper.subject)
    is_alike = len(ours) >= SHORTEST and ours in told
    written = read_reference(entry.reference).symbol
    return is_alike and (not written or bare(written) == bare(symbol_of(paper, day)))
