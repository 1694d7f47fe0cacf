"""What work files bring to a person's desk, to papers' pages and to the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from documents.access.archive import FilePerm
from documents.enums.archive import CatalogueState, HandoverState, WorkFileState
from documents.models import ArchiveHandover, FileCatalogue, Incoming, Outgoing, WorkFile
from documents.queries.work_files import ArchiveValues, files_of, makeable_files
from lmhtx.base import clock
from lmhtx.vn.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lmhtx.people.models import User

INTO_FILE = {"incoming": "incoming_into_file", "outgoing": "outgoing_into_file"}
LEND = {"incoming": "incoming_lend", "outgoing": "outgoing_lend"}


def files_panel(user: User, paper: Incoming | Outgoing) -> dict[str, Any] | None:
    """In which files the paper lies, and whether the person has one to put it into."""
    rows = list(files_of(paper, user))
    kind = paper._meta.model_name or ""
    is_kept = paper.is_out if isinstance(paper, Outgoing) else paper.arrival_number is not None
    may_put = user.has_perm(FilePerm.MAKE_WORK_FILE)
    return {
        "rows": rows,
        "may_put": may_put,
        "url_name": INTO_FILE[kind],
        "lend_url": LEND[kind] if is_kept and user.has_perm(FilePerm.KEEP_ARCHIVE) else "",
        "has_open": may_put and makeable_files(user).exists(),
    }


def due_for_archive(user: User) -> QuerySet[WorkFile]:
    """Closed files of the person and of units that he heads that should go to the archive: the warning has come."""
    if not user.has_perm(FilePerm.MAKE_WORK_FILE):
        return WorkFile.objects.none()
    values, today = ArchiveValues(), clock.today()
    least = values.whole("HANDOVER_LEAST_YEARS")
    mine = Q(maker=user) | Q(unit__in=sorted(user.headed_ids))
    rows = WorkFile.objects.filter(mine, state=WorkFileState.CLOSED).that_must_go(least)
    now = [one.pk for one in rows if (days := values.of(one)) is not None and days.warned_on <= today]
    waiting = Q(longer_on__isnull=True) | Q(longer_on__lte=today)
    return (
        WorkFile.objects.filter(waiting, pk__in=now).select_related("unit", "maker").order_by("due_on", "pk")
    )


def to_receive(user: User) -> QuerySet[ArchiveHandover]:
    """Lists that wait for the archive, but not those that the person gave."""
    if not user.has_perm(FilePerm.KEEP_ARCHIVE):
        return ArchiveHandover.objects.none()
    rows = ArchiveHandover.objects.visible_to(user).filter(state=HandoverState.PROPOSED)
    return rows.exclude(created_by__in=user.hands).select_related("unit", "created_by").order_by("pk")


def to_issue(user: User) -> QuerySet[FileCatalogue]:
    """Lists of files that wait for the head."""
    if not user.has_perm(FilePerm.ISSUE_CATALOGUE):
        return FileCatalogue.objects.none()
    return FileCatalogue.objects.filter(state=CatalogueState.SUBMITTED)


def find_work_files(user: User, words: str) -> QuerySet[WorkFile]:
    """Files with every word in code, title or note; the newest first."""
    wanted = Q()
    for word in fold(words).split():
        wanted &= Q(folded__contains=word)
    rows = WorkFile.objects.visible_to(user).filter(wanted)
    return rows.select_related("unit", "maker").order_by("-year", "code")
