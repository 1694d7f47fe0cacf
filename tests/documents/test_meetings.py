"""Meetings: rooms, invitations and answers, conclusions that become tasks once announced."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from documents.access.meetings import may_join
from documents.actions import approving, issuing, signing
from documents.actions import meetings as acts
from documents.enums.meetings import MeetingAnswer
from documents.enums.numbers import Direction
from documents.enums.outgoing import SendWay
from documents.models import Conclusion, Meeting, MeetingRoom, SeriesYear
from documents.queries.meetings import dressed, to_answer
from documents.queries.outgoing import version_of
from lmhtx.directory.models import Agency
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from plans.models import Task
from tests.conftest import moment
from tests.factories import documents as make
from tests.factories import outgoing as out

UNIT = "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"
ITEM = "Mở 06 lớp Bình dân học vụ số cho cán bộ HTX"


def said(act, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(**facts)
    return str(refused.value)


def called(*, people=(), agencies=(), **facts) -> Meeting:
    told = {
        "title": "Đánh giá chuyển đổi số năm 2026",
        "chair": out.person("chutich"),
        "secretary": out.person("truongphong"),
        "starts_at": moment("2026-12-04 08:00"),
        "ends_at": moment("2026-12-04 11:00"),
        "online_link": "https://hop.example.vn/p/123",
        "access_code": "482915",
        **facts,
    }
    return acts.call_meeting(
        meeting=Meeting(**told), people=people, agencies=agencies, by=out.person("truongphong")
    )


def item(meeting: Meeting, words: str = "Quý II/2027") -> Conclusion:
    lead = Agency.objects.get(name=UNIT)
    row = Conclusion(text=ITEM, lead=lead, product="06 lớp", due_words=words, leader=out.person("phochutich"))
    return acts.conclude(
        meeting=meeting, conclusion=row, partners=[make.unit("office")], by=out.person("truongphong")
    )


def sign(paper, day: date) -> None:
    head, chief, clerk = map(out.person, ("truongphong", "chanhvanphong", "vanthu"))
    approving.submit_outgoing(outgoing=paper, by=paper.drafter)
    approving.approve_content(outgoing=paper, by=head)
    approving.check_form(outgoing=paper, by=chief)
    signing.record_wet_signature(outgoing=paper, signed_on=day, by=clerk)


def issue(paper) -> None:
    clerk = out.person("vanthu")
    signing.number_outgoing(outgoing=paper, by=clerk)
    signing.seal_outgoing(outgoing=paper, by=clerk)
    issuing.issue_outgoing(outgoing=paper, way=SendWay.AXIS, by=clerk)


@pytest.mark.django_db
def test_scenario_a_conclusion_becomes_a_task_when_the_notice_is_issued(officer, unit_head, at_day):
    at_day(date(2026, 12, 1))
    series = make.series(Direction.OUTGOING)
    SeriesYear.objects.create(series=series, year=2026, last_number=14, last_dated_on=date(2026, 11, 30))
    meeting = acts.draft_invitation(meeting=called(people=[officer]), by=unit_head)
    invitation = meeting.invitation
    assert version_of(invitation).text.splitlines() == [
        "Tới dự: Đánh giá chuyển đổi số năm 2026",
        f"Chủ trì: {meeting.chair}",
        "Thời gian: 08 giờ 00 phút, ngày 04/12/2026",
        "Địa điểm: Trực tuyến",
        "Họp trực tuyến: đường dẫn và mã tham dự gửi riêng cho người được mời.",
    ]
    sign(invitation, date(2026, 12, 1))
    issue(invitation)
    invitation.refresh_from_db()
    assert invitation.reference == "15/GM-LM"
    assert Notice.objects.filter(person=officer, line=f"Mời họp: {meeting}").count() == 1

    at_day(date(2026, 12, 7))
    concluded = item(meeting)
    assert concluded.due_on == date(2027, 6, 30)
    notice = acts.draft_notice(meeting=meeting, by=unit_head).notice
    sign(notice, date(2026, 12, 7))
    assert Task.objects.filter(text=ITEM).count() == 0
    issue(notice)

    task = Task.objects.get(text=ITEM)
    assert (task.due_on, task.followed_by.name, task.assigner.username) == (
        date(2027, 6, 30),
        UNIT,
        "phochutich",
    )
    acts.announce(outgoing=notice, by=unit_head)
    concluded.refresh_from_db()
    assert (Task.objects.filter(text=ITEM).count(), concluded.task) == (1, task)
    assert (str(concluded), str(concluded.meeting)) == (ITEM, meeting.title)


@pytest.mark.django_db
def test_a_room_holds_one_meeting_at_a_time(clerk):
    room = acts.keep_room(room=MeetingRoom(name="Phòng họp tầng 2", seats=40), by=clerk)
    first = called(room=room)

    taken = said(called, room=room, starts_at=moment("2026-12-04 10:59"), ends_at=moment("2026-12-04 12:00"))
    after = called(room=room, starts_at=moment("2026-12-04 11:00"), ends_at=moment("2026-12-04 12:00"))

    assert taken == "Phòng này đã có cuộc họp khác trong giờ đó; hãy chọn phòng hoặc giờ khác."
    assert "Giờ kết thúc phải sau giờ bắt đầu." in said(called, ends_at=first.starts_at - timedelta(hours=1))
    acts.draft_invitation(meeting=after, by=out.person("truongphong"))
    after.refresh_from_db()
    assert "Địa điểm: Phòng họp tầng 2" in version_of(after.invitation).text


@pytest.mark.django_db
def test_who_is_invited_answers_and_only_they_see_the_code(officer, unit_head, chairman, clerk, outsider):
    office = make.unit("office")
    meeting = called(people=[officer], agencies=[office])
    mine = meeting.invitees.get(person=officer)

    assert said(acts.answer_invitation, invitee=mine, answer=MeetingAnswer.NONE, words="", by=officer) == (
        "Hãy chọn dự, vắng có lý do hoặc cử người dự thay."
    )
    assert said(acts.answer_invitation, invitee=mine, answer=MeetingAnswer.ABSENT, words=" ", by=officer) == (
        "Hãy ghi lý do vắng hoặc tên người dự thay."
    )
    assert list(to_answer(officer)) == []
    acts.draft_invitation(meeting=meeting, by=unit_head)
    meeting.refresh_from_db()
    sign(meeting.invitation, date(2026, 9, 15))
    issue(meeting.invitation)
    assert [str(row) for row in dressed(to_answer(officer))] == [str(officer)]
    acts.answer_invitation(invitee=mine, answer=MeetingAnswer.COMING, words="", by=officer)
    assert list(to_answer(officer)) == []
    assert (may_join(officer, meeting), may_join(chairman, meeting)) == (True, True)
    assert may_join(out.person("phochutich"), meeting) is False
    assert list(Meeting.objects.visible_to(officer)) == [meeting]
    assert list(Meeting.objects.visible_to(out.person("tindung"))) == []
    assert list(Meeting.objects.visible_to(outsider)) == []
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=moment("2026-09-01 08:00"))
    mine.meeting.refresh_from_db()
    late = said(acts.answer_invitation, invitee=mine, answer=MeetingAnswer.COMING, words="", by=officer)
    assert late == "Cuộc họp đã bắt đầu, không trả lời giấy mời được nữa."


@pytest.mark.django_db
def test_papers_of_a_meeting_are_drafted_once_and_items_need_a_day(unit_head):
    meeting = called(place="Hội trường tỉnh", online_link="")
    assert said(acts.draft_notice, meeting=meeting, by=unit_head).startswith("Chưa ghi kết luận nào")
    assert said(item, meeting=meeting, words="khi có điều kiện").startswith("Chưa hiểu thời hạn này")
    assert said(item, meeting=meeting, words="01/09/2026") == (
        "Thời hạn 01/09/2026 đã qua; hãy ghi một hạn từ hôm nay trở đi."
    )
    item(meeting)
    acts.draft_invitation(meeting=meeting, by=unit_head)
    acts.draft_notice(meeting=meeting, by=unit_head)

    assert "đã có giấy mời" in said(acts.draft_invitation, meeting=meeting, by=unit_head)
    assert "đã có thông báo kết luận" in said(acts.draft_notice, meeting=meeting, by=unit_head)
    assert "không ghi thêm kết luận" in said(item, meeting=meeting)


@pytest.mark.django_db
def test_the_pages_of_a_meeting(as_, unit_head, deputy, officer, clerk):
    browser = as_(unit_head)
    form = {
        "title": "Giao ban tháng 12",
        "day": "04/12/2026",
        "begins": "08:00",
        "ends": "11:00",
        "chair": out.person("chutich").pk,
        "secretary": unit_head.pk,
        "online_link": "https://hop.example.vn/p/9",
        "access_code": "482915",
        "people": [officer.pk],
    }
    browser.post("/van-ban/hop/lap/", form)
    meeting = Meeting.objects.get(title="Giao ban tháng 12")
    address = f"/van-ban/hop/{meeting.pk}/"

    assert "482915" in browser.get(address).content.decode()
    assert "482915" not in as_(deputy).get(address).content.decode()
    lead = Agency.objects.get(name=UNIT)
    words = {"text": ITEM, "lead": lead.pk, "due_words": "Quý II/2027", "leader": deputy.pk}
    assert browser.get(f"{address}ket-luan/").status_code == 200
    browser.post(f"{address}ket-luan/", words)
    browser.post(f"{address}giay-moi/")
    browser.post(f"{address}thong-bao/")
    meeting.refresh_from_db()
    assert (meeting.invitation.type.code, meeting.notice.type.code) == ("gm", "tb")
    mine = meeting.invitees.get()
    as_(officer).post(f"/van-ban/hop/moi/{mine.pk}/", {"answer": "absent", "words": "Đi công tác"})
    mine.refresh_from_db()
    assert (mine.answer, mine.words) == ("absent", "Đi công tác")
    assert as_(officer).post(f"{address}giay-moi/").status_code == 403
    as_(clerk).post("/van-ban/hop/phong/them/", {"name": "Phòng họp tầng 1", "seats": "20"})
    assert "Phòng họp tầng 1" in as_(clerk).get("/van-ban/hop/phong/").content.decode()
    assert "Giao ban tháng 12" in browser.get("/van-ban/hop/").content.decode()
