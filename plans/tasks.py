"""Work behind the page: a paper is read by a child process while people go on."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import DatabaseError
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.files.names import safe_name
from lmhtx.jobs.running import GaveUp, job, progress, scheduled
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.crops import office_to_pdf
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports.paper import Paper
from lmhtx.reports.pdf import PaperFailed, pdf_of
from lmhtx.reports.word import word
from plans.actions.finishing import fail_reading, finish_reading
from plans.actions.indicators import keep_month_ends
from plans.actions.letters import draft_urging_letters, keep_letter_bundle
from plans.actions.series import make_due_tasks
from plans.actions.week_sheets import build_week_sheets
from plans.models import LetterBundle, Reading, TaskSeries, UrgingLetter, WeekSheet
from plans.models.reading import ReadingState
from plans.paper_places import places_in
from plans.paper_reading import found_in_files, found_in_paste
from plans.queries.letters import letter_papers, open_letters
from plans.queries.source_files import PAGES, at_hand, pages_pdf, sources
from plans.queries.source_pictures import SHOWN_TYPES
from plans.queries.week_sheets import is_first_working_day, monday_of

READ_SECONDS = 600
DRAW_SECONDS = 120
SORRY = (
    "Có lỗi kỹ thuật khi đọc tệp này. Hãy bấm “Đọc lại”; nếu vẫn không được, "
    "hãy lưu tệp thành .docx hoặc PDF rồi tải lên lần nữa."
)

logger = logging.getLogger("plans.readings")


@job("plans.read_paper", label="Đọc phụ lục", seconds=90)
def read_paper(reading_id: int) -> dict[str, str]:
    """Read the paper and leave its draft to be confirmed; a second run finds nothing to do."""
    reading = Reading.objects.get(pk=reading_id)
    link = {"url": reverse("reading_detail", args=[reading.pk])}
    if reading.state != ReadingState.QUEUED:
        return link
    try:
        found = _found(reading)
    except UnreadableFile as unreadable:
        fail_reading(reading=reading, reason=str(unreadable))
        raise GaveUp(str(unreadable)) from unreadable
    except DatabaseError:
        # The paper is not to blame: the job is tried again.
        raise
    except Exception as error:  # a fault of ours must not leave the paper waiting for ever
        logger.exception("Lần đọc %s gặp lỗi.", reading.pk)
        fail_reading(reading=reading, reason=SORRY)
        raise GaveUp(SORRY) from error
    finish_reading(reading=reading, found=found)
    return link


def _found(reading: Reading) -> dict[str, Any]:
    if reading.pasted:
        progress(0, 1, "Đang đọc bảng dán vào.")
        found: dict[str, Any] = run_parser(
            found_in_paste, reading.pasted, seconds=READ_SECONDS, year=reading.year
        )
        return found
    files = sources(reading)
    if not files:
        raise UnreadableFile("Không tìm thấy tệp của lần đọc này. Hãy tải tệp lên lại.")
    progress(0, 1, "Đang mở văn bản.")
    with at_hand(files) as paths:
        found = run_parser(
            found_in_files,
            [str(path) for path in paths],
            seconds=READ_SECONDS,
            progress=_tell,
            year=reading.year,
        )
        return _with_pages(reading, found, files, paths)


def _tell(done: int, total: int) -> None:
    progress(done, total, f"Đã đọc {done}/{total} trang.")


def _with_pages(
    reading: Reading, found: Mapping[str, Any], files: Sequence[Attachment], paths: Sequence[Path]
) -> dict[str, Any]:
    """For an office file also its printed pages, and where each row stands on them; without them the grid works too."""
    if len(files) > 1 or paths[0].suffix in SHOWN_TYPES:
        return dict(found)
    progress(0, 0, "Đang dựng các trang để xem bên cạnh.")
    try:
        pdf = office_to_pdf(paths[0])
        if pages_pdf(reading) is None:
            name = f"{Path(files[0].name).stem}.pdf"
            store(pdf, owner=reading, kind=PAGES, by=reading.created_by, name=name, is_derived=True)
        texts = [task["text"] for task in found["tasks"]]
        places = run_parser(places_in, str(pdf), texts, seconds=DRAW_SECONDS)
    except UnreadableFile as unreadable:
        return {
            **found,
            "warnings": [*found["warnings"], f"Không dựng được trang nguồn để xem bên cạnh. {unreadable}"],
        }
    return {**found, "page_count": places["page_count"], "tasks": _placed(found["tasks"], places["boxes"])}


def _placed(
    tasks: Sequence[Mapping[str, Any]], boxes: Sequence[Sequence[Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """The tasks with the page and place found in print; one that was not found keeps what the reader said."""
    return [
        {**task, "page": places[0]["page"], "boxes": list(places)} if places else dict(task)
        for task, places in zip(tasks, boxes, strict=True)
    ]


@scheduled("plans.draft_letters", label="Dự thảo công văn đôn đốc", seconds=30)
def draft_letters() -> str:
    """Draft a letter for each outside agency that is late; a draft whose tasks are done is put away."""
    letters = draft_urging_letters(today=clock.today())
    return f"Đang có {len(letters)} dự thảo đôn đốc."


@scheduled("plans.make_series_tasks", label="Lập việc định kỳ đến kỳ", seconds=30)
def make_series_tasks() -> str:
    """Make the tasks of repeating work that are due soon, each series by itself: one that fails holds up no other."""
    today, calendar = clock.today(), calendar_for()
    ids = list(TaskSeries.objects.running().order_by("pk").values_list("pk", flat=True))
    made = [run for pk in ids for run in make_due_tasks(series_id=pk, today=today, calendar=calendar)]
    return f"Đã lập việc cho {len(made)} kỳ."


@scheduled("plans.keep_indicators", label="Giữ số liệu chỉ tiêu 2030 cuối tháng", seconds=60)
def keep_indicators() -> str:
    """Keep the figures of the month ends that have passed; those kept already stay as they were."""
    return f"Đã giữ {len(keep_month_ends(today=clock.today()))} số liệu."


@job("plans.build_letters", label="Dựng tập công văn đôn đốc", seconds=30)
def build_letters(bundle_id: int) -> dict[str, str]:
    """Set the drafts of a bundle as one PDF and as Word files; a second run finds nothing to do."""
    bundle = LetterBundle.objects.get(pk=bundle_id)
    link = {"url": bundle.get_absolute_url()}
    if bundle.built_at is not None:
        return link
    papers = letter_papers(open_letters(bundle))
    try:
        pdf = pdf_of([paper for _, paper in papers], title=str(bundle))
    except PaperFailed as failed:
        raise GaveUp(str(failed)) from failed
    keep_letter_bundle(bundle=bundle, pdf=pdf, words=_zip_of(papers))
    return link


def _zip_of(papers: Sequence[tuple[UrgingLetter, Paper]]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for place, (letter, paper) in enumerate(papers, start=1):
            packed.writestr(safe_name(f"{place:02d} {letter.agency}.docx"), word(paper))
    return file.getvalue()


@job("plans.build_week_sheets", label="Lập bảng việc đầu tuần", seconds=30)
def build_sheets(week_on: str, by_id: int) -> dict[str, str]:
    """Build the sheets of a week for whoever asked."""
    by = User.objects.get(pk=by_id)
    try:
        sheets = build_week_sheets(week_on=date.fromisoformat(week_on), by=by)
    except PaperFailed as failed:
        raise GaveUp(str(failed)) from failed
    return {"url": sheets[0].get_absolute_url()}


@scheduled("plans.week_sheets", label="Lập bảng việc đầu tuần theo lịch", seconds=30)
def week_sheets() -> str:
    """On the first working day of a week, once; a run that was killed before it had written begins anew."""
    today = clock.today()
    week_on = monday_of(today)
    if not is_first_working_day(today):
        return "Hôm nay không phải ngày làm việc đầu tuần."
    if WeekSheet.objects.filter(week_on=week_on, created_by=None).exists():
        return "Bảng việc tuần này đã lập."
    return f"Đã lập {len(build_week_sheets(week_on=week_on, by=None))} bảng việc đầu tuần."
