"""What stands on the page of a work file for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents.access.archive import FilePerm
from documents.enums.archive import WorkFileState
from documents.queries.archive import totals_of
from documents.queries.incoming_page import Act, Step
from documents.queries.work_files import ArchiveValues, lying_in, size_warnings
from lmhtx.base import clock
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.models import WorkFile
    from lmhtx.people.models import User

ROAD = (
    (WorkFileState.OPEN, "Đang lập"),
    (WorkFileState.CLOSED, "Kết thúc"),
    (WorkFileState.HANDED_OVER, "Giao nộp"),
    (WorkFileState.ARCHIVED, "Lưu trữ"),
)


def work_file_facts(work_file: WorkFile, *, user: User) -> dict[str, Any]:
    """Steps, acts, papers in their order, both readings of the deadline, packages."""
    values = ArchiveValues()
    return {
        "file": work_file,
        "steps": list(_steps(work_file)),
        "acts": list(_acts(work_file, user)),
        "more": list(_more(work_file, user)),
        "lying": lying_in(work_file, user),
        "totals": totals_of([work_file]),
        "days": values.of(work_file),
        "must_go": values.must_go(work_file),
        "warnings": size_warnings(work_file) if work_file.is_open else [],
        "may_change": work_file.is_open and user.has_perm(FilePerm.MAKE_WORK_FILE, work_file),
        "handovers": list(work_file.handovers.select_related("unit").order_by("-pk")),
        "packages": list(Attachment.objects.of(work_file)),
    }


def _steps(work_file: WorkFile) -> Iterator[Step]:
    order = [state for state, _ in ROAD]
    if work_file.state == WorkFileState.DESTROYED:
        yield Step("Đang lập", "done")
        yield Step("Đã hủy", "danger", _day(work_file.destroyed_at))
        return
    here = order.index(WorkFileState(work_file.state))
    notes = {
        WorkFileState.OPEN: f"{work_file.started_on:%d/%m/%Y}",
        WorkFileState.CLOSED: _day(work_file.closed_at),
        WorkFileState.ARCHIVED: _day(work_file.archived_at),
    }
    for place, (state, label) in enumerate(ROAD):
        is_over = place < here or state == WorkFileState.ARCHIVED == work_file.state
        yield Step(label, "done" if is_over else "now" if place == here else "grey", notes.get(state, ""))


def _day(moment: Any) -> str:
    return f"{clock.local(moment):%d/%m/%Y}" if moment else ""


def _acts(work_file: WorkFile, user: User) -> Iterator[Act]:
    if not user.has_perm(FilePerm.MAKE_WORK_FILE, work_file):
        return
    if work_file.is_open:
        yield Act("Đưa văn bản vào", "work_file_papers", "file-plus", is_main=True)
        yield Act("Thêm tài liệu khác", "work_file_document", "paperclip")
        yield Act("Kết thúc hồ sơ", "work_file_close", "folder-check")
    elif work_file.state == WorkFileState.CLOSED:
        yield Act("Mở lại", "work_file_reopen", "folder-open")


def _more(work_file: WorkFile, user: User) -> Iterator[Act]:
    may_make = user.has_perm(FilePerm.MAKE_WORK_FILE, work_file)
    if work_file.is_open and may_make:
        yield Act("Sửa thông tin", "work_file_update", "pencil")
        yield Act("Xóa hồ sơ trống", "work_file_drop", "trash-2")
    if work_file.state == WorkFileState.CLOSED and user.has_perm(FilePerm.ALLOW_LONGER):
        yield Act("Cho giữ lại", "work_file_longer", "clock")
    if work_file.state == WorkFileState.ARCHIVED:
        yield Act("Kiểm tra gói lưu trữ", "work_file_check", "shield-check")
    if user.has_perm(FilePerm.KEEP_ARCHIVE) and work_file.state != WorkFileState.DESTROYED:
        yield Act("Cho mượn hồ sơ", "work_file_lend", "book-copy")
    yield Act("Mục lục văn bản (Word)", "work_file_index_word", "file-text")
    if not work_file.is_open:
        yield Act("Chứng từ kết thúc", "work_file_certificate", "printer")
