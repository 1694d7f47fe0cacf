"""Printed forms come back: brought as scans or photographs, read, matched, and entered on behalf of the cooperative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cooperatives import paper_form as place
from cooperatives.access.forms import FormPerm, may_call
from cooperatives.actions.form_papers import WHOLE_FORM
from cooperatives.actions.submissions import begin_form, save_form, submit_form
from cooperatives.enums.scans import ScanState
from cooperatives.models import Cooperative, Period, ScanBatch, ScanPage, Submission
from cooperatives.queries.paper_forms import boxes_of, frame
from cooperatives.queries.scans import Finding, judge, standing_of
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import at_hand, store
from lmhtx.files.models import Attachment
from lmhtx.jobs.locks import wait_for
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.coded_pages import read_boxes, read_coded
from lmhtx.reading.safety import IMAGES, FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused

SCAN, PICTURE = "scan", "page"
MOST_FILES, MOST_PAGES = 60, 300
CODE_SECONDS, BOX_SECONDS, MEMORY_MB = 600, 300, 1536
STRANGER = "Anh/chị không nhập thay được số liệu của hợp tác xã."
NOT_A_SCAN = "Chỉ nhận ảnh hoặc PDF quét từ phiếu giấy."


@transaction.atomic
def bring_scans(*, period: Period, files: Sequence[Any], by: User) -> ScanBatch:
    """The files are judged safe, kept, and put down to be read; nothing is entered."""
    if not may_call(by):
        raise Refused(STRANGER)
    if not period.is_open:
        raise Refused("Đợt thu số liệu này đã khóa nên không nhập phiếu giấy được nữa.")
    if not files:
        raise Refused("Chưa chọn tệp nào; hãy chọn ảnh hoặc tệp PDF quét từ phiếu giấy.")
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần nhập nhiều nhất {MOST_FILES} tệp; hãy chia làm nhiều lần.")
    batch = ScanBatch.objects.create(period=period, created_by=by)
    for file in files:
        store(file, owner=batch, kind=SCAN, by=by, name=file.name, check=_check)
    batch.job = later("cooperatives.read_scans", by=by, batch_id=batch.pk)
    batch.save(update_fields=["job"])
    record("cooperatives.scans.brought", batch, by=by, files=len(files))
    return batch


def _check(path: Path, name: str) -> None:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unsafe:
        raise Refused(str(unsafe)) from unsafe
    if kind not in IMAGES | {FileKind.PDF}:
        raise Refused(f"{name}: {NOT_A_SCAN}")


def read_scans(*, batch: ScanBatch, told: Any) -> ScanBatch:
    """Every page of every file is kept with what it is; a second run reads only the files that were not read."""
    files = list(Attachment.objects.of(batch).filter(kind=SCAN))
    done = set(ScanPage.objects.filter(batch=batch).values_list("file_number", flat=True))
    faults: list[str] = []
    for count, file in enumerate(files, start=1):
        if file.pk not in done:
            try:
                _read_file(batch, file)
            except UnreadableFile as bad:
                faults.append(f"{file.name}: {bad}")
        told(count, len(files), f"Đã đọc {count}/{len(files)} tệp.")
    batch.read_at, batch.faults = clock.now(), faults
    batch.save(update_fields=["read_at", "faults"])
    return batch


def _read_file(batch: ScanBatch, file: Attachment) -> None:
    """Read outside any transaction, kept in one: a killed run leaves a file whole or untouched."""
    with at_hand(file.blob) as path:
        found = run_parser(
            read_coded, path, frame=frame(), most=MOST_PAGES, seconds=CODE_SECONDS, memory_mb=MEMORY_MB
        )
    findings = [judge(batch, one["code"]) for one in found]
    wanted = [
        {"picture": one["picture"], "boxes": boxes_of(finding.rows)}
        for one, finding in zip(found, findings, strict=True)
        if finding.is_matched and one["is_straight"]
    ]
    told = iter(run_parser(read_boxes, wanted, seconds=BOX_SECONDS, memory_mb=MEMORY_MB) if wanted else [])
    with transaction.atomic():
        # Two deliveries of one call for figures see each other's pages.
        wait_for(f"cooperatives.scans {batch.period_id}")
        for number, (one, finding) in enumerate(zip(found, findings, strict=True), start=1):
            is_read = finding.is_matched and one["is_straight"]
            _keep(batch, file, number, one, finding, next(told) if is_read else {})


def _keep(
    batch: ScanBatch, file: Attachment, number: int, one: Mapping[str, Any], finding: Finding, read: Any
) -> None:
    state, note = standing_of(batch.period, finding)
    page = ScanPage.objects.create(
        batch=batch,
        period=batch.period,
        file_number=file.pk,
        file_page=number,
        file_name=file.name,
        state=state,
        note=note,
        cooperative=finding.cooperative,
        form_page=finding.form_page or None,
        is_straight=one["is_straight"],
        read=read,
    )
    name = f"phieu-{page.pk}.webp"
    store(BytesIO(one["picture"]), owner=page, kind=PICTURE, by=batch.owner, name=name, is_derived=True)


@transaction.atomic
def match_page(*, page: ScanPage, cooperative: Cooperative, form_page: int, by: User) -> ScanPage:
    """A person has looked at the page and says whose it is."""
    held = ScanPage.objects.select_for_update(of=("self",)).select_related("period").get(pk=page.pk)
    if not by.has_perm(FormPerm.FILL_FORM, cooperative):
        raise Refused(STRANGER)
    if not held.may_be_matched:
        raise Refused("Trang này đã biết của hợp tác xã nào; hãy tải lại trang.")
    pages = len(place.pages_of(held.period.figures_for(cooperative.kind)))
    if not 1 <= form_page <= pages:
        raise Refused(f"Phiếu của hợp tác xã này có {pages} trang; hãy chọn trang 1 đến {pages}.")
    wait_for(f"cooperatives.scans {held.period_id}")
    finding = Finding(ScanState.MATCHED, cooperative=cooperative, form_page=form_page)
    state, note = standing_of(held.period, finding)
    if state != ScanState.MATCHED:
        raise Refused(note)
    # What was straightened by another form's code says nothing of this form's boxes.
    held.state, held.note, held.is_straight, held.read = ScanState.BY_HAND, "", False, {}
    held.cooperative, held.form_page = cooperative, form_page
    held.save()
    record("cooperatives.scans.matched", held.batch, by=by, cooperative=cooperative.name)
    return held


@transaction.atomic
def enter_from_paper(
    *,
    batch: ScanBatch,
    cooperative: Cooperative,
    by: User,
    typed: Mapping[str, str],
    declared_by: str,
    reason: str = "",
) -> Submission:
    """What stands on the pages is handed in on behalf of the cooperative, its pages with it as evidence."""
    if not by.has_perm(FormPerm.FILL_FORM, cooperative):
        raise Refused(STRANGER)
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    waiting = ScanPage.objects.filter(
        batch=batch, cooperative=cooperative, state__in=[ScanState.MATCHED, ScanState.BY_HAND]
    )
    pages = list(waiting.select_for_update(of=("self",)).order_by("form_page"))
    if not pages:
        raise Refused("Phiếu giấy của hợp tác xã này đã nhập rồi; hãy tải lại trang.")
    if Submission.objects.filter(period=batch.period, cooperative=cooperative).exists():
        raise Refused("Hợp tác xã này đã có phiếu trong đợt; hãy mở phiếu đó, xem rồi điền tiếp.")
    if not declared_by.strip():
        raise Refused("Hãy ghi họ tên người khai trên phiếu giấy.")
    form = begin_form(period=batch.period, cooperative=cooperative, by=by)
    notes = dict.fromkeys(typed, reason.strip())
    form = save_form(submission=form, by=by, typed=typed, notes=notes, version=form.version)
    for page in pages:
        _as_evidence(page, form, by)
    ground = f"Phiếu giấy {len(pages)} trang, nhập ngày {clock.today():%d/%m/%Y} từ {pages[0].file_name}"
    form = submit_form(
        submission=form, by=by, declared_by=declared_by, version=form.version, ground=ground[:300]
    )
    waiting.update(state=ScanState.ENTERED, submission=form)
    record("cooperatives.scans.entered", batch, by=by, cooperative=cooperative.name)
    return form


def _as_evidence(page: ScanPage, form: Submission, by: User) -> None:
    picture = Attachment.objects.of(page).get(kind=PICTURE)
    with at_hand(picture.blob) as path:
        store(path, owner=form, kind=WHOLE_FORM, by=by, name=f"phieu-giay-trang-{page.form_page}.webp")
