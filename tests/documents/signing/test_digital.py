"""A paper is signed by its signer's key, numbered within the file, sealed by the agency's, and goes out whole."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.actions import certificates, issuing, signing
from documents.actions.digital import seal_by_key, sign_outgoing
from documents.actions.signed_files import bytes_of, newest_file, prepared
from documents.enums.outgoing import SEALED_FILE, SIGNED_FILE, Prefix, SendWay, SignWay
from documents.enums.outgoing import OutgoingState as State
from documents.models import Outgoing, SeriesYear, SigningAuthority, SigningCertificate
from documents.queries.electronic import good_by
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.signatures.actions import check_blob
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.outcomes import Outcome, Verdict
from lmhtx.signatures.trust_facts import root_facts
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.lmhtx.signatures.authority import PASSWORD, PEOPLE
from tests.lmhtx.signatures.conftest import BLUE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def said(act, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(**facts)
    return str(refused.value)


@pytest.fixture
def decision(clerk, chairman):
    """A decision before the deputy, who signs for the head by a written delegation; 56 numbers were given before."""
    deputy = out.person("phochutich")
    paper = out.outgoing(
        State.PENDING_SIGN,
        type=make.kind("qd"),
        subject="Khen thưởng hợp tác xã",
        signer=deputy,
        prefix=Prefix.KT,
        text="Căn cứ Quy chế thi đua, khen thưởng;\nTheo đề nghị của Văn phòng.\n"
        "Điều 1. Tặng Giấy khen cho Hợp tác xã Xuân Lộc.\nĐiều 2. Mức thưởng 10.000.000 đồng.",
    )
    SigningAuthority.objects.create(
        person=deputy,
        body=paper.body,
        prefix=Prefix.KT,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        document="Quyết định phân công số 01/QĐ-LM",
    )
    series = make.series("out")
    SeriesYear.objects.create(
        series=series, year=2026, last_number=56, last_dated_on=TODAY - timedelta(days=1)
    )
    return paper


def sealed(paper: Outgoing, clerk) -> Outgoing:
    """Signed, numbered and sealed by keys."""
    signed, _ = sign_outgoing(outgoing=paper, by=paper.signer, pin=PASSWORD)
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    return seal_by_key(outgoing=numbered, by=clerk, pin=PASSWORD)[0]


def look(paper: Outgoing, kind: str = SEALED_FILE):
    held = newest_file(paper, kind)
    assert held is not None
    return check_blob(blob=held.blob)


def outcomes(signature) -> dict[str, Outcome]:
    """What each item that the office adds came to."""
    return {item.label: item.outcome for item in signature.told_items if item.label}


def test_scenario_signed_numbered_sealed_in_that_order(office, decision, clerk):
    office(deputy="phochutich")
    assert "chưa có chữ ký" in said(seal_by_key, outgoing=decision, by=clerk, pin=PASSWORD).lower()

    signed, made = sign_outgoing(outgoing=decision, by=decision.signer, pin=PASSWORD)
    assert (signed.state, signed.signed_way, made.level) == (State.SIGNED, SignWay.DIGITAL, "PAdES-B-LT")
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    assert numbered.reference == "57/QĐ-LM"
    kept, _ = seal_by_key(outgoing=numbered, by=clerk, pin=PASSWORD)

    check = look(kept)
    person, agency = check.signatures.order_by("number")
    assert check.verdict == Verdict.VALID
    assert (
        outcomes(person).items()
        >= {
            "Người ký": Outcome.PASS,
            "Thẩm quyền ký": Outcome.PASS,
        }.items()
    )
    assert (
        outcomes(agency).items()
        >= {
            "Người ký": Outcome.PASS,
            "Thứ tự ký": Outcome.PASS,
        }.items()
    )
    assert list(good_by(clock.now())) == [kept]
    issued = issuing.issue_outgoing(outgoing=kept, way=SendWay.AXIS, by=clerk)
    assert issued.state == State.ISSUED


def test_number_day_and_pictures_stand_at_their_places(office, decision, clerk):
    office(deputy="phochutich")
    kept = sealed(decision, clerk)
    body = bytes_of(newest_file(kept, SEALED_FILE).blob)

    read = look_at_bytes(body, asks=False)
    person, agency = (one.box for one in read.signatures)
    width = person[2] - person[0]
    assert (agency[2] - person[0]) / width == pytest.approx(1 / 3, abs=0.02)
    assert agency[2] - agency[0] == pytest.approx(36 * 72 / 25.4, abs=0.5)
    assert [one.name for one in read.signatures] == ["Trần Thị Phó", "Liên minh Hợp tác xã tỉnh Đồng Nai"]


def test_scenario_one_changed_byte_stops_the_issue(office, decision, clerk):
    office(deputy="phochutich")
    kept = sealed(decision, clerk)
    blob = newest_file(kept, SEALED_FILE).blob
    body = bytearray(bytes_of(blob))
    place = body.index(b"/Type")
    body[place + 1] ^= 1
    with default_storage.open(blob.stored_name, "wb") as file:
        file.write(bytes(body))

    assert "Văn bản đã bị thay đổi" in said(issuing.issue_outgoing, outgoing=kept, way=SendWay.AXIS, by=clerk)
    assert look(kept).verdict != Verdict.VALID
    assert Outgoing.objects.get(pk=kept.pk).state == State.SEALED


def test_scenario_silent_services_leave_it_unknown(office, decision, clerk, keys):
    office(deputy="phochutich")
    keys.is_away = True

    kept = sealed(decision, clerk)

    assert look(kept).verdict == Verdict.UNKNOWN


def test_scenario_a_delegation_that_ended_yesterday(office, decision, clerk):
    office(deputy="phochutich")
    kept = sealed(decision, clerk)
    SigningAuthority.objects.update(valid_to=TODAY - timedelta(days=1))

    check = look(kept)

    person = check.signatures.order_by("number").first()
    right = next(item for item in person.told_items if item.label == "Thẩm quyền ký")
    assert (right.outcome, check.verdict) == (Outcome.FAIL, Verdict.INVALID)
    assert right.sentence.endswith("(ngày 15/09/2026).")


def test_a_delegation_that_ended_stops_the_signature(office, decision):
    office(deputy="phochutich")
    SigningAuthority.objects.update(valid_to=TODAY - timedelta(days=1))

    assert "Chưa có thẩm quyền ký" in said(sign_outgoing, outgoing=decision, by=decision.signer, pin=PASSWORD)
    assert newest_file(decision, SIGNED_FILE) is None


def test_only_the_signer_by_his_own_key(office, decision, chairman, clerk):
    office()
    assert "Chỉ " in said(sign_outgoing, outgoing=decision, by=chairman, pin=PASSWORD)
    assert "chưa có chứng thư số dùng được" in said(sign_outgoing, outgoing=decision, by=decision.signer)
    certificate = office_certificate(decision.signer, "deputy", key_name="other")
    assert "không phải chứng thư đã ghi" in said(
        sign_outgoing, outgoing=decision, by=decision.signer, pin=PASSWORD
    )
    SigningCertificate.objects.filter(pk=certificate.pk).update(key_name="deputy")
    assert "mật khẩu" in said(sign_outgoing, outgoing=decision, by=decision.signer, pin="sai").lower()
    assert Outgoing.objects.get(pk=decision.pk).state == State.PENDING_SIGN
    assert not Attachment.objects.of(decision).filter(kind=SIGNED_FILE).exists()


def office_certificate(person, label, *, key_name) -> SigningCertificate:
    """A certificate written down without the act, as an office may find it."""
    return SigningCertificate.objects.create(
        person=person,
        name=PEOPLE[label],
        issuer="Nơi cấp thử nghiệm",
        serial="1",
        sha256="f" * 64,
        valid_from=date(2025, 1, 1),
        valid_to=date(2028, 1, 1),
        key_name=key_name,
    )


def test_somebody_elses_certificate_is_told(office, decision, clerk, keys, office_chief):
    office(deputy="phochutich")
    kept = sealed(decision, clerk)
    SigningCertificate.objects.filter(person__isnull=False).update(person=out.person("chutich"))

    check = look(kept)

    item = next(
        one for one in check.signatures.order_by("number").first().told_items if one.label == "Người ký"
    )
    assert (item.outcome, check.verdict) == (Outcome.FAIL, Verdict.INVALID)
    SigningCertificate.objects.filter(person__isnull=False).delete()
    again = look(kept).signatures.order_by("number").first()
    item = next(one for one in again.told_items if one.label == "Người ký")
    assert item.sentence.startswith("Chứng thư mang tên Trần Thị Phó")


def test_a_wet_paper_takes_no_digital_seal_and_the_other_way_round(office, decision, clerk):
    office(deputy="phochutich")
    wet = out.outgoing(State.NUMBERED, signed_on=TODAY)
    assert "đóng dấu giấy" in said(seal_by_key, outgoing=wet, by=clerk, pin=PASSWORD)
    signed, _ = sign_outgoing(outgoing=decision, by=decision.signer, pin=PASSWORD)
    assert "chưa được trình ký" in said(sign_outgoing, outgoing=signed, by=decision.signer, pin=PASSWORD)
    numbered = signing.number_outgoing(outgoing=signed, by=clerk)
    assert "cơ quan ký số lên tệp" in said(signing.seal_outgoing, outgoing=numbered, by=clerk)


def test_a_draft_of_two_files_and_one_without_room_are_refused(office, clerk):
    office(leader="chutich")
    one = SimpleUploadedFile("van-ban.pdf", make.letter_pdf("Kính gửi ai đó").read(), "application/pdf")
    bare = out.outgoing(State.PENDING_SIGN, file=one, text="")

    assert "Không tìm thấy chỗ" in said(prepared, outgoing=bare)


def test_pages_sign_number_and_seal(office, decision, clerk, as_):
    office(deputy="phochutich")
    signer = decision.signer
    address = reverse("outgoing_sign_digital", args=[decision.pk])
    assert "Ký số" in as_(signer).get(decision.get_absolute_url()).content.decode()
    refused = as_(signer).post(address, {"pin": "sai"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "sai" not in refused.content.decode().split("<form")[1]
    assert as_(clerk).post(address, {"pin": PASSWORD}).status_code in {403, 404}
    assert str(decision) in as_(signer).get(reverse("signing_queue")).content.decode()

    assert as_(signer).post(address, {"pin": PASSWORD}).status_code == HTTPStatus.FOUND
    as_(clerk).post(reverse("outgoing_number", args=[decision.pk]), {"dated_on": "15/09/2026"})
    page = as_(clerk).get(decision.get_absolute_url()).content.decode()
    assert reverse("outgoing_seal_digital", args=[decision.pk]) in page
    assert (
        str(Outgoing.objects.get(pk=decision.pk)) in as_(clerk).get(reverse("sealing_queue")).content.decode()
    )
    sealed_at = as_(clerk).post(reverse("outgoing_seal_digital", args=[decision.pk]), {"pin": PASSWORD})
    assert sealed_at.status_code == HTTPStatus.FOUND
    assert Outgoing.objects.get(pk=decision.pk).sealed_way == SignWay.DIGITAL


def test_certificates_are_written_down_pictured_and_ended(keys, trusted, office_chief, clerk, as_):
    person = out.person("chutich")
    cer = SimpleUploadedFile("chutich.cer", keys.pem("leader").encode(), "application/x-x509-ca-cert")
    png = SimpleUploadedFile("ky.png", BLUE, "image/png")
    told = {"file": cer, "person": person.pk, "key_name": "leader", "picture": png}
    client = as_(office_chief)

    assert client.post(reverse("certificate_create"), told).status_code == HTTPStatus.FOUND
    held = SigningCertificate.objects.get()
    assert (held.name, held.person, str(held)) == ("Nguyễn Văn Chủ", person, f"{person}: Nguyễn Văn Chủ")
    assert "Nguyễn Văn Chủ" in client.get(reverse("certificate_list")).content.decode()
    again = client.post(
        reverse("certificate_picture", args=[held.pk]),
        {"picture": SimpleUploadedFile("ky.jpg", b"\xff\xd8\xff\xe0 jpeg", "image/jpeg")},
    )
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(
        reverse("certificate_picture", args=[held.pk]), {"picture": SimpleUploadedFile("k.png", BLUE)}
    )
    assert Attachment.objects.of(held).count() == 2
    client.post(reverse("certificate_end", args=[held.pk]), {"reason": "Đổi thiết bị"})
    held.refresh_from_db()
    assert (held.end_reason, held.ended_by) == ("Đổi thiết bị", office_chief)
    assert "Thôi dùng: Đổi thiết bị" in client.get(reverse("certificate_list")).content.decode()
    assert as_(clerk).get(reverse("certificate_list")).status_code == HTTPStatus.FORBIDDEN
    bad = {"file": SimpleUploadedFile("x.cer", b"khong"), "person": person.pk}
    assert client.post(reverse("certificate_create"), bad).status_code != HTTPStatus.FOUND
    assert SigningCertificate.objects.count() == 1


def test_what_may_not_be_written_down(keys, office_chief, chairman):
    facts = root_facts(keys.pem("leader").encode())
    give = {"facts": facts, "picture": None, "by": office_chief}
    body = out.draft().facts["body"]
    assert "chọn đúng một" in said(certificates.add_certificate, person=None, body=None, key_name="", **give)
    assert "chọn đúng một" in said(
        certificates.add_certificate, person=chairman, body=body, key_name="", **give
    )
    assert "không có khóa “lạ”" in said(
        certificates.add_certificate, person=chairman, body=None, key_name="lạ", **give
    )
    held = certificates.add_certificate(person=chairman, body=None, key_name="", **give)
    assert "đã được ghi cho" in said(
        certificates.add_certificate, person=chairman, body=None, key_name="", **give
    )
    assert "ghi lý do" in said(certificates.end_certificate, certificate=held, reason=" ", by=office_chief)
    certificates.end_certificate(certificate=held, reason="Mất", by=office_chief)
    assert "đã thôi dùng" in said(
        certificates.end_certificate, certificate=held, reason="Mất", by=office_chief
    )
