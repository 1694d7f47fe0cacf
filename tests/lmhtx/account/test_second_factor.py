"""The second factor: set up, asked for at sign-in, demanded by role, taken away at the desk."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lmhtx.account import lockout
from lmhtx.account.actions import entry, factors
from lmhtx.account.factors import check_code, factors_of, recovery_codes
from lmhtx.account.mfa import Adapter
from lmhtx.account.models import TRIES_PER_NAME, Door, SignInFailure
from lmhtx.account.proof import PROVEN, VIA
from lmhtx.audit.models import Entry
from lmhtx.outbox.models import Message
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import User
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
DOOR, SECOND = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/buoc-hai/"
SECRET = base64.b32encode(b"a secret of 20 bytes").decode()


def code_at(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows, computed as RFC 6238 says."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sit(username: str = "chuyenvien") -> Client:
    """Name and password."""
    client = Client()
    client.post(DOOR, {"login": username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("profile")).status_code == 200


@pytest.fixture
def with_app(officer: User) -> User:
    """An officer whose telephone shows codes; the step before the present one was the last used."""
    factors.add_app(user=officer, secret=SECRET, code=code_at(SECRET, steps=-1))
    return officer


@pytest.fixture
def real(settings) -> None:
    """Not a demonstration."""
    settings.DEMO = False


def test_the_app_is_set_up_with_its_square_code(officer: User) -> None:
    browser = sit()
    page = browser.get(reverse("totp_add")).content.decode()
    secret = re.search(r'class="slip-password">([^<]+)<', page).group(1).replace(" ", "").strip()

    response = browser.post(reverse("totp_add"), {"code": code_at(secret)})

    assert "data:image/svg+xml;base64," in page
    assert response["Location"] == reverse("recovery_codes")
    shown = browser.get(response["Location"]).content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", shown)
    assert codes == recovery_codes(officer)
    assert len(codes) == 10
    assert codes[0] not in browser.get(response["Location"]).content.decode()
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    assert Entry.objects.filter(verb="people.factor.added", subject_id=officer.pk).count() == 1
    assert Message.objects.get().subject == "Thay đổi lớp xác minh thứ hai"


def test_a_wrong_first_code_keeps_the_page(officer: User) -> None:
    browser = sit()
    browser.get(reverse("totp_add"))

    response = browser.post(reverse("totp_add"), {"code": "000000"})

    assert response.status_code == 422
    assert "Mã chưa đúng" in response.content.decode()
    assert not factors_of(officer)


def test_a_second_app_is_refused(with_app: User) -> None:
    with pytest.raises(Refused, match="Đã có một ứng dụng xác minh"):
        factors.add_app(user=with_app, secret=SECRET, code=code_at(SECRET))


def test_the_password_alone_is_not_enough(with_app: User) -> None:
    browser = sit()

    assert not is_in(browser)
    assert "Xác minh lần hai" in browser.get(SECOND).content.decode()
    response = browser.post(SECOND, {"code": code_at(SECRET)})
    assert response["Location"] == reverse("home")
    assert is_in(browser)


def test_a_code_with_a_space_is_understood(with_app: User) -> None:
    code = code_at(SECRET)

    assert check_code(with_app, f" {code[:3]} {code[3:]} ")


def test_a_clock_half_a_minute_ahead_is_forgiven(with_app: User) -> None:
    assert check_code(with_app, code_at(SECRET, steps=1))
    assert check_code(with_app, code_at(SECRET, steps=4)) is None


def test_a_code_proves_once_even_while_the_cache_is_away(with_app: User, settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "lmhtx.base.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }
    code = code_at(SECRET)
    assert check_code(with_app, code)

    assert check_code(with_app, code) is None


def test_a_recovery_code_opens_once(with_app: User) -> None:
    code = recovery_codes(with_app)[0]
    browser = sit()

    browser.post(SECOND, {"code": code})

    assert is_in(browser)
    again = sit()
    page = again.post(SECOND, {"code": code}).content.decode()
    assert "Mã chưa đúng hoặc đã dùng" in page
    assert factors_of(with_app).codes_left == 9


def test_wrong_codes_lock_the_second_step_alone(with_app: User) -> None:
    browser = sit()
    for _ in range(TRIES_PER_NAME):
        browser.post(SECOND, {"code": "000000"})

    page = browser.post(SECOND, {"code": code_at(SECRET)}).content.decode()

    assert "Đã nhập sai mã xác minh 5 lần" in page
    assert SignInFailure.objects.filter(door=Door.SECOND).count() == TRIES_PER_NAME
    assert lockout.refusal(name="chuyenvien", address="10.0.0.1") == ""


def test_changing_the_locks_asks_for_the_password_again(as_, officer: User) -> None:
    browser = as_(officer)
    asked = browser.get(reverse("totp_add"))
    assert (
        asked["Location"] == f"{reverse('account_reauthenticate')}?next=%2Ftai-khoan%2Flop-hai%2Fung-dung%2F"
    )

    wrong = browser.post(asked["Location"], {"password": "sai"})
    typed = browser.post(asked["Location"], {"password": "lúa"})
    empty = browser.post(asked["Location"], {"password": ""})
    right = browser.post(asked["Location"], {"password": PASSWORD})

    assert "Mật khẩu chưa đúng." in wrong.content.decode()
    assert "Unikey đang bật" in typed.content.decode()
    assert "Hãy nhập mật khẩu." in empty.content.decode()
    assert SignInFailure.objects.exclude(name="").count() == 0
    assert SignInFailure.objects.count() == 1
    assert right["Location"] == reverse("totp_add")
    assert browser.get(asked["Location"])["Location"] == reverse("totp_add")


def test_a_proof_is_good_for_ten_minutes(officer: User) -> None:
    browser = sit()
    session = browser.session
    session[PROVEN] -= 601
    session.save()

    assert browser.get(reverse("totp_add")).status_code == 302
    assert browser.post(reverse("recovery_renew"))["Location"].endswith("next=%2Ftai-khoan%2F")


def test_the_app_is_removed_and_its_codes_with_it(with_app: User) -> None:
    browser = sit()
    browser.post(SECOND, {"code": code_at(SECRET)})
    app = factors_of(with_app).app
    page = reverse("factor_remove", args=[app.pk])

    assert browser.get(page).status_code == 200
    assert browser.post(page)["Location"] == reverse("second_factor")

    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="people.factor.removed").count() == 1


def test_nobody_touches_anothers_factor(with_app: User) -> None:
    app = factors_of(with_app).app

    assert sit("vanthu").post(reverse("factor_remove", args=[app.pk])).status_code == 404


def test_recovery_codes_are_renewed(with_app: User) -> None:
    before = recovery_codes(with_app)
    browser = sit()
    browser.post(SECOND, {"code": code_at(SECRET)})

    response = browser.post(reverse("recovery_renew"))

    assert response["Location"] == reverse("recovery_codes")
    assert set(recovery_codes(with_app)).isdisjoint(before)
    assert "Còn <b>10</b> mã" in browser.get(reverse("second_factor")).content.decode()


def test_without_a_factor_there_are_no_recovery_codes(officer: User) -> None:
    with pytest.raises(Refused, match="chỉ có khi đã bật"):
        factors.renew_codes(user=officer)


def test_a_passkey_is_named_and_limited(officer: User) -> None:
    for number in range(factors.PASSKEYS):
        factors.add_passkey(user=officer, name=f"Khóa {number}", credential={})
    with pytest.raises(Refused, match="nhiều nhất 10 khóa"):
        factors.add_passkey(user=officer, name="Khóa 11", credential={})
    key = factors_of(officer).passkeys[0]

    factors.rename_passkey(passkey=key, name="Máy phòng")

    assert str(factors_of(officer).passkeys[0]) == "Máy phòng"


def test_an_invented_passkey_is_refused(officer: User) -> None:
    browser = sit()
    browser.get(reverse("passkey_add"))

    for credential in ("", "{}", '{"id": "x", "rawId": "eA", "type": "public-key", "response": {}}'):
        response = browser.post(reverse("passkey_add"), {"name": "Khóa", "credential": credential})
        assert response.status_code == 422
    assert not Authenticator.objects.exists()


def test_an_invented_passkey_opens_no_door(client: Client) -> None:
    response = client.post(reverse("passkey_sign_in"), {"credential": '{"id": "x"}'}, follow=True)

    assert "không mở được tài khoản nào" in response.content.decode()


def test_without_a_passkey_there_is_nothing_to_ask(as_, officer: User) -> None:
    response = as_(officer).get(reverse("passkey_options"))

    assert response.status_code == 404
    assert "chưa có khóa truy cập" in response.json()["reason"]


@pytest.mark.parametrize(
    "username",
    ["quantri", "chutich", "phochutich", "chanhvanphong", "vanthu", "giamdocquy", "tindung", "ketoanquy"],
)
def test_roles_with_money_seal_and_power_must_set_one_up(username: str, real: None, db: None) -> None:
    browser = sit(username)

    assert browser.get(reverse("home"))["Location"] == reverse("second_factor")
    assert browser.get(reverse("home"), headers={"HX-Request": "true"})["HX-Redirect"] == reverse(
        "second_factor"
    )
    page = browser.get(reverse("second_factor")).content.decode()
    assert "Vai trò của anh/chị bắt buộc" in page
    assert browser.get(reverse("totp_add")).status_code == 200


def test_once_set_up_the_way_is_open(real: None, clerk: User) -> None:
    browser = sit("vanthu")
    page = browser.get(reverse("totp_add")).content.decode()
    secret = re.search(r'class="slip-password">([^<]+)<', page).group(1).replace(" ", "").strip()

    browser.post(reverse("totp_add"), {"code": code_at(secret)})

    assert browser.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("username", ["chuyenvien", "truongphong", "sotaichinh"])
def test_other_roles_are_only_offered_one(username: str, real: None, db: None) -> None:
    assert sit(username).get(reverse("home")).status_code == 200


def test_a_demonstration_demands_nothing(settings, clerk: User) -> None:
    settings.DEMO = True

    assert sit("vanthu").get(reverse("home")).status_code == 200


def test_who_gets_the_role_today_works_on_until_the_next_sign_in(as_, real: None, clerk: User) -> None:
    assert as_(clerk).get(reverse("home")).status_code == 200


def test_a_personal_link_owes_none_and_opens_no_locks(as_, real: None, keeper: User) -> None:
    browser = as_(keeper)
    session = browser.session
    session[VIA] = "link"
    session["second_factor_due"] = True
    session.save()

    assert browser.get(reverse("home")).status_code == 200
    for page in ("second_factor", "totp_add", "passkey_add", "machine_mark", "account_reauthenticate"):
        assert browser.get(reverse(page)).status_code == 403


def test_the_last_factor_of_such_a_role_stays(real: None, clerk: User) -> None:
    factors.add_app(user=clerk, secret=SECRET, code=code_at(SECRET))

    with pytest.raises(Refused, match="bắt buộc có lớp xác minh thứ hai"):
        factors.remove_factor(factor=factors_of(clerk).app)

    factors.add_passkey(user=clerk, name="Máy phòng", credential={})
    factors.remove_factor(factor=factors_of(clerk).app)
    assert factors_of(clerk).passkeys


def test_a_code_from_the_desk_takes_the_lost_telephone_away(with_app: User, office_chief: User) -> None:
    code = entry.give_code(
        user=with_app, is_for_password=False, is_for_second_factor=True, note="Gặp mặt", by=office_chief
    )
    client = Client()

    response = client.post("/tai-khoan/ma-tai-cho/", {"username": "chuyenvien", "code": code})

    assert response["Location"] == DOOR
    assert not factors_of(with_app).rows
    assert Entry.objects.get(verb="people.factor.reset").by == office_chief
    assert is_in(sit())


def test_a_replaced_key_of_the_portal_still_opens_secrets(settings) -> None:
    closed = Adapter().encrypt("bí mật")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "khóa mới của cổng"

    assert Adapter().decrypt(closed) == "bí mật"
    assert "bí mật" not in closed


def test_a_signed_in_person_needs_no_second_step(as_, officer: User) -> None:
    assert as_(officer).get(SECOND)["Location"] == reverse("home")


def test_nobody_starts_at_the_second_step(client: Client, with_app: User) -> None:
    assert client.get(SECOND)["Location"] == DOOR
