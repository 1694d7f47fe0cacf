"""Files that have had their time are destroyed by two people with their papers; what is known of them stays."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from documents.enums.archive import OWN_FILE, PACKAGE_FILE, DestructionState
from documents.models import ArchivedContent, Destruction, WorkFile
from documents.queries.work_files import expired
from documents.workflow_files import DESTRUCTION, WORK_FILE
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import remove
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


def _locked(destruction: Destruction) -> Destruction:
    return Destruction.objects.select_for_update(of=("self",)).get(pk=destruction.pk)


@transaction.atomic
def propose_destruction(*, title: str, files: Sequence[WorkFile], grounds: str, by: User) -> Destruction:
    """Files whose time is over are listed with the grounds; nothing happens to them yet."""
    if not files:
        raise Refused("Hãy chọn ít nhất một hồ sơ.")
    over = set(expired().values_list("pk", flat=True))
    if early := [one.code for one in files if one.pk not in over]:
        raise Refused(f"Chưa hết thời hạn bảo quản, hoặc đang ở đợt hủy khác: {', '.join(early)}.")
    destruction = Destruction.objects.create(title=title.strip(), grounds=grounds.strip(), created_by=by)
    destruction.files.set(files)
    record("documents.destruction.proposed", destruction, by=by, count=len(files))
    return destruction


@transaction.atomic
def agree_destruction(*, destruction: Destruction, council: str, decision: str, by: User) -> Destruction:
    """The council has looked at the list and the decision is there; said by another than who made the list."""
    destruction = _locked(destruction)
    if destruction.created_by_id in by.hands:
        raise Refused("Người lập danh mục hủy không tự thông qua; cần người thứ hai.")
    if not council.strip() or not decision.strip():
        raise Refused("Hãy ghi hội đồng xét hủy và số, ngày quyết định hủy.")
    if destruction.state == DestructionState.PROPOSED:
        destruction.council, destruction.decision = council.strip(), decision.strip()
        destruction.agreed_at, destruction.agreed_by = clock.now(), by
        destruction.save(update_fields=["council", "decision", "agreed_at", "agreed_by"])
    destruction = move(DESTRUCTION, destruction, "agree", by=by)
    record("documents.destruction.agreed", destruction, by=by, note=decision)
    return destruction


@transaction.atomic
def carry_out_destruction(*, destruction: Destruction, minutes: str, by: User) -> Destruction:
    """The files are destroyed and the minutes say so: the archive lets go of contents and packages.

    Code, title, papers by number and subject stay; papers of the books stay in their books.
    """
    destruction = _locked(destruction)
    if not minutes.strip():
        raise Refused("Hãy ghi biên bản hủy: ngày, cách hủy, người chứng kiến.")
    destruction.minutes = minutes.strip()
    destruction.save(update_fields=["minutes"])
    destruction = move(DESTRUCTION, destruction, "carry_out", by=by)
    for work_file in destruction.files.select_for_update(of=("self",)).order_by("pk"):
        _destroy(work_file, by)
    destruction.ended_at, destruction.ended_by = clock.now(), by
    destruction.save(update_fields=["ended_at", "ended_by"])
    record("documents.destruction.done", destruction, by=by, note=minutes)
    return destruction


def _destroy(work_file: WorkFile, by: User) -> None:
    work_file = move(WORK_FILE, work_file, "destroy", by=by)
    work_file.destroyed_at, work_file.destroyed_by = clock.now(), by
    work_file.save(update_fields=["destroyed_at", "destroyed_by"])
    own = list(work_file.papers.filter(incoming__isnull=True, outgoing__isnull=True))
    held = Attachment.objects.of_each(own)
    for one in [file for files in held.values() for file in files if file.kind == OWN_FILE]:
        remove(attachment=one, by=by)
    for one in Attachment.objects.of(work_file).filter(kind=PACKAGE_FILE):
        remove(attachment=one, by=by)
    ArchivedContent.objects.filter(work_file=work_file).delete()
    record("documents.work_file.destroyed", work_file, by=by)


@transaction.atomic
def drop_destruction(*, destruction: Destruction, reason: str, by: User) -> Destruction:
    """Nothing is destroyed after all."""
    destruction = move(DESTRUCTION, _locked(destruction), "drop", by=by, note=reason)
    destruction.ended_at, destruction.ended_by = clock.now(), by
    destruction.save(update_fields=["ended_at", "ended_by"])
    record("documents.destruction.dropped", destruction, by=by, note=reason)
    return destruction
