"""What is done at a meeting and after it: changed, attended, voted, minuted; the week, the file, the follow-up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from documents.access.meetings import MeetingPerm
from documents.access.register import Perm
from documents.actions import meetings as acts
from documents.filters_meetings import ConclusionFilter
from documents.forms.meetings import AttendanceForm, MeetingChangeForm, MinutesForm, VoteForm
from documents.models import Conclusion, Meeting
from documents.queries.meeting_calendar import calendar_file, week_of
from documents.queries.meeting_minutes import minutes_of
from documents.tables_meetings import ConclusionTable
from documents.views.meetings import find_meeting
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage
from plans.models import Task


@writes
@needs(MeetingPerm.KEEP_MEETING)
def meeting_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa cuộc họp."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    form = MeetingChangeForm(request.POST or None, instance=meeting)
    if form.is_valid():
        told = form.cleaned_data
        acts.move_meeting(
            meeting=form.instance, people=told["people"], agencies=told["agencies"], by=request.user
        )
        return done(request, meeting, "Đã sửa; người đã trả lời giữ câu trả lời của mình.")
    return _form_page(request, meeting, form, "Sửa cuộc họp", "Lưu")


@writes
@needs(MeetingPerm.KEEP_MEETING)
def meeting_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Điểm danh."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    form = AttendanceForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        acts.take_attendance(meeting=meeting, by=request.user, **form.cleaned_data)
        return done(request, meeting, "Đã ghi người có mặt.")
    return _form_page(request, meeting, form, "Điểm danh", "Ghi điểm danh")


@writes
@needs(MeetingPerm.KEEP_MEETING)
def meeting_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi biểu quyết."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    form = VoteForm(request.POST or None)
    if form.is_valid():
        acts.note_vote(meeting=meeting, vote=form.instance, by=request.user)
        return done(request, meeting, "Đã ghi biểu quyết.")
    return _form_page(request, meeting, form, "Ghi biểu quyết", "Ghi biểu quyết")


@writes
@needs(MeetingPerm.KEEP_MEETING)
def meeting_signed_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Đưa biên bản đã ký."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    form = MinutesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        acts.keep_minutes(meeting=meeting, by=request.user, **form.cleaned_data)
        return done(request, meeting, "Đã nhận biên bản đã ký.")
    return _form_page(request, meeting, form, "Đưa biên bản đã ký", "Đưa vào")


def _form_page(request: HttpRequest, meeting: Meeting, form: Any, title: str, save: str) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": [("Cuộc họp", reverse("meeting_list")), (meeting.title[:60], meeting.get_absolute_url())],
        "form": form,
        "save_label": save,
        "back": meeting.get_absolute_url(),
    }
    return page(request, "ui/form.html", context)


@reads
@needs(Perm.VIEW_DOCUMENT)
def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Biên bản họp (PDF)."""
    meeting = find_meeting(request, pk)
    return pdf_answer(request, minutes_of(meeting), name=f"Bien ban {meeting.pk}", back=meeting)


@reads
@needs(Perm.VIEW_DOCUMENT)
def meeting_minutes_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Biên bản họp (Word)."""
    meeting = find_meeting(request, pk)
    return word_answer(minutes_of(meeting), name=f"Bien ban {meeting.pk}")


@reads
@needs(Perm.VIEW_DOCUMENT)
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Cuộc họp cho chương trình lịch."""
    meeting = find_meeting(request, pk)
    answer = HttpResponse(calendar_file(meeting), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="cuoc-hop-{meeting.pk}.ics"'
    return answer


@reads
@needs(Perm.VIEW_DOCUMENT)
def meeting_week(request: HttpRequest) -> HttpResponse:
    """Lịch họp tuần."""
    monday = _monday(request.GET.get("tuan", ""))
    context = {
        "title": "Lịch họp tuần",
        "crumbs": [("Cuộc họp", reverse("meeting_list"))],
        "days": week_of(request.user, monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
    }
    return page(request, "documents/meeting_week.html", context)


def _monday(asked: str) -> date:
    """The Monday of the week of the day that was asked for; of this week without one."""
    try:
        day = date.fromisoformat(asked) if asked else clock.today()
    except ValueError as odd:
        raise Http404 from odd
    return day - timedelta(days=day.weekday())


class ConclusionList(ListPage):
    """Theo dõi kết luận họp."""

    model, table, filterset = Conclusion, ConclusionTable, ConclusionFilter
    permission = Perm.VIEW_DOCUMENT
    title = "Theo dõi kết luận họp"
    crumbs = (("Cuộc họp", "meeting_list"),)
    empty = "Chưa có kết luận nào trong phạm vi của anh/chị"

    def queryset(self) -> Any:
        """With what each row names."""
        tasks = Prefetch("task", Task.objects.with_status())
        return super().queryset().select_related("meeting__notice", "lead", "leader").prefetch_related(tasks)
