"""What cannot be signed, numbered, sealed or sent says why; whose signature it is, is told in every case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from documents.actions import issuing, signing
from documents.actions.digital import certificate_of, keep_signed, seal_by_key, sign_outgoing
from documents.actions.drafting import edit_outgoing
from documents.actions.signed_files import bytes_of, newest_file, prepared
from documents.enums.outgoing import DRAFT_FILE, SEALED_FILE, SendWay, SignWay
from documents.enums.outgoing import OutgoingState as State
from documents.models import IssuingBody, Outgoing, SigningCertificate
from documents.queries.judging import items_of
from documents.queries.outgoing import takes_number_elsewhere, version_of
from documents.queries.outgoing_paper import paper_of, paper_to_sign
from lmhtx.files.actions import store
from lmhtx.people.models import User
from lmhtx.reports import pdf as typesetting
from lmhtx.reports.pdf import pdf
from lmhtx.reports.word import word
from lmhtx.signatures import making
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.outcomes import Outcome
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.lmhtx.signatures.authority import PASSWORD

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
BROKEN = b"%PDF-1.4 hong"


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def with_files(*files: tuple[str, bytes]) -> Outgoing:
    """A paper before its signer whose version consists of files."""
    paper = out.outgoing(State.PENDING_SIGN)
    for name, body in files:
        store(BytesIO(body), owner=version_of(paper), kind=DRAFT_FILE, by=paper.drafter, name=name)
    return paper


def test_a_draft_that_changed_meanwhile_keeps_no_signature(officer):
    paper = out.outgoing(State.PENDING_SIGN)
    before = version_of(paper)
    edit_outgoing(outgoing=paper, draft=out.draft(text="Nội dung khác."), by=officer)

    assert "vừa có phiên bản mới" in said(
        keep_signed, outgoing=paper, version=before, body=b"", by=paper.signer
    )


def test_a_word_draft_becomes_a_pdf_with_its_rooms():
    made = word(replace(paper_of(out.outgoing(), version_of(Outgoing.objects.get())), is_draft=False))

    body = prepared(with_files(("du-thao.docx", made)))

    assert making.give_number(pdf=body, number="05", on=TODAY).startswith(body)


def test_what_cannot_be_prepared_says_why(monkeypatch):
    printed = pdf(replace(paper_to_sign(out.outgoing(), None), number="12", dated_on=TODAY))
    assert "Không tìm thấy chỗ trống cho số" in said(prepared, with_files(("in-roi.pdf", printed)))
    assert "đúng một tệp" in said(prepared, with_files(("a.pdf", printed), ("b.pdf", BROKEN)))
    assert said(prepared, with_files(("hong.pdf", BROKEN))) != ""
    assert "Không chuyển được tệp “hong.docx”" in said(
        prepared, with_files(("hong.docx", b"PK\x03\x04 hong"))
    )
    monkeypatch.setattr(typesetting, "MEMORY_MB", 64)
    assert said(prepared, out.outgoing(State.PENDING_SIGN)) != ""


def test_a_paper_without_its_file_is_neither_numbered_nor_sealed_nor_sent(office, clerk):
    office()
    signed = out.outgoing(State.SIGNED)
    Outgoing.objects.filter(pk=signed.pk).update(signed_way=SignWay.DIGITAL)
    assert "chưa có tệp đã ký" in said(signing.number_outgoing, outgoing=signed, by=clerk)
    numbered = out.outgoing(State.NUMBERED)
    Outgoing.objects.filter(pk=numbered.pk).update(signed_way=SignWay.DIGITAL)
    numbered.refresh_from_db()
    assert "Chưa có chữ ký hợp lệ" in said(seal_by_key, outgoing=numbered, by=clerk, pin=PASSWORD)
    sealed = out.outgoing(State.SEALED)
    Outgoing.objects.filter(pk=sealed.pk).update(sealed_way=SignWay.DIGITAL)
    send = {"outgoing": sealed, "way": SendWay.AXIS, "by": clerk}
    assert "chưa có tệp đã đóng dấu số" in said(issuing.issue_outgoing, **send)
    store(BytesIO(BROKEN), owner=sealed, kind=SEALED_FILE, by=clerk, name="hong.pdf")
    assert "đã bị thay đổi" in said(issuing.issue_outgoing, **send)
    store(make.letter_pdf("Không ai ký"), owner=sealed, kind=SEALED_FILE, by=clerk)
    assert "đã bị thay đổi" in said(issuing.issue_outgoing, **send)


def test_a_council_is_sealed_by_the_alliance(office):
    council = make.body()
    assert "chưa có chứng thư số dùng được" in said(certificate_of, council)

    agency = office()
    assert certificate_of(council) == agency


def test_a_paper_of_a_body_without_a_book_takes_no_number_elsewhere():
    paper = out.outgoing(State.SIGNED)
    paper.body = make.body()

    assert takes_number_elsewhere(paper) is False


def test_whose_signature_it_is_is_told_in_every_case(office, clerk, chairman):
    office(leader="chutich")
    paper = out.outgoing(State.PENDING_SIGN)
    signed, _ = sign_outgoing(outgoing=paper, by=chairman, pin=PASSWORD)
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    paper, _ = seal_by_key(outgoing=numbered, by=clerk, pin=PASSWORD)
    blob = newest_file(paper, SEALED_FILE).blob
    reading = look_at_bytes(bytes_of(blob), asks=False)

    def told() -> dict[tuple[int, str], tuple[Outcome, bool, str]]:
        return {
            (number, item.key): (item.outcome, item.warns, item.sentence)
            for number, items in items_of(blob, reading).items()
            for item in items
        }

    SigningCertificate.objects.filter(body__isnull=False).update(
        body=make.body(name="Quỹ", abbreviation="QHT")
    )
    assert told()[2, "signer"][0] == Outcome.FAIL
    SigningCertificate.objects.all().delete()
    found = told()
    assert found[1, "signer"][:2] == (Outcome.FAIL, False)
    assert found[2, "signer"][0] == Outcome.FAIL
    User.objects.filter(pk=chairman.pk).update(full_name="Nguyễn Văn Chủ")
    IssuingBody.objects.filter(pk=paper.body_id).update(name="Liên minh Hợp tác xã tỉnh Đồng Nai")
    found = told()
    assert found[1, "signer"][:2] == (Outcome.PASS, True)
    assert found[2, "signer"][:2] == (Outcome.PASS, True)
    Outgoing.objects.filter(pk=paper.pk).update(signer=None)
    assert told()[1, "signer"][0] == Outcome.UNKNOWN
    alone = replace(reading, signatures=reading.signatures[1:])
    (order,) = [one for one in items_of(blob, alone)[2] if one.key == "order"]
    assert order.outcome == Outcome.FAIL
    assert items_of(blob, replace(reading, signatures=())) == {}
