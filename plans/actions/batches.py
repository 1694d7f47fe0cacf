"""Reporting on many tasks at once: filled in as a draft, sent in one act, each report judged alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.directory.models import Agency
from lmhtx.files.actions import remove, store
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused
from plans.actions.evidence import EVIDENCE
from plans.actions.reports import Account, submit_report
from plans.batches.keys import task_of
from plans.batches.matching import Matched, match
from plans.batches.rows import Row, same_but_for
from plans.batches.sheets import Sheet
from plans.enums import ReportKind
from plans.models import Report, ReportBatch, Task
from plans.notices import tell_judges_of_batch
from plans.queries.batches import grid_of, reportable, reports_for_others

NOTHING_TO_SEND = "Chưa có dòng nào được chọn để gửi. Hãy ghi kết quả ít nhất một nhiệm vụ."
NEEDS_BOTH = "Văn bản phải có cả số, ký hiệu và ngày; nếu chưa có văn bản, hãy để trống cả hai."
TOLD = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The official letter under which all is reported."""

    number: str = ""
    on: date | None = None
    files: Sequence[Any] = ()
    max_bytes: int = 0


@transaction.atomic
def open_batch(*, agency: Agency, by: User) -> ReportBatch:
    """The person's draft for the agency: the one left open, else a new one."""
    if not reportable(by, agency).exists():
        raise Refused(f"{agency} không có nhiệm vụ nào đang chờ anh/chị báo cáo.")
    batch, _ = ReportBatch.objects.get_or_create(
        agency=agency,
        created_by=by,
        sent_at=None,
        defaults={"is_on_behalf": reports_for_others(by, agency)},
    )
    return batch


@transaction.atomic
def keep_rows(
    *, batch: ReportBatch, by: User, rows: Iterable[Row], letter: Letter | None = None
) -> ReportBatch:
    """What was typed is kept with the draft; files of the letter are kept beside it."""
    batch = _mine_open(batch, by)
    batch.rows = [row.as_plain() for row in rows if row.is_filled or row.percent]
    fields = ["rows"]
    if letter is not None:
        batch.paper_number, batch.paper_on = " ".join(letter.number.split()), letter.on
        fields += ["paper_number", "paper_on"]
        _attach(batch, by, letter)
    batch.save(update_fields=fields)
    return batch


def _attach(batch: ReportBatch, by: User, letter: Letter) -> None:
    def check(path: Path, name: str) -> None:
        check_upload(path, name, max_bytes=letter.max_bytes)

    try:
        for file in letter.files:
            kept = store(file, owner=batch, kind=EVIDENCE, by=by, name=file.name, check=check)
            ask_for_pages(attachment=kept, by=by)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit


@transaction.atomic
def drop_file(*, batch: ReportBatch, by: User, attachment_id: int) -> None:
    """A wrong file is taken from the draft."""
    batch = _mine_open(batch, by)
    for attachment in Attachment.objects.of(batch).filter(pk=attachment_id):
        remove(attachment=attachment, by=by)


@contextmanager
def at_hand(file: Any, *, max_bytes: int) -> Iterator[Path]:
    """An uploaded sheet as a file on this machine for the length of its reading; an unfit one is refused."""
    with NamedTemporaryFile(prefix="lmhtx-", suffix=Path(file.name).suffix[:10]) as copy:
        for part in file.chunks():
            copy.write(part)
        copy.flush()
        try:
            check_upload(Path(copy.name), file.name, max_bytes=max_bytes)
        except UnsafeFile as unfit:
            raise Refused(str(unfit)) from unfit
        yield Path(copy.name)


@transaction.atomic
def fill_from_sheet(
    *, batch: ReportBatch, by: User, sheet: Sheet, read_day: Callable[[str], date | None]
) -> Matched:
    """The rows of a returned sheet stand in the draft; those that no task took wait for a choice.

    What was typed in the portal stays where the sheet is silent.
    """
    batch = _mine_open(batch, by)
    tasks = dict(reportable(by, batch.agency).values_list("pk", "text"))
    found = match(sheet, tasks, lambda key: task_of(key, agency=batch.agency_id))
    told = batch.told() | {row.task: row for row in found.rows if row.is_filled or row.percent}
    batch.rows = [row.as_plain() for row in told.values()]
    batch.loose = [loose.as_plain() for loose in found.loose]
    if sheet.paper_number and (day := read_day(sheet.paper_on)):
        batch.paper_number, batch.paper_on = sheet.paper_number[:100], day
    batch.save(update_fields=["rows", "loose", "paper_number", "paper_on"])
    record("plans.batch.filled", batch, by=by, rows=len(found.rows), loose=len(found.loose))
    return found


@transaction.atomic
def place_loose(*, batch: ReportBatch, by: User, choices: dict[int, int | None]) -> ReportBatch:
    """Each loose row goes to the task chosen for it, or away (None); rows without a choice go on waiting."""
    batch = _mine_open(batch, by)
    waiting = set(reportable(by, batch.agency).values_list("pk", flat=True))
    told = batch.told()
    for place, task in choices.items():
        if task is None or not 0 <= place < len(batch.loose):
            continue
        if task not in waiting or (task in told and told[task].is_filled):
            raise Refused(
                "Nhiệm vụ được chọn đã có nội dung hoặc không còn chờ báo cáo; hãy chọn nhiệm vụ khác."
            )
        told[task] = same_but_for(Row(**batch.loose[place]["row"]), task)
    batch.rows = [row.as_plain() for row in told.values()]
    batch.loose = [loose for place, loose in enumerate(batch.loose) if place not in choices]
    batch.save(update_fields=["rows", "loose"])
    return batch


@transaction.atomic
def send_batch(*, batch: ReportBatch, by: User, chosen: Iterable[int]) -> list[Report]:
    """Every chosen row is handed in as a report of its own, or none is; those who judge are told once."""
    batch = _mine_open(batch, by)
    if bool(batch.paper_number) != bool(batch.paper_on):
        raise Refused(NEEDS_BOTH)
    rows = [row for row in grid_of(batch, by, only=_held(chosen)) if row.row.is_filled]
    if not rows:
        raise Refused(NOTHING_TO_SEND)
    if bad := [(row.task, row.trouble) for row in rows if row.trouble]:
        raise Refused(_refusal(bad))
    reports = [_report(batch, row.row, row.task, by) for row in rows]
    batch.sent_at, batch.sent_by = clock.now(), by
    batch.rows, batch.loose = [], []
    batch.save(update_fields=["sent_at", "sent_by", "rows", "loose"])
    record(
        "plans.batch.sent",
        batch,
        by=by,
        rows=len(reports),
        paper=batch.paper,
        **({"on_behalf": str(batch.agency)} if batch.is_on_behalf else {}),
    )
    tell_judges_of_batch(batch, reports, by=by)
    return reports


def _held(chosen: Iterable[int]) -> list[int]:
    """The chosen tasks, which nobody changes any more before the end of the act.

    In one order for everybody, so that two senders wait for each other and never in a ring.
    """
    rows = Task.objects.select_for_update(of=("self",)).filter(pk__in=list(chosen))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _report(batch: ReportBatch, row: Row, task: Task, by: User) -> Report:
    account = Account(
        kind=ReportKind(row.kind),
        text=row.text,
        percent=row.percent_done or 0,
        paper=batch.paper if row.has_paper else "",
    )
    return submit_report(task=task, by=by, account=account, agency=batch.agency, batch=batch)


def _refusal(bad: list[tuple[Task, str]]) -> str:
    lines = [f"“{str(task)[:80]}”: {why}" for task, why in bad[:TOLD]]
    more = f" Và {len(bad) - TOLD} dòng khác." if len(bad) > TOLD else ""
    return f"Chưa gửi dòng nào vì {len(bad)} dòng chưa gửi được. {' '.join(lines)}{more}"


def _mine_open(batch: ReportBatch, by: User) -> ReportBatch:
    """The draft as it stands now, held until the end of the act."""
    held = ReportBatch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=batch.pk)
    if held.sent_at is not None:
        raise Refused(f"Báo cáo này đã được gửi lúc {clock.local(held.sent_at):%H:%M ngày %d/%m/%Y}.")
    if held.created_by_id != by.pk:
        raise Refused("Chỉ người đang soạn mới sửa hoặc gửi được báo cáo này.")
    return held
