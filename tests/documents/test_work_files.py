"""Work files: filled without copies, closed with checks, handed over, frozen; AT-09 with its own data."""

from __future__ import annotations

from datetime import date
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from documents.actions import archiving, destroying, lending
from documents.actions import incoming as register
from documents.actions import work_files as acts
from documents.actions.packing import check_package, pack_file, pack_handover, package_of
from documents.actions.resolving import close_incoming
from documents.enums.archive import HandoverState, WorkFileState
from documents.enums.outgoing import OutgoingState
from documents.models import ArchivedContent, ArchiveHandover, WorkFile, WorkFilePaper
from documents.packages import faults_of
from documents.queries.archive import contents_of, days_of_papers, files_to_hand_over, totals_of
from documents.queries.archive_papers import minutes_of, span
from documents.queries.archive_reminders import due_files, due_loans
from documents.queries.work_files import ArchiveValues, expired, size_warnings, why_not_closed
from lmhtx.account.actions.handover import hand_over
from lmhtx.account.actions.users import let_go
from lmhtx.audit.models import Entry
from lmhtx.directory.models import ParameterValue
from lmhtx.files.actions import at_hand, remove, store
from lmhtx.files.models import Attachment, Blob
from lmhtx.reports.pdf import pdf
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import work_files as files

pytestmark = pytest.mark.django_db
ENDED = date(2025, 12, 15)


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def verbs(thing) -> list[str]:
    rows = Entry.objects.of(thing).order_by("pk").values_list("verb", flat=True)
    return [verb.rpartition(".")[2] for verb in rows]


def test_at_09_a_work_file_goes_to_the_archive(clerk, officer, unit_head, office_chief):
    prize = files.closed()
    short = files.closed(code="13.TĐKT", title="Thư chúc mừng", years=2)
    values = ArchiveValues()

    days = values.of(prize)
    assert (days.from_date, days.from_year_end) == (date(2026, 12, 15), date(2026, 12, 31))
    assert (days.earlier_on, days.warned_on, days.due_on) == (
        date(2026, 12, 15),
        date(2026, 11, 15),
        date(2026, 12, 15),
    )
    assert (prize.due_on, short.due_on, values.of(short)) == (date(2026, 12, 15), None, None)
    # The fifteenth of November is a Sunday: the notice leaves on the Friday before it, not sooner.
    assert list(due_files(date(2026, 11, 12))) == []
    told = list(due_files(date(2026, 11, 13)))
    assert [(one.stage, one.person_id, one.due_on) for one in told] == [
        ("soon", officer.pk, date(2026, 12, 15))
    ]
    assert list(due_files(date(2026, 11, 15))) == told
    assert told[0].line.startswith("Hồ sơ phải nộp lưu trước 15/12/2026: 12.TĐKT – Hồ sơ khen thưởng")
    assert next(due_files(date(2026, 12, 17))).line.startswith("Hồ sơ quá hạn nộp lưu 2 ngày")

    assert list(files_to_hand_over(officer)) == [prize]
    assert "không thuộc diện nộp lưu (từ 5 năm trở lên)" in said(files.handover, short)
    handover = files.handover(prize)
    archiving.receive_handover(handover=handover, shelf="Hộp 3", by=clerk)
    paper = minutes_of(ArchiveHandover.objects.get())
    words = [getattr(block, "text", "") for block in paper.blocks]
    assert any("02 bản" in text for text in words)
    assert "b) Hồ sơ, tài liệu điện tử: 1 hồ sơ; 1 văn bản, tài liệu; 1 tệp tin." in words
    listed = paper.annexes[0].blocks[0].rows
    assert [row.cells for row in listed] == [
        (
            "1",
            "12.TĐKT",
            "Hồ sơ khen thưởng tổng kết năm 2025",
            "01/12/2025",
            "10 năm",
            "3 trang",
            "",
        )
    ]
    assert len(listed) == totals_of([prize]).files
    assert paper.annexes[0].is_landscape
    assert pdf(paper).startswith(b"%PDF")


def test_at_09_who_leaves_hands_his_open_files_over_first(office_chief, officer, unit_head, admin):
    held = files.work_file()

    refusal = said(let_go, user=officer, by=admin)
    assert refusal == (
        "Còn giữ 1 hồ sơ công việc, phải bàn giao cho người khác: "
        "12.TĐKT (đang lập): Hồ sơ khen thưởng tổng kết năm 2025."
    )

    hand_over(
        person=officer, by=admin, note="Chuyển công tác", receiver=lambda *_: unit_head, is_leaving=True
    )

    held.refresh_from_db()
    officer.refresh_from_db()
    assert (held.maker, officer.is_active) == (unit_head, False)
    assert verbs(held) == ["passed_on"]


def test_papers_and_drafts_are_passed_on_with_the_files(clerk, deputy, officer, unit_head, admin):
    led = make.directed(by=clerk, leader=deputy, lead=officer)
    draft = out.outgoing(OutgoingState.DRAFT)
    checked = out.outgoing(OutgoingState.FORMAT_CHECK, subject="Chờ soát")
    checked.form_checker, checked.drafter = officer, unit_head
    checked.save(update_fields=["form_checker", "drafter"])
    waiting = make.presented(by=clerk, to=deputy, number="300")

    hand_over(person=officer, by=admin, note="Đi học", receiver=lambda *_: unit_head)
    hand_over(person=deputy, by=admin, note="Nghỉ hưu", receiver=lambda *_: unit_head)

    for one in (led, draft, checked, waiting):
        one.refresh_from_db()
    assert (led.lead_person, unit_head.pk in led.people) == (unit_head, True)
    assert (draft.drafter, unit_head.pk in draft.people) == (unit_head, True)
    assert (checked.form_checker, waiting.presented_to) == (unit_head, unit_head)


def test_a_paper_lies_in_many_files_and_is_kept_once(clerk, officer):
    letter = make.incoming(by=clerk, issued_on=date(2026, 3, 2))
    issued = out.outgoing(OutgoingState.ISSUED)
    one, other = files.work_file(), files.work_file(code="14.TĐKT")

    acts.put_into_file(work_file=one, papers=[issued, letter], by=officer)
    acts.put_into_file(work_file=one, papers=[letter], by=officer)
    acts.put_into_file(work_file=other, papers=[letter], by=officer)
    files.document(one)

    rows = list(one.papers.dressed())
    assert [(row.ordinal, row.subject) for row in rows] == [
        (1, "Danh sách đề nghị khen thưởng"),
        (2, f"Thông báo: {letter.subject}"),
        (3, f"Kế hoạch: {issued.subject}"),
    ]
    assert [row.author_name for row in rows[1:]] == ["Ủy ban nhân dân tỉnh Đồng Nai", "Liên minh Hợp tác xã"]
    assert set(letter.in_files.values_list("work_file__code", flat=True)) == {"12.TĐKT", "14.TĐKT"}

    acts.take_out(row=rows[0], by=officer)
    assert list(one.papers.values_list("ordinal", flat=True)) == [1, 2]
    assert not Attachment.objects.of(rows[0]).exists()


def test_only_the_maker_and_his_head_fill_a_file(clerk, officer_of_other_unit, unit_head):
    made = files.work_file()
    letter = make.incoming(by=clerk)

    assert "Chỉ người lập hồ sơ hoặc trưởng đơn vị" in said(
        acts.put_into_file, work_file=made, papers=[letter], by=clerk
    )
    assert len(acts.put_into_file(work_file=made, papers=[letter], by=unit_head)) == 1
    seen = {
        who.username: WorkFile.objects.visible_to(who).count()
        for who in (clerk, unit_head, officer_of_other_unit)
    }
    assert seen == {"vanthu": 1, "truongphong": 1, "tindung": 0}


def test_an_empty_file_may_be_dropped_and_a_filled_one_not(officer):
    made = files.work_file()
    files.document(made)

    assert said(acts.drop_work_file, work_file=made, by=officer) == "Hồ sơ đã có tài liệu, không xóa được."
    acts.take_out(row=made.papers.get(), by=officer)
    acts.drop_work_file(work_file=made, by=officer)

    assert not WorkFile.objects.exists()


def test_a_file_with_something_open_or_double_is_not_closed(clerk, deputy, officer, chairman):
    made = files.work_file(code="07.KH")
    assert list(why_not_closed(made)) == ["Hồ sơ chưa có tài liệu nào."]
    letter = make.directed(by=clerk, leader=deputy, lead=officer)
    draft = out.outgoing(OutgoingState.DRAFT)
    acts.put_into_file(work_file=made, papers=[letter, draft], by=officer)
    files.document(made, code="1/DS", author="Phòng")
    files.document(
        made, "Bản chụp danh sách", code="1/ds", author="Phòng", content="Danh sách đề nghị khen thưởng"
    )

    reasons = list(why_not_closed(made))

    assert reasons[0] == f"Văn bản đến chưa giải quyết xong: {letter}."
    assert f"Dự thảo chưa phát hành, hãy đưa ra khỏi hồ sơ: {draft}." in reasons
    assert "Tài liệu có 2 bản trùng, hãy giữ một bản: 1/DS." in reasons
    assert "Tệp trùng nội dung, hãy giữ một bản: danh-sach.txt." in reasons
    assert reasons[0] in said(files.close, made, ENDED)
    close_incoming(incoming=letter, reason="Để biết", by=chairman)
    letter.refresh_from_db()
    assert next(why_not_closed(made)) == f"Nhiệm vụ của văn bản chưa xong: {letter.task}."


def test_what_is_looked_at_again_is_kept_and_days_must_make_sense(officer):
    made = files.work_file()
    files.work_file(code="15.TĐKT")
    files.document(made)

    assert "không được sau hôm nay" in said(files.close, made, date(2026, 9, 16))
    assert "không được trước ngày bắt đầu" in said(files.close, made, date(2025, 1, 5))
    assert "15.TĐKT đã dùng" in said(files.close, made, ENDED, code="15.TĐKT")
    shut = files.close(made, ENDED, code="16.TĐKT", years=None, sheets=12)

    assert (shut.code, shut.retention, shut.sheets, shut.kept_until_on) == ("16.TĐKT", "Vĩnh viễn", 12, None)
    assert "đang ở tình trạng “Đã kết thúc”" in said(files.document, shut)
    assert verbs(shut) == ["filled", "closed"]


def test_a_file_is_opened_again_for_a_reason(officer):
    shut = files.closed()

    assert "Hãy ghi rõ lý do" in said(acts.reopen_work_file, work_file=shut, reason=" ", by=officer)
    again = acts.reopen_work_file(work_file=shut, reason="Còn một quyết định", by=officer)

    assert (again.state, again.ended_on, again.due_on, again.closed_by) == (
        WorkFileState.OPEN,
        None,
        None,
        None,
    )


def test_the_other_reading_and_building_papers_have_days_of_their_own():
    ParameterValue.objects.create(
        key="documents.HANDOVER_READING",
        value="from_year_end",
        valid_from=date(2026, 1, 1),
        source="Quy chế công tác văn thư",
    )
    values = ArchiveValues()

    days = values.deadlines(ended_on=ENDED)
    built = values.deadlines(ended_on=ENDED, is_construction=True)

    assert (days.due_on, days.earlier_on) == (date(2026, 12, 31), date(2026, 12, 15))
    assert (built.from_date, built.warned_on) == (date(2026, 3, 15), date(2026, 2, 13))
    ParameterValue.objects.update(value="khác")
    assert ArchiveValues().deadlines(ended_on=ENDED).due_on == date(2026, 12, 15)


def test_a_due_file_stays_longer_with_the_heads_words_and_two_years_at_most(chairman, officer):
    shut = files.closed()

    assert "không quá 15/12/2028" in said(
        acts.keep_longer, work_file=shut, until_on=date(2028, 12, 16), reason="Đang dùng", by=chairman
    )
    assert "Hãy ghi lý do" in said(
        acts.keep_longer, work_file=shut, until_on=date(2027, 6, 30), reason=" ", by=chairman
    )
    kept = acts.keep_longer(
        work_file=shut, until_on=date(2027, 6, 30), reason="Văn bản 12/LM-VP", by=chairman
    )

    assert (kept.longer_on, kept.longer_by) == (date(2027, 6, 30), chairman)
    assert list(due_files(date(2026, 12, 20))) == []
    assert next(due_files(date(2027, 5, 31))).due_on == date(2027, 6, 30)
    short = files.closed(code="02.VP", years=2)
    assert "Chỉ cho giữ lại" in said(
        acts.keep_longer, work_file=short, until_on=date(2027, 6, 30), reason="Dùng", by=chairman
    )


def test_long_fields_are_told_and_never_cut():
    made = files.work_file(code="1" * 21, title="x" * 501, rights="y" * 30)

    assert size_warnings(made) == [
        "Số và ký hiệu hồ sơ dài 21 ký tự, chuẩn trao đổi nhận 20.",
        "Tiêu đề dài 501 ký tự, chuẩn trao đổi nhận 500.",
    ]
    made.refresh_from_db()
    assert len(made.title) == 501


def test_nobody_receives_what_he_gave_and_a_refused_list_comes_back(clerk, office_chief, officer):
    shut = files.closed()
    handover = files.handover(shut)
    mine = files.closed(code="01.VT", unit=make.unit("office"), maker=clerk)
    given = files.handover(mine)

    assert "Người giao không tự nhận" in said(archiving.receive_handover, handover=given, shelf="", by=clerk)
    assert "Hãy ghi rõ lý do" in said(archiving.refuse_handover, handover=handover, reason="", by=clerk)
    archiving.refuse_handover(handover=handover, reason="Thiếu mục lục", by=clerk)

    shut.refresh_from_db()
    handover.refresh_from_db()
    assert (shut.state, handover.state, handover.reason) == (
        WorkFileState.CLOSED,
        HandoverState.REFUSED,
        "Thiếu mục lục",
    )
    assert said(files.handover, shut, mine).endswith("không thuộc " + str(shut.unit) + ".")
    assert said(archiving.propose_handover, unit=shut.unit, files=[], block="", condition="", by=officer)


def test_the_archive_freezes_files_rows_and_contents(clerk, officer, office_chief):
    letter = make.incoming(by=clerk, issued_on=date(2025, 3, 2))
    made = files.work_file()
    acts.put_into_file(work_file=made, papers=[letter], by=officer)
    row = files.document(made)
    store(make.letter_pdf("Thông báo"), owner=letter, kind="source", by=clerk)
    close_incoming(incoming=letter, reason="Để biết", by=office_chief)
    shut = files.close(made, ENDED)
    files.archived(shut)

    shut.refresh_from_db()
    assert (shut.state, shut.shelf, shut.archived_by) == (WorkFileState.ARCHIVED, "Hộp 3", clerk)
    frozen = (
        lambda: WorkFile.objects.filter(pk=shut.pk).update(title="Khác"),
        lambda: WorkFilePaper.objects.filter(pk=row.pk).update(title="Khác"),
        lambda: WorkFilePaper.objects.filter(pk=row.pk).delete(),
        lambda: WorkFilePaper.objects.create(work_file=shut, ordinal=9, title="Thêm"),
        lambda: ArchivedContent.objects.all().delete(),
        lambda: ArchivedContent.objects.update(name="Khác"),
        lambda: WorkFile.objects.filter(pk=shut.pk).delete(),
    )
    for change in frozen:
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            change()
    assert "đã nộp lưu trữ" in said(
        register.edit_incoming, incoming=letter, values={"subject": "Khác"}, reason="Gõ nhầm", by=clerk
    )
    # A hold of the archive outlives every attachment.
    held = Attachment.objects.of(row).get()
    remove(attachment=held, by=officer)
    Attachment.objects.filter(pk=held.pk).update(removed_at="2020-01-01T00:00:00Z")
    Blob.objects.update(created_at="2020-01-01T00:00:00Z")
    assert held.blob not in Blob.objects.forsaken_since(held.added_at)
    connection.check_constraints()


def test_the_package_holds_papers_xml_and_fingerprints_and_tells_what_was_changed(clerk, officer, tmp_path):
    issued = out.outgoing(OutgoingState.ISSUED)
    made = files.work_file(year=2026, started_on=date(2026, 1, 5))
    acts.put_into_file(work_file=made, papers=[issued], by=officer)
    files.document(made, dated_on=date(2026, 9, 1))
    files.document(made, "Danh sách bổ sung", dated_on=date(2026, 9, 2), content="Khác")
    shut = files.close(made, date(2026, 9, 15))
    assert check_package(shut) == ["Hồ sơ chưa có gói lưu trữ."]
    handover = files.archived(shut)

    assert pack_handover(handover_id=0) is None
    packed = pack_handover(handover_id=handover.pk)
    shut.refresh_from_db()
    package = package_of(shut)
    assert packed.packed_at is not None
    assert pack_file(shut) == package
    assert check_package(shut) == []
    with at_hand(package.blob) as path:
        _look_into(path, shut, tmp_path)


def _look_into(path, shut, tmp_path) -> None:
    with ZipFile(path) as package:
        names = sorted(package.namelist())
        assert names == [
            "SHA256SUMS",
            "ho-so.xml",
            "muc-luc-van-ban.pdf",
            "tai-lieu/001 danh-sach.txt",
            "tai-lieu/002 danh-sach.txt",
            "tai-lieu/003 Bản in từ cổng.pdf",
        ]
        told = package.read("ho-so.xml").decode()
        broken = tmp_path / "hong.zip"
        with ZipFile(broken, "w") as copy:
            for name in names:
                if name == "muc-luc-van-ban.pdf":
                    continue
                body = package.read(name)
                copy.writestr(name, b"khac" if name.startswith("tai-lieu/001") else body)
            copy.writestr("la.txt", "lạ")
    for part in (
        "<FileNotation>12.TĐKT</FileNotation>",
        "<Maintenance>10 năm</Maintenance>",
        "<DocTotal>3</DocTotal>",
        "<CodeNumber>01</CodeNumber>",
        "<CodeNotation>KH-LM</CodeNotation>",
        "<EndDate>15/09/2026</EndDate>",
    ):
        assert part in told
    assert faults_of(broken) == [
        "Thiếu tệp: muc-luc-van-ban.pdf.",
        "Tệp đã bị thay đổi: tai-lieu/001 danh-sach.txt.",
        "Tệp lạ, không có trong danh sách: la.txt.",
    ]
    broken.write_bytes(b"khong phai zip")
    assert faults_of(broken) == ["Gói hỏng, không mở được."]
    with ZipFile(broken, "w") as copy:
        copy.writestr("a", "b")
    assert faults_of(broken) == ["Gói thiếu danh sách mã kiểm tra."]
    assert [one.ordinal for one in contents_of(shut)] == [1, 2]


def test_an_original_that_is_out_keeps_its_borrower_and_is_asked_for(clerk, officer, office_chief, admin):
    issued = out.outgoing(OutgoingState.ISSUED)
    facts = {
        "outgoing": issued,
        "borrower": officer,
        "borrower_written": str(officer),
        "allowed_by": office_chief,
        "lent_on": date(2026, 9, 1),
        "due_on": date(2026, 9, 8),
    }
    loan = lending.lend(facts=facts, by=clerk)

    told = list(due_loans(date(2026, 9, 15)))
    assert {one.person_id for one in told} == {officer.pk, clerk.pk}
    assert told[0].line.startswith(f"Bản lưu quá hạn trả 08/09/2026: {officer} mượn")
    assert said(let_go, user=officer, by=admin) == "Còn mượn 1 bản lưu chưa trả."
    lending.take_back_loan(loan=loan, returned_on=date(2026, 9, 15), by=clerk)
    assert said(lending.take_back_loan, loan=loan, returned_on=date(2026, 9, 15), by=clerk) == (
        "Bản lưu này đã trả."
    )
    assert list(due_loans(date(2026, 9, 16))) == []


def test_destroying_asks_for_its_papers_and_for_files_whose_time_is_over(clerk, office_chief):
    old = files.closed(date(2020, 3, 1), code="09.VP", years=5, year=2020, started_on=date(2020, 1, 2))
    fresh = files.closed(code="10.VP")
    asked = {"title": "Đợt 1", "grounds": "Hết hạn", "by": clerk}

    assert said(destroying.propose_destruction, files=[], **asked) == "Hãy chọn ít nhất một hồ sơ."
    assert (
        said(destroying.propose_destruction, files=[old, fresh], **asked)
        == "Chưa hết thời hạn bảo quản, hoặc đang ở đợt hủy khác: 10.VP."
    )
    listed = destroying.propose_destruction(files=[old], **asked)
    assert list(expired()) == []
    assert "Hãy ghi hội đồng xét hủy" in said(
        destroying.agree_destruction, destruction=listed, council="", decision="", by=office_chief
    )
    assert "Hãy ghi biên bản hủy" in said(
        destroying.carry_out_destruction, destruction=listed, minutes=" ", by=clerk
    )
    destroying.agree_destruction(destruction=listed, council="HĐ", decision="QĐ 8", by=office_chief)
    assert "Không thể" in said(
        destroying.agree_destruction, destruction=listed, council="Khác", decision="QĐ 9", by=office_chief
    )
    destroying.carry_out_destruction(destruction=listed, minutes="Đã hủy", by=clerk)
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        WorkFile.objects.filter(pk=old.pk).update(title="Khác")


def test_the_package_names_incoming_papers_by_their_book_and_goes_with_the_file(clerk, officer, office_chief):
    letter = make.incoming(by=clerk, issued_on=date(2020, 1, 15))
    store(make.letter_pdf("Thông báo"), owner=letter, kind="source", by=clerk)
    store(make.letter_pdf("Phụ lục"), owner=letter, kind="source", by=clerk)
    close_incoming(incoming=letter, reason="Để biết", by=office_chief)
    made = files.work_file(code="09.VP", years=5, year=2020, started_on=date(2020, 1, 2))
    acts.put_into_file(work_file=made, papers=[letter], by=officer)
    undated = files.document(made, dated_on=None, code="07/DS")
    shut = files.close(made, date(2020, 3, 1))
    files.archived(shut)
    shut.refresh_from_db()
    package = pack_file(shut)

    with at_hand(package.blob) as path, ZipFile(path) as opened:
        told = opened.read("ho-so.xml").decode()
        assert {"tai-lieu/001 van-ban.pdf", "tai-lieu/001 van-ban (2).pdf"} <= set(opened.namelist())
    for part in (
        "<CodeNumber>222</CodeNumber>",
        "<CodeNotation>TB-UBND</CodeNotation>",
        "<Direction>Đến</Direction>",
        "<ArrivalNumber>1</ArrivalNumber>",
        "<CodeNotation>07/DS</CodeNotation>",
    ):
        assert part in told
    listed = destroying.propose_destruction(title="Đợt 1", grounds="Hết hạn", files=[shut], by=clerk)
    destroying.agree_destruction(destruction=listed, council="HĐ", decision="QĐ 8", by=office_chief)
    destroying.carry_out_destruction(destruction=listed, minutes="Đã hủy", by=clerk)

    assert package_of(shut) is None
    assert not Attachment.objects.of(undated).exists()
    assert Attachment.objects.of(letter).count() == 2
    assert not ArchivedContent.objects.exists()


def test_contents_of_the_archive_are_seen_as_far_as_the_file_is(clerk, officer_of_other_unit, outsider):
    files.archived(files.closed())

    seen = [
        ArchivedContent.objects.visible_to(who).count() for who in (clerk, officer_of_other_unit, outsider)
    ]
    assert seen == [1, 0, 0]
    assert str(ArchivedContent.objects.get()) == "danh-sach.txt"
    assert not WorkFile.objects.visible_to(outsider).exists()


def test_a_file_whose_papers_bear_no_day_has_no_span():
    made = files.work_file()
    files.document(made, dated_on=None)

    assert span(made) == ""
    assert days_of_papers(made) == (None, None)


def test_many_papers_and_a_long_name_are_told(officer):
    officer.full_name = "Nguyễn Trần Lê Phạm Hoàng Thị Bích Ngọc Phương"
    made = files.work_file(maker=officer)
    WorkFilePaper.objects.bulk_create(
        WorkFilePaper(work_file=made, ordinal=place, title=f"Tài liệu {place}") for place in range(1, 1001)
    )

    assert size_warnings(made) == [
        "Tên người lập dài hơn 30 ký tự của chuẩn trao đổi.",
        "Hồ sơ có hơn 999 văn bản, hãy tách hồ sơ.",
    ]
