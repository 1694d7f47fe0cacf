"""What a look at a PDF comes to: good papers, changed ones, signers whom nobody vouches for, silent services."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures import making
from lmhtx.signatures.asking import ask
from lmhtx.signatures.keys.stamping import Stamper
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.outcomes import ItemKey, Outcome, Verdict
from lmhtx.signatures.pdf import changes, judging
from tests.lmhtx.signatures import attacks
from tests.lmhtx.signatures.authority import NOW
from tests.lmhtx.signatures.conftest import BLUE, trust

pytestmark = pytest.mark.django_db

ALTERED = {
    "one_byte": (attacks.one_byte, ItemKey.INTEGRITY),
    "more_text": (attacks.more_text, ItemKey.CHANGES),
    "another_page": (attacks.another_page, ItemKey.CHANGES),
    "hidden_content": (attacks.hidden_content, ItemKey.CHANGES),
    "renumbered": (attacks.renumbered, ItemKey.CHANGES),
    "forged_range": (attacks.forged_range, ItemKey.INTEGRITY),
    "hidden_in_gap": (attacks.hidden_in_gap, ItemKey.INTEGRITY),
}


def signed(draft, key, label, **options):
    with key(label).opened() as signer:
        return attacks.signed_by(draft, signer, **options)


def only(reading):
    (signature,) = reading.signatures
    return signature


def sentence(signature, key):
    return next(item.sentence for item in signature.items if item.key == key)


@pytest.mark.parametrize("name", ALTERED)
def test_a_paper_changed_after_it_was_signed_is_altered(papers, name):
    change, item = ALTERED[name]

    reading = look_at_bytes(change(papers("issued")), asks=False)

    assert reading.verdict == Verdict.ALTERED
    assert Outcome.FAIL in {signature.outcome(item) for signature in reading.signatures}


def test_one_changed_byte_is_told_in_plain_words(papers):
    reading = look_at_bytes(attacks.one_byte(papers("signed")), asks=False)

    assert sentence(only(reading), ItemKey.INTEGRITY) == (
        "Văn bản đã bị thay đổi: nội dung không còn khớp với lúc ký."
    )


def test_the_number_is_filled_in_once(papers):
    once, twice = papers("numbered"), attacks.renumbered(papers("numbered"))

    assert sentence(only(look_at_bytes(once, asks=False)), ItemKey.CHANGES) == changes.NUMBERED
    assert sentence(only(look_at_bytes(twice, asks=False)), ItemKey.CHANGES) == changes.RENUMBERED
    assert look_at_bytes(twice, asks=False).verdict == Verdict.ALTERED


def test_another_field_than_the_number_may_not_be_filled_in(papers, key):
    prepared = attacks.with_other_field(papers("prepared"))
    paper = making.sign_as_person(pdf=prepared, key=key("leader"), picture=BLUE).pdf

    reading = look_at_bytes(attacks.filled(paper, "so_tien", "9999"), asks=False)

    assert sentence(only(reading), ItemKey.CHANGES) == changes.FORM_CHANGED
    assert reading.verdict == Verdict.ALTERED


def test_a_field_of_the_number_that_covers_the_page_is_told(papers, key):
    prepared = attacks.with_wide_field(papers("prepared"))
    paper = making.sign_as_person(pdf=prepared, key=key("leader"), picture=BLUE).pdf

    reading = look_at_bytes(making.give_number(pdf=paper, number="57", on=NOW.date()), asks=False)

    assert sentence(only(reading), ItemKey.CHANGES) == changes.OVERLAID


def test_a_number_after_a_signature_that_did_not_allow_it_is_told(papers, key):
    with key("leader").opened() as signer:
        paper = attacks.signed_by(papers("prepared"), signer)

    reading = look_at_bytes(attacks.filled(paper, "lmhtx_so", "57"), asks=False)

    assert sentence(only(reading), ItemKey.CHANGES) == changes.FORM_CHANGED


def test_an_expired_certificate_is_invalid(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "expired", stamper=Stamper()))

    assert reading.verdict == Verdict.INVALID
    assert sentence(only(reading), ItemKey.STATUS) == (
        "Ký ngoài thời hạn của chứng thư (hạn từ 01/01/2022 07:00 đến 01/01/2025 07:00; ký lúc 15/09/2026 10:00)."
    )


def test_a_revoked_certificate_is_invalid(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "revoked", stamper=Stamper()))

    assert reading.verdict == Verdict.INVALID
    assert sentence(only(reading), ItemKey.STATUS) == (
        "Lúc ký (15/09/2026 10:00): chứng thư đã bị thu hồi từ 01/06/2026 07:00."
    )


def test_who_signed_before_the_revocation_and_can_prove_it_signed_well(draft, key, trusted, authority):
    authority.at(NOW - timedelta(days=150))
    paper = signed(draft, key, "revoked", stamper=Stamper())
    authority.at(NOW)

    reading = look_at_bytes(paper)

    assert only(reading).outcome(ItemKey.STATUS) == Outcome.PASS
    assert only(reading).proven_at == NOW - timedelta(days=150)


def test_a_certificate_signed_by_itself_is_invalid(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "self", stamper=Stamper()))

    assert reading.verdict == Verdict.INVALID
    assert sentence(only(reading), ItemKey.CHAIN) == (
        "Chứng thư tự ký: không có nơi cấp nào bảo đảm cho người ký."
    )


def test_a_root_that_is_not_trusted_is_invalid_until_it_is(draft, key, trusted, authority, admin):
    paper = signed(draft, key, "stranger", stamper=Stamper())

    before = look_at_bytes(paper)
    trust(authority, "strange-root", admin, kind="public")
    after = look_at_bytes(paper)

    assert (before.verdict, before.is_open) == (Verdict.INVALID, True)
    assert sentence(only(before), ItemKey.CHAIN) == "Chứng thư do Gốc lạ bảo đảm; cổng không tin cậy nơi này."
    assert only(after).outcome(ItemKey.CHAIN) == Outcome.PASS


def test_a_certificate_in_the_name_of_an_issuer_that_did_not_sign_it_is_invalid(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "forged", stamper=Stamper()))

    assert reading.verdict == Verdict.INVALID
    assert only(reading).outcome(ItemKey.CHAIN) == Outcome.FAIL


def test_a_short_key_is_invalid(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "weak", stamper=Stamper()))

    assert reading.verdict == Verdict.INVALID
    assert sentence(only(reading), ItemKey.ALGORITHM) == "Khóa RSA 1024 bit quá ngắn (tối thiểu 2048 bit)."


def test_sha1_is_a_warning(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "leader", digest="sha1", stamper=Stamper()))
    told = next(item for item in only(reading).items if item.key == ItemKey.ALGORITHM)

    assert (told.outcome, told.warns) == (Outcome.PASS, True)
    assert told.sentence == "SHA-1, RSA 2048 bit. SHA-1 đã lỗi thời: nên ký lại bằng SHA-256."
    assert reading.verdict == Verdict.VALID


def test_without_trusted_roots_nothing_is_valid(draft, key, db):
    reading = look_at_bytes(signed(draft, key, "leader", stamper=Stamper()))

    assert (reading.verdict, reading.is_open) == (Verdict.UNKNOWN, True)


def test_a_root_for_time_stamps_vouches_for_nobody_else(draft, key, authority, admin):
    trust(authority, "root", admin, kind="timestamp")

    reading = look_at_bytes(signed(draft, key, "leader", stamper=Stamper()))

    assert only(reading).outcome(ItemKey.TIME) == Outcome.PASS
    assert only(reading).outcome(ItemKey.CHAIN) == Outcome.UNKNOWN


def test_without_a_time_stamp_the_time_is_the_signers_word(draft, key, trusted):
    reading = look_at_bytes(signed(draft, key, "leader"))
    signature = only(reading)

    assert reading.verdict == Verdict.UNKNOWN
    assert signature.outcome(ItemKey.TIME) == Outcome.UNKNOWN
    assert (signature.proven_at, signature.claimed_at is None) == (None, False)


def test_silent_services_make_it_unknown_and_never_valid(draft, key, trusted, authority):
    paper = signed(draft, key, "leader", stamper=Stamper())
    authority.is_away = True

    reading = look_at_bytes(paper)

    assert (reading.verdict, reading.is_open) == (Verdict.UNKNOWN, True)
    assert only(reading).outcome(ItemKey.STATUS) == Outcome.UNKNOWN


def test_hanging_services_are_left_alone_in_time(draft, key, trusted, authority, settings):
    paper = signed(draft, key, "leader", stamper=Stamper())
    settings.SIGNING = replace(settings.SIGNING, seconds=0.2)
    authority.speaks.clear()

    reading = look_at_bytes(paper)

    assert reading.verdict == Verdict.UNKNOWN


def test_the_list_of_the_revoked_speaks_where_ocsp_is_silent(draft, key, trusted, authority):
    paper = signed(draft, key, "revoked", stamper=Stamper())
    authority.silent = ("ocsp",)

    reading = look_at_bytes(paper)

    assert reading.verdict == Verdict.INVALID
    assert "/thu/crls/ca/latest.crl" in authority.asked


def test_services_of_strangers_are_not_called(draft, key, authority, admin):
    trust(authority, "strange-root", admin)
    paper = signed(draft, key, "leader", stamper=Stamper())
    authority.asked.clear()

    look_at_bytes(paper)

    assert authority.asked == []


def test_evidence_in_the_paper_speaks_when_the_services_are_gone(papers, authority):
    authority.is_away = True

    assert look_at_bytes(papers("issued")).verdict == Verdict.VALID
    assert authority.asked == []


def test_what_is_said_after_a_certificate_has_expired_proves_nothing(
    draft, key, authority, tmp_path, trusted
):
    path = tmp_path / "old.pdf"
    path.write_bytes(signed(draft, key, "leader", stamper=Stamper()))
    later = NOW + timedelta(days=1000)
    authority.at(later)
    answers = [
        {"kind": "crl", "body": ask(f"{authority.address}/thu/crls/{name}/latest.crl")}
        for name in ("root", "ca")
    ]
    anchors = [{"kind": "state", "pem": authority.pem("root")}]

    told = judging.look_at(path, anchors=anchors, answers=answers, moment=later.isoformat())
    outcomes = {item["key"]: item["outcome"] for item in told["signatures"][0]["items"]}

    assert (outcomes["time"], outcomes["status"], told["verdict"]) == ("pass", "unknown", Verdict.UNKNOWN)


def test_a_paper_without_signatures_has_none(draft, trusted):
    reading = look_at_bytes(draft)

    assert (reading.verdict, reading.signatures) == (Verdict.UNSIGNED, ())


def test_a_broken_file_cannot_be_read(draft, trusted):
    with pytest.raises(UnreadableFile, match="Tệp PDF hỏng"):
        look_at_bytes(b"%PDF-1.7\nkhong con gi")


def test_a_paper_with_a_password_cannot_be_read(draft, trusted):
    writer = copy_into_new_writer(PdfFileReader(BytesIO(draft)))
    writer.encrypt("chu", "khach")
    body = BytesIO()
    writer.write(body)

    with pytest.raises(UnreadableFile, match="có mật khẩu"):
        look_at_bytes(body.getvalue())


def test_a_hidden_signature_is_not_no_signature(papers):
    reading = look_at_bytes(attacks.without_kind(papers("signed")), asks=False)

    assert reading.verdict != Verdict.UNSIGNED
    assert reading.verdict != Verdict.VALID


def test_pdfsig_agrees_on_every_file(papers, draft, key, pdfsig):
    """On what was signed being whole; of later additions it only says that there are some.

    It takes what hides in the room of the signature for a later addition; here that is a signature that does not
    cover the paper.
    """
    good = {name: papers(name) for name in ("signed", "numbered", "issued")}
    bad = {name: change(papers("issued")) for name, (change, _) in ALTERED.items() if name != "hidden_in_gap"}
    people = {name: signed(draft, key, name) for name in ("leader", "expired", "self", "stranger", "forged")}

    for name, body in (good | bad | people).items():
        theirs = [one for one in pdfsig(body) if "Signature Validation" in one]
        ours = look_at_bytes(body, asks=False).signatures
        by_them = [one["Signature Validation"] == "Signature is Valid." for one in theirs]
        by_us = [one.outcome(ItemKey.INTEGRITY) == Outcome.PASS for one in ours]
        whole = ["Total document signed" in one for one in theirs]
        assert (name, by_us) == (name, by_them)
        assert (name, [one.is_whole_file for one in ours]) == (name, whole) or name == "forged_range"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("self", "Certificate issuer is unknown."),
        ("stranger", "Certificate issuer isn't Trusted."),
        ("expired", "Certificate has Expired"),
    ],
)
def test_pdfsig_trusts_no_signer_that_is_invalid_here(draft, key, trusted, pdfsig, label, words):
    body = signed(draft, key, label, stamper=Stamper())

    (theirs,) = pdfsig(body)

    assert theirs["Certificate Validation"] == words
    assert look_at_bytes(body).verdict == Verdict.INVALID


@pytest.fixture
def flipping(papers, authority, tmp_path):
    """A look at the signed paper with one bit turned over, and the places that are signed."""
    body = papers("signed")
    path = tmp_path / "flipped.pdf"
    anchors = [{"kind": "state", "pem": authority.pem("root")}]
    found = re.search(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+)", body)
    gap, rest = int(found[1]), int(found[2])

    def verdict(place, bit):
        flipped = bytearray(body)
        flipped[place] ^= 1 << bit if bit is not None else 0
        path.write_bytes(flipped)
        try:
            return judging.look_at(path, anchors=anchors, answers=[], moment=NOW.isoformat())["verdict"]
        except UnreadableFile:
            return None

    return verdict, strategies.integers(0, gap - 1) | strategies.integers(rest, rest + int(found[3]) - 1)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=strategies.data())
def test_a_flipped_bit_inside_the_signed_range_is_never_valid(flipping, data):
    verdict, places = flipping

    assert verdict(data.draw(places), data.draw(strategies.integers(0, 7))) != Verdict.VALID


def test_the_paper_that_is_flipped_was_valid(flipping):
    verdict, _ = flipping

    assert verdict(0, None) == Verdict.VALID
