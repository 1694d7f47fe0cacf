"""Taking back a report that was rewritten in Word."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from lmhtx.audit.actions import record
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.lines import lines_of
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import ReportRun, ReportText
from lmhtx.reports.rendering import FORMS
from lmhtx.reports.rewriting import differences
from lmhtx.workflow import Refused

REWRITTEN = "rewritten"
OPEN = (RunState.DRAFT, RunState.SUBMITTED, RunState.CHECKED)
READ_SECONDS = 60


@transaction.atomic
def take_text(*, run: ReportRun, by: User, file: Any, note: str = "") -> ReportText:
    """The Word file is kept as a version of the report's words, with what differs from the portal's own."""
    run = ReportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state not in OPEN:
        raise Refused("Báo cáo đã ban hành hoặc đã bỏ, không nhận thêm bản lời văn.")
    last = run.versions.aggregate(last=Max("number"))["last"] or 0
    text = ReportText.objects.create(run=run, number=last + 1, note=note.strip(), created_by=by)
    try:
        kept = store(file, owner=text, kind=REWRITTEN, by=by, name=file.name, check=_is_word)
        text.differences = _laid_beside(run, kept)
    except (UnsafeFile, UnreadableFile) as unfit:
        raise Refused(str(unfit)) from unfit
    text.save(update_fields=["differences"])
    record("reports.run.text_taken", run, by=by, note=note)
    return text


def _is_word(path: Path, name: str) -> None:
    if check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES) != FileKind.DOCX:
        raise UnsafeFile("Hãy tải lên tệp Word (.docx) đã tải từ báo cáo này về và sửa.")


def _laid_beside(run: ReportRun, kept: Attachment) -> dict[str, Any]:
    """Both files are read in the same way by the same reader, away from everything else."""
    with TemporaryDirectory(prefix="lmhtx-report-") as folder:
        ours, theirs = Path(folder) / "ours.docx", Path(folder) / "theirs.docx"
        ours.write_bytes(FORMS["word"].make(run))
        with default_storage.open(kept.blob.stored_name) as body:
            theirs.write_bytes(body.read())
        read = [run_parser(lines_of, path, seconds=READ_SECONDS) for path in (ours, theirs)]
    return differences(read[0], read[1]).as_json()
