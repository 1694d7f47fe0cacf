"""Keys: files, a token, a remote service; and papers signed in another program."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import make_server

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from lmhtx.signatures import elsewhere, making
from lmhtx.signatures.keys import held, remote
from lmhtx.signatures.keys.held import FileKey, TokenKey
from lmhtx.signatures.keys.named import key_named
from lmhtx.signatures.keys.remote import CscService, RemoteKey
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.means import means_from
from lmhtx.signatures.outcomes import Verdict
from lmhtx.signatures.pdf import form
from lmhtx.workflow import Refused
from tests.lmhtx.signatures import attacks
from tests.lmhtx.signatures.authority import Quiet
from tests.lmhtx.signatures.conftest import BLUE, RED

pytestmark = pytest.mark.django_db


class Service:
    """A remote signing service with one key, as the CSC API describes it."""

    def __init__(self, authority, label, version):
        self.authority, self.label, self.version = authority, label, version
        self.heard = []
        self.leaves = {}
        self.is_refusing = False
        self.server = make_server("127.0.0.1", 0, self._answer, handler_class=Quiet)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _answer(self, environ, start):
        told = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        name = environ["PATH_INFO"].removeprefix(f"/csc/v{self.version}/")
        self.heard.append((name, told))
        is_known = environ["HTTP_AUTHORIZATION"] == "Bearer the-vao"
        if self.is_refusing or not is_known:
            start("400 Bad Request", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_request"}']
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(getattr(self, "_" + name.replace("/", "_"))(told)).encode()]

    def _credentials_list(self, told):
        return {"credentialIDs": ["khoa-1"]}

    def _credentials_info(self, told):
        chain = [self.authority.certificate(self.label), *self.authority.chain(self.label)]
        return {"cert": {"certificates": [base64.b64encode(one.dump()).decode() for one in chain]}}

    def _credentials_authorize(self, told):
        self.leaves["SAD-1"] = told.get("hash") or told["hashes"]
        return {"SAD": "SAD-1"}

    def _signatures_signHash(self, told):  # noqa: N802 - the name of the call
        (coded,) = told.get("hash") or told["hashes"]
        assert self.leaves[told["SAD"]] == [coded]
        secret = load_der_private_key(self.authority.key(self.label).dump(), None)
        signature = secret.sign(base64.b64decode(coded), padding.PKCS1v15(), utils.Prehashed(SHA256()))
        return {"signatures": [base64.b64encode(signature).decode()]}


@pytest.fixture(params=[1, 2])
def service(request, authority):
    found = Service(authority, "deputy", request.param)
    yield found
    found.close()


def test_a_token_seals_for_real(papers, token, authority):
    key = TokenKey(**token, issuers=authority.chain("agency"))

    sealed = making.seal(pdf=papers("numbered"), key=key, picture=RED)

    assert sealed.level == "PAdES-B-LT"
    assert look_at_bytes(sealed.pdf, asks=False).verdict == Verdict.VALID


def test_a_token_refuses_a_wrong_pin_and_an_absent_key(papers, token):
    with pytest.raises(Refused) as wrong:
        making.seal(pdf=papers("numbered"), key=TokenKey(**{**token, "pin": "0000"}), picture=RED)
    with pytest.raises(Refused) as absent:
        making.seal(pdf=papers("numbered"), key=TokenKey(**{**token, "token": "khong-co"}), picture=RED)

    assert (str(wrong.value), str(absent.value)) == (held.UNREACHABLE, held.UNREACHABLE)


def test_a_file_refuses_a_wrong_password_and_an_absent_file(papers, key):
    good = key("leader")
    for bad in (replace(good, password="sai"), replace(good, path=Path("/khong/co.p12"))):
        with pytest.raises(Refused) as refused:
            making.sign_as_person(pdf=papers("prepared"), key=bad, picture=BLUE)
        assert str(refused.value) == held.NO_FILE


def test_a_remote_service_signs_one_hash_with_leave_for_it(papers, service):
    account = CscService(address=service.address, token="the-vao", version=service.version)
    signed = making.sign_as_person(
        pdf=papers("prepared"),
        key=RemoteKey(service=account, credential="khoa-1", pin="1234", code="987654"),
        picture=BLUE,
    )

    assert account.credentials() == ["khoa-1"]
    assert (signed.level, signed.signature.name) == ("PAdES-B-LT", "Trần Thị Phó")
    asked = dict(service.heard)
    assert [name for name, _ in service.heard][:3] == [
        "credentials/info",
        "credentials/authorize",
        "signatures/signHash",
    ]
    if service.version == 1:
        assert (asked["credentials/authorize"]["PIN"], asked["credentials/authorize"]["OTP"]) == (
            "1234",
            "987654",
        )
    else:
        assert asked["credentials/authorize"]["authData"] == [
            {"id": "PIN", "value": "1234"},
            {"id": "OTP", "value": "987654"},
        ]


def test_a_remote_service_that_refuses_or_is_away_is_told(papers, service):
    strange = CscService(address=service.address, token="sai", version=service.version)
    away = CscService(address="http://127.0.0.1:9", token="the-vao")

    for account in (strange, away):
        with pytest.raises(Refused) as refused:
            making.sign_as_person(
                pdf=papers("prepared"), key=RemoteKey(service=account, credential="khoa-1"), picture=BLUE
            )
        assert str(refused.value) == remote.AWAY


def test_keys_are_named_by_the_operator_and_their_pins_come_from_the_environment(
    settings, authority, tmp_path
):
    (tmp_path / "ca.pem").write_text(authority.pem("ca"))
    told = {
        "lanh-dao": {"kind": "pkcs12", "path": "/khoa/lanh-dao.p12", "pin_from": "PIN_1"},
        "con-dau": {
            "kind": "pkcs11",
            "module": "/m.so",
            "token": "van-thu",
            "certificate": "con-dau",
            "pin_from": "PIN_2",
            "issuers": str(tmp_path / "ca.pem"),
        },
        "tu-xa": {
            "kind": "csc",
            "address": "https://ky.vn",
            "credential": "k",
            "token_from": "THE",
            "version": 1,
        },
        "la": {"kind": "la"},
    }
    settings.SIGNING = means_from(
        {
            "SIGNING_KEYS": json.dumps(told),
            "PIN_1": "1111",
            "PIN_2": "2222",
            "THE": "the",
            "TSA_URL": "http://t",
        }
    )

    token = key_named("con-dau")

    assert key_named("lanh-dao") == FileKey(path=Path("/khoa/lanh-dao.p12"), password="1111")
    assert key_named("lanh-dao", pin="3333") == FileKey(path=Path("/khoa/lanh-dao.p12"), password="3333")
    assert (token.pin, token.module, len(token.issuers)) == ("2222", "/m.so", 1)
    assert key_named("tu-xa").service == CscService(address="https://ky.vn", token="the", version=1)
    assert (settings.SIGNING.stamp_address, settings.SIGNING.seconds) == ("http://t", 5.0)
    for name in ("khong-co", "la"):
        with pytest.raises(Refused, match="chưa khai báo khóa ký"):
            key_named(name)
    assert "1111" not in repr(settings.SIGNING)
    assert "1111" not in repr(key_named("lanh-dao"))


def signed_elsewhere(sent, key, label):
    with key(label).opened() as signer:
        return attacks.signed_by(sent, signer, field=form.PERSON)


def test_a_paper_comes_back_with_one_signature_of_the_expected_person(papers, key, authority):
    sent = papers("prepared")
    returned = signed_elsewhere(sent, key, "leader")

    taken = elsewhere.take_back(
        sent=sent, returned=returned, expected={authority.certificate("leader").sha256.hex()}
    )

    assert elsewhere.send_out(sent).size_bytes == len(sent)
    assert len(elsewhere.send_out(sent).sha256) == 64
    assert (taken.pdf, taken.signature.name) == (returned, "Nguyễn Văn Chủ")


def test_what_comes_back_otherwise_is_refused(papers, draft, key, authority):
    sent = papers("prepared")
    expected = {authority.certificate("leader").sha256.hex()}
    good = signed_elsewhere(sent, key, "leader")
    changed = attacks.more_text(good)
    first = attacks.more_text(sent)
    refusals = {
        "không giữ nguyên văn bản": good[:-1].replace(b"%PDF-1.7", b"%PDF-1.6"),
        "không có thêm chữ ký nào": sent,
        "còn bị sửa nội dung khác": changed,
        "Người ký trong tệp nhận về là Trần Thị Phó": signed_elsewhere(sent, key, "deputy"),
        "không khớp với văn bản": attacks.forged_range(good),
    }

    for words, returned in refusals.items():
        with pytest.raises(Refused, match=words) as refused:
            elsewhere.take_back(sent=sent, returned=returned, expected=expected)
        assert str(refused.value).endswith("hãy ký lại.")
    with pytest.raises(Refused, match="còn bị sửa nội dung khác"):
        elsewhere.take_back(sent=sent, returned=signed_elsewhere(first, key, "leader"), expected=expected)
    with pytest.raises(Refused, match="không có thêm chữ ký nào"):
        elsewhere.take_back(sent=sent, returned=first, expected=expected)
    with pytest.raises(Refused, match="chưa được chuẩn bị ô ký"):
        elsewhere.take_back(sent=draft, returned=attacks.more_text(draft), expected=expected)


def test_two_signatures_at_once_are_refused(papers, key, authority):
    sent = papers("prepared")
    once = making.sign_as_person(pdf=sent, key=key("leader"), picture=BLUE).pdf
    twice = making.seal(pdf=once, key=key("agency"), picture=RED).pdf
    expected = {authority.certificate("leader").sha256.hex()}

    with pytest.raises(Refused, match="có thêm 2 chữ ký"):
        elsewhere.take_back(sent=sent, returned=twice, expected=expected)
