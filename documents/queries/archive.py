"""What is asked of the archive: contents of files in their order, hand-overs, loans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from documents.enums.archive import WorkFileState
from documents.enums.incoming import SOURCE_FILE
from documents.enums.outgoing import SCAN_FILE, SEALED_FILE, SIGNED_FILE
from documents.models import ArchiveHandover, ArchiveLoan, Incoming, Outgoing, WorkFile
from documents.queries.work_files import ArchiveValues
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from lmhtx.people.models import User

# Of an issued paper the sealed file says all; without it the signed one, then the scan of the sheet.
BEST = (SEALED_FILE, SIGNED_FILE, SCAN_FILE)


@dataclass(frozen=True, slots=True)
class Content:
    """A file of a paper at its place in a work file."""

    ordinal: int
    attachment: Attachment


def contents_of(work_file: WorkFile) -> list[Content]:
    """The files of all papers, in the order of the papers, each content of a paper once."""
    rows = list(work_file.papers.select_related("incoming", "outgoing"))
    groups: tuple[Sequence[Model], ...] = (
        [row.incoming for row in rows if row.incoming is not None],
        [row.outgoing for row in rows if row.outgoing is not None],
        [row for row in rows if row.paper is None],
    )
    held = {group[0]._meta.label_lower: Attachment.objects.of_each(group) for group in groups if group}
    found: list[Content] = []
    for row in rows:
        owner = row.paper or row
        files = _that_count(owner, held[owner._meta.label_lower].get(owner.pk, []))
        found += [Content(row.ordinal, one) for one in {one.blob_id: one for one in files}.values()]
    return found


def _that_count(owner: Model, files: Sequence[Attachment]) -> list[Attachment]:
    if isinstance(owner, Incoming):
        return [one for one in files if one.kind == SOURCE_FILE] or list(files)
    if isinstance(owner, Outgoing):
        return next((found for kind in BEST if (found := [one for one in files if one.kind == kind])), [])
    return list(files)


def files_to_hand_over(user: User) -> QuerySet[WorkFile]:
    """Closed files that have to go to the archive and that the person may give; the earliest due first."""
    least = ArchiveValues().whole("HANDOVER_LEAST_YEARS")
    rows = WorkFile.objects.visible_to(user).filter(state=WorkFileState.CLOSED).that_must_go(least)
    mine = rows.filter(maker=user) | rows.filter(unit__in=sorted(user.headed_ids))
    return mine.select_related("unit", "maker").order_by("due_on", "code")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a hand-over counts: files, papers, contents, pages, sheets."""

    files: int
    papers: int
    contents: int
    pages: int
    sheets: int


def files_in(handover: ArchiveHandover) -> list[WorkFile]:
    """The files of the list, by year and code."""
    rows = handover.files.select_related("unit", "maker").order_by("year", "code")
    return list(rows)


def totals_of(files: Sequence[WorkFile]) -> Totals:
    """The sums of the files."""
    rows = [row for one in files for row in one.papers.dressed()]
    return Totals(
        files=len(files),
        papers=len(rows),
        contents=sum(len(contents_of(one)) for one in files),
        pages=sum(row.page_count or 0 for row in rows),
        sheets=sum(one.sheets for one in files),
    )


def days_of_papers(work_file: WorkFile) -> tuple[date | None, date | None]:
    """The first and the last day of what lies in the file."""
    days = [row.day for row in work_file.papers.dressed() if row.day is not None]
    return (min(days), max(days)) if days else (None, None)


def loans_out(on: date) -> QuerySet[ArchiveLoan]:
    """Originals that should have come back by the day."""
    return ArchiveLoan.objects.filter(returned_on__isnull=True, due_on__lt=on)
