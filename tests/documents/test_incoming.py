"""Papers are brought in, put into the book once, mended, sent back."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from documents.actions import bringing
from documents.actions import incoming as acts
from documents.actions.alarms import alarm_unpresented
from documents.actions.reading import read_incoming_files
from documents.enums.incoming import Channel, IncomingState, Reason, Urgency
from documents.enums.numbers import Authority
from documents.models import Incoming
from documents.queries.letters import first_values, shown_proposal, type_of
from documents.queries.reminders import due_papers
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment, Blob
from lmhtx.jobs.models import Job
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from tests.factories import documents as make

pytestmark = pytest.mark.django_db
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 222/TB-UBND",
    "Đồng Nai, ngày 14 tháng 9 năm 2026",
)


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def bring(clerk, *lines, **facts):
    return bringing.bring_in(
        series=make.series(), files=[make.letter_pdf(*lines)], channel=Channel.PAPER, by=clerk, **facts
    )


def test_a_letter_is_read_before_it_is_kept(clerk):
    brought = bring(
        clerk, *HEAD, "<b>THÔNG BÁO</b>", "<b>Kết luận về phát triển kinh tế tập thể</b>", "HỎA TỐC"
    )

    paper = brought.incoming
    values = first_values(paper)
    assert paper.state == IncomingState.RECEIVED
    assert (values["reference"], values["issued_on"]) == ("222/TB-UBND", date(2026, 9, 14))
    assert (values["urgency"], values["type"]) == ("flash", make.kind("tb").pk)
    assert Attachment.objects.of(paper).count() == 1
    assert list(paper.arrivals.values_list("channel", flat=True)) == ["paper"]
    assert Job.objects.filter(name="documents.read_incoming").count() == 1
    assert Entry.objects.filter(verb="documents.incoming.brought").count() == 1


def test_nothing_of_a_secret_is_kept(clerk):
    brought = bring(clerk, "TỐI MẬT", *HEAD)

    assert (brought.incoming, brought.is_secret) == (None, True)
    assert "Không nhập vào hệ thống" in brought.words
    assert (Incoming.objects.count(), Blob.objects.count(), Attachment.objects.count()) == (0, 0, 0)
    entry = Entry.objects.get(verb="documents.secret.turned_away")
    assert (entry.by, entry.note, entry.data, entry.subject_label) == (clerk, "", {}, "Sổ văn bản đến")


def test_a_doubtful_mark_is_asked_about_before_anything_is_kept(clerk):
    asked = bring(clerk, *HEAD, "Tối mật")
    assert (asked.incoming, asked.is_secret, Blob.objects.count()) == (None, False, 0)
    assert "“Tối mật”" in asked.words

    kept = bring(clerk, *HEAD, "Tối mật", is_seen_open=True)

    assert kept.incoming is not None


def test_honey_comes_in(clerk):
    brought = bring(clerk, *HEAD, "V/v hỗ trợ HỢP TÁC XÃ NUÔI ONG MẬT", "mật độ đàn ong")

    assert brought.incoming is not None


def test_files_are_asked_for(clerk):
    facts = {"series": make.series(), "channel": Channel.PAPER, "by": clerk}

    assert said(bringing.bring_in, files=[], **facts) == "Hãy chọn tệp của văn bản."
    assert "nhiều nhất 30 tệp" in said(bringing.bring_in, files=[None] * 31, **facts)


def test_what_no_program_can_open_is_refused_and_what_cannot_be_read_waits(clerk):
    facts = {"series": make.series(), "channel": Channel.MAIL, "by": clerk}
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 200, "application/octet-stream")

    assert "Không nhận ra loại của tệp" in said(bringing.bring_in, files=[bad], **facts)
    assert Incoming.objects.count() == 0


def test_a_paper_that_waits_goes_into_the_book(clerk):
    paper = bring(clerk, *HEAD).incoming

    kept = acts.register_incoming(incoming=paper, values=make.values(), by=clerk)

    assert (kept.arrival_text, kept.year, kept.state) == ("01", 2026, IncomingState.REGISTERED)
    assert (kept.registered_by, kept.proposal) == (clerk, {})
    assert kept.due_on == date(2026, 9, 29)
    assert str(kept) == "222/TB-UBND – Kết luận cuộc họp về phát triển kinh tế tập thể"


def test_scenario_the_same_paper_by_another_way(clerk, at_day):
    at_day(date(2025, 9, 23))
    facts = {"issued_on": date(2025, 9, 22)}
    for number in range(3):
        make.incoming(by=clerk, number=str(900 + number))
    first = make.incoming(by=clerk, channel=Channel.AXIS, **facts)

    refusal = said(make.incoming, by=clerk, issuer_written="ỦY BAN NHÂN DÂN tỉnh Đồng Nai", **facts)
    assert refusal.startswith(
        "Văn bản 222/TB-UBND của Ủy ban nhân dân tỉnh Đồng Nai đã vào sổ với số đến 04."
    )
    acts.add_arrival(incoming=first, channel=Channel.PAPER, by=clerk)
    following = make.incoming(by=clerk, number="223")

    assert list(first.arrivals.values_list("channel", flat=True)) == ["axis", "paper"]
    assert following.arrival_text == "05"
    assert "đã ghi đến qua giấy" in said(acts.add_arrival, incoming=first, channel=Channel.PAPER, by=clerk)


def test_another_paper_of_the_same_number_needs_a_reason(clerk):
    make.incoming(by=clerk)

    other = make.incoming(by=clerk, twin_reason="Cơ quan gửi cấp trùng số, đã gọi xác nhận")

    assert other.arrival_text == "02"


def test_the_same_number_of_another_year_is_another_paper(clerk):
    make.incoming(by=clerk)

    assert make.incoming(by=clerk, issued_on=date(2025, 9, 14)).arrival_text == "02"


def test_a_copy_that_waits_gives_its_files_to_the_paper(clerk):
    first = make.incoming(by=clerk)
    waiting = bring(clerk, *HEAD).incoming

    acts.add_arrival(incoming=first, channel=Channel.MAIL, by=clerk, waiting=waiting)

    assert Attachment.objects.of(first).count() == 1
    assert Incoming.objects.get(pk=waiting.pk).state == IncomingState.DROPPED


def test_a_book_of_the_province_takes_the_number_given_there(clerk):
    book = make.series(numbers_from=Authority.PROVINCE)
    facts = {"series": book, "values": make.values(), "channel": Channel.AXIS, "by": clerk}
    assert "hãy nhập số đến đã có ở đó" in said(acts.register_new, **facts)

    kept = acts.register_new(arrival_number=1208, **facts)

    assert kept.arrival_text == "1208"
    again = {**facts, "values": make.values(number="9")}
    assert "Số đến 1208 năm 2026 đã có" in said(acts.register_new, arrival_number=1208, **again)


def test_urgent_is_presented_by_the_clock_and_ordinary_by_working_days(clerk, office_chief, settings):
    friday = datetime(2026, 11, 20, 16, 45, tzinfo=VIETNAM)
    with clock.standing_at(friday):
        flash = make.incoming(by=clerk, urgency=Urgency.FLASH, arrived_at=friday, type=make.kind("cd"))
        plain = make.incoming(by=clerk, number="9", arrived_at=friday)
    assert clock.local(flash.present_until_at) == datetime(2026, 11, 20, 17, 15, tzinfo=VIETNAM)
    assert clock.local(plain.present_until_at) == datetime(2026, 11, 23, 23, 59, tzinfo=VIETNAM)

    with clock.standing_at(datetime(2026, 11, 20, 17, 14, tzinfo=VIETNAM)):
        assert alarm_unpresented() == 0
    with clock.standing_at(datetime(2026, 11, 20, 17, 16, tzinfo=VIETNAM)):
        assert alarm_unpresented() == 1
        alarm_unpresented()

    told = Notice.objects.filter(reminder="documents.unpresented")
    assert set(told.values_list("person", flat=True)) == {clerk.pk, office_chief.pk}
    assert told.filter(person=clerk).count() == 1


def test_what_the_book_says_can_be_mended_but_not_the_number(clerk):
    paper = make.incoming(by=clerk)
    before = paper.present_until_at

    assert "vì sao sửa" in said(acts.edit_incoming, incoming=paper, values={}, reason=" ", by=clerk)
    acts.edit_incoming(
        incoming=paper,
        reason="Gõ nhầm",
        values={"subject": "Kết luận mới", "urgency": Urgency.URGENT, "demanded_on": date(2026, 9, 20)},
        by=clerk,
    )

    kept = Incoming.objects.get(pk=paper.pk)
    assert (kept.subject, kept.arrival_text, kept.due_on) == ("Kết luận mới", "01", date(2026, 9, 20))
    assert kept.present_until_at < before


def test_a_paper_goes_back_with_its_reason_and_keeps_its_number(clerk):
    paper = make.incoming(by=clerk)
    assert "ghi rõ lý do trả lại" in said(
        acts.return_incoming, incoming=paper, reason=Reason.OTHER, words=" ", by=clerk
    )

    back = acts.return_incoming(incoming=paper, reason=Reason.WRONG_PLACE, words="Gửi Sở Tài chính", by=clerk)

    assert (back.state, back.arrival_text, back.ended_by) == (IncomingState.RETURNED, "01", clerk)
    note = Entry.objects.get(verb="documents.incoming.returned").note
    assert note == "Gửi nhầm nơi nhận: Gửi Sở Tài chính"
    # Sent again, it is no twin of the one that went back.
    assert make.incoming(by=clerk).arrival_text == "02"


def test_a_paper_its_sender_took_back_gives_no_files(clerk, chairman):
    waiting = bring(clerk, *HEAD).incoming
    paper = acts.register_incoming(incoming=waiting, values=make.values(), by=clerk)
    assert Attachment.objects.visible_to(chairman).count() == 1
    assert "ghi rõ lý do" in said(acts.recall_incoming, incoming=paper, reason="", by=clerk)

    acts.recall_incoming(incoming=paper, reason="Thu hồi theo công văn 300/UBND", by=clerk)

    assert Attachment.objects.visible_to(chairman).count() == 0
    assert Incoming.objects.visible_to(chairman).get().state == IncomingState.RECALLED


def test_what_is_not_registered_is_dropped_with_a_reason(clerk):
    paper = bring(clerk, *HEAD).incoming
    assert said(acts.drop_incoming, incoming=paper, reason=" ", by=clerk) == "Hãy ghi rõ lý do."

    acts.drop_incoming(incoming=paper, reason="Thư quảng cáo", by=clerk)

    assert "đang ở trạng thái “Đã bỏ”" in said(
        acts.register_incoming, incoming=paper, values=make.values(), by=clerk
    )


def test_the_words_of_the_files_are_kept_for_search(clerk):
    paper = bring(clerk, *HEAD, "Nội dung về hợp tác xã nuôi dế").incoming

    read_incoming_files(incoming_id=paper.pk)

    assert "hop tac xa nuoi de" in Incoming.objects.get(pk=paper.pk).content_folded
    assert read_incoming_files(incoming_id=0) is None


def test_a_stamp_on_a_later_page_ends_a_paper_that_waits(clerk, office_chief):
    pages = '<div style="page-break-before: always"></div>'
    paper = bring(clerk, *HEAD, f"một{pages}", f"hai{pages}", f"ba{pages}", "TUYỆT MẬT").incoming

    read_incoming_files(incoming_id=paper.pk)

    kept = Incoming.objects.get(pk=paper.pk)
    assert (kept.state, kept.content, kept.proposal) == (IncomingState.DROPPED, "", {})
    assert (Blob.objects.count(), Attachment.objects.count()) == (0, 0)
    assert Notice.objects.filter(person=office_chief, reminder="documents.paper").count() == 1


def test_a_stamp_in_a_paper_of_the_book_is_told_to_the_chief(clerk, office_chief):
    pages = '<div style="page-break-before: always"></div>'
    waiting = bring(clerk, *HEAD, f"một{pages}", f"hai{pages}", "TUYỆT MẬT").incoming
    paper = acts.register_incoming(incoming=waiting, values=make.values(), by=clerk)

    read_incoming_files(incoming_id=paper.pk)

    assert Notice.objects.filter(person=office_chief).count() == 1
    assert Incoming.objects.get(pk=paper.pk).content == ""


def test_a_file_nobody_can_read_leaves_the_words_empty(clerk):
    paper = make.incoming(by=clerk)
    store(SimpleUploadedFile("hong.pdf", b"%PDF-1.7 hong"), owner=paper, kind="source", by=clerk)

    assert read_incoming_files(incoming_id=paper.pk).content == ""


def test_types_are_told_by_name_then_by_symbol():
    assert type_of("Kế hoạch", "").code == "kh"
    assert type_of("", "5/QĐ-UBND").code == "qd"
    assert type_of("", "5/XYZ-UBND") is None
    assert type_of("", "") is None


def test_the_database_keeps_its_own_rules(clerk):
    paper = make.incoming(by=clerk)
    rows = Incoming.objects.filter(pk=paper.pk)

    for name, change in {
        "incoming_number_of_year": {"year": None},
        "incoming_completed_with_evidence": {
            "state": "completed",
            "ended_at": clock.now(),
            "ended_by": clerk,
        },
        "incoming_in_book_is_numbered": {"subject": ""},
        "incoming_ended_when": {"state": "returned"},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)


def test_what_was_read_is_what_the_form_begins_with(clerk):
    paper = Incoming.objects.create(series=make.series(), created_by=clerk)
    assert (first_values(paper), shown_proposal(paper, None)) == ({}, [])

    # A day that no month has is read now and then; nobody is offered it.
    fields = {"issuer": "CÔNG TY LẠ", "demanded_on": "2026-02-31", "urgency": "urgent"}
    paper.proposal = {
        "fields": {
            name: {"value": value, "text": "", "page": None, "box": None} for name, value in fields.items()
        },
        "pages": 1,
        "is_ocr": True,
        "quality": 0.9,
        "mark": ["none", ""],
    }

    values = first_values(paper)
    assert (values["issuer_written"], "demanded_on" in values) == ("Công ty lạ", False)
    assert [(one.label, one.value) for one in shown_proposal(paper, None)] == [
        ("Tác giả", "CÔNG TY LẠ"),
        ("Hạn trả lời", "2026-02-31"),
        ("Độ khẩn", "Khẩn"),
    ]


def test_a_file_that_opens_and_says_nothing_waits_to_be_read_by_a_person(clerk):
    body = BytesIO()
    with ZipFile(body, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<khong-phai-word/>")
    file = SimpleUploadedFile("van-ban.docx", body.getvalue())

    brought = bringing.bring_in(series=make.series(), files=[file], channel=Channel.MAIL, by=clerk)

    assert (brought.incoming.proposal, brought.incoming.pages) == ({}, None)


def test_who_deals_with_a_paper_is_reminded_before_and_after_its_day(clerk, deputy, unit_head, officer):
    make.incoming(by=clerk, number="1")
    of_unit = make.directed(by=clerk, leader=deputy, number="2")
    mine = make.directed(by=clerk, leader=deputy, lead=officer, number="3")
    Incoming.objects.filter(pk=of_unit.pk).update(due_on=date(2026, 9, 17))
    Incoming.objects.filter(pk=mine.pk).update(due_on=date(2026, 9, 15))

    def told(day: date) -> list[tuple[str, int]]:
        return sorted((one.stage, one.person_id) for one in due_papers(day))

    assert told(date(2026, 9, 14)) == [("soon", officer.pk)]
    assert told(date(2026, 9, 15)) == sorted([("soon", unit_head.pk), ("today", officer.pk)])
    assert told(date(2026, 9, 18)) == sorted([("overdue", unit_head.pk), ("overdue", officer.pk)])
    assert "quá hạn 3 ngày" in next(
        one.line for one in due_papers(date(2026, 9, 18)) if one.subject_id == mine.pk
    )
    Incoming.objects.update(lead_unit=make.unit("standing"), lead_person=None)
    assert told(date(2026, 9, 18)) == []
