"""The way of a report: words written, handed in, checked or returned, issued for good, corrected by a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reports.actions.building import Wish, build_run
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun
from lmhtx.reports.parts import PARTS
from lmhtx.reports.workflow import RUNS
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

SIGNED = "signed"
SIGNED_KINDS = {FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.TIFF}


@transaction.atomic
def write_texts(*, run: ReportRun, by: User, texts: Mapping[str, str]) -> ReportRun:
    """The words of a draft are as written; figures stay what they are."""
    if not run.is_draft:
        raise Refused("Chỉ sửa được lời văn của dự thảo. Hãy trả lại báo cáo trước khi sửa.")
    run.texts = {key: texts.get(key, "").strip() for key in PARTS}
    run.save(update_fields=["texts"])
    record("reports.run.written", run, by=by)
    return run


@transaction.atomic
def submit_run(*, run: ReportRun, by: User) -> ReportRun:
    """Hand the draft in for checking."""
    run.submitted_at, run.submitted_by = clock.now(), by
    run.returned_at, run.returned_by, run.return_note = None, None, ""
    return _moved(
        run, "submit", by, "submitted_at", "submitted_by", "returned_at", "returned_by", "return_note"
    )


@transaction.atomic
def check_run(*, run: ReportRun, by: User) -> ReportRun:
    """The report has been checked and waits to be issued."""
    run.checked_at, run.checked_by = clock.now(), by
    return _moved(run, "check", by, "checked_at", "checked_by")


@transaction.atomic
def return_run(*, run: ReportRun, by: User, note: str) -> ReportRun:
    """The report is a draft again, with the reason."""
    run.checked_at = run.checked_by = None
    run.returned_at, run.returned_by, run.return_note = clock.now(), by, note.strip()
    return _moved(
        run,
        "send_back",
        by,
        "checked_at",
        "checked_by",
        "returned_at",
        "returned_by",
        "return_note",
        note=note,
    )


@transaction.atomic
def drop_run(*, run: ReportRun, by: User) -> ReportRun:
    """The draft is put away; its period can be reported again by hand."""
    return _moved(run, "drop", by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the signed paper bears, and the paper itself where it is at hand."""

    number: str = ""
    signed_on: date | None = None
    file: Any = None
    accepts_differences: bool = False


@transaction.atomic
def issue_run(*, run: ReportRun, by: User, paper: Paper) -> ReportRun:
    """Issue: from now on neither figures nor words change; the files are made of them behind the page.

    A signed paper is kept beside them. Where the last text from outside differs in a figure, whoever issues says that
    he knows it.
    """
    text = run.versions.first()
    if text is not None and text.differences.get("figures") and not paper.accepts_differences:
        raise Refused(
            "Bản lời văn sửa ngoài có con số khác số liệu của cổng. Hãy xem các chỗ khác và đánh dấu đã biết "
            "trước khi ban hành, hoặc trả lại để sửa."
        )
    if paper.file is not None:
        keep_signed(run=run, by=by, file=paper.file)
    run.number, run.signed_on = paper.number.strip(), paper.signed_on
    run.issued_at, run.issued_by = clock.now(), by
    run = _moved(run, "issue", by, "number", "signed_on", "issued_at", "issued_by")
    later("reports.render", run_id=run.pk)
    return run


@transaction.atomic
def keep_signed(*, run: ReportRun, by: User, file: Any) -> ReportRun:
    """The signed scan or PDF stands beside the frozen figures."""

    def check(path: Path, name: str) -> None:
        if check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES) not in SIGNED_KINDS:
            raise UnsafeFile("Bản đã ký phải là tệp PDF hoặc ảnh chụp, ảnh quét (.pdf, .jpg, .png, .tif).")

    try:
        store(file, owner=run, kind=SIGNED, by=by, name=file.name, check=check)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit
    record("reports.run.signed_kept", run, by=by)
    return run


@transaction.atomic
def correct_run(*, run: ReportRun, by: User, note: str) -> ReportRun:
    """A new version over the same days with what is known now; the issued one stays as it is."""
    if not run.is_issued:
        raise Refused("Chỉ lập phiên bản mới của báo cáo đã ban hành; dự thảo thì sửa ngay trong dự thảo.")
    if run.corrections.kept().exists():
        raise Refused("Báo cáo này đã có phiên bản mới đang lập hoặc đã ban hành.")
    if not note.strip():
        raise Refused("Hãy ghi rõ lý do lập phiên bản mới.")
    wish = Wish(
        report=run.report,
        span=Span(run.span),
        window=Window(run.window),
        subject_id=run.subject_id,
    )
    made = build_run(wish=wish, by=by, corrects=run)
    made.correction_note = note.strip()
    made.save(update_fields=["correction_note"])
    return made


def _moved(run: ReportRun, name: str, by: User, *fields: str, note: str = "") -> ReportRun:
    """Check the move, and write what it says of itself in the same stroke as the state."""
    told = {field: getattr(run, field) for field in fields}
    state = ReportRun.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=run.pk)
    step = RUNS.move(name)
    if state in step.source and by.has_perm(step.needs, run) and not (step.needs_note and not note.strip()):
        run.save(update_fields=list(told) or ["changed_at"])
    run = move(RUNS, run, name, by=by, note=note)
    record(f"reports.run.{DONE[name]}", run, by=by, note=note)
    return run


DONE = {
    "submit": "submitted",
    "check": "checked",
    "send_back": "returned",
    "issue": "issued",
    "drop": "dropped",
}
