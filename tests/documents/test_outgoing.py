"""Outgoing papers: the road, its order, who may, what is refused and why."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from documents.access.outgoing import OutPerm
from documents.actions import approving, drafting, issuing, signing
from documents.enums.numbers import Direction
from documents.enums.outgoing import (
    ApprovalKind,
    Prefix,
    SendWay,
)
from documents.enums.outgoing import OutgoingState as State
from documents.models import (
    Approval,
    Consultation,
    DocumentNumber,
    Outgoing,
    OutgoingVersion,
    SigningAuthority,
)
from documents.queries import outgoing_desk as desk
from documents.queries.outgoing import approvals_of, version_of
from documents.queries.outgoing_book import numbers_of, rows_of
from documents.queries.outgoing_page import changed_lines
from documents.queries.signing import signature_for, why_not_delegated, why_not_signed
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.people.models import Posting
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out

TODAY = date(2026, 9, 15)
pytestmark = pytest.mark.django_db


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def office() -> Agency:
    return Agency.objects.get(name="Văn phòng Liên minh Hợp tác xã")


def verbs(paper) -> list[str]:
    rows = Entry.objects.of(paper).order_by("pk").values_list("verb", flat=True)
    return [verb.removeprefix("documents.outgoing.") for verb in rows]


def test_the_whole_road_leaves_its_trail(clerk):
    paper = out.outgoing(State.ISSUED)

    assert (paper.state, paper.reference, paper.dated_on) == (State.ISSUED, "01/KH-LM", TODAY)
    assert verbs(paper) == [
        "begun",
        "submitted",
        "content_approved",
        "form_checked",
        "signed_on_paper",
        "numbered",
        "sealed",
        "issued",
    ]
    assert list(paper.recipients.values_list("way", "sent_by")) == [("axis", clerk.pk)]
    assert (paper.number.given_by, paper.numbered_by, paper.sealed_by) == (clerk, clerk, clerk)
    assert paper.scan_due_on == date(2026, 9, 16)


def test_no_step_is_taken_before_its_turn(clerk, officer):
    draft = out.outgoing()
    waiting = out.outgoing(State.PENDING_SIGN)
    signed = out.outgoing(State.SIGNED)

    assert "chưa có chữ ký của người có thẩm quyền" in said(signing.seal_outgoing, outgoing=waiting, by=clerk)
    assert "chưa có chữ ký" in said(signing.number_outgoing, outgoing=waiting, by=clerk)
    assert "chưa có số" in said(signing.seal_outgoing, outgoing=signed, by=clerk)
    assert "chưa có số" in said(issuing.issue_outgoing, outgoing=signed, way=SendWay.MAIL, by=clerk)
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    assert "chưa đóng dấu" in said(issuing.issue_outgoing, outgoing=numbered, way=SendWay.MAIL, by=clerk)
    assert "Không thể “ghi đã ký giấy”" in said(
        signing.record_wet_signature, outgoing=draft, signed_on=TODAY, by=clerk
    )
    assert "Không thể “đưa vào lưu”" in said(issuing.file_outgoing, outgoing=draft, kept_at="VT", by=clerk)
    assert "đã cấp số" in said(signing.number_outgoing, outgoing=numbered, by=clerk).lower()


def test_the_registry_neither_approves_nor_edits(clerk):
    paper = out.outgoing(State.UNIT_REVIEW)

    assert "không có quyền “duyệt nội dung”" in said(approving.approve_content, outgoing=paper, by=clerk)
    assert "không có quyền “sửa dự thảo”" in said(
        drafting.edit_outgoing, outgoing=paper, draft=out.draft(), by=clerk
    )
    assert not clerk.has_perm(OutPerm.DRAFT_OUTGOING)


def test_content_and_form_are_answered_for_by_two(office_chief, officer, unit_head):
    paper = out.outgoing(State.UNIT_REVIEW, unit=office())
    approving.approve_content(outgoing=paper, by=office_chief)
    assert "phải là hai người khác nhau" in said(approving.check_form, outgoing=paper, by=office_chief)
    assert "đã duyệt nội dung" in said(
        approving.name_form_checker, outgoing=paper, person=office_chief, by=office_chief
    )

    approving.name_form_checker(outgoing=paper, person=officer, by=office_chief)
    approving.check_form(outgoing=paper, by=officer)

    assert {kind: one.given_by for kind, one in approvals_of(paper).items()} == {
        ApprovalKind.CONTENT: office_chief,
        ApprovalKind.FORM: officer,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(kind="form").update(given_by=office_chief)


def test_a_form_checker_must_have_the_right_and_come_in_time(clerk, office_chief, officer):
    paper = out.outgoing(State.UNIT_REVIEW)
    assert "không có quyền kiểm tra thể thức" in said(
        approving.name_form_checker, outgoing=paper, person=clerk, by=office_chief
    )

    late = out.outgoing(State.PENDING_SIGN)
    assert "đã được kiểm tra" in said(
        approving.name_form_checker, outgoing=late, person=officer, by=office_chief
    )


def test_a_change_after_approval_resets_it(officer, unit_head, office_chief, clerk):
    paper = out.outgoing(State.PENDING_SIGN)

    drafting.edit_outgoing(outgoing=paper, draft=out.draft(text=out.TEXT + "\nThêm một dòng."), by=officer)

    paper.refresh_from_db()
    assert (paper.state, approvals_of(paper), version_of(paper).number) == (State.DRAFT, {}, 2)
    assert [line.change for line in changed_lines(version_of(paper))] == ["kept", "kept", "kept", "added"]
    assert {line.change for line in changed_lines(paper.versions.get(number=1))} == {"kept"}
    approving.submit_outgoing(outgoing=paper, by=officer)
    approving.approve_content(outgoing=paper, by=unit_head)
    Approval.objects.update(withdrawn_at=paper.created_at)
    assert "chưa được duyệt" in said(approving.check_form, outgoing=paper, by=office_chief)
    Outgoing.objects.filter(pk=paper.pk).update(state=State.PENDING_SIGN)
    assert "chưa được duyệt đủ" in said(
        signing.record_wet_signature, outgoing=paper, signed_on=TODAY, by=clerk
    )


def test_facts_change_without_a_new_version(officer):
    paper = out.outgoing()

    drafting.edit_outgoing(outgoing=paper, draft=out.draft(subject="Trích yếu khác"), by=officer)

    paper.refresh_from_db()
    assert (paper.subject, paper.versions.count()) == ("Trích yếu khác", 1)


def test_a_replaced_line_shows_both(officer):
    paper = out.outgoing()
    drafting.edit_outgoing(outgoing=paper, draft=out.draft(text="Dòng khác"), by=officer)

    changes = [line.change for line in changed_lines(version_of(paper))]
    assert (changes.count("removed"), changes.count("added")) == (3, 1)


def test_a_version_never_changes():
    version = version_of(out.outgoing())

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        OutgoingVersion.objects.filter(pk=version.pk).update(text="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingVersion.objects.create(
            outgoing=version.outgoing, number=9, text="hai bản hiện hành", made_by=version.made_by
        )


def test_a_signed_paper_takes_no_change(officer, office_chief):
    paper = out.outgoing(State.SIGNED)

    assert "đã ký" in said(drafting.edit_outgoing, outgoing=paper, draft=out.draft(), by=officer)
    assert "không góp ý" in said(drafting.comment_outgoing, outgoing=paper, text="x", by=office_chief)


def test_a_draft_needs_words_and_a_signer(officer):
    assert "chưa có nội dung" in said(approving.submit_outgoing, outgoing=out.outgoing(text=" "), by=officer)
    bare = out.outgoing(signer=None)
    assert "Chưa chọn người ký" in said(approving.submit_outgoing, outgoing=bare, by=officer)
    assert "Chưa chọn người ký" in why_not_signed(bare, on=TODAY)
    assert signature_for(bare, on=TODAY) is None


def test_an_uploaded_file_is_a_version(officer):
    paper = out.outgoing(text="", file=make.letter_pdf("Dự thảo kế hoạch"))

    approving.submit_outgoing(outgoing=paper, by=officer)

    assert Attachment.objects.of(version_of(paper)).count() == 1
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 200)
    assert "Không nhận ra loại" in said(drafting.begin_outgoing, draft=out.draft(file=bad), by=officer)


def test_a_secret_is_not_drafted_here(officer):
    refusal = said(drafting.begin_outgoing, draft=out.draft(text="TỐI MẬT\nNội dung"), by=officer)

    assert (refusal.startswith("Không lưu dự thảo này"), Outgoing.objects.count()) == (True, 0)


def test_other_units_are_asked_and_answer(unit_head, office_chief, officer_of_other_unit, officer):
    paper = out.outgoing(State.UNIT_REVIEW)
    fund = Agency.objects.get(name="Quỹ Hỗ trợ phát triển hợp tác xã")
    ask = {"outgoing": paper, "question": "Điều 2", "by": unit_head}
    assert "ít nhất một đơn vị khác" in said(drafting.consult_units, units=[paper.unit], **ask)
    assert not Outgoing.objects.visible_to(officer_of_other_unit).exists()

    drafting.consult_units(units=[fund, office()], **ask)

    assert Outgoing.objects.visible_to(officer_of_other_unit).get() == paper
    assert list(desk.to_answer(office_chief)) == [paper]
    first, second = paper.consultations.order_by("pk")
    assert "Hãy ghi ý kiến" in said(
        drafting.answer_consultation, consultation=first, answer=" ", by=officer_of_other_unit
    )
    drafting.answer_consultation(consultation=first, answer="Thống nhất", by=officer_of_other_unit)
    assert "đã trả lời" in said(
        drafting.answer_consultation, consultation=first, answer="x", by=officer_of_other_unit
    )
    paper.refresh_from_db()
    assert paper.state == State.CONSULT
    drafting.answer_consultation(consultation=second, answer="Thống nhất", by=office_chief)
    paper.refresh_from_db()
    assert paper.state == State.UNIT_REVIEW


def test_nobody_is_waited_for_any_longer(unit_head):
    paper = out.outgoing(State.UNIT_REVIEW)
    drafting.consult_units(outgoing=paper, units=[office()], question="", by=unit_head)

    drafting.end_consulting(outgoing=paper, reason="quá hạn", by=unit_head)

    asked = Consultation.objects.get()
    assert (asked.answer, asked.answered_by) == ("Không chờ ý kiến: quá hạn", unit_head)


def test_a_remark_stands_beside_its_version(officer, office_chief):
    paper = out.outgoing()
    assert "ghi nội dung góp ý" in said(drafting.comment_outgoing, outgoing=paper, text=" ", by=office_chief)

    kept = drafting.comment_outgoing(outgoing=paper, text="Sửa Điều 2", by=office_chief)

    assert (str(kept), kept.version.number) == ("Phạm Quang Huy: Sửa Điều 2", 1)


@pytest.mark.parametrize(
    ("state", "who", "on_paper"),
    [
        (State.UNIT_REVIEW, "truongphong", False),
        (State.FORMAT_CHECK, "chanhvanphong", False),
        (State.PENDING_SIGN, "chutich", False),
        (State.PENDING_SIGN, "vanthu", True),
    ],
)
def test_a_draft_is_given_back_with_a_reason(state, who, on_paper):
    paper, person = out.outgoing(state), out.person(who)
    assert said(approving.return_outgoing, outgoing=paper, reason="", by=person, on_paper=on_paper) == (
        "Hãy ghi rõ lý do."
    )

    kept = approving.return_outgoing(outgoing=paper, reason="Sai số liệu", by=person, on_paper=on_paper)

    assert (kept.state, approvals_of(kept)) == (State.DRAFT, {})
    approving.submit_outgoing(outgoing=kept, by=kept.drafter)
    approving.approve_content(outgoing=kept, by=out.person("truongphong"))


def test_a_paper_is_given_up_before_it_has_a_number(officer, clerk):
    assert (
        approving.cancel_outgoing(outgoing=out.outgoing(), reason="thôi", by=officer).state == State.CANCELLED
    )
    signed = approving.cancel_outgoing(outgoing=out.outgoing(State.SIGNED), reason="thôi", by=clerk)

    assert (signed.state, signed.ended_by, DocumentNumber.objects.count()) == (State.CANCELLED, clerk, 0)


def test_a_void_number_stays_in_the_book(clerk):
    paper = out.outgoing(State.NUMBERED)

    signing.void_outgoing(outgoing=paper, reason="Lãnh đạo rút", by=clerk)

    assert out.outgoing(State.NUMBERED).reference == "02/KH-LM"
    rows = list(rows_of(numbers_of(make.series(Direction.OUTGOING), 2026)))
    assert [(row.texts[0], row.is_void, row.texts[9]) for row in rows] == [
        ("01/KH-LM", True, "Hủy số: Lãnh đạo rút"),
        ("02/KH-LM", False, ""),
    ]


def test_a_deputy_signs_for_the_head_while_it_is_written_down(clerk, deputy, chairman):
    paper = out.outgoing(State.PENDING_SIGN, signer=deputy, prefix=Prefix.KT)
    assert why_not_signed(paper, on=TODAY) == ""
    assert signature_for(paper, on=TODAY).lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")

    SigningAuthority.objects.create(
        person=deputy,
        body=paper.body,
        prefix=Prefix.KT,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 9, 14),
        document="Phân công 2026",
    )

    assert said(signing.record_wet_signature, outgoing=paper, signed_on=TODAY, by=clerk).startswith(
        "Chưa có thẩm quyền ký được ghi cho người, loại văn bản và ngày này: Lê Thị Minh Hạnh, ngày 15/09/2026."
    )
    assert "không phải người đứng đầu" in why_not_signed(
        out.outgoing(signer=deputy, prefix=Prefix.NONE), on=TODAY
    )


def test_an_authority_reaches_the_types_it_names(office_chief):
    paper = out.outgoing(signer=office_chief, prefix=Prefix.TL)
    given = SigningAuthority.objects.create(
        person=office_chief,
        body=paper.body,
        prefix=Prefix.TL,
        valid_from=date(2026, 1, 1),
        document="Quy chế",
    )
    given.types.add(make.kind("cv"))
    assert "Chưa có thẩm quyền" in why_not_signed(paper, on=TODAY)

    given.types.add(make.kind("kh"))

    assert why_not_signed(paper, on=TODAY) == ""
    assert signature_for(paper, on=TODAY).lines == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_a_deputy_of_a_unit_signs_by_order_of_its_head(officer):
    paper = out.outgoing(signer=officer, prefix=Prefix.TL_KT)
    SigningAuthority.objects.create(
        person=officer,
        body=paper.body,
        prefix=Prefix.TL_KT,
        post="Phó Trưởng phòng",
        valid_from=date(2026, 1, 1),
        document="Quy chế",
    )

    assert why_not_signed(paper, on=TODAY) == ""
    lines = signature_for(paper, on=TODAY).lines
    assert lines == ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    Posting.objects.filter(role="unit_head").delete()
    assert signature_for(paper, on=TODAY).lines[1] == "KT. TRƯỞNG ĐƠN VỊ"


def test_the_head_of_a_body_with_its_own_seal_signs():
    fund = Agency.objects.get(name="Quỹ Hỗ trợ phát triển hợp tác xã")
    body = make.body(name="Quỹ", abbreviation="QHT", kind="own_seal", unit=fund)
    paper = out.outgoing(body=body, signer=out.person("giamdocquy"))

    assert why_not_signed(paper, on=TODAY) == ""
    assert signature_for(paper, on=TODAY).lines == ("GIÁM ĐỐC QUỸ",)


def test_days_of_signing_are_in_order(clerk):
    paper = out.outgoing(State.PENDING_SIGN)
    sign = {"outgoing": paper, "by": clerk}

    assert "sau hôm nay" in said(signing.record_wet_signature, signed_on=date(2026, 9, 16), **sign)
    assert "trước ngày trình (15/09/2026)" in said(
        signing.record_wet_signature, signed_on=date(2026, 9, 14), **sign
    )
    signing.record_wet_signature(signed_on=TODAY, **sign)
    assert "trước ngày ký (15/09/2026)" in said(signing.number_outgoing, dated_on=date(2026, 9, 14), **sign)


def test_a_paper_without_a_version_is_not_approved(unit_head):
    paper = out.outgoing(State.UNIT_REVIEW)
    OutgoingVersion.objects.filter(outgoing=paper).delete()

    assert "chưa có nội dung" in said(approving.approve_content, outgoing=paper, by=unit_head)
    assert issuing._approved_text(paper) == ""


def test_who_is_no_head_hands_on_nothing(deputy, officer):
    body = out.draft().facts["body"]
    plain = SigningAuthority(person=officer, body=body, prefix=Prefix.TL, valid_from=TODAY)

    assert why_not_delegated(plain) == ""
