"""Who calls meetings and writes down what they conclude."""

from __future__ import annotations

from typing import Any

from documents.models import Conclusion, Invitee, Meeting, MeetingVote
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class MeetingPerm(Permission):
    """The rights of meetings."""

    KEEP_MEETING = "documents.keep_meeting", "Lập cuộc họp, giấy mời, kết luận"
    KEEP_ROOM = "documents.keep_room", "Ghi phòng họp"


def keeps(user: User, meeting: Any) -> bool:
    """Who called it, who leads it, who writes for it, and the chief of the office."""
    named = (meeting.created_by_id, meeting.chair_id, meeting.secretary_id)
    return user.pk in named or user.has_role(Role.OFFICE_CHIEF)


def may_join(user: User, meeting: Meeting) -> bool:
    """The link and the code are for those who take part, and for nobody else who may read about the meeting."""
    named = (meeting.created_by_id, meeting.chair_id, meeting.secretary_id)
    rows = meeting.invitees.all()
    return user.pk in named or any(
        one.person_id == user.pk or one.agency_id in user.agency_ids for one in rows
    )


KEEPING = {MeetingPerm.KEEP_MEETING}

grant(
    MeetingPerm,
    {
        Role.CHAIRMAN: KEEPING,
        Role.DEPUTY: KEEPING,
        Role.OFFICE_CHIEF: KEEPING | {MeetingPerm.KEEP_ROOM},
        Role.CLERK: KEEPING | {MeetingPerm.KEEP_ROOM},
        Role.UNIT_HEAD: KEEPING,
        Role.FUND_DIRECTOR: KEEPING,
        Role.OFFICER: KEEPING,
    },
    judges={MeetingPerm.KEEP_MEETING: keeps},
)

visible("documents.meeting", Meeting.objects.visible_to)
visible("documents.invitee", Invitee.objects.visible_to)
visible("documents.meetingvote", MeetingVote.objects.visible_to)
visible("documents.conclusion", Conclusion.objects.visible_to)
