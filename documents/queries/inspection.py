"""What an inspection of văn thư work would find in the books and papers of some years, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from documents.enums.incoming import OPEN_STATES, Closing, IncomingState
from documents.enums.inspection import FaultKind
from documents.enums.numbers import Direction, NumberState
from documents.enums.outgoing import OUT, OutgoingState
from documents.models import DocumentNumber, Incoming, Outgoing, Series, SeriesYear, WorkFile
from documents.queries.corrections import corrected_in, corrected_out
from documents.queries.powers import Powers
from documents.queries.work_files import ArchiveValues
from documents.rules.numbers import issue_by, number_text
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lmhtx.people.models import User

# What went back, was taken back, or never went out lies in no work file.
NOT_TO_BE_FILED = (
    *OPEN_STATES,
    IncomingState.RETURNED,
    IncomingState.RECALLED,
    IncomingState.DROPPED,
    OutgoingState.VOID,
)
# No list of faults is longer on the page; the count tells the rest.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what it is, in words that stand alone, and where it is seen."""

    kind: FaultKind
    words: str
    url: str = ""


def findings(user: User, first_year: int, last_year: int) -> dict[FaultKind, list[Finding]]:
    """Every kind of fault with what was found of it in those years, as far as the person sees the papers."""
    years = (first_year, last_year)
    found: dict[FaultKind, list[Finding]] = {kind: [] for kind in FaultKind}
    sources = (
        _of_numbers(years),
        _of_arrivals(user, years),
        _of_incoming(user, years),
        _of_outgoing(user, years),
        _of_files(user, years),
        (Finding(FaultKind.CORRECTED, *one) for one in corrected_in(incoming_of(user, years))),
        (Finding(FaultKind.CORRECTED, *one) for one in corrected_out(outgoing_of(user, years))),
    )
    for source in sources:
        for one in source:
            found[one.kind].append(one)
    return found


def incoming_of(user: User, years: tuple[int, int]) -> QuerySet[Incoming]:
    """Papers of the books of those years that the person sees."""
    rows = Incoming.objects.visible_to(user).in_book().filter(year__range=years)
    return rows.defer("content", "content_folded", "proposal").order_by("series", "year", "arrival_number")


def outgoing_of(user: User, years: tuple[int, int]) -> QuerySet[Outgoing]:
    """Papers dated in those years that the person sees."""
    days = (date(years[0], 1, 1), date(years[1], 12, 31))
    rows = Outgoing.objects.visible_to(user).filter(dated_on__range=days)
    return rows.select_related("body", "signer").order_by("pk")


def _of_numbers(years: tuple[int, int]) -> Iterator[Finding]:
    rows = (
        DocumentNumber.objects.exclude(series_year__series__direction=Direction.INCOMING)
        .filter(series_year__year__range=years)
        .select_related("series_year__series", "outgoing")
        .order_by("series_year", "number", "suffix")
    )
    starts = _starts(years)
    for year, numbers in _by_year(rows):
        book = f"{year.series}, năm {year.year}"
        plain = [one for one in numbers if not one.suffix]
        yield from _gaps([one.number for one in plain], starts.get(year.pk, 0), book)
        for before, after in pairwise(plain):
            if after.dated_on < before.dated_on:
                words = (
                    f"{book}: số {after} ngày {after.dated_on:%d/%m/%Y}, số liền trước {before} "
                    f"ngày {before.dated_on:%d/%m/%Y}"
                )
                yield Finding(FaultKind.BACKWARD, words, after.get_absolute_url())
        for one in numbers:
            if one.state != NumberState.GIVEN:
                kind = FaultKind.HELD if one.state == NumberState.HELD else FaultKind.CANCELLED
                yield Finding(kind, f"{book}: số {one}, lý do: {one.reason}", one.get_absolute_url())


def _by_year(rows: Iterable[DocumentNumber]) -> Iterator[tuple[SeriesYear, list[DocumentNumber]]]:
    held: dict[SeriesYear, list[DocumentNumber]] = {}
    for one in rows:
        held.setdefault(one.series_year, []).append(one)
    yield from held.items()


def _starts(years: tuple[int, int]) -> dict[int, int]:
    """The last number used before the portal by the years of books that began in the middle."""
    rows = SeriesYear.objects.filter(year__range=years, start__confirmed_at__isnull=False)
    return dict(rows.values_list("pk", "start__last_number"))


def _gaps(numbers: Sequence[int], before: int, book: str, what: str = "số") -> Iterator[Finding]:
    """Every run of numbers that nothing bears, from the first that the portal counts to the last given."""
    for earlier, later in pairwise([before, *numbers]):
        if later - earlier > 1:
            run = (
                number_text(earlier + 1)
                if later - earlier == 2
                else f"{number_text(earlier + 1)} đến {number_text(later - 1)}"
            )
            yield Finding(FaultKind.GAP, f"{book}: khuyết {what} {run}")


def _of_arrivals(user: User, years: tuple[int, int]) -> Iterator[Finding]:
    """Gaps and days that go back in the books of incoming papers."""
    rows = incoming_of(user, years).values_list("series", "year", "arrival_number", "arrived_at", "pk")
    names = dict(Series.objects.filter(direction=Direction.INCOMING).values_list("pk", "name"))
    starts = {
        (series, year): last
        for series, year, last in SeriesYear.objects.filter(
            year__range=years, start__confirmed_at__isnull=False
        ).values_list("series", "year", "start__last_number")
    }
    books: dict[tuple[int, int], list[Any]] = {}
    for series, year, number, arrived, key in rows:
        books.setdefault((series, year), []).append((number, arrived, key))
    for (series, year), lines in books.items():
        book = f"{names.get(series, 'Sổ')}, năm {year}"
        yield from _gaps([line[0] for line in lines], starts.get((series, year), 0), book, "số đến")
        for before, after in pairwise(lines):
            earlier, later = clock.local(before[1]).date(), clock.local(after[1]).date()
            if later < earlier:
                words = (
                    f"{book}: số đến {after[0]} đến ngày {later:%d/%m/%Y}, số liền trước {before[0]} "
                    f"đến ngày {earlier:%d/%m/%Y}"
                )
                yield Finding(FaultKind.BACKWARD, words, Incoming(pk=after[2]).get_absolute_url())


def _of_incoming(user: User, years: tuple[int, int]) -> Iterator[Finding]:
    """Late in the book, overdue, closed by words alone."""
    today, calendar = clock.today(), calendar_for(clock.today())
    rows = incoming_of(user, years).prefetch_related("answered_by")
    for paper in rows:
        what, url = f"Số đến {paper.arrival_text}: {paper}", paper.get_absolute_url()
        arrived = clock.local(paper.arrived_at).date()
        registered = clock.local(paper.registered_at).date() if paper.registered_at else arrived
        if registered > calendar.add_working_days(arrived, 1):
            words = f"{what}; đến {arrived:%d/%m/%Y}, vào sổ {registered:%d/%m/%Y}"
            yield Finding(FaultKind.REGISTERED_LATE, words, url)
        if paper.state in OPEN_STATES and paper.due_on is not None and paper.due_on < today:
            yield Finding(FaultKind.OVERDUE, f"{what}; hạn {paper.due_on:%d/%m/%Y}", url)
        if paper.state == IncomingState.COMPLETED and not _has_evidence(paper):
            yield Finding(FaultKind.NO_EVIDENCE, f"{what}; ghi trả lời bằng “{paper.answer}”", url)


def _has_evidence(paper: Incoming) -> bool:
    """A paper of ours that answers it, or the reason why none had to."""
    return paper.closing == Closing.NO_ANSWER or bool(paper.answered_by.all())


def _of_outgoing(user: User, years: tuple[int, int]) -> Iterator[Finding]:
    """Late out, signed without authority, never filed."""
    papers = [one for one in outgoing_of(user, years) if one.state in OUT]
    powers = Powers(one.signer_id for one in papers if one.signer_id)
    calendar = calendar_for(clock.today())
    for paper in papers:
        url = paper.get_absolute_url()
        if paper.signed_on is not None and paper.issued_at is not None:
            issued = clock.local(paper.issued_at).date()
            if issued > issue_by(signed_on=paper.signed_on, calendar=calendar):
                words = f"{paper}; ký {paper.signed_on:%d/%m/%Y}, phát hành {issued:%d/%m/%Y}"
                yield Finding(FaultKind.ISSUED_LATE, words, url)
        if paper.signed_on is not None and paper.signer_id:
            fault = powers.fault(paper, paper.signed_on)
            if fault is not None:
                words = f"{paper}; {paper.signer} ký ngày {paper.signed_on:%d/%m/%Y}: {fault.label.lower()}"
                yield Finding(FaultKind.NO_AUTHORITY, words, url)
        if paper.filed_at is None:
            yield Finding(FaultKind.NOT_FILED, str(paper), url)


def _of_files(user: User, years: tuple[int, int]) -> Iterator[Finding]:
    """Papers of years that are over and lie in no work file, and work files that should be in the archive."""
    over = clock.today().year
    for papers in (
        incoming_of(user, years).filter(year__lt=over),
        outgoing_of(user, years).filter(dated_on__year__lt=over),
    ):
        for paper in papers.filter(in_files__isnull=True).exclude(state__in=NOT_TO_BE_FILED):
            yield Finding(FaultKind.NOT_IN_FILE, str(paper), paper.get_absolute_url())
    values, today = ArchiveValues(), clock.today()
    late = WorkFile.objects.in_hand().that_must_go(values.whole("HANDOVER_LEAST_YEARS"))
    late = late.filter(year__range=years, due_on__lt=today).exclude(longer_on__gte=today)
    for file in late.select_related("maker").order_by("due_on", "pk"):
        words = f"{file}; hạn {file.due_on:%d/%m/%Y}, người lập {file.maker}"
        yield Finding(FaultKind.NOT_HANDED_OVER, words, file.get_absolute_url())
