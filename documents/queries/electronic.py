"""Which papers of a year are electronic from end to end: signed, dealt with and kept so, as any day stood."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from documents.enums.incoming import SOURCE_FILE, IncomingState
from documents.enums.numbers import Direction, NumberState
from documents.enums.outgoing import SEALED_FILE, SignWay
from documents.models import DocumentNumber, Incoming, Outgoing, WorkFilePaper
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.signatures.models import CheckedSignature, SignatureCheck
from lmhtx.signatures.outcomes import Verdict

if TYPE_CHECKING:
    from django.db.models import QuerySet

# The person who signs and the agency whose seal it is.
BOTH = 2
LEFT_THE_BOOK = (IncomingState.RETURNED, IncomingState.RECALLED, IncomingState.DROPPED)


def numbers_on(day: date) -> QuerySet[DocumentNumber]:
    """Every number of the books of outgoing papers in the year of the day, as far as that day."""
    return DocumentNumber.objects.filter(
        series_year__series__direction=Direction.OUTGOING, dated_on__range=(date(day.year, 1, 1), day)
    ).select_related("series_year", "outgoing")


def papers_out_on(day: date) -> QuerySet[DocumentNumber]:
    """Those numbers that a paper bears, also where the portal has no more of it than its line in the book."""
    return numbers_on(day).filter(state=NumberState.GIVEN)


def numbers_without_paper_on(day: date) -> QuerySet[DocumentNumber]:
    """Held and cancelled numbers: nothing was issued under them."""
    return numbers_on(day).exclude(state=NumberState.GIVEN)


def electronic_out_on(day: date) -> QuerySet[DocumentNumber]:
    """Issued and kept, with the person's and the agency's signature both good when they were last looked at."""
    end = clock.end_of(day)
    kept = good_by(end).filter(number=OuterRef("pk"), issued_at__lte=end, filed_at__lte=end)
    return papers_out_on(day).filter(Exists(kept))


def good_by(end: datetime) -> QuerySet[Outgoing]:
    """Papers signed and sealed by keys, both signatures found good by the newest look until then."""
    return Outgoing.objects.filter(
        Exists(_sealed_and_good(end)), signed_way=SignWay.DIGITAL, sealed_way=SignWay.DIGITAL
    )


def _sealed_and_good(end: datetime) -> QuerySet[Attachment]:
    """The sealed file of a paper whose newest check by then found both signatures, and found them good."""
    newest = SignatureCheck.objects.filter(blob=OuterRef("blob"), checked_at__lte=end).order_by("-pk")
    second = CheckedSignature.objects.filter(check_run=OuterRef("newest_check"), number=BOTH)
    return (
        Attachment.objects.held()
        .filter(owner_kind=Outgoing._meta.label_lower, owner_id=OuterRef("pk"), kind=SEALED_FILE)
        .annotate(
            newest_check=Subquery(newest.values("pk")[:1]), verdict=Subquery(newest.values("verdict")[:1])
        )
        .filter(Exists(second), verdict=Verdict.VALID)
    )


def papers_in_on(day: date) -> QuerySet[Incoming]:
    """Papers of the year's books that had to be dealt with by the day; one whose time is not up is not counted yet."""
    end = clock.end_of(day)
    return _came(day).exclude(_still_has_time(day, end)).exclude(_left(end))


def papers_not_counted_on(day: date) -> QuerySet[Incoming]:
    """Those still within their time, and those sent back or taken back by their sender."""
    end = clock.end_of(day)
    return _came(day).filter(_still_has_time(day, end) | _left(end))


def electronic_in_on(day: date) -> QuerySet[Incoming]:
    """Dealt with in the portal, the paper itself held here as a file and lying in a work file by then."""
    end = clock.end_of(day)
    held = Attachment.objects.held().filter(
        owner_kind=Incoming._meta.label_lower,
        owner_id=OuterRef("pk"),
        kind=SOURCE_FILE,
        added_at__lte=end,
    )
    filed = WorkFilePaper.objects.filter(incoming=OuterRef("pk"), added_at__lte=end)
    return _came(day).filter(Exists(held), Exists(filed), state=IncomingState.COMPLETED, ended_at__lte=end)


def _came(day: date) -> QuerySet[Incoming]:
    rows = Incoming.objects.in_book().defer("content", "content_folded", "proposal")
    return rows.filter(year=day.year, registered_at__lte=clock.end_of(day))


def _left(end: datetime) -> Q:
    return Q(state__in=LEFT_THE_BOOK, ended_at__lte=end)


def _still_has_time(day: date, end: datetime) -> Q:
    is_open = Q(ended_at__isnull=True) | Q(ended_at__gt=end)
    return is_open & (Q(due_on__isnull=True) | Q(due_on__gte=day))
