"""The order of acts: form, person, number, seal; copies, annexes, and what is refused."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from lmhtx.signatures import making
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.outcomes import ItemKey, Outcome, Verdict
from lmhtx.workflow import Refused
from tests.lmhtx.signatures.conftest import BLUE, PERSON_BOX, RED, plan_of

DAY = date(2026, 9, 15)
pytestmark = pytest.mark.django_db


def test_a_decision_signed_numbered_and_sealed_bears_two_valid_signatures(papers):
    reading = look_at_bytes(papers("issued"), asks=False)
    person, agency = reading.signatures

    assert reading.verdict == Verdict.VALID
    assert [signature.verdict for signature in reading.signatures] == [Verdict.VALID, Verdict.VALID]
    assert (person.name, agency.name) == ("Nguyễn Văn Chủ", "Liên minh Hợp tác xã tỉnh Đồng Nai")
    assert (person.is_certifying, person.is_locking) == (True, False)
    assert (agency.is_certifying, agency.is_locking) == (False, True)
    assert [item.outcome for item in person.items] == [Outcome.PASS] * 6
    assert person.items[1].sentence == (
        "Sau chữ ký này chỉ có số, ngày tháng năm được điền vào ô chừa sẵn, và chữ ký sau."
    )


def test_number_and_day_stand_in_their_fields_in_tinos(papers, tmp_path):
    path = tmp_path / "issued.pdf"
    path.write_bytes(papers("issued"))
    words = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    faces = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in faces.splitlines()[2:]]

    assert [word for word in words.stdout.split() if word in {"57", "15", "9", "2026"}] == [
        "57",
        "15",
        "9",
        "2026",
    ]
    assert {row[0].split("+")[-1].split("-")[0] for row in rows} == {"Tinos"}
    assert {row[-5] for row in rows} == {"yes"}


def test_the_seal_lies_over_the_left_third_of_the_signature_at_its_actual_size(papers):
    person, agency = look_at_bytes(papers("issued"), asks=False).signatures
    left, bottom, right, top = agency.box

    assert person.box == PERSON_BOX
    assert right == pytest.approx(PERSON_BOX[0] + (PERSON_BOX[2] - PERSON_BOX[0]) / 3, abs=1)
    assert right - left == pytest.approx(36 * 72 / 25.4, abs=1)
    assert top - bottom == pytest.approx(36 * 72 / 25.4, abs=1)
    assert (agency.page, person.page) == (1, 1)


def test_the_seal_waits_for_the_person(papers, key):
    with pytest.raises(Refused) as refused:
        making.seal(pdf=papers("prepared"), key=key("agency"), picture=RED)

    assert str(refused.value) == making.UNSIGNED


def test_the_seal_is_refused_on_a_paper_changed_after_the_person_signed(papers, key):
    body = bytearray(papers("numbered"))
    place = body.index(b"/MediaBox")
    body[place + 1] = ord("N")

    with pytest.raises(Refused) as refused:
        making.seal(pdf=bytes(body), key=key("agency"), picture=RED)

    assert str(refused.value) == making.UNSIGNED


def test_nothing_is_signed_or_numbered_after_the_seal(papers, key):
    sealed = papers("issued")

    with pytest.raises(Refused, match="đã có chữ ký của cơ quan"):
        making.sign_as_person(pdf=sealed, key=key("deputy"), picture=BLUE, order=1)
    with pytest.raises(Refused, match="đã có chữ ký của cơ quan"):
        making.seal(pdf=sealed, key=key("agency"), picture=RED)
    with pytest.raises(Refused, match="đã có số"):
        making.give_number(pdf=sealed, number="58", on=DAY)


def test_two_people_sign_minutes_before_they_are_numbered(draft, key, trusted):
    prepared = making.prepare(pdf=draft, plan=plan_of(persons=2))
    first = making.sign_as_person(pdf=prepared, key=key("leader"), picture=BLUE)
    second = making.sign_as_person(pdf=first.pdf, key=key("deputy"), picture=BLUE, order=2)
    numbered_paper = making.give_number(pdf=second.pdf, number="57a", on=date(2026, 2, 5))
    sealed = making.seal(pdf=numbered_paper, key=key("agency"), picture=RED)

    reading = look_at_bytes(sealed.pdf, asks=False)

    assert [signature.verdict for signature in reading.signatures] == [Verdict.VALID] * 3
    assert reading.verdict == Verdict.VALID


@pytest.mark.parametrize("number", ["", "57/QĐ", "năm", "5７", "123456789"])
def test_a_number_is_digits_and_at_most_a_letter(draft, number):
    with pytest.raises(Refused) as refused:
        making.give_number(pdf=draft, number=number, on=DAY)

    assert str(refused.value) == making.BAD_NUMBER


def test_a_paper_without_the_form_is_neither_signed_nor_numbered(draft, key, trusted):
    with pytest.raises(Refused, match="không có ô ký còn trống"):
        making.sign_as_person(pdf=draft, key=key("leader"), picture=BLUE)
    with pytest.raises(Refused, match="không có ô số, ngày"):
        making.give_number(pdf=draft, number="57", on=DAY)
    with pytest.raises(Refused, match="đã có ô số, ngày"):
        making.prepare(pdf=making.prepare(pdf=draft, plan=plan_of()), plan=plan_of())


def test_a_picture_that_is_none_is_refused_and_a_broken_paper_too(papers, key):
    prepared = papers("prepared")

    with pytest.raises(Refused, match=r"không đọc được\. Hãy dùng tệp PNG"):
        making.sign_as_person(pdf=prepared, key=key("leader"), picture=b"khong phai anh")
    with pytest.raises(Refused, match="Tệp PDF hỏng"):
        making.sign_as_person(pdf=b"khong phai pdf", key=key("leader"), picture=BLUE)


def test_a_copy_says_form_agency_and_time_at_the_top_right_in_ten_points(draft, key, trusted):
    copy = making.sign_copy(
        pdf=draft, key=key("agency"), form_of_copy="SAO Y", agency="Liên minh Hợp tác xã tỉnh Đồng Nai"
    )

    (signature,) = look_at_bytes(copy.pdf, asks=False).signatures
    left, bottom, right, top = signature.box
    assert (signature.verdict, signature.is_locking, signature.page) == (Verdict.VALID, True, 1)
    assert (round(top), round(right), round(top - bottom)) == (822, 553, 14)
    assert 300 < right - left < 330


def test_an_annex_says_the_symbol_and_the_time(draft, key, trusted, tmp_path):
    annex = making.sign_annex(pdf=draft, key=key("agency"), symbol="245/KH-LM")
    path = tmp_path / "annex.pdf"
    path.write_bytes(annex.pdf)
    words = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    faces = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout

    assert "245/KH-LM; 15/09/2026 10:00:00 +07:00" in words.stdout
    assert {line.split()[0].split("+")[-1] for line in faces.splitlines()[2:]} == {
        "Tinos",
        "Tinos-Identity-H",
    }
    assert annex.level == "PAdES-B-LT"


def test_without_a_time_stamp_service_the_level_says_so(papers, key, settings):
    settings.SIGNING = replace(settings.SIGNING, stamp_address="")

    signed = making.sign_as_person(pdf=papers("prepared"), key=key("leader"), picture=BLUE)

    assert (signed.level, signed.note) == ("PAdES-B-B", making.LEVEL_TOLD["PAdES-B-B"])
    assert signed.signature.outcome(ItemKey.TIME) == Outcome.UNKNOWN


def test_with_silent_services_the_paper_is_signed_all_the_same(papers, key, authority):
    prepared = papers("prepared")
    authority.is_away = True

    signed = making.sign_as_person(pdf=prepared, key=key("leader"), picture=BLUE)

    assert signed.level == "PAdES-B-B"
    assert signed.signature.outcome(ItemKey.INTEGRITY) == Outcome.PASS


def test_with_a_stamp_and_silent_revocation_the_level_is_between(papers, key, authority):
    prepared = papers("prepared")
    authority.silent = ("ocsp", "crls")

    signed = making.sign_as_person(pdf=prepared, key=key("leader"), picture=BLUE)

    assert (signed.level, signed.note) == ("PAdES-B-T", making.LEVEL_TOLD["PAdES-B-T"])
