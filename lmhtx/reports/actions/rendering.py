"""Keeping the files of an issued report beside it."""

from __future__ import annotations

from io import BytesIO

from django.db import transaction

from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.jobs.locks import wait_for
from lmhtx.reports.models import ReportRun
from lmhtx.reports.rendering import FORMS, file_name
from lmhtx.workflow import Refused


def keep_files(*, run: ReportRun) -> list[Attachment]:
    """PDF, Word and Excel of the frozen figures are attached, each once however often this runs."""
    if not run.is_issued:
        raise Refused("Tệp chính thức chỉ được lập khi báo cáo đã ban hành.")
    return [_kept(run, key) for key in FORMS]


@transaction.atomic
def _kept(run: ReportRun, key: str) -> Attachment:
    """One form; two workers at once make it one after the other, so that the second finds it."""
    wait_for(f"reports.files {run.pk}")
    kept = Attachment.objects.of(run).filter(kind=key).first()
    if kept is not None:
        return kept
    form = FORMS[key]
    content = BytesIO(form.make(run))
    return store(content, owner=run, kind=key, by=run.issued_by, name=file_name(run, form))
