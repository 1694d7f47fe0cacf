"""Meetings are called, answered, concluded; what they conclude becomes tasks once the notice is out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.drafting import Draft, Place, begin_outgoing
from documents.actions.telling import OUT_KEY
from documents.enums.meetings import MeetingAnswer
from documents.enums.numbers import BodyKind
from documents.models import (
    Conclusion,
    DocumentType,
    Invitee,
    IssuingBody,
    Meeting,
    MeetingRoom,
    Outgoing,
)
from documents.queries.meetings import invitation_text, notice_text
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
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
    try:
        meeting.validate_constraints()
    except ValidationError as unfit:
        raise Refused(" ".join(unfit.messages)) from unfit
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
