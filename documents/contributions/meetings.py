"""What meetings give to the house."""

from __future__ import annotations

from documents.access.register import Perm
from documents.queries import meetings
from lmhtx.contributions import AuditVerb, NavItem, TodoSection, contribute

_WORDS = {
    "meeting.called": "lập cuộc họp {subject}",
    "meeting.answered": "trả lời giấy mời {subject}",
    "meeting.invitation_drafted": "soạn giấy mời {subject}",
    "meeting.concluded": "ghi kết luận {subject}",
    "meeting.notice_drafted": "soạn thông báo kết luận {subject}",
    "room.kept": "ghi phòng họp {subject}",
}

contribute(
    *(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items()),
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
