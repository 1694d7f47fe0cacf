"""Many tasks, one letter: the grid, its sheets, the last look, what was sent and its verdict in one act."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify

from lmhtx.access.decorators import needs, open_to_links
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, go_to, page
from lmhtx.ui.templatetags.vn_format import gio
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions import batches as acts
from plans.batches import files as sheet_files
from plans.batches.keys import key_of
from plans.batches.rows import typed_row
from plans.batches.sheets import TaskLine
from plans.forms.batches import ForAgencyForm, LetterForm, SheetForm, read_day
from plans.models import ReportBatch
from plans.queries.batches import batch_desk, batch_reports, gone_rows, grid_of, reportable
from plans.templatetags.plans import han
from plans.views.verdicts import judges

READING_SECONDS = 60
NO_CHOICE = "–"


def layout(request: HttpRequest) -> str:
    """The frame: the light one for who came by a link."""
    return "light.html" if request.user.is_by_link else "base.html"


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return page(request, template, {"layout": layout(request), "is_wide": True, **context})


def _batch(request: HttpRequest, pk: int, *, is_open: bool = True) -> ReportBatch:
    """One's own draft, or a batch that was sent."""
    rows = ReportBatch.objects.visible_to(request.user).select_related("agency", "created_by", "sent_by")
    rows = rows.filter(created_by=request.user) if is_open else rows.sent()
    return get_object_or_404(rows, pk=pk)


@open_to_links
@reads
@needs(Perm.SUBMIT_REPORT)
def batch_home(request: HttpRequest) -> HttpResponse:
    """Báo cáo nhiều việc."""
    form = ForAgencyForm() if request.user.has_perm(Perm.REPORT_FOR_OTHERS) else None
    context = {"title": "Báo cáo nhiều việc", **batch_desk(request.user), "form": form}
    return _show(request, "plans/batch_home.html", context)


@open_to_links
@writes(post_only=True)
@needs(Perm.SUBMIT_REPORT)
def batch_open(request: HttpRequest) -> HttpResponse:
    """Mở bảng báo cáo."""
    word = request.POST.get("agency", "")
    agency = get_object_or_404(Agency, pk=int(word) if word.isdecimal() and len(word) < 19 else 0)
    return go_to(request, acts.open_batch(agency=agency, by=request.user).get_absolute_url())


@open_to_links
@writes
@needs(Perm.SUBMIT_REPORT)
def batch_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Bảng báo cáo nhiều việc."""
    batch = _batch(request, pk)
    if batch.sent_at:
        return go_to(request, batch.get_absolute_url())
    initial = {"paper_number": batch.paper_number, "paper_on": batch.paper_on}
    form = LetterForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        batch = _keep(request, batch, form)
        if "keep" in request.POST:
            return done(request, batch, f"Đã lưu bản nháp lúc {gio(clock.now())}.")
        return go_to(request, _review_address(batch))
    if request.method == "POST":
        batch.rows = [row.as_plain() for row in _typed(request, batch)]
    return _grid(request, batch, form)


def _grid(request: HttpRequest, batch: ReportBatch, form: LetterForm) -> HttpResponse:
    grid = grid_of(batch, request.user)
    context = {
        "title": f"Báo cáo của {batch.agency}",
        "batch": batch,
        "grid": grid,
        "form": form,
        "gone": gone_rows(batch, grid),
        "files": list(Attachment.objects.of(batch)),
        "free": [row for row in grid if not row.row.is_filled and not row.refusal],
    }
    return _show(request, "plans/batch_edit.html", context)


def _typed(request: HttpRequest, batch: ReportBatch) -> list[Any]:
    """What was typed of the tasks that the page showed; of others what is kept stays."""
    shown = set(reportable(request.user, batch.agency).values_list("pk", flat=True))
    typed = {pk: typed_row(pk, request.POST) for pk in shown if f"text_{pk}" in request.POST}
    return list((batch.told() | typed).values())


def _keep(request: HttpRequest, batch: ReportBatch, form: LetterForm) -> ReportBatch:
    data = form.cleaned_data
    letter = acts.Letter(
        number=data["paper_number"],
        on=data["paper_on"],
        files=data["files"],
        max_bytes=settings.UPLOAD_MAX_BYTES,
    )
    return acts.keep_rows(batch=batch, by=request.user, rows=_typed(request, batch), letter=letter)


@open_to_links
@writes(post_only=True)
@needs(Perm.SUBMIT_REPORT)
def batch_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Tự lưu bản nháp."""
    batch = _batch(request, pk)
    batch = acts.keep_rows(batch=batch, by=request.user, rows=_typed(request, batch))
    return HttpResponse(f"Đã lưu bản nháp lúc {gio(clock.now())}", content_type="text/plain; charset=utf-8")


@open_to_links
@reads
@needs(Perm.SUBMIT_REPORT)
def batch_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Biểu điền sẵn."""
    batch = _batch(request, pk)
    is_word = request.GET.get("dang") == "docx"
    form = _prefilled(request, batch)
    body = sheet_files.as_docx(form) if is_word else sheet_files.as_xlsx(form)
    kind, ending = (sheet_files.DOCX, "docx") if is_word else (sheet_files.XLSX, "xlsx")
    name = f"bao-cao-{slugify(fold(str(batch.agency)))}-{clock.today():%Y%m%d}.{ending}"
    told = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=told)


def _prefilled(request: HttpRequest, batch: ReportBatch) -> sheet_files.Form:
    """A line for each task that waits, with what has been typed of it."""
    lines = tuple(
        TaskLine(
            key=key_of(task=row.task.pk, agency=batch.agency_id),
            task_text=row.task.text,
            due=str(han(row.task)),
            kind=row.row.kind,
            text=row.row.text,
            percent=row.row.percent or str(row.task.percent),
            has_paper=row.row.has_paper,
        )
        for row in grid_of(batch, request.user)
        if not row.refusal
    )
    day = f"{batch.paper_on:%d/%m/%Y}" if batch.paper_on else ""
    return sheet_files.Form(str(batch.agency), f"{clock.today():%d/%m/%Y}", batch.paper_number, day, lines)


@open_to_links
@writes(post_only=True)
@needs(Perm.SUBMIT_REPORT)
def batch_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa biểu đã điền vào."""
    batch = _batch(request, pk)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("Hãy chọn tệp biểu đã điền trước khi bấm “Đưa biểu vào”.")
    sheet = _read(form.cleaned_data["sheet"])
    found = acts.fill_from_sheet(batch=batch, by=request.user, sheet=sheet, read_day=read_day)
    filled = sum(row.is_filled for row in found.rows)
    words = f"Đã đọc biểu: {filled} nhiệm vụ có nội dung"
    loose = f", {len(found.loose)} dòng chưa biết của nhiệm vụ nào, mời chọn ở dưới" if found.loose else ""
    return done(request, batch, f"{words}{loose}.")


def _read(file: Any) -> Any:
    """The sheet, read by a child process."""
    with acts.at_hand(file, max_bytes=settings.UPLOAD_MAX_BYTES) as path:
        try:
            plain = run_parser(sheet_files.read_file, path, seconds=READING_SECONDS)
        except UnreadableFile as unreadable:
            raise Refused(str(unreadable)) from unreadable
    return sheet_files.sheet_of(plain)


@open_to_links
@writes(post_only=True)
@needs(Perm.SUBMIT_REPORT)
def batch_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn nhiệm vụ cho các dòng chưa ghép."""
    batch = _batch(request, pk)
    choices: dict[int, int | None] = {}
    for place in range(len(batch.loose)):
        word = request.POST.get(f"loose_{place}", "")
        if word == NO_CHOICE or word.isdecimal():
            choices[place] = None if word == NO_CHOICE else int(word)
    acts.place_loose(batch=batch, by=request.user, choices=choices)
    return done(request, batch, "Đã ghi lựa chọn.")


@open_to_links
@writes(post_only=True)
@needs(Perm.SUBMIT_REPORT)
def batch_drop_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Bỏ tệp văn bản."""
    batch = _batch(request, pk)
    acts.drop_file(batch=batch, by=request.user, attachment_id=number)
    return done(request, batch, "Đã bỏ tệp.")


@open_to_links
@writes
@needs(Perm.SUBMIT_REPORT)
def batch_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Xem lại trước khi gửi."""
    batch = _batch(request, pk)
    if batch.sent_at and request.method != "POST":
        return go_to(request, batch.get_absolute_url())
    if request.method == "POST":
        chosen = {int(word) for word in request.POST.getlist("task") if word.isdecimal()}
        reports = acts.send_batch(batch=batch, by=request.user, chosen=chosen)
        return done(
            request, reports[0].batch, f"Đã gửi {len(reports)} báo cáo. Mỗi báo cáo được xem xét riêng."
        )
    grid = grid_of(batch, request.user)
    context = {
        "title": "Xem lại trước khi gửi",
        "batch": batch,
        "rows": [row for row in grid if row.row.is_filled],
        "silent": [row for row in grid if not row.row.is_filled],
        "files": list(Attachment.objects.of(batch)),
    }
    return _show(request, "plans/batch_review.html", context)


@open_to_links
@reads
@needs(Perm.VIEW_PLAN)
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo cáo chung đã gửi."""
    batch = _batch(request, pk, is_open=False)
    reports = batch_reports(batch)
    may_judge = {one.pk for one in reports if one.judged_at is None and judges(request, one)}
    context = {
        "title": str(batch),
        "batch": batch,
        "reports": reports,
        "may_judge": may_judge,
        "files": list(Attachment.objects.of(batch)),
    }
    return _show(request, "plans/batch_detail.html", context)


def _review_address(batch: ReportBatch) -> str:
    return reverse("batch_review", args=[batch.pk])
