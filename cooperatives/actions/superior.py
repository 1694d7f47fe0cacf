"""A superior's blank form is taken in, learned once by a person, and given back filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.figure_lines import line_of, lines
from cooperatives.models import SuperiorForm
from cooperatives.queries.superior import cells_of, known_rows
from cooperatives.workbooks.superior import BASE, BY_HAND, NOW, UNIT, fingerprint, layout_of
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import at_hand, remove, store
from lmhtx.files.models import Attachment
from lmhtx.files.names import safe_name
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports.rules import Reach
from lmhtx.sheets.filling import blank_book, fill_copy
from lmhtx.workflow import Refused

BLANK = "blank"
SECONDS = 60
WRONG_KIND = "Chỉ nhận biểu mẫu .xlsx. Tệp .xls hãy mở bằng Excel rồi lưu lại thành .xlsx."
NOTHING_FOUND = (
    "Không nhận ra chỉ tiêu nào trong biểu. Biểu phải có một cột tên chỉ tiêu, mỗi dòng một chỉ tiêu."
)
GONE = "Biểu mẫu đã tải lên không còn trong kho. Hãy tải lên lại."


@transaction.atomic
def take_form(*, file: Any, by: User) -> SuperiorForm:
    """The form is judged safe, read and kept; one that is known by its words keeps what people said of it."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    with _copied(file) as path:
        _check(path, file.name)
        book = _parsed(blank_book, path)
    layout = layout_of(book, lines(), known_rows())
    if not layout.rows:
        raise Refused(NOTHING_FOUND)
    form, is_new = SuperiorForm.objects.select_for_update().get_or_create(
        fingerprint=fingerprint(book),
        defaults={
            "name": safe_name(file.name)[:200],
            "columns": [asdict(column) for column in layout.columns],
            "rows": [asdict(row) for row in layout.rows],
            "created_by": by,
        },
    )
    if not is_new:
        form.name = safe_name(file.name)[:200]
        form.save(update_fields=["name"])
        for old in Attachment.objects.of(form).filter(kind=BLANK):
            remove(attachment=old, by=by)
    file.seek(0)
    store(file, owner=form, kind=BLANK, by=by, name=file.name)
    record("cooperatives.superior_form.taken", form, by=by)
    return form


@transaction.atomic
def learn_form(
    *, form: SuperiorForm, by: User, roles: Mapping[int, str], codes: Mapping[int, str]
) -> SuperiorForm:
    """What stands in each column, and which line each row asks for, by their places in the form."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    form = SuperiorForm.objects.select_for_update().get(pk=form.pk)
    for place, column in enumerate(form.columns):
        role = roles.get(place, column["role"])
        if role not in {NOW, BASE, UNIT, BY_HAND}:
            raise Refused("Hãy chọn lại kỳ của cột.")
        column["role"] = role
    for place, row in enumerate(form.rows):
        code = codes.get(place, row["code"])
        if code and line_of(code) is None:
            raise Refused("Hãy chọn lại chỉ tiêu của dòng.")
        row["code"] = code
    if not any(column["role"] in {NOW, BASE} for column in form.columns):
        raise Refused("Hãy chỉ ra cột nào ghi số kỳ này hoặc cùng kỳ năm trước.")
    form.learned_at = clock.now()
    form.save(update_fields=["columns", "rows", "learned_at"])
    record("cooperatives.superior_form.learned", form, by=by)
    return form


def filled_form(*, form: SuperiorForm, by: User, reach: Reach) -> tuple[bytes, int]:
    """A copy with the figures of the period and how many cells were filled; what is not known stays empty."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    if form.learned_at is None:
        raise Refused("Hãy xác nhận các cột, các dòng của biểu trước khi điền.")
    blank = Attachment.objects.of(form).filter(kind=BLANK).first()
    if blank is None:
        raise Refused(GONE)
    cells = cells_of(form, reach, by)
    with at_hand(blank.blob) as source, TemporaryDirectory(prefix="lmhtx-") as folder:
        target = Path(folder, "filled.xlsx")
        count = _parsed(fill_copy, source, target, cells)
        return target.read_bytes(), int(count)


@contextmanager
def _copied(file: Any) -> Iterator[Path]:
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder, "blank.xlsx")
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        yield path


def _check(path: Path, name: str) -> None:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unsafe:
        raise Refused(str(unsafe)) from unsafe
    if kind != FileKind.XLSX:
        raise Refused(WRONG_KIND)


def _parsed(work: Callable[..., Any], *args: Any) -> Any:
    """What the work on somebody's file gives, done in a child process."""
    try:
        return run_parser(work, *args, seconds=SECONDS, is_pure=True)
    except UnreadableFile as unread:
        raise Refused(str(unread)) from unread
