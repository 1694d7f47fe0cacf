"""What a person holds of papers and work files goes to another when he leaves; what he did stays under his name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.actions.drafting import let_see
from documents.enums.outgoing import BEFORE_SIGNING, OutgoingState
from documents.models import ArchiveLoan, Incoming, Outgoing, WorkFile
from documents.queries.work_files import open_files_of
from lmhtx.audit.actions import record_all
from lmhtx.contributions import AuditVerb, Holding, Obstacle

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lmhtx.people.models import User

VERB = "documents.passed_on"
LEAVE = "people.leave"


def incoming_of(person: User) -> QuerySet[Incoming]:
    """Open papers that the person deals with."""
    return (
        Incoming.objects.open().filter(lead_person=person).defer("content", "content_folded").order_by("pk")
    )


def presented_to(person: User) -> QuerySet[Incoming]:
    """Papers that wait for the person's words."""
    rows = Incoming.objects.filter(state="presented", presented_to=person)
    return rows.defer("content", "content_folded").order_by("pk")


def drafts_of(person: User) -> QuerySet[Outgoing]:
    """Drafts that the person writes and nobody has signed."""
    return Outgoing.objects.filter(drafter=person, state__in=sorted(BEFORE_SIGNING)).order_by("pk")


def checks_of(person: User) -> QuerySet[Outgoing]:
    """Drafts whose form the person was named to check."""
    states = (
        OutgoingState.DRAFT,
        OutgoingState.UNIT_REVIEW,
        OutgoingState.CONSULT,
        OutgoingState.FORMAT_CHECK,
    )
    return Outgoing.objects.filter(form_checker=person, state__in=states).order_by("pk")


def give_files(rows: QuerySet[WorkFile], giver: User, to: User, by: User) -> None:
    """The receiver makes the files on."""
    del giver
    files = list(rows.select_for_update(of=("self",)))
    record_all(VERB, files, by=by, to=str(to))
    for one in files:
        one.maker = to
        one.save(update_fields=["maker"])


def give_incoming(rows: QuerySet[Incoming], giver: User, to: User, by: User) -> None:
    """The receiver deals with the papers, and sees them."""
    del giver
    papers = list(rows.select_for_update(of=("self",)))
    record_all(VERB, papers, by=by, to=str(to))
    for one in papers:
        one.lead_person, one.people = to, sorted({*one.people, to.pk})
        one.save(update_fields=["lead_person", "people"])


def give_presented(rows: QuerySet[Incoming], giver: User, to: User, by: User) -> None:
    """The papers wait for the receiver's words."""
    del giver
    papers = list(rows.select_for_update(of=("self",)))
    record_all(VERB, papers, by=by, to=str(to))
    for one in papers:
        one.presented_to = to
        one.save(update_fields=["presented_to"])


def give_drafts(rows: QuerySet[Outgoing], giver: User, to: User, by: User) -> None:
    """The receiver writes on."""
    del giver
    drafts = list(rows.select_for_update(of=("self",)))
    record_all(VERB, drafts, by=by, to=str(to))
    for one in drafts:
        one.drafter = to
        one.save(update_fields=["drafter"])
        let_see(one)


def give_checks(rows: QuerySet[Outgoing], giver: User, to: User, by: User) -> None:
    """The receiver checks the form."""
    del giver
    drafts = list(rows.select_for_update(of=("self",)))
    record_all(VERB, drafts, by=by, to=str(to))
    for one in drafts:
        one.form_checker = to
        one.save(update_fields=["form_checker"])
        let_see(one)


def files_in_the_way(person: User) -> list[str]:
    """Files that are still with the person."""
    codes = [f"{one.code} ({one.get_state_display().lower()}): {one.title}" for one in open_files_of(person)]
    if not codes:
        return []
    return [f"Còn giữ {len(codes)} hồ sơ công việc, phải bàn giao cho người khác: {'; '.join(codes)}."]


def loans_in_the_way(person: User) -> list[str]:
    """Originals that the person has not brought back."""
    count = ArchiveLoan.objects.filter(borrower=person, returned_on__isnull=True).count()
    return [f"Còn mượn {count} bản lưu chưa trả."] if count else []


ITEMS = (
    Holding(
        key="documents.work_files",
        title="Hồ sơ công việc đang lập, chưa nộp lưu",
        of=open_files_of,
        give=give_files,
        order=20,
    ),
    Holding(
        key="documents.incoming",
        title="Văn bản đến đang giải quyết",
        of=incoming_of,
        give=give_incoming,
        order=21,
    ),
    Holding(
        key="documents.presented",
        title="Văn bản trình, chờ ý kiến",
        of=presented_to,
        give=give_presented,
        order=22,
    ),
    Holding(
        key="documents.drafts", title="Dự thảo văn bản đang soạn", of=drafts_of, give=give_drafts, order=23
    ),
    Holding(
        key="documents.checks",
        title="Dự thảo được giao kiểm tra thể thức",
        of=checks_of,
        give=give_checks,
        order=24,
    ),
    Obstacle(act=LEAVE, find=files_in_the_way),
    Obstacle(act=LEAVE, find=loans_in_the_way),
    AuditVerb(key=VERB, label="bàn giao {subject}"),
)
