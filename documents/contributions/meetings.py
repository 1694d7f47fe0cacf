"""What meetings give to the house."""

from __future__ import annotations

from documents.access.meetings import MeetingPerm
from documents.access.register import Perm
from documents.queries import meeting_calendar, meetings
from lmhtx.calendar_events import CalendarEvents
from lmhtx.contributions import AuditVerb, NavItem, Reminder, TodoSection, contribute

_WORDS = {
    "meeting.called": "lập cuộc họp {subject}",
    "meeting.answered": "trả lời giấy mời {subject}",
    "meeting.moved": "sửa cuộc họp {subject}",
    "meeting.attended": "điểm danh cuộc họp {subject}",
    "meeting.voted": "ghi biểu quyết ở {subject}",
    "meeting.minuted": "đưa biên bản đã ký của {subject}",
    "meeting.invitation_drafted": "soạn giấy mời {subject}",
    "meeting.concluded": "ghi kết luận {subject}",
    "meeting.notice_drafted": "soạn thông báo kết luận {subject}",
    "room.kept": "ghi phòng họp {subject}",
}

contribute(
    *(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items()),
    CalendarEvents(key="documents.meetings", events=meeting_calendar.own_events),
    Reminder(
        key="documents.notices_owed",
        title="Thông báo kết luận cuộc họp đến hạn",
        due=meeting_calendar.due_notices,
        order=39,
    ),
    NavItem(
        group="Văn bản",
        label="Theo dõi kết luận họp",
        url_name="conclusion_list",
        permission=Perm.VIEW_DOCUMENT,
        icon="list-checks",
    ),
    NavItem(
        group="Văn bản",
        label="Lịch họp tuần",
        url_name="meeting_week",
        permission=Perm.VIEW_DOCUMENT,
        icon="calendar",
    ),
    NavItem(
        group="Văn bản",
        label="Phòng họp",
        url_name="meeting_room_list",
        permission=MeetingPerm.KEEP_ROOM,
        icon="building-2",
    ),
    NavItem(
        group="Văn bản",
        label="Cuộc họp",
        url_name="meeting_list",
        permission=Perm.VIEW_DOCUMENT,
        icon="users",
    ),
    TodoSection(
        key="meeting_to_answer",
        title="Giấy mời họp chờ anh/chị trả lời",
        rows=meetings.to_answer,
        template="documents/_invitee_row.html",
        dress=meetings.dressed,
        tone="soon",
        order=43,
    ),
)
