"""Work files go to the archive: listed, received or sent back; what the archive holds stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from documents.actions.telling import with_role
from documents.enums.archive import WorkFileState
from documents.models import ArchivedContent, ArchiveHandover, WorkFile
from documents.queries.archive import contents_of
from documents.queries.work_files import ArchiveValues
from documents.workflow_files import ARCHIVE_HANDOVER, WORK_FILE
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.jobs.queue import later
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

KEY = "documents.archive"


@transaction.atomic
def propose_handover(
    *,
    unit: Agency,
    files: Sequence[WorkFile],
    block: str,
    condition: str,
    by: User,
    boxes: int = 0,
    metres: Decimal = Decimal(0),
) -> ArchiveHandover:
    """The chosen files wait for the archive, all of one list; the archivist hears of it.

    Refuses files that are not closed, of another unit, or kept too short a time to have to go.
    """
    if not files:
        raise Refused("Hãy chọn ít nhất một hồ sơ.")
    values = ArchiveValues()
    for work_file in files:
        if work_file.unit_id != unit.pk:
            raise Refused(f"Hồ sơ {work_file.code} không thuộc {unit}.")
        if not values.must_go(work_file):
            least = values.whole("HANDOVER_LEAST_YEARS")
            raise Refused(
                f"Hồ sơ {work_file.code} bảo quản {work_file.retention}, không thuộc diện nộp lưu "
                f"(từ {least} năm trở lên)."
            )
    handover = ArchiveHandover.objects.create(
        unit=unit,
        block=block.strip(),
        boxes=boxes,
        metres=metres,
        condition=condition.strip(),
        created_by=by,
    )
    handover.files.set(files)
    for work_file in files:
        record("documents.work_file.handed_over", move(WORK_FILE, work_file, "hand_over", by=by), by=by)
    record("documents.archive_handover.proposed", handover, by=by, count=len(files))
    _tell(handover, with_role(Role.CLERK), line="Chờ lưu trữ nhận", by=by)
    return handover


def _tell(handover: ArchiveHandover, people: Sequence[User | None], *, line: str, by: User) -> None:
    tell_all(
        [one for one in dict.fromkeys(people) if one is not None and one != by],
        key=KEY,
        line=f"{line}: {handover}"[:300],
        url=handover.get_absolute_url(),
        dedupe=f"archive_handover:{handover.pk}:{handover.state}",
    )


def _locked(handover: ArchiveHandover) -> ArchiveHandover:
    rows = ArchiveHandover.objects.select_for_update(of=("self",)).select_related("unit", "created_by")
    return rows.get(pk=handover.pk)


@transaction.atomic
def receive_handover(*, handover: ArchiveHandover, shelf: str, by: User) -> ArchiveHandover:
    """The archive has the files: nothing in them changes any more, it holds every content of theirs.

    A package of each is made behind the page.
    """
    handover = _locked(handover)
    if handover.created_by_id in by.hands:
        raise Refused("Người giao không tự nhận; lưu trữ phải là người khác.")
    handover = move(ARCHIVE_HANDOVER, handover, "receive", by=by)
    moment = clock.now()
    for work_file in handover.files.select_for_update(of=("self",)).order_by("pk"):
        hold_contents(work_file)
        work_file.archived_at, work_file.archived_by, work_file.shelf = moment, by, shelf.strip()
        work_file.save(update_fields=["archived_at", "archived_by", "shelf"])
        record("documents.work_file.archived", move(WORK_FILE, work_file, "receive", by=by), by=by)
    handover.ended_at, handover.ended_by = moment, by
    handover.save(update_fields=["ended_at", "ended_by"])
    record("documents.archive_handover.received", handover, by=by)
    later("documents.pack_handover", by=by, handover_id=handover.pk)
    _tell(handover, [handover.created_by], line="Lưu trữ đã nhận", by=by)
    return handover


def hold_contents(work_file: WorkFile) -> None:
    """Every content of the file is the archive's, whatever becomes of the places where else it hangs."""
    ArchivedContent.objects.bulk_create(
        ArchivedContent(
            work_file=work_file, blob_id=one.attachment.blob_id, ordinal=one.ordinal, name=one.attachment.name
        )
        for one in contents_of(work_file)
    )


@transaction.atomic
def refuse_handover(*, handover: ArchiveHandover, reason: str, by: User) -> ArchiveHandover:
    """The archive sends the whole list back with the reason; the files are with their makers again."""
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do trả lại.")
    handover = _locked(handover)
    handover.reason = reason.strip()
    handover.save(update_fields=["reason"])
    handover = move(ARCHIVE_HANDOVER, handover, "refuse", by=by, note=reason)
    for work_file in handover.files.filter(state=WorkFileState.HANDED_OVER).order_by("pk"):
        move(WORK_FILE, work_file, "refuse", by=by, note=reason)
        record("documents.work_file.sent_back", work_file, by=by, note=reason)
    handover.ended_at, handover.ended_by = clock.now(), by
    handover.save(update_fields=["ended_at", "ended_by"])
    record("documents.archive_handover.refused", handover, by=by, note=reason)
    _tell(handover, [handover.created_by], line="Lưu trữ trả lại", by=by)
    return handover
