"""What the child does, done here: the same functions over the same papers, without a process between."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from io import BytesIO

import pytest
from certomancer.registry import ServiceLabel
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.keys.stamping import Stamper
from lmhtx.signatures.outcomes import Verdict
from lmhtx.signatures.pdf import changes, form, judging, placing, returned, roots, stamps, writing
from tests.lmhtx.signatures import attacks
from tests.lmhtx.signatures.authority import NOW
from tests.lmhtx.signatures.conftest import BLUE, RED, plan_of


class Desk:
    """A paper on a desk: each act puts the next state of it there."""

    def __init__(self, path, authority, draft):
        self.path, self.authority = path, authority
        self.put(draft)

    def put(self, body):
        self.path.write_bytes(body)
        return body

    @property
    def body(self):
        return self.path.read_bytes()

    def signer(self, label):
        chain = SimpleCertificateStore.from_certs(self.authority.chain(label) if label != "self" else [])
        return SimpleSigner(self.authority.certificate(label), self.authority.key(label), chain)

    def place(self, field, mdp, **look):
        return placing.place_signature(
            self.path, field=field, mdp=mdp, moment=NOW.isoformat(), room_bytes=24_000, **look
        )

    def sign(self, label, field, mdp, **look):
        placed = self.place(field, mdp, **look)
        signing = self.signer(label).async_sign(
            placed["digest"], "sha256", use_pades=True, timestamper=Stamper()
        )
        output = BytesIO(placed["pdf"])
        PreparedByteRangeDigest(
            document_digest=placed["digest"],
            reserved_region_start=placed["start"],
            reserved_region_end=placed["end"],
        ).fill_with_cms(output, asyncio.run(signing))
        self.put(output.getvalue())

    def look(self, *, moment=NOW, anchors=("root",), silent=False):
        told = [{"kind": "state", "pem": self.authority.pem(label)} for label in anchors]
        return judging.look_at(
            self.path, anchors=told, answers=[] if silent else self.answers(), moment=moment.isoformat()
        )

    def answers(self):
        found = self.authority.pki.service_registry
        crls = [
            found.get_crl(ServiceLabel(label), self.authority.animator.fixed_time) for label in ("root", "ca")
        ]
        bad = [{"kind": "ocsp", "body": b"khong"}, {"kind": "crl", "body": b"khong"}]
        return [{"kind": "crl", "body": crl.dump()} for crl in crls] + bad


@pytest.fixture
def desk(tmp_path, authority, draft):
    return Desk(tmp_path / "paper.pdf", authority, draft)


@pytest.fixture
def issued(desk):
    desk.put(writing.add_form(desk.path, **plan_of().as_told()))
    desk.sign("leader", form.PERSON, "person", picture=BLUE)
    desk.put(writing.fill_form(desk.path, values=dict.fromkeys(form.NUMBER_FIELDS, "57")))
    desk.sign("agency", form.AGENCY, "lock", picture=RED)
    return desk


def outcomes(told, number=1):
    return {item["key"]: item["outcome"] for item in told["signatures"][number - 1]["items"]}


def said(told, key, number=1):
    return next(item["sentence"] for item in told["signatures"][number - 1]["items"] if item["key"] == key)


def test_evidence_in_the_paper_is_enough(issued):
    silent = issued.look(silent=True)
    crls = [
        answer["body"]
        for answer in issued.answers()
        if answer["body"] != b"khong" and answer["kind"] == "crl"
    ]
    chain = [certificate.dump() for certificate in issued.authority.chain("leader")]
    issued.put(writing.add_evidence(issued.path, certificates=chain, ocsps=[], crls=crls))

    told = issued.look(silent=True)

    assert (silent["verdict"], len(silent["services"])) == (Verdict.UNKNOWN, 4)
    assert (told["verdict"], told["services"]) == (Verdict.VALID, [])
    assert set(outcomes(told, 1).values()) == set(outcomes(told, 2).values()) == {"pass"}
    assert said(told, "changes", 1) == changes.NUMBERED
    assert said(told, "changes", 2) == changes.SIGNED_ON


@pytest.mark.parametrize(
    "change",
    [
        attacks.one_byte,
        attacks.more_text,
        attacks.another_page,
        attacks.hidden_content,
        attacks.renumbered,
        attacks.forged_range,
        attacks.hidden_in_gap,
    ],
)
def test_a_changed_paper_is_altered(issued, change):
    issued.put(change(issued.body))

    assert issued.look()["verdict"] == Verdict.ALTERED


def test_a_number_is_filled_in_once_into_a_field_of_its_size(desk):
    desk.put(attacks.with_other_field(writing.add_form(desk.path, **plan_of().as_told())))
    desk.sign("leader", form.PERSON, "person", picture=BLUE)
    signed = desk.body
    numbered = desk.put(writing.fill_form(desk.path, values={form.NUMBER: "57"}))

    desk.put(attacks.renumbered(numbered))
    again = said(desk.look(), "changes")
    desk.put(attacks.filled(signed, "so_tien", "9"))
    other = said(desk.look(), "changes")

    assert (again, other) == (changes.RENUMBERED, changes.FORM_CHANGED)


def test_a_wide_field_is_told(desk):
    desk.put(attacks.with_wide_field(writing.add_form(desk.path, **plan_of().as_told())))
    desk.sign("leader", form.PERSON, "person")
    desk.put(writing.fill_form(desk.path, values={form.NUMBER: "57"}))

    assert said(desk.look(), "changes") == changes.OVERLAID


def test_a_locked_paper_that_goes_on_is_told(desk):
    desk.put(writing.add_form(desk.path, **plan_of().as_told()))
    desk.sign("agency", form.AGENCY, "lock")
    desk.put(attacks.signed_by(desk.body, desk.signer("other"), field=form.PERSON))

    assert outcomes(desk.look(), 1)["changes"] == "fail"


@pytest.mark.parametrize(
    ("label", "item", "sentence"),
    [
        ("expired", "status", "Ký ngoài thời hạn của chứng thư (hạn từ 01/01/2022 07:00"),
        ("revoked", "status", "Lúc ký (15/09/2026 10:00): chứng thư đã bị thu hồi từ 01/06/2026 07:00."),
        ("self", "chain", "Chứng thư tự ký: không có nơi cấp nào bảo đảm cho người ký."),
        ("stranger", "chain", "Chứng thư do Gốc lạ bảo đảm; cổng không tin cậy nơi này."),
        ("forged", "chain", "Chữ ký của nơi cấp trên chứng thư không khớp"),
        ("weak", "algorithm", "Khóa RSA 1024 bit quá ngắn (tối thiểu 2048 bit)."),
        ("tsa", "status", "Lúc ký (15/09/2026 10:00): chứng thư còn hạn và chưa bị thu hồi."),
    ],
)
def test_each_signer_gets_his_sentence(desk, label, item, sentence):
    desk.put(attacks.signed_by(desk.body, desk.signer(label), stamper=Stamper()))

    assert said(desk.look(), item).startswith(sentence)


def test_a_key_that_is_not_for_signing_and_a_weak_hash_are_told(desk):
    desk.put(attacks.signed_by(desk.body, desk.signer("unfit"), stamper=Stamper()))
    unfit = said(desk.look(), "algorithm")
    desk.put(attacks.signed_by(desk.body, desk.signer("leader"), digest="sha1", field="Signature2"))

    assert unfit == "Chứng thư này không được cấp để ký."
    assert said(desk.look(), "algorithm", 2).startswith("SHA-1, RSA 2048 bit. SHA-1 đã lỗi thời")


def test_an_issuer_that_is_not_at_hand_leaves_it_open(desk):
    bare = SimpleSigner(
        desk.authority.certificate("leader"), desk.authority.key("leader"), SimpleCertificateStore()
    )
    desk.put(attacks.signed_by(desk.body, bare))

    told = desk.look()

    assert said(told, "chain") == "Chưa có chứng thư của nơi cấp Nơi cấp thử nghiệm nên chưa xác định được."
    assert said(told, "status").startswith("Chưa rõ nơi cấp")
    assert said(told, "time") == stamps.BY_THE_SIGNER


def test_without_a_stamp_an_expired_certificate_is_unclear_and_a_revoked_one_too(desk):
    desk.put(attacks.signed_by(desk.body, desk.signer("leader")))
    over = desk.look(moment=NOW + timedelta(days=600))
    told = desk.look(moment=NOW + timedelta(days=80))

    assert said(over, "status").startswith("Chứng thư nay đã hết hạn, lại không có dấu thời gian")
    assert said(told, "status").startswith("Lúc kiểm tra: ")


def test_who_is_trusted_by_nobody_stamps_nothing(desk):
    desk.put(attacks.signed_by(desk.body, desk.signer("stranger"), stamper=Stamper()))

    told = desk.look(anchors=("strange-root",))

    assert said(told, "time") == "Dấu thời gian do Dấu thời gian thử nghiệm cấp; cổng không tin cậy nơi này."
    assert desk.look(anchors=())["verdict"] == Verdict.UNKNOWN


def test_a_stamp_of_which_the_issuer_has_expired_proves_nothing(desk):
    desk.put(attacks.signed_by(desk.body, desk.signer("leader"), stamper=Stamper()))

    told = desk.look(moment=NOW + timedelta(days=6000))

    assert outcomes(told)["time"] == "unknown"


def test_a_stamp_over_the_document_proves_what_stood_before_it(desk):
    desk.put(attacks.signed_by(desk.body, desk.signer("leader")))
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(desk.body), strict=False)
    asyncio.run(PdfTimeStamper(Stamper()).async_timestamp_pdf(writer, "sha256", output=output))
    desk.put(output.getvalue())

    told = desk.look()

    assert (told["verdict"], told["signatures"][0]["proven_at"]) == (Verdict.VALID, NOW.isoformat())


def test_a_stamp_of_another_signature_is_refused(desk):
    one = attacks.signed_by(desk.body, desk.signer("leader"), stamper=Stamper())

    with pytest.raises(ValueError, match="another"):
        stamps._opened(_token(one), b"another text")


def _token(body):
    found = PdfFileReader(BytesIO(body), strict=False).embedded_signatures[0]
    (attribute,) = found.signer_info["unsigned_attrs"]
    return attribute["values"][0]["content"]


def test_copies_are_written_out_and_places_must_be_free(desk):
    desk.sign("agency", "lmhtx_ban_sao", "lock", words=["SAO Y; Liên minh Hợp tác xã tỉnh Đồng Nai"])
    copied = desk.look()

    assert (copied["verdict"], copied["signatures"][0]["is_locking"]) == (Verdict.VALID, True)
    with pytest.raises(UnreadableFile, match="đã có chữ ký của cơ quan"):
        desk.place("lmhtx_ban_sao", "lock")


def test_what_cannot_be_prepared_filled_or_drawn_is_refused(desk):
    refusals = (
        (lambda: writing.fill_form(desk.path, values={form.NUMBER: "1"}), writing.NO_FIELDS),
        (lambda: desk.place(form.PERSON, "person"), placing.NO_PLACE),
    )
    for act, sentence in refusals:
        with pytest.raises(UnreadableFile) as refused:
            act()
        assert str(refused.value) == sentence
    desk.put(writing.add_form(desk.path, **plan_of().as_told()))
    desk.put(writing.fill_form(desk.path, values={form.NUMBER: r"5\(7)"}))
    refusals = (
        (lambda: writing.add_form(desk.path, texts={}, signatures=[]), writing.HAS_FORM),
        (lambda: writing.fill_form(desk.path, values={form.DAY: "1"}), writing.NUMBERED),
        (lambda: desk.place(form.PERSON, "person", picture=b"khong"), placing.NO_PICTURE),
    )
    for act, sentence in refusals:
        with pytest.raises(UnreadableFile) as refused:
            act()
        assert str(refused.value) == sentence
    desk.put(b"%PDF-1.7 hong")
    for act in (lambda: writing.fill_form(desk.path, values={}), desk.look):
        with pytest.raises(UnreadableFile, match="Tệp PDF hỏng"):
            act()


def test_what_comes_back_is_compared(desk, tmp_path):
    sent = tmp_path / "sent.pdf"
    plain = desk.body
    prepared = desk.put(writing.add_form(desk.path, **plan_of().as_told()))
    sent.write_bytes(prepared)
    good = attacks.signed_by(prepared, desk.signer("leader"), field=form.PERSON)
    two = attacks.signed_by(good, desk.signer("agency"), field=form.AGENCY)
    faults = {
        b"x" + prepared: returned.REWRITTEN,
        prepared: returned.NOT_SIGNED,
        attacks.more_text(prepared): returned.NOT_SIGNED,
        two: returned.TOO_MANY.format(count=2),
        attacks.forged_range(good): returned.BROKEN,
        attacks.more_text(good): returned.CHANGED,
        attacks.filled(good, form.NUMBER, "57"): returned.CHANGED,
    }

    for body, fault in faults.items():
        assert (returned.compare(sent, _at(desk, body)), fault) == ({"fault": fault}, fault)
    told = returned.compare(sent, _at(desk, good))
    sent.write_bytes(plain)

    assert (told["fault"], told["field"], told["name"]) == ("", form.PERSON, "Nguyễn Văn Chủ")
    assert returned.compare(sent, _at(desk, attacks.more_text(plain))) == {"fault": returned.UNPREPARED}


def _at(desk, body):
    desk.put(body)
    return desk.path


def test_a_signature_that_hides_is_not_absent(desk):
    signed = attacks.signed_by(desk.body, desk.signer("leader"))
    desk.put(attacks.without_kind(signed))
    hidden = desk.look()
    desk.put(signed.replace(b"/ByteRange", b"/ByteRanga"))
    unread = desk.look()
    desk.put(
        signed.replace(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1    ").replace(
            b"/adbe.pkcs7.detached", b"/adbe.pkcs7.sha1    "
        )
    )
    old = desk.look()

    assert (hidden["fault"], unread["fault"]) == (judging.HIDDEN, judging.HIDDEN)
    assert said(old, "integrity") == "Kiểu chữ ký adbe.pkcs7.sha1 chưa kiểm tra được ở cổng này."


def test_a_root_is_read_and_its_weaknesses_are_told(authority):
    good = roots.read_root(authority.pem("root").encode())
    weak = roots.read_root(authority.certificate("weak").dump())

    assert (good["name"], good["is_self_signed"], good["warnings"]) == ("Gốc thử nghiệm", True, [])
    assert weak["warnings"] == [
        roots.NOT_AN_ISSUER,
        roots.FROM_ANOTHER.format(issuer="Nơi cấp thử nghiệm"),
        roots.WEAK,
    ]
    for body in (b"khong", b"0" * 70_000):
        with pytest.raises(UnreadableFile) as refused:
            roots.read_root(body)
        assert str(refused.value) == roots.NOT_ONE
