"""A form leaves as a workbook of its own and comes back filled, as a draft."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from cooperatives.actions.submissions import save_form
from cooperatives.models import Submission
from cooperatives.queries.forms import lines_of, reading_of
from cooperatives.workbooks.form_sheet import (
    FormLine,
    NotThisForm,
    Whose,
    places_of,
    read_form,
    write_form,
)
from lmhtx.audit.actions import record
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.filled_sheets import cells_with_formulas
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.columns import Fault
from lmhtx.sheets.reading import decoded
from lmhtx.workflow import Refused

READ_SECONDS = 30
ONLY_XLSX = "Chỉ nhận tệp .xlsx. Hãy mở tệp bằng Excel, chọn “Lưu thành”, loại “Excel Workbook (.xlsx)”."


def whose(submission: Submission) -> Whose:
    """Which form this is, as its workbook says it."""
    period = submission.period
    return Whose(submission.period_id, submission.cooperative_id, period.version)


def form_workbook(*, submission: Submission) -> bytes:
    """The workbook of exactly this form, with what the draft says so far."""
    lines = [
        FormLine(one.figure, one.before, one.typed if one.value is None else one.value, one.note)
        for one in lines_of(submission, reading_of(submission))
    ]
    title = f"{submission.period}: {submission.cooperative.name}"
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / "phieu.xlsx"
        write_form(path, title=title, whose=whose(submission), lines=lines)
        return path.read_bytes()


@transaction.atomic
def fill_from_sheet(*, submission: Submission, by: User, file: Any) -> tuple[Submission, list[str]]:
    """The draft says what the workbook says, empty cells aside; nothing is handed in.

    Also gives, cell by cell, what could not be read and how to mend it.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("period", "cooperative")
    submission = rows.get(pk=submission.pk)
    sheets, formulas = _read(file)
    try:
        filled = read_form(sheets, formulas, whose=whose(submission), figures=submission.figures)
    except NotThisForm as other:
        raise Refused(str(other)) from other
    submission = save_form(
        submission=submission,
        by=by,
        typed={**submission.typed, **filled.typed},
        notes={**submission.notes, **filled.notes},
        version=submission.version,
    )
    record("cooperatives.form.sheet_filled", submission, by=by, figures=sorted(filled.typed))
    told = reading_of(submission).faults
    labels = {one.key: one.label for one in submission.figures}
    unread = [
        Fault("", row, column, labels[key], filled.typed[key], told[key])
        for key, (row, column) in filled.places.items()
        if key in told and key in filled.typed
    ]
    return submission, list(places_of(sorted([*filled.faults, *unread], key=lambda one: one.row)))


def _read(file: Any) -> tuple[list[Any], set[tuple[str, int, int]]]:
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / "phieu.xlsx"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        try:
            kind = check_upload(path, file.name, max_bytes=settings.UPLOAD_MAX_BYTES)
            if kind != FileKind.XLSX:
                raise Refused(ONLY_XLSX)
            found = run_parser(cells_with_formulas, path, seconds=READ_SECONDS)
        except (UnsafeFile, UnreadableFile) as unfit:
            raise Refused(str(unfit)) from unfit
    sheets = [
        (sheet["name"], [[decoded(cell) for cell in row] for row in sheet["rows"]])
        for sheet in found["sheets"]
    ]
    return sheets, {(name, row, column) for name, row, column in found["formulas"]}
