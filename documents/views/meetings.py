"""Meetings: the list, one meeting, its papers and conclusions, rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.access.meetings import MeetingPerm, may_join
from documents.access.register import Perm
from documents.actions import meetings as acts
from documents.enums.meetings import MINUTES_FILE, MeetingAnswer
from documents.filters_meetings import MeetingFilter, MeetingRoomFilter
from documents.forms.meetings import ConclusionForm, MeetingForm, MeetingRoomForm
from documents.models import Meeting, MeetingRoom
from documents.queries.meetings import own_invitations, place_of
from documents.tables_meetings import MeetingRoomTable, MeetingTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage

CRUMBS = (("Cuộc họp", "meeting_list"),)


class MeetingList(ListPage):
    """Cuộc họp."""

    model, table, filterset = Meeting, MeetingTable, MeetingFilter
    permission = Perm.VIEW_DOCUMENT
    title = "Cuộc họp"
    button = Button("Lập cuộc họp", "meeting_create", permission=MeetingPerm.KEEP_MEETING)
    empty = "Chưa có cuộc họp nào trong phạm vi của anh/chị"

    def queryset(self) -> Any:
        """With what each row names."""
        return super().queryset().select_related("chair", "room", "notice__type")


class MeetingCreate(CreatePage):
    """Lập cuộc họp."""

    model, form = Meeting, MeetingForm
    permission = MeetingPerm.KEEP_MEETING
    title = "Lập cuộc họp"
    crumbs = CRUMBS
    message = "Đã lập cuộc họp; bấm Lập giấy mời để soạn giấy mời."

    def act(self, form: Any) -> Meeting:
        """Call it."""
        told = form.cleaned_data
        return acts.call_meeting(
            meeting=form.instance, people=told["people"], agencies=told["agencies"], by=self.request.user
        )


class MeetingRoomList(ListPage):
    """Phòng họp."""

    model, table, filterset = MeetingRoom, MeetingRoomTable, MeetingRoomFilter
    permission = Perm.VIEW_DOCUMENT
    title = "Phòng họp"
    button = Button("Thêm phòng họp", "meeting_room_create", permission=MeetingPerm.KEEP_ROOM)
    empty = "Chưa có phòng họp nào"


class MeetingRoomCreate(CreatePage):
    """Thêm phòng họp."""

    model, form = MeetingRoom, MeetingRoomForm
    permission = MeetingPerm.KEEP_ROOM
    title = "Thêm phòng họp"
    crumbs = (("Phòng họp", "meeting_room_list"),)
    message = "Đã ghi phòng họp."

    def act(self, form: Any) -> MeetingRoom:
        """Write it down."""
        return acts.keep_room(room=form.instance, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("meeting_room_list")


def find_meeting(request: HttpRequest, pk: int, permission: MeetingPerm | None = None) -> Meeting:
    """The meeting of the address: 404 when it is out of sight, 403 when the person may not do this to it."""
    rows = Meeting.objects.visible_to(request.user).select_related(
        "chair", "secretary", "room", "invitation", "notice"
    )
    meeting: Meeting = get_object_or_404(rows.prefetch_related("invitees__person", "invitees__agency"), pk=pk)
    if permission is not None and not request.user.has_perm(permission, meeting):
        raise refuse(request.user, permission)
    return meeting


@reads
@needs(Perm.VIEW_DOCUMENT)
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Cuộc họp."""
    meeting = find_meeting(request, pk)
    context = {
        "title": meeting.title,
        "crumbs": [("Cuộc họp", reverse("meeting_list"))],
        "meeting": meeting,
        "place": place_of(meeting),
        "joins": may_join(request.user, meeting),
        "keeps": request.user.has_perm(MeetingPerm.KEEP_MEETING, meeting),
        "own": own_invitations(request.user).filter(meeting=meeting).select_related("person", "agency"),
        "answers": [one for one in MeetingAnswer if one != MeetingAnswer.NONE],
        "votes": list(meeting.votes.all()),
        "minutes": [one for one in Attachment.objects.of(meeting) if one.kind == MINUTES_FILE],
        "has_begun": meeting.starts_at <= clock.now(),
        "conclusions": meeting.conclusions.select_related("lead", "leader", "task"),
    }
    return page(request, "documents/meeting_detail.html", context)


@writes(post_only=True)
@needs(MeetingPerm.KEEP_MEETING)
def meeting_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập giấy mời."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    drafted = acts.draft_invitation(meeting=meeting, by=request.user)
    return done(request, drafted, "Đã lập dự thảo giấy mời; mở giấy mời để trình duyệt.")


@writes(post_only=True)
@needs(MeetingPerm.KEEP_MEETING)
def meeting_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lập thông báo kết luận."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    drafted = acts.draft_notice(meeting=meeting, by=request.user)
    return done(request, drafted, "Đã lập dự thảo thông báo kết luận; phát hành xong thì thành nhiệm vụ.")


@writes
@needs(MeetingPerm.KEEP_MEETING)
def meeting_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi kết luận."""
    meeting = find_meeting(request, pk, MeetingPerm.KEEP_MEETING)
    form = ConclusionForm(request.POST or None)
    if form.is_valid():
        partners = form.cleaned_data["partners"]
        acts.conclude(meeting=meeting, conclusion=form.instance, partners=partners, by=request.user)
        return done(request, meeting, "Đã ghi kết luận.")
    context = {
        "title": "Ghi kết luận",
        "crumbs": [("Cuộc họp", reverse("meeting_list")), (meeting.title[:60], meeting.get_absolute_url())],
        "form": form,
        "save_label": "Ghi kết luận",
        "back": meeting.get_absolute_url(),
    }
    return page(request, "ui/form.html", context)


@writes(post_only=True)
@needs(Perm.VIEW_DOCUMENT)
def invitee_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lời giấy mời."""
    invitee = get_object_or_404(own_invitations(request.user).select_related("meeting"), pk=pk)
    # Each button has an address of its own.
    asked = request.GET.get("answer") or request.POST.get("answer", "")
    given = {one.value: one for one in MeetingAnswer}.get(asked, MeetingAnswer.NONE)
    words = request.POST.get("words", "")[:300]
    acts.answer_invitation(invitee=invitee, answer=given, words=words, by=request.user)
    return done(request, invitee.meeting, "Đã trả lời giấy mời.")
