"""Forms of figures: a cooperative's own, filled in, handed in, looked at, judged."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.forms import FormPerm
from cooperatives.actions import submissions as acts
from cooperatives.filters.forms import SubmissionFilter
from cooperatives.forms.periods import SendForm
from cooperatives.models import Cooperative, Period, Submission
from cooperatives.queries.before import before_of
from cooperatives.queries.form_papers import papers_of
from cooperatives.queries.forms import (
    Line,
    Reading,
    lines_of,
    owed_by,
    reading_of,
    waiting_first,
)
from cooperatives.tables.forms import SubmissionTable
from cooperatives.views.typed import seen_version, typed_figures, typed_notes
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.people.roles import Role
from lmhtx.reports.answers import sheet_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage
from lmhtx.ui.templatetags.vn_format import bang_chu, gio
from lmhtx.workflow import Refused

CONFLICT = 409
LAST_SHOWN = 4


class SubmissionList(ListPage):
    """Phiếu số liệu chờ xem."""

    model, table, filterset = Submission, SubmissionTable, SubmissionFilter
    permission = FormPerm.VIEW_PERIOD
    title = "Phiếu số liệu"
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    empty = "Chưa có phiếu nào được nộp"
    offered_views = (
        ("Chờ xem", "state=resubmitted&state=submitted"),
        ("Chờ bổ sung", "state=correcting"),
        ("Nhập hộ", "source=on_behalf"),
    )

    def queryset(self) -> Any:
        """Corrected ones first."""
        return waiting_first(super().queryset())


def form_of(request: HttpRequest, pk: int, permission: FormPerm) -> Submission:
    """The form within reach: 404 out of sight, 403 where the person may not do this."""
    rows = Submission.objects.visible_to(request.user).select_related("period", "cooperative__commune")
    submission: Submission = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, submission):
        raise refuse(request.user, permission)
    return submission


def crumbs_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The way back: a cooperative's people to their own forms, staff to the queue."""
    if request.user.has_role(Role.COOPERATIVE):
        return [("Phiếu của hợp tác xã", reverse("my_forms"))]
    return [("Phiếu số liệu", reverse("submission_list"))]


@reads
@needs(FormPerm.VIEW_OWN_FORM)
def my_forms(request: HttpRequest) -> HttpResponse:
    """Phiếu của hợp tác xã mình."""
    context = {"title": "Phiếu của hợp tác xã", "rows": owed_by(request.user)}
    return page(request, "cooperatives/my_forms.html", context)


@writes
@needs(FormPerm.FILL_FORM)
def form_begin(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Bắt đầu điền phiếu."""
    period = get_object_or_404(Period.objects.visible_to(request.user), pk=pk)
    rows = Cooperative.objects.visible_to(request.user).select_related("commune")
    cooperative = get_object_or_404(rows, pk=number)
    if not request.user.has_perm(FormPerm.FILL_FORM, cooperative):
        raise refuse(request.user, FormPerm.FILL_FORM)
    if request.method == "POST":
        begun = acts.begin_form(period=period, cooperative=cooperative, by=request.user)
        return done(request, reverse("submission_fill", args=[begun.pk]))
    title = f"{period}: {cooperative.name}"
    context = {"title": title, "crumbs": crumbs_of(request), "period": period, "cooperative": cooperative}
    last = before_of(period, cooperative.pk)
    context |= {"since": last.since, "last": last.said(period.figures_for(cooperative.kind))[:LAST_SHOWN]}
    return page(request, "cooperatives/form_begin.html", context)


@writes
@needs(FormPerm.FILL_FORM)
def submission_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Điền phiếu số liệu."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    if request.method == "POST":
        try:
            acts.save_form(**_typed(request, submission), by=request.user)
        except Stale:
            return _both_versions(request, submission)
        next_page = "submission_send" if "xem_lai" in request.POST else "submission_fill"
        return done(request, reverse(next_page, args=[pk]), "" if "xem_lai" in request.POST else "Đã lưu.")
    return filled_page(request, submission)


@writes(post_only=True)
@needs(FormPerm.FILL_FORM)
def submission_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu phiếu trong lúc gõ."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    try:
        saved = acts.save_form(**_typed(request, submission), by=request.user)
    except Stale:
        told = "Phiếu vừa được sửa ở máy khác. Bấm Lưu để xem cả hai bản."
        return JsonResponse({"told": told}, status=CONFLICT)
    reading = reading_of(saved)
    lines = {line.figure.key: _told(line) for line in lines_of(saved, reading)}
    told = f"Đã lưu lúc {gio(clock.now())}"
    return JsonResponse({"version": saved.version, "told": told, "lines": lines})


@writes
@needs(FormPerm.FILL_FORM)
def submission_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Xem lại, cam đoan và nộp."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    is_own = request.user.has_role(Role.COOPERATIVE)
    named = {"declared_by": str(request.user)} if is_own else {}
    form = SendForm(request.POST or None, is_own=is_own, initial=named)
    if form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "is_sworn"}
        acts.submit_form(submission=submission, by=request.user, version=seen_version(request), **data)
        return done(request, submission, "Đã nộp phiếu. Cảm ơn anh/chị.")
    return page(request, "cooperatives/submission_send.html", {**_filled(request, submission), "form": form})


@reads
@needs(FormPerm.VIEW_FORM)
def submission_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu số liệu: chỗ thay đổi, số cũ, số mới."""
    submission = form_of(request, pk, FormPerm.VIEW_FORM)
    lines = lines_of(submission, Reading(submission.values, {}))
    may_judge = request.user.has_perm(FormPerm.JUDGE_FORM, submission)
    context = {
        "title": f"{submission.period}: {submission.cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": submission,
        "changed": [line for line in lines if line.is_changed],
        "same": [line for line in lines if not line.is_changed and line.value is not None],
        "papers": papers_of(submission),
        "may_judge": may_judge and submission.waits and submission.period.is_open,
        "may_fill": submission.is_open_to_fill and request.user.has_perm(FormPerm.FILL_FORM, submission),
    }
    return page(request, "cooperatives/submission_detail.html", context)


@writes(post_only=True)
@needs(FormPerm.JUDGE_FORM)
def submission_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Áp dụng, yêu cầu bổ sung, hoặc không chấp nhận phiếu."""
    submission = form_of(request, pk, FormPerm.JUDGE_FORM)
    note, by = request.POST.get("note", "")[:500], request.user
    if "apply" in request.POST:
        acts.apply_form(submission=submission, by=by, keys=request.POST.getlist("dung"), note=note)
        return done(request, submission, "Đã áp dụng; số liệu này nay là số đã xác minh.")
    if "ask" in request.POST:
        asks = typed_notes(request, submission, start="hoi")
        acts.ask_correction(submission=submission, by=by, asks=asks, note=note)
        return done(request, submission, "Đã yêu cầu bổ sung; thời gian xem phiếu tạm dừng.")
    if "refuse" in request.POST:
        acts.refuse_form(submission=submission, by=by, note=note)
        return done(request, submission, "Đã ghi không chấp nhận phiếu.")
    raise Refused("Hãy chọn áp dụng, yêu cầu bổ sung hoặc không chấp nhận.")


@reads
@needs(FormPerm.VIEW_FORM)
def submission_receipt(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Biên nhận phiếu số liệu."""
    submission = form_of(request, pk, FormPerm.VIEW_FORM)
    lines = lines_of(submission, Reading(submission.values, {}))
    told = [line for line in lines if line.value is not None]
    context = {"title": "Biên nhận phiếu số liệu", "object": submission, "lines": told, "at": clock.now()}
    context["since"] = lines[0].since if lines else "kỳ trước"
    name = f"bien-nhan-{submission.period.year}-{submission.pk}"
    return sheet_answer(request, "cooperatives/print/receipt.html", context, name=name, back=submission)


def filled_page(request: HttpRequest, submission: Submission, **more: Any) -> HttpResponse:
    """The page on which the form is filled in, as saved."""
    return page(request, "cooperatives/submission_fill.html", {**_filled(request, submission), **more})


def _typed(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    return {
        "submission": submission,
        "typed": typed_figures(request, submission),
        "notes": typed_notes(request, submission, start="vi"),
        "version": seen_version(request),
    }


def _filled(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """What the page of the form shows, as saved."""
    lines, size = lines_of(submission, reading_of(submission)), submission.cooperative.size
    first = [line for line in lines if line.figure.is_first_for(size)]
    return {
        "title": f"{submission.period}: {submission.cooperative.name}",
        "crumbs": crumbs_of(request),
        "object": submission,
        "lines": lines,
        "papers": papers_of(submission),
        "first": first,
        "more": [line for line in lines if line not in first],
    }


def _both_versions(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The form as typed here, beside what another device has saved meanwhile."""
    saved, typed = dict(submission.typed), typed_figures(request, submission)
    submission.typed = typed
    context = _filled(request, submission)
    labels = {line.figure.key: line.figure.label for line in context["lines"]}
    context["both_texts"] = [
        {"label": labels[key], "saved": saved.get(key, ""), "typed": typed.get(key, "")}
        for key in labels
        if saved.get(key, "") != typed.get(key, "")
    ]
    return page(request, "cooperatives/submission_fill.html", context, status=CONFLICT)


def _told(line: Line) -> dict[str, Any]:
    is_money = line.figure.is_money and line.value is not None
    return {
        "words": bang_chu(line.value) if is_money else "",
        "fault": line.fault,
        "doubt": " ".join(doubt.sentence for doubt in line.doubts),
    }
