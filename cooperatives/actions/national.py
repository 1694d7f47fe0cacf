"""An export of the national registration system is brought, read beside the register, and written all or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from cooperatives.access.register import Perm
from cooperatives.actions.bringing import CLASH, FILLED, GONE, at_hand
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.matching import match
from cooperatives.enums.imports import BringState
from cooperatives.models import NationalExport
from cooperatives.queries.national import compare, outlook, read_file
from cooperatives.workbooks.national import BadExport, Export
from cooperatives.workflow import BRINGINGS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.files.names import safe_name
from lmhtx.jobs.locks import wait_for
from lmhtx.jobs.queue import later
from lmhtx.jobs.running import progress
from lmhtx.notices.actions import tell
from lmhtx.people.models import SYSTEM, User
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

NOTICE = "cooperatives.national"
LOCK = "cooperatives.write_register"
TAKEN = (FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.TEXT)
USUAL_SOURCE = "Hệ thống đăng ký hợp tác xã quốc gia"
WRONG_KIND = "Chỉ nhận tệp .xlsx, .xls, .ods, .csv hoặc .json xuất từ hệ thống đăng ký."
NO_DAY = "Tệp không ghi số liệu đến ngày nào. Hãy tải lên lại và ghi ngày đó ở ô “Số liệu đến ngày”."
OTHER_DAY = (
    "Tệp ghi số liệu đến ngày {told:%d/%m/%Y}, khác ngày đã nhập {typed:%d/%m/%Y}. Hãy kiểm tra, tải lên lại."
)
NOT_YET = "Số liệu đến ngày {day:%d/%m/%Y} là ngày chưa tới. Hãy kiểm tra ngày xuất tệp rồi tải lên lại."
NO_ROWS = "Tệp không có dòng nào đọc được. {why}"
READ_BEFORE = "Tệp này, cùng ngày số liệu, đã được ghi lúc {at:%H:%M ngày %d/%m/%Y}; không có gì để ghi thêm."


@transaction.atomic
def bring_export(*, file: Any, stands_on: date | None, source: str, by: User) -> NationalExport:
    """The file is judged safe, kept, and put down to be read; nothing of it is written."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    if stands_on is not None and stands_on > clock.today():
        raise Refused(NOT_YET.format(day=stands_on))
    made = NationalExport.objects.create(
        name=safe_name(file.name)[:200],
        stands_on=stands_on,
        source=source.strip()[:120] or USUAL_SOURCE,
        created_by=by,
    )
    store(file, owner=made, kind=FILLED, by=by, name=file.name, check=_check)
    made.job = later("cooperatives.read_national", by=by, export_id=made.pk)
    made.save(update_fields=["job"])
    record("cooperatives.national.brought", made, by=by)
    return made


def _check(path: Path, name: str) -> None:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES, texts=(".json",))
    except UnsafeFile as unsafe:
        raise Refused(str(unsafe)) from unsafe
    if kind not in TAKEN:
        raise Refused(WRONG_KIND)


def read_national(*, export: NationalExport) -> NationalExport:
    """What the file says is kept with what would come of it; a second run finds the first one's end and leaves it."""
    with at_hand(export) as path:
        if path is None:
            return _fail(export, GONE)
        try:
            found, digest = read_file(path), hashlib.sha256(path.read_bytes()).hexdigest()
            stands_on = _day_of(export, found)
        except (UnreadableFile, BadExport, Refused) as bad:
            return _fail(export, str(bad))
    with transaction.atomic():
        held = _held(export)
        if held.state != BringState.CHECKING:
            return held
        held.stands_on, held.digest = stands_on, digest
        if (before := _same_file(held)) is not None:
            return _fail(held, READ_BEFORE.format(at=clock.local(before)))
        held.source = found.source or held.source
        held.rows, held.remarks = found.rows, [*_older(held), *found.remarks]
        held.faults = json.loads(json.dumps([asdict(fault) for fault in found.faults]))
        held.counts = outlook(held, compare(held.rows, stands_on))
        held.save()
        move(BRINGINGS, held, "read", by=held.owner)
        _tell(held, f"Tệp {held.name} đã đọc xong, chờ anh/chị xem và ghi.")
        return held


def _day_of(export: NationalExport, found: Export) -> date:
    """The day the data stand at: as the file says, else as was typed."""
    told, typed = found.stands_on, export.stands_on
    if told is not None and typed is not None and told != typed:
        raise Refused(OTHER_DAY.format(told=told, typed=typed))
    day = told or typed
    if day is None:
        raise Refused(NO_DAY)
    if day > clock.today():
        raise Refused(NOT_YET.format(day=day))
    if not found.rows:
        raise Refused(NO_ROWS.format(why=found.faults[0].message if found.faults else ""))
    return day


def _same_file(export: NationalExport) -> datetime | None:
    """When the very same file of the same day was written."""
    rows = NationalExport.objects.filter(
        state=BringState.WRITTEN, digest=export.digest, stands_on=export.stands_on
    )
    return rows.exclude(pk=export.pk).values_list("written_at", flat=True).first()


def _older(export: NationalExport) -> list[str]:
    newest = NationalExport.objects.newest()
    if (
        newest is None
        or newest.stands_on is None
        or export.stands_on is None
        or newest.stands_on <= export.stands_on
    ):
        return []
    return [
        f"Số liệu cũ hơn lần đã đọc (đến ngày {newest.stands_on:%d/%m/%Y}): mục đã đọc ở lần mới hơn thì giữ nguyên."
    ]


@transaction.atomic
def _fail(export: NationalExport, failure: str) -> NationalExport:
    held = _held(export)
    if held.state in {BringState.CHECKING, BringState.WRITING}:
        held.failure = failure[:500]
        held.save(update_fields=["failure"])
        move(BRINGINGS, held, "fail", by=SYSTEM)
        _tell(held, f"Tệp {held.name} chưa đối chiếu được: {failure}")
    return held


@transaction.atomic
def confirm_export(*, export: NationalExport, knows_faults: bool, by: User) -> NationalExport:
    """Whoever keeps the register has seen what would come of it; rows that cannot be read are left out knowingly."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    held = _held(export)
    if held.faults and not knows_faults:
        raise Refused(
            f"Có {len(held.faults)} chỗ không đọc được. Hãy sửa tệp rồi tải lên lại, hoặc đánh dấu ô bỏ qua các chỗ đó."
        )
    move(BRINGINGS, held, "confirm", by=by)
    held.job = later("cooperatives.write_national", by=by, export_id=held.pk, person_id=by.pk)
    held.save(update_fields=["job"])
    return held


@transaction.atomic
def drop_export(*, export: NationalExport, by: User) -> NationalExport:
    """The file is not wanted; nothing of it was written."""
    held = move(BRINGINGS, _held(export), "drop", by=by)
    held.rows, held.faults = [], []
    held.save(update_fields=["rows", "faults"])
    record("cooperatives.national.dropped", held, by=by)
    return held


def write_national(*, export: NationalExport, by: User) -> NationalExport:
    """Every row or none, beside the register of this moment; a second run finds it written."""
    try:
        return _written(export, by)
    except Refused as refused:
        return _fail(export, str(refused))
    except (IntegrityError, DataError):
        return _fail(export, CLASH)


@transaction.atomic
def _written(export: NationalExport, by: User) -> NationalExport:
    # One file is written after another: the second sees what the first has brought.
    wait_for(LOCK)
    held = _held(export)
    if held.state != BringState.WRITING or held.stands_on is None:
        return held
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    if (before := _same_file(held)) is not None:
        raise Refused(READ_BEFORE.format(at=clock.local(before)))
    held.counts = match(held, stands_on=held.stands_on, by=by, told=_said)
    held.written_at = clock.now()
    # The rows stand in the facts now; the file itself is kept.
    held.rows = []
    held.save(update_fields=["counts", "written_at", "rows"])
    move(BRINGINGS, held, "write", by=by)
    counts: Mapping[str, Any] = held.counts
    record("cooperatives.national.written", held, by=by, stands_on=f"{held.stands_on:%Y-%m-%d}", **counts)
    _tell(held, f"Đã đối chiếu xong tệp {held.name}: {counts['open']} khác biệt chờ quyết định.")
    return held


def _said(done: int, total: int) -> None:
    progress(done, total, "Đang ghi, chưa xong thì chưa dòng nào được ghi.")


def _held(export: NationalExport) -> NationalExport:
    """The export as it stands now, until the act is over."""
    return NationalExport.objects.select_for_update(of=("self",)).get(pk=export.pk)


def _tell(export: NationalExport, line: str) -> None:
    tell(
        export.owner,
        key=NOTICE,
        line=line,
        url=export.get_absolute_url(),
        dedupe=f"national {export.pk} {export.state} {clock.now():%Y%m%d%H%M%S}",
        by_mail_now=False,
    )
