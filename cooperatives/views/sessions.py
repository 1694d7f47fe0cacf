"""Sessions of a class: kept, ticked in one grid, printed, taken back from Excel; certificates."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cooperatives.access.training import TrainingPerm
from cooperatives.actions import sessions as acts
from cooperatives.actions.attendance_sheets import attendance_book, bring_attendance
from cooperatives.forms.sessions import BadScore, BringAttendanceForm, SessionForm, StaffLearnersForm, ticked
from cooperatives.models import ClassSession, Learner, TrainingClass
from cooperatives.queries.sessions import grid_of
from cooperatives.queries.training import learner_rows
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.files.names import safe_name
from lmhtx.reports.answers import sheet_answer
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import MIME
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

MOST_PRINTED = 2000


def _class(request: HttpRequest, pk: int, *, keeps: bool = True) -> TrainingClass:
    rows = TrainingClass.objects.visible_to(request.user).select_related("commune")
    training: TrainingClass = get_object_or_404(rows, pk=pk)
    if keeps and not request.user.has_perm(TrainingPerm.KEEP_TRAINING, training):
        raise refuse(request.user, TrainingPerm.KEEP_TRAINING)
    return training


def _around(title: str, training: TrainingClass, **extra: Any) -> dict[str, Any]:
    address = training.get_absolute_url()
    crumbs = [("Lớp tập huấn", reverse("training_list")), (training.title, address)]
    return {"title": title, "crumbs": crumbs, "save_label": "Ghi", "back": address, **extra}


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def training_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm buổi học."""
    session = ClassSession(training=_class(request, pk))
    return _session(request, session, "Thêm buổi học")


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def session_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa buổi học."""
    rows = ClassSession.objects.visible_to(request.user).select_related("training")
    session = get_object_or_404(rows, pk=pk)
    _class(request, session.training_id)
    return _session(request, session, "Sửa buổi học")


def _session(request: HttpRequest, session: ClassSession, title: str) -> HttpResponse:
    form = SessionForm(request.POST or None, instance=session)
    if form.is_valid():
        made = acts.set_session(session=form.save(commit=False), by=request.user)
        return done(request, made, "Đã ghi buổi học.")
    return page(request, "ui/form.html", _around(title, session.training, form=form))


@writes(post_only=True)
@needs(TrainingPerm.KEEP_TRAINING)
def session_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ buổi học."""
    rows = ClassSession.objects.visible_to(request.user).select_related("training")
    session = get_object_or_404(rows, pk=pk)
    _class(request, session.training_id)
    return done(request, acts.drop_session(session=session, by=request.user), "Đã bỏ buổi học.")


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def training_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Điểm danh, ghi điểm cả lớp."""
    training, asked = _class(request, pk), request.GET.get("page", 1)
    if request.method == "POST":
        try:
            facts = ticked(training, request.POST)
        except BadScore as bad:
            raise Refused(str(bad)) from bad
        count = acts.tick_attendance(training=training, by=request.user, **facts)
        return done(request, f"{request.path}?page={asked}", f"Đã ghi; {count} học viên thay đổi.")
    grid = grid_of(training, asked)
    context = _around("Điểm danh, ghi điểm", training, grid=grid, object=training)
    return page(request, "cooperatives/training_attendance.html", context)


@reads
@needs(TrainingPerm.VIEW_TRAINING)
def training_sheet(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Bảng điểm danh để in và ký."""
    training = _class(request, pk, keeps=False)
    context = {
        "title": f"Bảng điểm danh {training.title}",
        "object": training,
        "grid": grid_of(training, per_page=MOST_PRINTED),
        "letterhead": letterhead_on(training.starts_on),
        "at": clock.now(),
        "by": request.user,
    }
    template = "cooperatives/print/attendance.html"
    name = f"Điểm danh {training.title}"
    return sheet_answer(request, template, context, name=name, back=training, is_landscape=True)


@reads
@needs(TrainingPerm.KEEP_TRAINING)
def training_book(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bảng điểm danh Excel."""
    training = _class(request, pk)
    name = safe_name(f"Điểm danh {training.title}.xlsx")
    body = BytesIO(attendance_book(training))
    response = FileResponse(body, as_attachment=True, filename=name, content_type=MIME)
    response["Cache-Control"] = "private, no-store"
    return response


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def training_bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập lại bảng điểm danh từ Excel."""
    training = _class(request, pk)
    form = BringAttendanceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        count = bring_attendance(training=training, by=request.user, file=form.cleaned_data["file"])
        return done(request, training, f"Đã nhập; {count} học viên thay đổi.")
    return page(request, "ui/form.html", _around("Nhập bảng điểm danh", training, form=form))


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def training_staff(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm học viên là cán bộ Liên minh."""
    training = _class(request, pk)
    form = StaffLearnersForm(request.POST or None)
    if form.is_valid():
        count = acts.add_staff(training=training, by=request.user, **form.cleaned_data)
        return done(request, training, f"Đã thêm {count} người.")
    return page(request, "ui/form.html", _around("Thêm cán bộ Liên minh", training, form=form))


@writes(post_only=True)
@needs(TrainingPerm.KEEP_TRAINING)
def training_certify(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp số chứng nhận cho người đạt."""
    training = _class(request, pk)
    count = acts.give_certificates(training=training, by=request.user)
    return done(request, training, f"Đã cấp {count} số chứng nhận.")


@reads
@needs(TrainingPerm.VIEW_TRAINING)
def training_certificates(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """In chứng nhận của lớp."""
    training = _class(request, pk, keeps=False)
    rows = learner_rows(request.user).filter(training=training).exclude(certificate="").filter(passed=True)
    return _certificates(request, training, list(rows[:MOST_PRINTED]))


@reads
@needs(TrainingPerm.VIEW_TRAINING)
def learner_certificate(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """In chứng nhận của một người."""
    rows = learner_rows(request.user).exclude(certificate="").filter(passed=True)
    learner = get_object_or_404(rows, pk=pk)
    return _certificates(request, learner.training, [learner])


def _certificates(
    request: HttpRequest, training: TrainingClass, rows: list[Learner]
) -> HttpResponse | HttpResponseBase:
    if not rows:
        messages.error(request, "Lớp chưa có ai được cấp chứng nhận.")
        return redirect(training)
    day = rows[0].certified_on or training.ends_on
    context = {
        "title": f"Chứng nhận {training.title}",
        "object": training,
        "rows": rows,
        "letterhead": letterhead_on(day),
    }
    template, name = "cooperatives/print/certificate.html", f"Chứng nhận {training.title}"
    return sheet_answer(request, template, context, name=name, back=training, is_landscape=True)
