"""Work files are opened, filled, closed, opened again, and kept longer where they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from documents.access.archive import FilePerm
from documents.actions.drafting import check_file
from documents.enums.archive import OWN_FILE, WorkFileState
from documents.models import CatalogueLine, Incoming, Outgoing, WorkFile, WorkFilePaper
from documents.queries.work_files import ArchiveValues, why_not_closed
from documents.workflow_files import WORK_FILE
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import remove, store
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

NOT_OPEN = (
    "Hồ sơ {code} đang ở tình trạng “{state}”, không thêm bớt được. Hồ sơ đã kết thúc thì mở lại (có lý do); "
    "hồ sơ đã nộp lưu thì giữ nguyên."
)
NOT_YOURS = "Chỉ người lập hồ sơ hoặc trưởng đơn vị lập mới làm được việc này."


def locked_file(work_file: WorkFile) -> WorkFile:
    """The file as it stands now, held until the act is done."""
    rows = WorkFile.objects.select_for_update(of=("self",)).select_related("unit", "maker", "line")
    return rows.get(pk=work_file.pk)


def _ours(work_file: WorkFile, by: User) -> WorkFile:
    """The file under a lock, open and the person's to fill."""
    work_file = locked_file(work_file)
    if not by.has_perm(FilePerm.MAKE_WORK_FILE, work_file):
        raise Refused(NOT_YOURS)
    if not work_file.is_open:
        raise Refused(NOT_OPEN.format(code=work_file.code, state=work_file.get_state_display()))
    return work_file


@transaction.atomic
def open_work_file(*, form: Any, by: User, line: CatalogueLine | None = None) -> WorkFile:
    """A file stands open, by a line of the list of the year or with a code of its own."""
    work_file: WorkFile = form.save(commit=False)
    work_file.line, work_file.created_by = line, by
    work_file.save()
    record("documents.work_file.opened", work_file, by=by)
    return work_file


@transaction.atomic
def edit_work_file(*, form: Any, by: User) -> WorkFile:
    """What the file says of itself is mended while it is open."""
    _ours(form.instance, by)
    work_file: WorkFile = form.save()
    record("documents.work_file.edited", work_file, by=by)
    return work_file


@transaction.atomic
def drop_work_file(*, work_file: WorkFile, by: User) -> None:
    """A file that was opened by mistake and holds nothing is gone; its code is free again."""
    work_file = _ours(work_file, by)
    if work_file.papers.exists():
        raise Refused("Hồ sơ đã có tài liệu, không xóa được.")
    record("documents.work_file.dropped", work_file, by=by)
    work_file.delete()


@transaction.atomic
def put_into_file(
    *, work_file: WorkFile, papers: Sequence[Incoming | Outgoing], by: User
) -> list[WorkFilePaper]:
    """The papers lie in the file too, in the order of their days; nothing is copied. Those there already stay."""
    work_file = _ours(work_file, by)
    there = set(work_file.papers.values_list("incoming", "outgoing"))
    last = work_file.papers.count()
    new = []
    for paper in papers:
        names = {
            "incoming": paper if isinstance(paper, Incoming) else None,
            "outgoing": paper if isinstance(paper, Outgoing) else None,
        }
        pair = tuple(one.pk if one is not None else None for one in names.values())
        if pair in there:
            continue
        last += 1
        new.append(WorkFilePaper.objects.create(work_file=work_file, ordinal=last, added_by=by, **names))
        record("documents.work_file.filled", work_file, by=by, note=str(paper)[:300])
    _put_in_order(work_file)
    return new


@transaction.atomic
def put_document(*, work_file: WorkFile, facts: dict[str, Any], file: Any, by: User) -> WorkFilePaper:
    """A document that is in no book lies in the file with its own title and, where there is one, its content."""
    work_file = _ours(work_file, by)
    last = work_file.papers.count()
    row = WorkFilePaper.objects.create(work_file=work_file, ordinal=last + 1, added_by=by, **facts)
    if file is not None:
        store(file, owner=row, kind=OWN_FILE, by=by, check=check_file)
    record("documents.work_file.filled", work_file, by=by, note=row.title[:300])
    _put_in_order(work_file)
    return row


@transaction.atomic
def take_out(*, row: WorkFilePaper, by: User) -> WorkFile:
    """The thing no longer lies in the file; a paper of the books stays in its book and in other files."""
    work_file = _ours(row.work_file, by)
    for held in Attachment.objects.of(row):
        remove(attachment=held, by=by)
    record("documents.work_file.emptied", work_file, by=by, note=str(row)[:300])
    row.delete()
    _put_in_order(work_file)
    return work_file


def _put_in_order(work_file: WorkFile) -> None:
    """Numbers follow the days of the papers; what bears no day stands last."""
    rows = sorted(work_file.papers.dressed(), key=lambda row: (row.day or date.max, row.pk))
    for place, row in enumerate(rows, start=1):
        row.ordinal = place
    WorkFilePaper.objects.bulk_update(rows, ["ordinal"])


@transaction.atomic
def close_work_file(*, work_file: WorkFile, ended_on: date, facts: dict[str, Any], by: User) -> WorkFile:
    """The matter is finished: title, code and retention are as looked at again, nothing open or double is in it.

    From the day on which the work ended follow the days until which the file goes to the archive.
    """
    work_file = _ours(work_file, by)
    if ended_on > clock.today():
        raise Refused("Ngày kết thúc công việc không được sau hôm nay.")
    if ended_on < work_file.started_on:
        raise Refused("Ngày kết thúc công việc không được trước ngày bắt đầu.")
    if reasons := list(dict.fromkeys(why_not_closed(work_file))):
        raise Refused(" ".join(reasons))
    for name, value in facts.items():
        setattr(work_file, name, value)
    if WorkFile.objects.filter(year=work_file.year, code=work_file.code).exclude(pk=work_file.pk).exists():
        raise Refused(f"Số và ký hiệu {work_file.code} đã dùng cho hồ sơ khác trong năm {work_file.year}.")
    _put_in_order(work_file)
    work_file.ended_on, work_file.closed_at, work_file.closed_by = ended_on, clock.now(), by
    days = ArchiveValues().of(work_file)
    work_file.due_on = days.due_on if days is not None else None
    work_file.save()
    work_file = move(WORK_FILE, work_file, "close", by=by)
    record("documents.work_file.closed", work_file, by=by)
    return work_file


@transaction.atomic
def reopen_work_file(*, work_file: WorkFile, reason: str, by: User) -> WorkFile:
    """The file is open again, for the reason given; its days are counted anew when it is closed."""
    work_file = move(WORK_FILE, locked_file(work_file), "reopen", by=by, note=reason)
    work_file.ended_on = work_file.due_on = work_file.closed_at = None
    work_file.closed_by = work_file.longer_on = work_file.longer_by = None
    work_file.longer_reason = ""
    work_file.save()
    record("documents.work_file.reopened", work_file, by=by, note=reason)
    return work_file


@transaction.atomic
def keep_longer(*, work_file: WorkFile, until_on: date, reason: str, by: User) -> WorkFile:
    """The head lets a file that is due stay where it is, in writing and within what the decree allows."""
    work_file = locked_file(work_file)
    longest = ArchiveValues().longest(work_file)
    if work_file.state != WorkFileState.CLOSED or longest is None or work_file.due_on is None:
        raise Refused("Chỉ cho giữ lại hồ sơ đã kết thúc, thuộc diện nộp lưu và chưa giao nộp.")
    if not work_file.due_on < until_on <= longest:
        raise Refused(
            f"Ngày giữ lại phải sau hạn nộp {work_file.due_on:%d/%m/%Y} và không quá {longest:%d/%m/%Y} "
            "(tối đa hai năm kể từ hạn nộp)."
        )
    if not reason.strip():
        raise Refused("Hãy ghi lý do, số văn bản đồng ý giữ lại.")
    work_file.longer_on, work_file.longer_by, work_file.longer_reason = until_on, by, reason.strip()
    work_file.save(update_fields=["longer_on", "longer_by", "longer_reason"])
    record("documents.work_file.kept_longer", work_file, by=by, note=reason)
    return work_file
