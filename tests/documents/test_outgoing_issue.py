"""Numbers under load, scans, signatures by file, mending, the book, who sees what."""

from __future__ import annotations

import threading
from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction

from documents.actions import approving, drafting, issuing, printing, signing
from documents.actions.incoming import return_incoming
from documents.actions.numbers import hold_number
from documents.actions.signed_files import prepared
from documents.enums.incoming import Circulation, Reason
from documents.enums.numbers import Authority, Direction, NumberState
from documents.enums.outgoing import SEALED_FILE, SIGNED_FILE, Fault, Prefix, SendWay, SignWay
from documents.enums.outgoing import OutgoingState as State
from documents.models import DocumentNumber, Incoming, Outgoing, Recipient, SeriesYear
from documents.queries import outgoing_desk as desk
from documents.queries import outgoing_reminders as reminders
from documents.queries.outgoing import next_number, why_not_numbered
from documents.queries.outgoing_book import numbers_of, rows_of
from documents.queries.outgoing_paper import paper_of
from documents.queries.search import find_outgoing
from documents.queries.volumes import volume_context
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out

TODAY = date(2026, 9, 15)


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def office() -> Agency:
    return Agency.objects.get(name="Văn phòng Liên minh Hợp tác xã")


def hang(paper, kind, clerk):
    return store(make.letter_pdf("Đã ký"), owner=paper, kind=kind, by=clerk)


@pytest.mark.django_db(transaction=True)
def test_scenario_two_clerks_take_numbers_at_the_same_second(clerk, at_day):
    at_day(date(2025, 10, 24))
    series = make.series(Direction.OUTGOING)
    SeriesYear.objects.create(series=series, year=2025, last_number=244, last_dated_on=date(2025, 10, 23))
    out.abbreviation(office())
    plan = out.outgoing(
        State.SIGNED, subject="Triển khai chuyển đổi số khu vực kinh tế tập thể giai đoạn 2025 - 2030"
    )
    letter = out.outgoing(State.FORMAT_CHECK, type=make.kind("cv"), subject="V/v góp ý dự thảo")
    Outgoing.objects.filter(pk=letter.pk).update(unit=office())
    letter.refresh_from_db()
    approving.check_form(outgoing=letter, by=out.person("chanhvanphong"))
    signing.record_wet_signature(outgoing=letter, signed_on=date(2025, 10, 24), by=clerk)
    start, faults = threading.Barrier(2), []

    def one(paper) -> None:
        try:
            start.wait()
            signing.number_outgoing(outgoing=paper, by=out.person("vanthu"))
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(paper,)) for paper in (plan, letter)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    given = set(Outgoing.objects.values_list("reference", flat=True))
    assert given in ({"245/KH-LM", "246/LM-VP"}, {"246/KH-LM", "245/LM-VP"})
    rows = list(rows_of(numbers_of(series, 2025)))
    assert [row.texts[1] for row in rows] == ["24/10/2025", "24/10/2025"]
    late = out.outgoing(State.PENDING_SIGN)
    Outgoing.objects.filter(pk=late.pk).update(submitted_at=None)
    signing.record_wet_signature(outgoing=late, signed_on=date(2025, 10, 22), by=clerk)
    assert said(signing.number_outgoing, outgoing=late, dated_on=date(2025, 10, 22), by=clerk) == (
        "Ngày ban hành không được trước ngày của số liền trước (24/10/2025)."
    )


@pytest.mark.django_db(transaction=True)
def test_two_clerks_on_one_paper_give_one_number(clerk):
    paper = out.outgoing(State.SIGNED)
    start, faults = threading.Barrier(2), []

    def one() -> None:
        try:
            start.wait()
            signing.number_outgoing(outgoing=paper, by=out.person("vanthu"))
        except Refused as refused:
            faults.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [fault.startswith("Không thể “cấp số”") for fault in faults] == [True]
    assert DocumentNumber.objects.count() == 1


@pytest.mark.django_db
def test_the_number_to_come_is_shown_and_why_there_is_none(clerk):
    paper = out.outgoing(State.SIGNED, type=make.kind("cv"))
    assert "chưa có ký hiệu ngày 15/09/2026" in why_not_numbered(paper)
    assert "chưa có ký hiệu" in said(signing.number_outgoing, outgoing=paper, by=clerk)
    paper.refresh_from_db()
    assert (paper.state, paper.number) == (State.SIGNED, None)

    out.abbreviation(paper.unit, "TTKHHT")

    assert (next_number(paper), why_not_numbered(paper)) == ("01/LM-TTKHHT", "")
    assert signing.number_outgoing(outgoing=paper, by=clerk).reference == "01/LM-TTKHHT"


@pytest.mark.django_db
def test_a_book_of_the_province_gives_no_number(clerk):
    paper = out.outgoing(State.SIGNED)
    make.series(Direction.OUTGOING, numbers_from=Authority.PROVINCE)

    assert "do Đồng Nai-S cấp" in said(signing.number_outgoing, outgoing=paper, by=clerk)


@pytest.mark.django_db
def test_a_paper_takes_the_number_held_for_it(clerk):
    series = make.series(Direction.OUTGOING)
    facts = {"symbol": "KH-LM", "dated_on": TODAY, "reason": "Chờ kế hoạch năm", "by": clerk}
    held = hold_number(series=series, **facts)
    paper = out.outgoing(State.SIGNED)

    kept = signing.number_outgoing(outgoing=paper, held=held, by=clerk)

    assert (kept.reference, kept.number.state) == ("01/KH-LM", NumberState.GIVEN)
    other = make.body()
    elsewhere = hold_number(series=series, **facts)
    elsewhere.series_year.series = type(series).objects.create(
        name="Sổ Hội đồng", direction="out", body=other, valid_from=date(2026, 1, 1)
    )
    assert "giữ ở sổ khác" in said(
        signing.number_outgoing, outgoing=out.outgoing(State.SIGNED), held=elsewhere, by=clerk
    )


@pytest.mark.django_db
def test_the_database_keeps_the_order():
    paper = out.outgoing(State.NUMBERED)

    for change in ({"state": "signed"}, {"sealed_at": None, "issued_at": paper.created_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Outgoing.objects.filter(pk=paper.pk).update(**change)
    early = paper.created_at.replace(year=2025)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outgoing.objects.filter(pk=paper.pk).update(numbered_at=early)


@pytest.mark.django_db
def test_a_signed_file_is_recorded_and_sealed(chairman, clerk):
    paper = out.outgoing(State.PENDING_SIGN)
    other = hang(out.outgoing(), SIGNED_FILE, clerk)
    assert "không thuộc văn bản này" in said(
        signing.record_digital_signature, outgoing=paper, attachment=other, by=chairman
    )
    form = BytesIO(prepared(paper))
    mine = store(form, owner=paper, kind=SIGNED_FILE, by=clerk, name="da-ky.pdf")
    assert "không có quyền “ký số”" in said(
        signing.record_digital_signature, outgoing=paper, attachment=mine, by=clerk
    )

    signed = signing.record_digital_signature(outgoing=paper, attachment=mine, by=chairman)
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    seal = hang(paper, SEALED_FILE, clerk)
    sealed = signing.record_digital_seal(outgoing=numbered, attachment=seal, by=clerk)

    assert (sealed.signed_way, sealed.sealed_way, sealed.owes_scan) == (
        SignWay.DIGITAL,
        SignWay.DIGITAL,
        False,
    )
    assert Entry.objects.filter(verb="documents.outgoing.signed_digitally", by=chairman).count() == 1
    wet = out.outgoing(State.NUMBERED)
    assert "đóng dấu giấy" in said(
        signing.record_digital_seal, outgoing=wet, attachment=hang(wet, SEALED_FILE, clerk), by=clerk
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amount", "found"), [("1.200.000", []), ("1.500.000", [("1.200.000", "1.500.000", True)])]
)
def test_the_scan_is_compared_with_what_was_approved(clerk, officer, amount, found):
    paper = out.outgoing(State.ISSUED)
    assert list(desk.scans_owed(clerk)) == [paper]
    lines = (
        "Số: 01/KH-LM",
        *out.TEXT.replace("1.200.000", amount).split("\n"),
        "CHỦ TỊCH",
        "Nguyễn Văn Thành",
    )

    issuing.add_scan(outgoing=paper, file=make.letter_pdf(*lines), by=clerk)
    assert Job.objects.filter(name="documents.compare_scan").count() == 1
    kept = issuing.compare_scan(outgoing_id=paper.pk)

    told = [(row["approved"], row["scanned"], row["is_figure"]) for row in kept.scan_differences]
    assert (told, kept.scan_fault) == (found, "")
    told_of = Notice.objects.filter(person=clerk, line__startswith="Bản quét khác bản đã duyệt ở 1 chỗ")
    assert told_of.count() == len(found)
    assert not desk.scans_owed(clerk).exists()


@pytest.mark.django_db
def test_an_uploaded_draft_is_compared_by_its_words(clerk):
    paper = out.outgoing(State.SEALED, text="", file=make.letter_pdf("Hỗ trợ 5 triệu đồng cho hợp tác xã"))
    issuing.add_scan(outgoing=paper, file=make.letter_pdf("Hỗ trợ 7 triệu đồng cho hợp tác xã"), by=clerk)

    kept = issuing.compare_scan(outgoing_id=paper.pk)

    assert [row["scanned"] for row in kept.scan_differences] == ["7"]
    Attachment.objects.of(kept).update(kind="other")
    assert issuing.compare_scan(outgoing_id=paper.pk).scan_differences != []


@pytest.mark.django_db
def test_a_scan_that_cannot_be_read_says_so(clerk):
    paper = out.outgoing(State.SEALED)
    issuing.add_scan(outgoing=paper, file=make.letter_pdf("x"), by=clerk)
    scan = Attachment.objects.of(paper).get()
    broken = store(_broken(), owner=paper, kind="scan", by=clerk, name="hong.pdf")

    kept = issuing.compare_scan(outgoing_id=paper.pk)

    assert broken.pk > scan.pk
    assert (kept.scan_differences, kept.scan_fault != "") == ([], True)
    assert issuing.compare_scan(outgoing_id=0) is None


def _broken():
    return BytesIO(b"%PDF-1.7\nnothing")


@pytest.mark.django_db
def test_a_scan_comes_in_its_time(clerk):
    early = out.outgoing(State.NUMBERED)
    assert "sau khi văn bản ký giấy đã cấp số" in said(
        issuing.add_scan, outgoing=early, file=make.letter_pdf("x"), by=clerk
    )
    paper = out.outgoing(State.ISSUED)
    file = {"outgoing": paper, "by": clerk}
    assert "Còn nợ bản quét" in said(issuing.file_outgoing, kept_at="Văn thư", **file)
    issuing.add_scan(file=make.letter_pdf("x"), **file)
    issuing.add_scan(file=make.letter_pdf("y"), **file)
    assert Attachment.objects.of(paper).count() == 1
    assert "Hãy ghi đơn vị, người nhận bản lưu" in said(issuing.file_outgoing, kept_at=" ", **file)

    kept = issuing.file_outgoing(kept_at="Văn thư", **file)

    assert (kept.state, kept.filed_by) == (State.FILED, clerk)
    assert "không thay bản quét" in said(issuing.add_scan, file=make.letter_pdf("z"), **file)


@pytest.mark.django_db
def test_the_clerk_is_reminded_of_what_is_late(clerk):
    out.outgoing(State.SEALED)
    out.outgoing(State.SIGNED)

    assert list(reminders.due_scans(date(2026, 9, 16))) == []
    scans = list(reminders.due_scans(date(2026, 9, 17)))
    assert [(one.person_id, one.due_on, one.stage) for one in scans] == [
        (clerk.pk, date(2026, 9, 16), "scan")
    ]
    assert list(reminders.due_numbers(date(2026, 9, 16))) == []
    late = list(reminders.due_numbers(date(2026, 9, 17)))
    assert [(one.person_id, one.due_on, one.stage) for one in late] == 2 * [
        (clerk.pk, date(2026, 9, 16), "late")
    ]


@pytest.mark.django_db
def test_scenario_an_error_of_form_is_corrected_and_one_of_content_replaced(clerk, officer, chairman):
    paper = out.outgoing(State.ISSUED, type=make.kind("qd"))
    issuing.add_scan(outgoing=paper, file=make.letter_pdf("Quyết định"), by=clerk)
    before = Attachment.objects.of(paper).get().blob.sha256

    letter = issuing.begin_amendment(outgoing=paper, fault=Fault.FORM, subject="", by=officer)
    assert (letter.type.code, letter.amending, letter.subject) == (
        "cv",
        "corrects",
        "Đính chính Quyết định (cá biệt) số 01/QĐ-LM",
    )
    decision = issuing.begin_amendment(outgoing=paper, fault=Fault.CONTENT, subject="Sửa Điều 2", by=officer)
    assert (decision.type.code, decision.amending, decision.amends) == ("qd", "replaces", paper)
    assert "Văn bản này phải là Quyết định" in said(
        drafting.edit_outgoing, outgoing=decision, draft=out.draft(type=make.kind("cv")), by=officer
    )
    drafting.edit_outgoing(outgoing=decision, draft=out.draft(type=make.kind("qd")), by=officer)
    _to_issue(decision)

    marks = [
        (one.reference, one.get_amending_display())
        for one in Outgoing.objects.amended().get(pk=paper.pk).issued_amendments
    ]
    assert marks == [("02/QĐ-LM", "Thay thế")]
    assert Attachment.objects.of(paper).get().blob.sha256 == before
    notes = [row.texts[9] for row in rows_of(numbers_of(make.series(Direction.OUTGOING), 2026))]
    assert notes == ["Được thay thế bởi 02/QĐ-LM", "Thay thế 01/QĐ-LM"]
    assert Entry.objects.filter(verb="documents.outgoing.amended", subject_id=paper.pk).count() == 1


def _to_issue(paper: Outgoing) -> None:
    clerk = out.person("vanthu")
    approving.submit_outgoing(outgoing=paper, by=out.person("chuyenvien"))
    approving.approve_content(outgoing=paper, by=out.person("truongphong"))
    approving.check_form(outgoing=paper, by=out.person("chanhvanphong"))
    signing.record_wet_signature(outgoing=paper, signed_on=TODAY, by=clerk)
    signing.number_outgoing(outgoing=paper, by=clerk)
    signing.seal_outgoing(outgoing=paper, by=clerk)
    issuing.issue_outgoing(outgoing=paper, way=SendWay.AXIS, by=clerk)


@pytest.mark.django_db
def test_only_what_is_out_is_mended_or_taken_back(officer, chairman):
    draft, paper = out.outgoing(), out.outgoing(State.ISSUED)
    mend = {"fault": Fault.FORM, "subject": "", "by": officer}
    assert "Chỉ đính chính, thay thế văn bản đã phát hành" in said(
        issuing.begin_amendment, outgoing=draft, **mend
    )
    assert "Chỉ thu hồi văn bản đã phát hành" in said(
        issuing.revoke_outgoing, outgoing=draft, reason="x", by=chairman
    )
    assert "ghi rõ lý do thu hồi" in said(issuing.revoke_outgoing, outgoing=paper, reason=" ", by=chairman)

    kept = issuing.revoke_outgoing(outgoing=paper, reason="Sai thẩm quyền", by=chairman)

    assert (kept.state, kept.revoked_by) == (State.ISSUED, chairman)
    assert "đã thu hồi" in said(issuing.revoke_outgoing, outgoing=paper, reason="x", by=chairman)
    assert "đã thu hồi" in said(issuing.begin_amendment, outgoing=paper, **mend)
    notes = [row.texts[9] for row in rows_of(numbers_of(make.series(Direction.OUTGOING), 2026))]
    assert notes == ["Thu hồi: Sai thẩm quyền"]


@pytest.mark.django_db
def test_a_receipt_is_noted_for_what_was_sent(clerk):
    waiting = out.outgoing(State.SEALED).recipients.get()
    note = {"received_on": TODAY, "words": "Trần Thị B", "by": clerk}
    assert "chưa gửi" in said(issuing.note_receipt, recipient=waiting, **note)
    sent = out.outgoing(State.ISSUED).recipients.get()
    assert "sau hôm nay" in said(
        issuing.note_receipt, recipient=sent, **{**note, "received_on": date(2026, 9, 16)}
    )

    issuing.note_receipt(recipient=sent, **note)

    row = next(rows_of(numbers_of(make.series(Direction.OUTGOING), 2026).filter(outgoing=sent.outgoing)))
    assert row.texts[4:9] == (
        "Ủy ban nhân dân tỉnh",
        "",
        "2",
        "15/09/2026",
        "Ủy ban nhân dân tỉnh: Trần Thị B",
    )


@pytest.mark.django_db
def test_nothing_goes_out_to_nobody(clerk):
    paper = out.outgoing(State.SEALED, places=())

    assert "Chưa có nơi nhận" in said(issuing.issue_outgoing, outgoing=paper, way=SendWay.AXIS, by=clerk)


@pytest.mark.django_db
def test_who_sees_a_paper(
    chairman,
    office_chief,
    clerk,
    controller,
    officer,
    unit_head,
    officer_of_other_unit,
    keeper,
    outsider,
    admin,
):
    fund = Agency.objects.get(name="Quỹ Hỗ trợ phát triển hợp tác xã")
    draft = out.outgoing()
    sent = out.outgoing(State.ISSUED, places=(drafting.Place("Quỹ", 1, fund),))
    closed = out.outgoing(
        State.ISSUED, circulation=Circulation.RETURN, places=(drafting.Place("Quỹ", 1, fund),)
    )
    colleague = out.person("chuyenvien2")
    everything = {draft.pk, sent.pk, closed.pk}

    def seen(user):
        return set(Outgoing.objects.visible_to(user).values_list("pk", flat=True))

    for person in (chairman, office_chief, clerk, controller, officer, unit_head):
        assert seen(person) == everything
    assert seen(colleague) == {draft.pk, sent.pk}
    assert seen(officer_of_other_unit) == {sent.pk}
    assert seen(out.person("giamdocquy")) == {sent.pk, closed.pk}
    for person in (keeper, outsider, admin):
        assert seen(person) == set()
    assert set(Recipient.objects.visible_to(officer_of_other_unit).values_list("outgoing", flat=True)) == {
        sent.pk
    }
    assert list(find_outgoing(officer_of_other_unit, "trien khai so")) == [sent]


@pytest.mark.django_db
def test_each_has_his_own_part_of_the_desk(chairman, office_chief, clerk, officer, unit_head):
    papers = {state: out.outgoing(state) for state in out.ROAD[:-1]}

    parts = {
        State.DRAFT: (desk.to_mend, officer),
        State.UNIT_REVIEW: (desk.to_review, unit_head),
        State.FORMAT_CHECK: (desk.to_check, office_chief),
        State.PENDING_SIGN: (desk.to_sign, chairman),
        State.SIGNED: (desk.to_number, clerk),
        State.NUMBERED: (desk.to_seal, clerk),
        State.SEALED: (desk.to_issue, clerk),
    }
    for state, (rows, person) in parts.items():
        assert list(rows(person)) == [papers[state]]
    assert list(desk.to_print(clerk)) == [papers[State.PENDING_SIGN]]
    for rows in (desk.to_review, desk.to_check, desk.to_answer, desk.to_number, desk.scans_owed):
        assert not rows(chairman).exists()


@pytest.mark.django_db
def test_the_paper_stands_in_its_frame():
    paper = out.outgoing(addressees="Ủy ban nhân dân tỉnh")
    made = paper_of(paper, paper.versions.get())

    assert (made.kind, made.symbol, made.is_draft, made.number) == ("KẾ HOẠCH", "KH-LM", True, "")
    assert [block.kind.value for block in made.blocks] == ["ground", "body", "body"]
    assert made.recipients[0] == "Như trên"
    letter = paper_of(out.outgoing(type=make.kind("cv"), text="- Mục"), None)
    assert (letter.kind, letter.symbol, letter.blocks) == ("", "LM", [])
    signed = out.outgoing(State.NUMBERED)
    assert paper_of(signed, signed.versions.get()).number_line == "Số: 01/KH-LM"
    decision = paper_of(out.outgoing(type=make.kind("qd"), text="Điều 1. Thành lập Tổ."), None)
    assert decision.blocks[0].text.upper() == "CHỦ TỊCH LIÊN MINH HỢP TÁC XÃ THÀNH PHỐ ĐỒNG NAI"
    council = paper_of(out.outgoing(type=make.kind("qd"), body=make.body(), prefix=Prefix.TM), None)
    assert council.letterhead.agency == "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"
    assert council.blocks[0].text.upper() == "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"


@pytest.mark.django_db
def test_an_issued_answer_completes_what_it_answers(clerk, deputy, officer):
    open_one = make.directed(by=clerk, leader=deputy, lead=officer)
    ended = make.incoming(by=clerk, number="8")
    return_incoming(incoming=ended, reason=Reason.WRONG_PLACE, words="", by=clerk)

    paper = out.outgoing(State.ISSUED, answers=[open_one, ended])

    kept = Incoming.objects.get(pk=open_one.pk)
    assert (kept.state, kept.answer, kept.ended_by) == ("completed", paper.reference, clerk)
    assert Incoming.objects.get(pk=ended.pk).state == "returned"
    report = kept.task.reports.pending().get()
    # Whoever sent the answer out entered the report, and is named so.
    assert (report.paper, report.created_by) == (paper.reference, clerk)


@pytest.mark.django_db
def test_a_volume_of_the_book_is_printed_once(clerk):
    out.outgoing(State.ISSUED)
    series = make.series(Direction.OUTGOING)
    hold_number(series=series, symbol="QĐ-LM", dated_on=TODAY, reason="Chờ quyết định", by=clerk)
    ask = {"series": series, "by": clerk, "volume": 1}
    assert "chưa có số nào" in said(printing.ask_for_volume, year=2025, first_number=1, last_number=2, **ask)
    assert "không có dòng nào từ số 5 đến số 9" in said(
        printing.ask_for_volume, year=2026, first_number=5, last_number=9, **ask
    )

    asked = printing.ask_for_volume(year=2026, first_number=1, last_number=2, **ask)
    printing.print_volume(print_id=asked.pk)
    printing.print_volume(print_id=asked.pk)

    file = Attachment.objects.of(asked).get()
    assert file.blob.mime == "application/pdf"
    assert printing.print_volume(print_id=0) is None
    volume = volume_context(asked)["volume"]
    assert volume.closing == "Quyển này có 2 số, từ số 01 đến số 02, trong đó 0 số hủy."
    assert [row.texts[9] for row in volume.lines] == ["", "Giữ số: Chờ quyết định"]
    assert volume.days == (TODAY, TODAY)
