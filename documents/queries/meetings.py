"""What the papers of a meeting say, and who still owes an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from documents.enums.meetings import MeetingAnswer
from documents.enums.outgoing import OUT
from documents.models import Invitee, Meeting
from lmhtx.base import clock

if TYPE_CHECKING:
    from lmhtx.people.models import User


def own_invitations(user: User) -> QuerySet[Invitee]:
    """Those which the person answers: their own, and those of units that they head."""
    return Invitee.objects.filter(Q(person=user) | Q(agency__in=sorted(user.headed_ids)))


def to_answer(user: User) -> QuerySet[Invitee]:
    """Invitations that are out and wait for the person's answer, the next meeting first."""
    rows = own_invitations(user).filter(answer=MeetingAnswer.NONE, meeting__invitation__state__in=OUT)
    return rows.filter(meeting__starts_at__gte=clock.now()).order_by("meeting__starts_at", "pk")


def dressed(rows: QuerySet[Invitee]) -> QuerySet[Invitee]:
    """With what their rows name."""
    return rows.select_related("meeting__room", "person", "agency")


def invitation_text(meeting: Meeting) -> str:
    """The words of the giấy mời."""
    starts = clock.local(meeting.starts_at)
    lines = [
        f"Tới dự: {meeting.title}",
        f"Chủ trì: {meeting.chair}",
        f"Thời gian: {starts:%H} giờ {starts:%M} phút, ngày {starts:%d/%m/%Y}",
        f"Địa điểm: {place_of(meeting)}",
    ]
    if meeting.online_link:
        lines.append("Họp trực tuyến: đường dẫn và mã tham dự gửi riêng cho người được mời.")
    return "\n".join(lines)


def place_of(meeting: Meeting) -> str:
    """Where it is held."""
    if meeting.room is not None:
        return meeting.room.name
    return meeting.place or "Trực tuyến"


def notice_text(meeting: Meeting) -> str:
    """The words of the notice, an item each with who leads it and by when."""
    starts = clock.local(meeting.starts_at)
    lines = [f"Ngày {starts:%d/%m/%Y}, {meeting.chair} chủ trì cuộc họp {meeting.title} và kết luận như sau:"]
    items = meeting.conclusions.select_related("lead").order_by("pk")
    lines += [
        f"{number}. {one.text}. Chủ trì: {one.lead}. Thời hạn: {one.due_words}."
        for number, one in enumerate(items, start=1)
    ]
    return "\n".join(lines)
