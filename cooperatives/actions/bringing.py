"""A strange workbook is brought, read, settled by its owner, and written into the register all or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.writing_rows import write_rows
from cooperatives.enums.imports import BringState
from cooperatives.models import BroughtRegister, NationalExport
from cooperatives.queries.workbooks import read_file
from cooperatives.workbooks.marks import faults
from cooperatives.workbooks.outcome import Reading
from cooperatives.workbooks.settling import Sameness, Settled, kept_rows, settle
from cooperatives.workflow import BRINGINGS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import destroy, store
from lmhtx.files.models import Attachment, Blob
from lmhtx.files.names import safe_name
from lmhtx.jobs.locks import wait_for
from lmhtx.jobs.queue import later
from lmhtx.notices.actions import tell
from lmhtx.people.models import SYSTEM, User
from lmhtx.reading.child import run_parser
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.whole_books import mark_copy
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

FILLED, MARKED = "filled", "marked"
NOTICE = "cooperatives.brought"
KEPT = timedelta(days=30)
MARK_SECONDS = 120
TAKEN = (FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.TEXT)
WRONG_KIND = "Chỉ nhận bảng tính: .xlsx, .xls, .ods hoặc .csv. Hãy mở tệp bằng Excel rồi lưu lại thành .xlsx."
GONE = "Tệp đã tải lên không còn trong kho. Hãy tải lên lại."
CLASH = (
    "Có điều sổ không nhận được (mã số trùng với hồ sơ vừa ghi, hoặc một ô quá dài), nên chưa dòng nào được ghi. "
    "Hãy xem lại tệp rồi tải lên lại để đọc với sổ hiện nay."
)
LOCK = "cooperatives.write_register"


@transaction.atomic
def bring_register(*, file: Any, year: int, by: User) -> BroughtRegister:
    """The workbook is judged safe, kept for thirty days and put down to be read; nothing of it is written."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    brought = BroughtRegister.objects.create(name=safe_name(file.name)[:200], year=year, created_by=by)
    store(file, owner=brought, kind=FILLED, by=by, name=file.name, check=_check)
    brought.job = later("cooperatives.read_register", by=by, brought_id=brought.pk)
    brought.save(update_fields=["job"])
    record("cooperatives.register.brought", brought, by=by)
    return brought


def _check(path: Path, name: str) -> None:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unsafe:
        raise Refused(str(unsafe)) from unsafe
    if kind not in TAKEN:
        raise Refused(WRONG_KIND)


def read_register(*, brought: BroughtRegister) -> BroughtRegister:
    """What the reader made of the workbook is kept, and the workbook given back with its doubtful cells marked.

    A second run finds the first one's end and leaves it.
    """
    with at_hand(brought) as path, TemporaryDirectory(prefix="lmhtx-") as folder:
        if path is None:
            return _fail(brought, GONE)
        try:
            reading = read_file(path, year=brought.year)
        except UnreadableFile as bad:
            return _fail(brought, str(bad))
        marked = _marked(brought, path, reading, Path(folder))
        with transaction.atomic():
            held = _held(brought)
            if held.state != BringState.CHECKING:
                return held
            held.rows, held.skipped = kept_rows(reading), reading.as_json()["skipped"]
            held.columns = [asdict(column) for column in reading.columns]
            held.save(update_fields=["rows", "skipped", "columns"])
            if marked is not None:
                store(marked, owner=held, kind=MARKED, by=held.created_by, is_derived=True)
            move(BRINGINGS, held, "read", by=held.owner)
            _tell(held, f"Tệp {held.name} đã đọc xong, chờ anh/chị xem và ghi.")
            return held


def _marked(brought: BroughtRegister, path: Path, reading: Reading, folder: Path) -> Path | None:
    found = faults(reading)
    if not found:
        return None
    target = folder / f"{Path(brought.name).stem} - cần xem.xlsx"
    run_parser(mark_copy, path, target, found, seconds=MARK_SECONDS)
    return target


@transaction.atomic
def _fail(brought: BroughtRegister, failure: str) -> BroughtRegister:
    held = _held(brought)
    if held.state in {BringState.CHECKING, BringState.WRITING}:
        held.failure = failure[:500]
        held.save(update_fields=["failure"])
        # Whoever has lost his right meanwhile is told so too.
        move(BRINGINGS, held, "fail", by=SYSTEM)
        _tell(held, f"Tệp {held.name} chưa nhập được: {failure}")
    return held


@transaction.atomic
def leave_as_read(*, brought: BroughtRegister, codes: list[str], by: User) -> BroughtRegister:
    """The cells asked about under these codes stay as they were read."""
    brought = open_brought(brought, by)
    known = settled_of(brought).may_be_left
    brought.left = sorted({*brought.left, *(code for code in codes if code in known)})
    brought.save(update_fields=["left"])
    return brought


@transaction.atomic
def answer_alike(*, brought: BroughtRegister, keys: list[str], answer: Sameness, by: User) -> BroughtRegister:
    """Of two that look alike: whether they are one."""
    brought = open_brought(brought, by)
    found = settled_of(brought)
    known = {pair.key for pair in found.pairs} | {row["key"] for row in found.alike}
    brought.answers = {**brought.answers, **{key: str(answer) for key in keys if key in known}}
    brought.save(update_fields=["answers"])
    return brought


@transaction.atomic
def confirm_register(*, brought: BroughtRegister, by: User) -> BroughtRegister:
    """Its owner has settled everything: the rows are put down to be written."""
    brought = open_brought(brought, by)
    found = settled_of(brought)
    if not found.is_whole:
        raise Refused("Còn ô hoặc dòng chưa xử lý xong; hãy xử lý hết rồi ghi.")
    if not found.rows:
        raise Refused("Tệp không có dòng nào để ghi.")
    move(BRINGINGS, brought, "confirm", by=by)
    brought.job = later("cooperatives.write_register", by=by, brought_id=brought.pk)
    brought.save(update_fields=["job"])
    return brought


@transaction.atomic
def drop_register(*, brought: BroughtRegister, by: User) -> BroughtRegister:
    """The workbook is not wanted; nothing of it was written."""
    held = move(BRINGINGS, _held(brought), "drop", by=by)
    held.rows, held.skipped = [], []
    held.save(update_fields=["rows", "skipped"])
    record("cooperatives.register.dropped", held, by=by)
    return held


def write_register(*, brought: BroughtRegister) -> BroughtRegister:
    """Every row or none; a second run finds it written.

    The workbook is read once more beside the register of this moment: where that has changed what the rows mean, their
    owner looks again before anything is written.
    """
    with at_hand(brought) as path:
        if path is None:
            return _fail(brought, GONE)
        try:
            return _written(brought, path)
        except (Refused, UnreadableFile) as refused:
            return _fail(brought, str(refused))
        except (IntegrityError, DataError):
            return _fail(brought, CLASH)


@transaction.atomic
def _written(brought: BroughtRegister, path: Path) -> BroughtRegister:
    # One workbook is written after another: the second sees what the first has brought.
    wait_for(LOCK)
    held = _held(brought)
    if held.state != BringState.WRITING:
        return held
    refuse_unless(Perm.EDIT_COOPERATIVE, held.owner)
    rows = json.loads(json.dumps(kept_rows(read_file(path, year=held.year))))
    if rows != held.rows:
        held.rows = rows
        held.save(update_fields=["rows"])
        move(BRINGINGS, held, "recheck", by=held.owner)
        _tell(held, f"Sổ đã đổi từ lúc đọc tệp {held.name}; mời xem lại rồi ghi.")
        return held
    written = write_rows(settled_of(held).rows, year=held.year, source=held.name, by=held.owner)
    held.counts, held.written_at = written.counts, clock.now()
    held.save(update_fields=["counts", "written_at"])
    move(BRINGINGS, held, "write", by=held.owner)
    counts: dict[str, Any] = {**written.counts}
    record("cooperatives.register.written", held, by=held.owner, **counts)
    _tell(held, f"Đã ghi xong tệp {held.name} vào sổ hợp tác xã.")
    return held


def _held(brought: BroughtRegister) -> BroughtRegister:
    """The workbook as it stands now, until the act is over."""
    return BroughtRegister.objects.select_for_update(of=("self",)).get(pk=brought.pk)


def settled_of(brought: BroughtRegister) -> Settled:
    """What the owner's answers make of the rows."""
    return settle(brought.rows, left=brought.left, answers=brought.answers)


def open_brought(brought: BroughtRegister, by: User) -> BroughtRegister:
    """A workbook that waits for its owner's answers, as it stands now, until the act is over."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    held = _held(brought)
    if held.state != BringState.CHECKED:
        raise Refused("Lần nhập này không còn chờ xác nhận; hãy tải lại trang.")
    return held


def forget_brought() -> int:
    """Remove what was brought thirty days ago with its files and rows; what it changed stays in the trail."""
    old = BroughtRegister.objects.filter(created_at__lt=clock.now() - KEPT)
    return sum(map(_forget, old))


@transaction.atomic
def _forget(brought: BroughtRegister) -> int:
    drop_files(Attachment.objects.of(brought))
    brought.delete()
    return 1


def drop_files(held: QuerySet[Attachment]) -> None:
    """Remove files from a workbook, and from the store what nothing else holds."""
    blobs = list(Blob.objects.filter(attachments__in=held).distinct())
    held.delete()
    for blob in blobs:
        if not blob.attachments.exists():
            destroy(blob=blob)


@contextmanager
def at_hand(brought: BroughtRegister | NationalExport) -> Iterator[Path | None]:
    """A copy of the file that was brought on this machine, None when it is gone."""
    held = Attachment.objects.of(brought).filter(kind=FILLED).first()
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        if held is None:
            yield None
            return
        path = Path(folder) / f"tep{Path(brought.name).suffix.lower()}"
        with default_storage.open(held.blob.stored_name) as body:
            path.write_bytes(body.read())
        yield path


def _tell(brought: BroughtRegister, line: str) -> None:
    tell(
        brought.owner,
        key=NOTICE,
        line=line,
        url=brought.get_absolute_url(),
        dedupe=f"register {brought.pk} {clock.now():%Y%m%d%H%M%S}",
        by_mail_now=False,
    )
