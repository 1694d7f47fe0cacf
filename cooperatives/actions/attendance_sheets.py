"""The attendance of a class as a workbook: written for the room, and taken back with its marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from cooperatives.access.training import TrainingPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.sessions import tick_attendance
from cooperatives.models import Attendance, TrainingClass
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.reading import BadSheet, read_sheets
from lmhtx.sheets.writing import Head, Look, Written, write_workbook
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused

SHEET, KEY, SCORE = "Điểm danh", "Mã học viên", "Điểm kiểm tra"
FIRST_MARK, TOLD, SECONDS = 4, 10, 60
CAME = {"x", "1", "co", "v", "true"}
AWAY = {"", "0", "khong", "vang", "p", "k", "false"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a workbook says: who is in it, who came to each session, the scores, and what could not be read."""

    learners: set[int]
    ticks: dict[int, set[int]]
    scores: dict[int, Decimal | None]
    faults: list[str]


def attendance_book(training: TrainingClass) -> bytes:
    """Each learner a row, each session a column with x where somebody came; the key stands first."""
    sessions = list(training.sessions.all())
    came = set(Attendance.objects.filter(session__in=sessions).values_list("session", "learner"))
    heads = [Head(KEY, Look.WHOLE, 12), Head("Họ và tên", width=30), Head("Năm sinh", width=10)]
    heads += [Head("Hợp tác xã, đơn vị", width=40)]
    heads += [Head(str(one), width=18) for one in sessions] + [Head(SCORE, Look.NUMBER, 14)]
    rows = [
        (
            one.pk,
            one.full_name,
            str(one.birth_year or ""),
            one.cooperative.name if one.cooperative else one.get_kind_display(),
            *("x" if (session.pk, one.pk) in came else "" for session in sessions),
            None if one.score is None else float(one.score),
        )
        for one in training.learners.select_related("cooperative")
    ]
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder, "diem-danh.xlsx")
        write_workbook(path, [Written(SHEET, heads, rows)])
        return path.read_bytes()


@transaction.atomic
def bring_attendance(*, training: TrainingClass, by: User, file: Any) -> int:
    """The marks of the workbook stand for all learners in it, or for none when one mark cannot be read."""
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    marks = _marks(training, _rows(file))
    if marks.faults:
        more = f"; và {len(marks.faults) - TOLD} ô khác" if len(marks.faults) > TOLD else ""
        raise Refused(f"Chưa nhập vì còn lỗi: {'; '.join(marks.faults[:TOLD])}{more}.")
    return tick_attendance(
        training=training, by=by, learners=marks.learners, ticks=marks.ticks, scores=marks.scores
    )


def _rows(file: Any) -> list[list[Any]]:
    """The first sheet, read in a child process."""
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder, "diem-danh.xlsx")
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        try:
            if check_upload(path, file.name, max_bytes=settings.UPLOAD_MAX_BYTES) != FileKind.XLSX:
                raise Refused("Chỉ nhận tệp .xlsx.")
            sheets = run_parser(read_sheets, path, seconds=SECONDS, is_pure=True)
        except (UnsafeFile, UnreadableFile, BadSheet) as unread:
            raise Refused(str(unread)) from unread
    return sheets[0]["rows"] if sheets else []


def _marks(training: TrainingClass, rows: list[list[Any]]) -> Marks:
    """Rows by their key and columns by the name of their session, wherever they stand now."""
    if not rows or _word(rows[0], 0) != fold(KEY):
        raise Refused(f"Tệp không phải bảng điểm danh xuất từ lớp này: cột đầu phải là “{KEY}”.")
    known = set(training.learners.values_list("pk", flat=True))
    columns = {fold(str(one)): one.pk for one in training.sessions.all()}
    heads = [_word(rows[0], place) for place in range(len(rows[0]))]
    marks = Marks(set(), {columns[head]: set() for head in heads if head in columns}, {}, [])
    for number, row in enumerate(rows[1:], 2):
        key = row[0] if row else None
        if not isinstance(key, int) or key not in known:
            if any(_word(row, place) for place in range(len(row))):
                marks.faults.append(f"dòng {number}: không phải học viên của lớp")
            continue
        marks.learners.add(key)
        for place, head in enumerate(heads):
            if head in columns:
                _mark(marks, number, key, columns[head], row[place] if place < len(row) else None)
            elif head == fold(SCORE):
                _score(marks, number, key, row[place] if place < len(row) else None)
    return marks


def _mark(marks: Marks, number: int, key: int, session: int, cell: Any) -> None:
    word = _word([cell], 0)
    if word in CAME:
        marks.ticks[session].add(key)
    elif word not in AWAY:
        marks.faults.append(f"dòng {number}: “{str(cell)[:20]}” không phải x hoặc để trống")


def _score(marks: Marks, number: int, key: int, cell: Any) -> None:
    if cell is None or cell == "":
        marks.scores[key] = None
        return
    try:
        score = Decimal(str(cell).replace(",", "."))
    except InvalidOperation:
        score = Decimal("NaN")
    if score.is_finite():
        marks.scores[key] = score.quantize(Decimal("0.01"))
    else:
        marks.faults.append(f"dòng {number}: điểm “{str(cell)[:20]}” không đọc được")


def _word(row: list[Any], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else fold(str(cell))
