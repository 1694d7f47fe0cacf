"""A meeting is changed, attended, voted at, minuted; it stands in the week and in calendars; its notice is owed."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar

from documents.actions import meetings as acts
from documents.enums.meetings import MINUTES_FILE, MeetingAnswer
from documents.models import Meeting, MeetingRoom, MeetingVote
from documents.queries.meeting_calendar import due_notices, own_events, week_of
from documents.queries.meeting_minutes import minutes_text
from lmhtx.files.models import Attachment
from plans.models import Task
from plans.queries.feeds import as_calendar
from tests.conftest import moment
from tests.documents.test_meetings import ITEM, called, issue, item, said, sign
from tests.factories import documents as make
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db
NO_WORD = "không có ý kiến"


@pytest.fixture
def held(officer, unit_head, at_day) -> Meeting:
    """A meeting of the morning, an officer and a unit invited, the day after it."""
    at_day(date(2026, 12, 1))
    meeting = called(
        people=[officer], agencies=[make.unit("office")], agenda="1. Báo cáo kết quả.\n2. Thảo luận."
    )
    acts.answer_invitation(
        invitee=meeting.invitees.get(agency__isnull=False),
        answer=MeetingAnswer.ABSENT,
        words="Trực cơ quan",
        by=unit_head,
    )
    at_day(date(2026, 12, 5))
    return meeting


def test_a_meeting_to_come_is_changed_and_answers_stay(officer, unit_head, at_day):
    at_day(date(2026, 12, 1))
    room = acts.keep_room(room=MeetingRoom(name="Phòng họp tầng 2"), by=unit_head)
    other = called(room=room)
    meeting = called(people=[officer, unit_head])
    mine = meeting.invitees.get(person=officer)
    acts.answer_invitation(invitee=mine, answer=MeetingAnswer.COMING, words="", by=officer)

    meeting.room = room
    change = {"people": [officer], "agencies": [make.unit("office")], "by": unit_head}
    assert "đã có cuộc họp khác" in said(acts.move_meeting, meeting=meeting, **change)
    meeting.starts_at, meeting.ends_at = other.ends_at, other.starts_at
    assert "Giờ kết thúc phải sau" in said(acts.move_meeting, meeting=meeting, **change)
    meeting.ends_at = moment("2026-12-04 12:00")
    acts.move_meeting(meeting=meeting, **change)

    mine.refresh_from_db()
    assert mine.answer == MeetingAnswer.COMING
    assert [str(one) for one in meeting.invitees.all()] == [str(officer), str(make.unit("office"))]


def test_who_came_is_noted_once_it_has_begun(held, unit_head, officer, at_day):
    mine = held.invitees.get(person=officer)
    acts.take_attendance(meeting=held, came=[mine], guests="Ông Trần Văn Bình, Sở Nội vụ", by=unit_head)
    held.refresh_from_db()
    mine.refresh_from_db()

    assert (mine.came, held.guests, held.attended_at is not None) == (
        True,
        "Ông Trần Văn Bình, Sở Nội vụ",
        True,
    )
    assert "đã điểm danh" in said(acts.move_meeting, meeting=held, people=[], agencies=[], by=unit_head)
    item(held)
    acts.draft_notice(meeting=held, by=unit_head)
    assert "điểm danh giữ nguyên" in said(
        acts.take_attendance, meeting=held, came=[], guests="", by=unit_head
    )
    at_day(date(2026, 12, 1))
    coming = called(starts_at=moment("2026-12-05 08:00"), ends_at=moment("2026-12-05 09:00"))
    assert "chưa bắt đầu" in said(acts.take_attendance, meeting=coming, came=[], guests="", by=unit_head)
    vote = MeetingVote(question="?", base=3, present=3, in_favour=3)
    assert "chưa có biểu quyết" in said(acts.note_vote, meeting=coming, vote=vote, by=unit_head)
    assert "điểm danh trước" in said(acts.keep_minutes, meeting=coming, file=None, by=unit_head)


def test_the_minutes_say_who_was_there_what_was_voted_and_concluded(held, unit_head, officer):
    acts.take_attendance(
        meeting=held, came=[held.invitees.get(person=officer)], guests="Ông Bình", by=unit_head
    )
    vote = MeetingVote(
        question="Thông qua kế hoạch", is_secret=True, base=9, present=7, in_favour=5, against=1
    )
    acts.note_vote(meeting=held, vote=vote, by=unit_head)
    item(held)
    held = Meeting.objects.get(pk=held.pk)

    assert minutes_text(held).splitlines() == [
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 04/12/2026.",
        "Địa điểm: Trực tuyến.",
        f"Thành phần tham dự: {officer}; Ông Bình.",
        "Vắng mặt: Văn phòng Liên minh Hợp tác xã (vắng có lý do: Trực cơ quan).",
        f"Chủ trì (chủ tọa): {held.chair.full_name}.",
        f"Thư ký (người ghi biên bản): {held.secretary.full_name}.",
        "Nội dung:",
        "1. Báo cáo kết quả.",
        "2. Thảo luận.",
        f"Biểu quyết (bỏ phiếu kín) “{vote}”: có quyền biểu quyết 9, có mặt 7, đồng ý 5, không đồng ý 1, {NO_WORD} 1.",
        "Kết luận:",
        f"1. {ITEM}. Chủ trì: Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã. Thời hạn: Quý II/2027.",
        "Cuộc họp kết thúc vào 11 giờ 00 phút cùng ngày.",
    ]


def test_the_notice_is_owed_three_working_days_after(held, unit_head, at_day):
    assert list(due_notices(date(2026, 12, 20))) == []
    item(held)

    assert list(due_notices(date(2026, 12, 8))) == []
    (today,) = due_notices(date(2026, 12, 9))
    assert (today.stage, today.person_id, today.due_on) == ("today", held.secretary_id, date(2026, 12, 9))
    (late,) = due_notices(date(2026, 12, 11))
    assert late.line == f"Thông báo kết luận quá hạn 2 ngày: {held}"
    notice = acts.draft_notice(meeting=held, by=unit_head).notice
    at_day(date(2026, 12, 7))
    sign(notice, date(2026, 12, 7))
    issue(notice)
    assert list(due_notices(date(2026, 12, 11))) == []


def test_the_week_and_calendars_hold_what_one_takes_part_in(held, officer, outsider, chairman):
    days = week_of(officer, date(2026, 11, 30))

    assert [(one.name, one.is_working, len(one.meetings)) for one in days] == [
        ("Thứ Hai", True, 0),
        ("Thứ Ba", True, 0),
        ("Thứ Tư", True, 0),
        ("Thứ Năm", True, 0),
        ("Thứ Sáu", True, 1),
        ("Thứ Bảy", False, 0),
        ("Chủ nhật", False, 0),
    ]
    (event,) = own_events(officer)
    assert (str(event["summary"]), str(event["location"])) == (f"Họp: {held}", "Trực tuyến")
    assert own_events(out.person("phochutich")) == []
    whole = Calendar.from_ical(as_calendar(officer))
    assert [str(one["uid"]) for one in whole.walk("VEVENT")] == [f"cuoc-hop-{held.pk}@lmhtx"]
    assert b"482915" not in as_calendar(officer)


def test_pages_of_a_meeting_that_is_held(held, unit_head, officer, as_):
    browser = as_(unit_head)
    at = {
        name: reverse(name, args=[held.pk])
        for name in ("meeting_attendance", "meeting_vote", "meeting_update")
    }
    mine = held.invitees.get(person=officer)
    assert "Điểm danh" in browser.get(held.get_absolute_url()).content.decode()
    assert browser.get(at["meeting_attendance"]).status_code == HTTPStatus.OK
    browser.post(at["meeting_attendance"], {"came": [mine.pk], "guests": "Ông Bình"})
    too_many = {"question": "Thông qua", "base": 5, "present": 4, "in_favour": 4, "against": 1}
    assert "nhiều hơn số người có mặt" in browser.post(at["meeting_vote"], too_many).content.decode()
    browser.post(at["meeting_vote"], {**too_many, "against": 0})
    assert MeetingVote.objects.get().abstained == 0
    refused = browser.post(at["meeting_update"], {"title": "Khác"})
    assert refused.status_code != HTTPStatus.FOUND
    scan = SimpleUploadedFile("bien-ban.pdf", make.letter_pdf("Biên bản").read(), "application/pdf")
    browser.post(reverse("meeting_signed_minutes", args=[held.pk]), {"file": scan})
    assert Attachment.objects.of(held).get().kind == MINUTES_FILE

    page = browser.get(held.get_absolute_url()).content.decode()
    assert "đồng ý 4, không đồng ý 0" in page
    assert "bien-ban.pdf" in page
    assert (
        browser.get(reverse("meeting_minutes", args=[held.pk])).headers["Content-Type"] == "application/pdf"
    )
    assert (
        "wordprocessingml"
        in browser.get(reverse("meeting_minutes_word", args=[held.pk])).headers["Content-Type"]
    )
    assert browser.get(reverse("meeting_calendar", args=[held.pk])).content.startswith(b"BEGIN:VCALENDAR")
    week = browser.get(reverse("meeting_week"), {"tuan": "2026-12-02"}).content.decode()
    assert held.title in week
    assert browser.get(reverse("meeting_week"), {"tuan": "hom-nay"}).status_code == HTTPStatus.NOT_FOUND


def test_a_meeting_is_changed_by_its_page(officer, unit_head, as_, at_day):
    at_day(date(2026, 12, 1))
    meeting = called(people=[officer])
    address = reverse("meeting_update", args=[meeting.pk])
    browser = as_(unit_head)
    assert 'value="08:00"' in browser.get(address).content.decode()

    told = {
        "title": "Đổi tên",
        "day": "05/12/2026",
        "begins": "09:00",
        "ends": "10:00",
        "chair": meeting.chair_id,
        "secretary": meeting.secretary_id,
        "people": [officer.pk],
    }
    assert browser.post(address, told).status_code == HTTPStatus.FOUND
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at) == ("Đổi tên", moment("2026-12-05 09:00"))


def test_conclusions_are_followed_in_one_list(held, unit_head, officer, as_, at_day):
    browser = as_(unit_head)
    item(held)
    assert "chưa thông báo" in browser.get(reverse("conclusion_list")).content.decode()
    notice = acts.draft_notice(meeting=held, by=unit_head).notice
    at_day(date(2026, 12, 7))
    sign(notice, date(2026, 12, 7))
    issue(notice)

    shown = browser.get(reverse("conclusion_list")).content.decode()
    assert notice.number is None
    assert Task.objects.filter(text=ITEM).exists()
    assert "Đang thực hiện trong hạn" in shown or "Chưa đến hạn" in shown
