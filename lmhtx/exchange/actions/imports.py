"""Filled workbooks: brought, checked, confirmed, written all or not at all."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.contributions import Exchange
from lmhtx.exchange.access import Perm
from lmhtx.exchange.comparing import Compared, at_hand, compared, exchange_of
from lmhtx.exchange.models import Import
from lmhtx.exchange.workflow import IMPORTS
from lmhtx.files.actions import store
from lmhtx.files.names import safe_name
from lmhtx.jobs.queue import later
from lmhtx.notices.actions import tell
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.filled_sheets import mark
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.columns import Fault
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

FILLED, MARKED = "filled", "marked"
NOTICE = "exchange.import"
KEPT_FAULTS = 5000
MARK_SECONDS = 120
ONLY_XLSX = (
    "Chỉ nhận tệp Excel .xlsx. Hãy mở tệp bằng Excel, chọn “Lưu thành”, loại “Excel Workbook (.xlsx)”."
)
CLASH = (
    "Có dữ liệu trùng với dữ liệu vừa được người khác ghi, nên chưa dòng nào được ghi. "
    "Hãy tải tệp lên lại để kiểm tra với dữ liệu mới."
)


@transaction.atomic
def bring_workbook(*, kind: str, within: Any, file: Any, by: User) -> Import:
    """The filled workbook is judged safe, kept for thirty days and put down to be checked."""
    exchange = exchange_of(kind)
    if not by.has_perm(Perm.IMPORT_SHEETS) or not by.has_perm(exchange.permission):
        raise Refused(f"Anh/chị không có quyền nhập {exchange.label} từ Excel.")
    brought = Import.objects.create(
        kind=kind,
        within=within.pk if within is not None else None,
        within_label=str(within or "")[:300],
        name=safe_name(file.name)[:200],
        created_by=by,
    )
    store(file, owner=brought, kind=FILLED, by=by, name=file.name, check=_check)
    brought.job = later("exchange.check_import", by=by, import_id=brought.pk)
    brought.save(update_fields=["job"])
    record("exchange.import.brought", brought, by=by, kind=kind)
    return brought


def _check(path: Path, name: str) -> None:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unsafe:
        raise Refused(str(unsafe)) from unsafe
    if kind != FileKind.XLSX:
        raise Refused(ONLY_XLSX)


def check_workbook(*, brought: Import) -> Import:
    """Compare the workbook with what stands: faults at their cells, or what would change; nothing is written."""
    exchange = exchange_of(brought.kind)
    with at_hand(brought, FILLED) as path:
        try:
            found = compared(brought, exchange, path)
        except (UnreadableFile, Refused) as bad:
            return _refuse(brought, failure=str(bad))
        if found.outcome.faults:
            return _refuse(brought, faults=found.outcome.faults, source=path)
    with transaction.atomic():
        move(IMPORTS, brought, "pass", by=brought.owner)
        _show(brought, found)
        _tell(brought, f"Đã kiểm tra xong tệp {brought.name}, chờ anh/chị xem và ghi.")
    return brought


@transaction.atomic
def confirm_workbook(*, brought: Import, by: User) -> Import:
    """Its owner has looked: the workbook is put down to be written."""
    counts = brought.counts
    if not counts.get("new") and not counts.get("changed"):
        raise Refused("Tệp này không thay đổi gì so với dữ liệu đang có, không cần ghi.")
    move(IMPORTS, brought, "confirm", by=by)
    brought.job = later("exchange.write_import", by=by, import_id=brought.pk)
    brought.save(update_fields=["job"])
    return brought


@transaction.atomic
def drop_workbook(*, brought: Import, by: User) -> Import:
    """The workbook is not wanted; nothing of it was written."""
    move(IMPORTS, brought, "drop", by=by)
    brought.faults, brought.changes = [], []
    brought.save(update_fields=["faults", "changes"])
    record("exchange.import.dropped", brought, by=by)
    return brought


def write_workbook(*, brought: Import) -> Import:
    """Write every row through the register's own acts, or none.

    What the person saw is what is written: should the data have changed since, the preview is shown anew.
    """
    exchange = exchange_of(brought.kind)
    with at_hand(brought, FILLED) as path:
        try:
            found = _written(brought, exchange, path)
        except (Refused, UnreadableFile) as refused:
            return _refuse(brought, failure=str(refused))
        except IntegrityError:
            return _refuse(brought, failure=CLASH)
        if found.outcome.faults:
            return _refuse(brought, faults=found.outcome.faults, source=path)
    return brought


@transaction.atomic
def _written(brought: Import, exchange: Exchange, path: Path) -> Compared:
    by = brought.owner
    if not by.has_perm(exchange.permission):
        raise Refused(f"Anh/chị không còn quyền nhập {exchange.label} từ Excel.")
    Import.objects.select_for_update().get(pk=brought.pk)
    found = compared(brought, exchange, path)
    if found.outcome.faults:
        return found
    if found.changes != brought.changes:
        move(IMPORTS, brought, "recheck", by=by)
        _show(brought, found)
        _tell(brought, f"Dữ liệu đã đổi từ lúc kiểm tra tệp {brought.name}; mời xem lại trước khi ghi.")
        return found
    exchange.save(found.written_rows, found.book)
    brought.written_at = clock.now()
    brought.save(update_fields=["written_at"])
    move(IMPORTS, brought, "write", by=by)
    record("exchange.import.written", brought, by=by, **brought.counts)
    _tell(brought, f"Đã ghi xong tệp {brought.name}.")
    return found


def _show(brought: Import, found: Compared) -> None:
    brought.counts, brought.changes, brought.faults, brought.failure = found.counts, found.changes, [], ""
    brought.save(update_fields=["counts", "changes", "faults", "failure"])


def _refuse(
    brought: Import, *, failure: str = "", faults: list[Fault] | None = None, source: Path | None = None
) -> Import:
    """Nothing is written; the faults are kept and the workbook given back with them marked."""
    told = [asdict(fault) for fault in faults or ()]
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        marked = Path(folder) / f"{Path(brought.name).stem} - cần sửa.xlsx"
        if source is not None:
            run_parser(mark, source, marked, told, seconds=MARK_SECONDS)
        with transaction.atomic():
            brought.counts = {"faults": len(told)}
            brought.faults, brought.failure, brought.changes = told[:KEPT_FAULTS], failure[:500], []
            brought.save(update_fields=["counts", "faults", "failure", "changes"])
            move(IMPORTS, brought, "fault", by=brought.owner)
            if source is not None:
                store(marked, owner=brought, kind=MARKED, by=brought.created_by, is_derived=True)
            _tell(brought, f"Tệp {brought.name} chưa nhập được, mời xem lỗi và sửa.")
    return brought


def _tell(brought: Import, line: str) -> None:
    """The last act of each run; `clock` keeps two runs of the same workbook apart."""
    tell(
        brought.owner,
        key=NOTICE,
        line=line,
        url=brought.get_absolute_url(),
        dedupe=f"import {brought.pk} {clock.now():%Y%m%d%H%M%S}",
        by_mail_now=False,
    )
