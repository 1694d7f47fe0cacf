"""Rooms, a meeting that was held and concluded, one of this week and one to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from documents.actions import meetings as acts
from documents.enums.meetings import MeetingAnswer
from documents.models import Conclusion, Meeting, MeetingRoom, MeetingVote
from lmhtx.base import clock
from lmhtx.base.clock import standing_at
from lmhtx.directory.models import Agency
from lmhtx.people.models import User


def hold_meetings(day: date) -> None:
    """Once: what was held is attended, voted and concluded; who is invited to the rest has partly answered."""
    if MeetingRoom.objects.exists():
        return
    chief, chair, deputy, head = map(_person, ("chanhvanphong", "chutich", "phochutich", "truongphong"))
    rooms = [
        acts.keep_room(room=MeetingRoom(name=name, seats=seats), by=chief)
        for name, seats in (("Phòng họp tầng 2", 40), ("Phòng họp nhỏ tầng 1", 12))
    ]
    _held(day - timedelta(days=6), rooms[0], chair=chair, secretary=chief, guest=head)
    with standing_at(_at(day, 7)):
        week = _called(
            "Giao ban tuần",
            day + timedelta(days=1),
            rooms[1],
            chair=chair,
            secretary=chief,
            invited=[head, deputy],
        )
        acts.answer_invitation(
            invitee=week.invitees.get(person=head), answer=MeetingAnswer.COMING, words="", by=head
        )
        _called(
            "Trao đổi trực tuyến về kế toán hợp tác xã",
            day + timedelta(days=8),
            None,
            chair=deputy,
            secretary=head,
            invited=[chief, _person("chuyenvien")],
            online_link="https://hop.example.vn/p/4821",
            access_code="4821",
        )


def _held(day: date, room: MeetingRoom, *, chair: User, secretary: User, guest: User) -> None:
    """A meeting with all that belongs to it; its notice is still to be drafted."""
    with standing_at(_at(day - timedelta(days=3), 9)):
        meeting = _called(
            "Sơ kết chuyển đổi số quý III", day, room, chair=chair, secretary=secretary, invited=[guest]
        )
        acts.answer_invitation(
            invitee=meeting.invitees.get(person=guest), answer=MeetingAnswer.COMING, words="", by=guest
        )
    with standing_at(_at(day, 16)):
        acts.take_attendance(meeting=meeting, came=list(meeting.invitees.all()), guests="", by=secretary)
        vote = MeetingVote(question="Thông qua danh sách lớp quý IV", base=7, present=6, in_favour=6)
        acts.note_vote(meeting=meeting, vote=vote, by=secretary)
        item = Conclusion(
            text="Mở 06 lớp Bình dân học vụ số cho cán bộ hợp tác xã",
            lead=Agency.objects.get(code="policy"),
            product="06 lớp",
            due_words=f"Quý II/{day.year + 1}",
            leader=_person("phochutich"),
        )
        acts.conclude(meeting=meeting, conclusion=item, partners=[], by=secretary)


def _called(
    title: str,
    day: date,
    room: MeetingRoom | None,
    *,
    chair: User,
    secretary: User,
    invited: list[User],
    online_link: str = "",
    access_code: str = "",
) -> Meeting:
    meeting = Meeting(
        title=title,
        chair=chair,
        secretary=secretary,
        starts_at=_at(day, 8),
        ends_at=_at(day, 10),
        room=room,
        agenda="1. Báo cáo kết quả.\n2. Thảo luận.\n3. Kết luận.",
        online_link=online_link,
        access_code=access_code,
    )
    return acts.call_meeting(meeting=meeting, people=invited, agencies=[], by=secretary)


def _at(day: date, hour: int) -> datetime:
    return clock.end_of(day, time(hour))


def _person(username: str) -> User:
    return User.objects.get(username=username)
