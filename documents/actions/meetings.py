"""Meetings are called, answered, concluded; what they conclude becomes tasks once the notice is out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.checking import ask_for_check
from documents.actions.drafting import Draft, Place, begin_outgoing, check_file
from documents.actions.telling import OUT_KEY
from documents.enums.meetings import MINUTES_FILE, MeetingAnswer
from documents.enums.numbers import BodyKind
from documents.models import (
    Conclusion,
    DocumentType,
    Invitee,
    IssuingBody,
    Meeting,
    MeetingRoom,
    MeetingVote,
    Outgoing,
)
from documents.queries.meetings import invitation_text, notice_text
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.actions.tasks import Work, give_task, unit_of
from plans.deadlines import read_deadline


@transaction.atomic
def call_meeting(
    *, meeting: Meeting, people: Sequence[User], agencies: Sequence[Agency], by: User
) -> Meeting:
    """The meeting stands in the calendar with those who are invited; they hear of it when the invitation is out."""
    # The database would make a range of the hours before it looks at their order.
    if meeting.ends_at <= meeting.starts_at:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.")
    meeting.created_by = by
    _fit(meeting)
    meeting.save()
    Invitee.objects.bulk_create(
        [
            *(Invitee(meeting=meeting, person=one) for one in people),
            *(Invitee(meeting=meeting, agency=one) for one in agencies),
        ]
    )
    record("documents.meeting.called", meeting, by=by)
    return meeting


@transaction.atomic
def answer_invitation(*, invitee: Invitee, answer: MeetingAnswer, words: str, by: User) -> Invitee:
    """Whoever is invited has said whether they come; staying away needs a reason, sending another a name."""
    if invitee.meeting.starts_at < clock.now():
        raise Refused("Cuộc họp đã bắt đầu, không trả lời giấy mời được nữa.")
    if answer not in {MeetingAnswer.COMING, MeetingAnswer.ABSENT, MeetingAnswer.SUBSTITUTE}:
        raise Refused("Hãy chọn dự, vắng có lý do hoặc cử người dự thay.")
    if answer != MeetingAnswer.COMING and not words.strip():
        raise Refused("Hãy ghi lý do vắng hoặc tên người dự thay.")
    invitee.answer, invitee.words, invitee.answered_at = answer, words.strip(), clock.now()
    invitee.save(update_fields=["answer", "words", "answered_at"])
    record("documents.meeting.answered", invitee.meeting, by=by, note=f"{invitee}: {answer.label}")
    return invitee


@transaction.atomic
def draft_invitation(*, meeting: Meeting, by: User) -> Meeting:
    """A giấy mời is drafted from the meeting; the link and the code are never in it."""
    meeting = _locked(meeting)
    if meeting.invitation is not None:
        raise Refused("Cuộc họp này đã có giấy mời; hãy mở giấy mời ấy.")
    places = [Place(str(one), 1, one.agency) for one in meeting.invitees.select_related("person", "agency")]
    meeting.invitation = _begin(meeting, "gm", meeting.title, invitation_text(meeting), places, by)
    meeting.save(update_fields=["invitation"])
    record("documents.meeting.invitation_drafted", meeting, by=by)
    return meeting


@transaction.atomic
def draft_notice(*, meeting: Meeting, by: User) -> Meeting:
    """The notice of what was concluded is drafted from its items."""
    meeting = _locked(meeting)
    if meeting.notice is not None:
        raise Refused("Cuộc họp này đã có thông báo kết luận; hãy mở thông báo ấy.")
    if not meeting.conclusions.exists():
        raise Refused("Chưa ghi kết luận nào; hãy ghi kết luận trước khi lập thông báo.")
    leads = Agency.objects.filter(pk__in=meeting.conclusions.values("lead")).order_by("pk")
    subject = f"Kết luận cuộc họp {meeting.title}"[:500]
    places = [Place(one.name, 1, one) for one in leads]
    meeting.notice = _begin(meeting, "tb", subject, notice_text(meeting), places, by)
    meeting.save(update_fields=["notice"])
    record("documents.meeting.notice_drafted", meeting, by=by)
    return meeting


@transaction.atomic
def conclude(*, meeting: Meeting, conclusion: Conclusion, partners: Sequence[Agency], by: User) -> Conclusion:
    """One item is written down, its words of time kept beside the day they come to."""
    meeting = _locked(meeting)
    if meeting.notice is not None:
        raise Refused("Thông báo kết luận đã lập, không ghi thêm kết luận được nữa.")
    due_on = read_deadline(conclusion.due_words, year=clock.local(meeting.starts_at).year).end
    if due_on is None:
        raise Refused("Chưa hiểu thời hạn này; hãy ghi một ngày, tháng, quý hoặc năm, ví dụ Quý II/2027.")
    if due_on < clock.today():
        raise Refused(f"Thời hạn {due_on:%d/%m/%Y} đã qua; hãy ghi một hạn từ hôm nay trở đi.")
    conclusion.meeting, conclusion.due_on, conclusion.created_by = meeting, due_on, by
    conclusion.save()
    conclusion.partners.set(partners)
    record("documents.meeting.concluded", meeting, by=by, note=conclusion.text)
    return conclusion


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, people: Sequence[User], agencies: Sequence[Agency], by: User
) -> Meeting:
    """What is said of a meeting to come is changed; who was invited already keeps his answer."""
    if meeting.attended_at is not None:
        raise Refused("Cuộc họp đã điểm danh, không sửa được nữa.")
    if meeting.ends_at <= meeting.starts_at:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.")
    _fit(meeting)
    meeting.save()
    kept = list(meeting.invitees.all())
    here = {one.person_id for one in kept} | {-(one.agency_id or 0) for one in kept}
    Invitee.objects.bulk_create(
        [
            *(Invitee(meeting=meeting, person=one) for one in people if one.pk not in here),
            *(Invitee(meeting=meeting, agency=one) for one in agencies if -one.pk not in here),
        ]
    )
    wanted = {one.pk for one in people} | {-one.pk for one in agencies}
    gone = [one.pk for one in kept if (one.person_id or -(one.agency_id or 0)) not in wanted]
    meeting.invitees.filter(pk__in=gone).delete()
    record("documents.meeting.moved", meeting, by=by)
    return meeting


@transaction.atomic
def take_attendance(*, meeting: Meeting, came: Sequence[Invitee], guests: str, by: User) -> Meeting:
    """Who came, of those invited and besides; may be mended until the notice is drafted."""
    meeting = _locked(meeting)
    if meeting.starts_at > clock.now():
        raise Refused("Cuộc họp chưa bắt đầu, chưa điểm danh được.")
    if meeting.notice is not None:
        raise Refused("Thông báo kết luận đã lập, điểm danh giữ nguyên.")
    meeting.invitees.update(came=False)
    meeting.invitees.filter(pk__in=[one.pk for one in came]).update(came=True)
    meeting.guests, meeting.attended_at = guests.strip(), clock.now()
    meeting.save(update_fields=["guests", "attended_at"])
    record("documents.meeting.attended", meeting, by=by, note=f"{len(came)} người có mặt")
    return meeting


@transaction.atomic
def note_vote(*, meeting: Meeting, vote: MeetingVote, by: User) -> MeetingVote:
    """What the meeting was asked, and how those present voted."""
    vote.meeting, vote.created_by = _locked(meeting), by
    if vote.meeting.starts_at > clock.now():
        raise Refused("Cuộc họp chưa bắt đầu, chưa có biểu quyết.")
    vote.save()
    record("documents.meeting.voted", meeting, by=by, note=str(vote))
    return vote


@transaction.atomic
def keep_minutes(*, meeting: Meeting, file: Any, by: User) -> Attachment:
    """The minutes as chair and secretary signed them; earlier ones stay beside."""
    if meeting.attended_at is None:
        raise Refused("Hãy điểm danh trước; biên bản ghi thành phần dự họp.")
    kept = store(file, owner=meeting, kind=MINUTES_FILE, by=by, check=check_file)
    ask_for_check(attachment=kept, by=by)
    record("documents.meeting.minuted", meeting, by=by, note=kept.name)
    return kept


def announce(*, outgoing: Outgoing, by: User) -> None:
    """The paper is out: those invited by it are told; what it concludes becomes tasks, each once."""
    for meeting in Meeting.objects.filter(invitation=outgoing):
        people = User.objects.filter(pk__in=meeting.invitees.filter(person__isnull=False).values("person"))
        tell_all(
            list(people.order_by("pk")),
            key=OUT_KEY,
            line=f"Mời họp: {meeting}"[:300],
            url=meeting.get_absolute_url(),
            dedupe=f"meeting:{meeting.pk}:invited",
        )
    items = Conclusion.objects.select_for_update(of=("self",)).filter(
        meeting__notice=outgoing, task__isnull=True
    )
    for item in items.select_related("lead", "leader", "meeting").order_by("pk"):
        _give(item, by=by)


def _give(item: Conclusion, *, by: User) -> None:
    work = Work(
        text=item.text,
        product=item.product,
        due_on=max(item.due_on, clock.today()),
        leads=[item.lead],
        partners=list(item.partners.order_by("pk")),
    )
    item.task = give_task(by=by, work=work, person=None, unit=item.lead)
    # The clerk sends the notice out; the one who asks after the work is the leader whom the item names.
    item.task.assigner = item.leader
    item.task.save(update_fields=["assigner"])
    item.save(update_fields=["task"])


def _fit(meeting: Meeting) -> None:
    """One meeting at a time in a room; who books it at the same moment waits here and is told like anybody else."""
    if meeting.room_id:
        MeetingRoom.objects.select_for_update().get(pk=meeting.room_id)
    try:
        meeting.validate_constraints()
    except ValidationError as unfit:
        raise Refused(" ".join(unfit.messages)) from unfit


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("chair", "room")
    return rows.get(pk=meeting.pk)


def _begin(meeting: Meeting, code: str, subject: str, text: str, places: Any, by: User) -> Outgoing:
    body = IssuingBody.objects.filter(kind=BodyKind.AGENCY).order_by("pk").first()
    facts = {
        "body": body,
        "type": DocumentType.objects.get(code=code),
        "subject": subject,
        "unit": unit_of(by),
        "signer": meeting.chair,
    }
    return begin_outgoing(draft=Draft(facts=facts, text=text, places=places), by=by)


@transaction.atomic
def keep_room(*, room: MeetingRoom, by: User) -> MeetingRoom:
    """The room may be booked."""
    room.save()
    record("documents.room.kept", room, by=by)
    return room
