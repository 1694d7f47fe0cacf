"""Getting in, being kept out, and one's own password."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lmhtx.account import lockout
from lmhtx.account.models import TRIES_PER_ADDRESS, TRIES_PER_NAME, SignInFailure
from lmhtx.account.passwords import UNIKEY
from lmhtx.people.demo import PASSWORD, PEOPLE
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/dang-nhap/"


def knock(client: Client, login: str, password: str, **extra: str):
    """Try to sign in."""
    return client.post(DOOR, {"login": login, "password": password, **extra})


def is_in(client: Client) -> bool:
    """Whether the browser is signed in."""
    return client.get(reverse("profile")).status_code == 200


@pytest.mark.parametrize(
    "login", ["vanthu", "VANTHU", " vanthu ", "vanthu@lmhtx.example", "VanThu@lmhtx.example"]
)
def test_user_name_and_mail_address_open_the_door(client: Client, login: str) -> None:
    response = knock(client, login, PASSWORD)

    assert response.status_code == 302
    assert is_in(client)


def test_the_person_goes_where_he_wanted_to(client: Client) -> None:
    response = knock(client, "vanthu", PASSWORD, next=reverse("agency_list"))

    assert response["Location"] == reverse("agency_list")


def test_nobody_is_sent_to_another_site(client: Client) -> None:
    response = knock(client, "vanthu", PASSWORD, next="https://example.com/")

    assert response["Location"] == reverse("home")


def test_signing_in_changes_the_key_of_the_session(client: Client) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    before = client.cookies[django_settings.SESSION_COOKIE_NAME].value

    knock(client, "vanthu", PASSWORD)

    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_wrong_password_says_how_to_go_on(client: Client) -> None:
    page = knock(client, "vanthu", "sai-mat-khau").content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert "Chánh Văn phòng hoặc người quản trị" in page
    assert not is_in(client)


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client) -> None:
    known = knock(client, "vanthu", "sai-mat-khau").content.decode()
    unknown = knock(client, "khongcoai", "sai-mat-khau").content.decode()

    assert fault(known) == fault(unknown) != ""


def fault(page: str) -> str:
    """The first sentence of complaint on a page."""
    found = re.search(r"Tên đăng nhập hoặc mật khẩu chưa đúng[^<]*|Đã nhập sai[^<]*|Unikey[^<]*", page)
    return found.group() if found else ""


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(client: Client) -> None:
    for _ in range(TRIES_PER_NAME):
        knock(client, "vanthu", "sai-mat-khau")

    page = knock(client, "vanthu@lmhtx.example", PASSWORD).content.decode()

    assert "Đã nhập sai mật khẩu 5 lần nên tài khoản này tạm khóa. Hãy thử lại sau 15 phút" in page
    assert not is_in(client)


def test_a_locked_name_leaves_the_others_alone(client: Client) -> None:
    for _ in range(TRIES_PER_NAME):
        knock(client, "vanthu", "sai-mat-khau")

    assert knock(client, "chuyenvien", PASSWORD).status_code == 302


def test_the_lock_opens_after_a_quarter_of_an_hour(client: Client) -> None:
    for _ in range(TRIES_PER_NAME):
        knock(client, "vanthu", "sai-mat-khau")
    SignInFailure.objects.update(at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert knock(client, "vanthu", PASSWORD).status_code == 302


def test_the_right_password_forgets_the_wrong_ones(client: Client) -> None:
    for _ in range(TRIES_PER_NAME - 1):
        knock(client, "vanthu", "sai-mat-khau")
    knock(client, "vanthu", PASSWORD)
    client.post(reverse("account_logout"))
    knock(client, "vanthu", "sai-mat-khau")

    assert knock(client, "vanthu", PASSWORD).status_code == 302


def test_one_address_cannot_try_many_names(client: Client) -> None:
    for number in range(TRIES_PER_ADDRESS):
        lockout.note(name=f"ten{number}", address="127.0.0.1")

    page = knock(client, "vanthu", PASSWORD).content.decode()

    assert "Có quá nhiều lần đăng nhập sai từ máy này." in page


def test_old_wrong_tries_are_thrown_away() -> None:
    lockout.note(name="ai", address="10.0.0.1")
    SignInFailure.objects.update(at=timezone.now() - timedelta(days=2))

    lockout.note(name="ai", address="10.0.0.1")

    assert SignInFailure.objects.count() == 1


@pytest.mark.parametrize("typed", ["lúa-chín-vàng-2026", "luaw-đ", "mật khẩu"])
def test_a_password_typed_with_unikey_is_told_so_and_never_counts(client: Client, typed: str) -> None:
    for _ in range(TRIES_PER_NAME + 1):
        page = knock(client, "vanthu", typed).content.decode()

        assert UNIKEY in page

    assert SignInFailure.objects.count() == 0
    assert knock(client, "vanthu", PASSWORD).status_code == 302


def test_the_lock_works_while_the_cache_is_away(client: Client, settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "lmhtx.base.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }
    for _ in range(TRIES_PER_NAME):
        assert knock(client, "vanthu", "sai-mat-khau").status_code == 200

    assert "tạm khóa" in knock(client, "vanthu", PASSWORD).content.decode()


def test_the_demonstration_shows_its_people(client: Client) -> None:
    page = client.get(DOOR).content.decode()

    assert all(person.full_name in page and person.username in page for person in PEOPLE)
    assert PASSWORD in page


def test_outside_the_demonstration_nobody_is_shown(client: Client, settings) -> None:
    settings.DEMO = False

    page = client.get(DOOR).content.decode()

    assert PASSWORD not in page
    assert not any(person.full_name in page for person in PEOPLE)


def test_a_signed_in_person_is_not_asked_again(as_, clerk) -> None:
    assert as_(clerk).get(DOOR)["Location"] == reverse("home")


def test_signing_out_needs_a_post_and_can_lead_to_the_next_person(as_, clerk) -> None:
    browser = as_(clerk)
    assert browser.get(reverse("account_logout")).status_code == 200
    assert is_in(browser)

    response = browser.post(reverse("account_logout"), {"next": DOOR})

    assert response["Location"] == DOOR
    assert not is_in(browser)


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "login/", "inactive/", "login/code/confirm/"]
)
def test_pages_we_do_not_offer_are_not_there(client: Client, path: str) -> None:
    assert client.get(f"/tai-khoan/{path}").status_code == 404


def test_a_person_without_a_post_today_stays_outside(client: Client, clerk: User) -> None:
    Posting.objects.filter(user=clerk).update(valid_to=date(2026, 9, 14))

    page = knock(client, "vanthu", PASSWORD)

    assert not is_in(client)
    assert "hôm nay anh/chị chưa được phân công chức vụ nào" in page.content.decode()


def test_a_person_who_loses_the_last_post_is_out_at_the_next_click(as_, clerk: User) -> None:
    browser = as_(clerk)
    assert is_in(browser)

    Posting.objects.filter(user=clerk).update(valid_to=date(2026, 9, 14))

    assert not is_in(browser)


def test_a_person_who_may_not_sign_in_is_told_why(client: Client, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    page = knock(client, "vanthu", PASSWORD).content.decode()

    assert "đã thôi sử dụng" in page
    assert not is_in(client)


CHANGE = {
    "old_password": PASSWORD,
    "new_password": "dong-lua-moi-77",
    "new_password_again": "dong-lua-moi-77",
}


def test_a_new_password_keeps_this_browser_and_ends_the_others(as_, clerk: User) -> None:
    here, elsewhere = as_(clerk), as_(clerk)

    response = here.post(reverse("account_change_password"), CHANGE)

    assert response["Location"] == reverse("profile")
    assert is_in(here)
    assert not is_in(elsewhere)
    clerk.refresh_from_db()
    assert clerk.check_password("dong-lua-moi-77")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"old_password": "sai"}, "Mật khẩu hiện nay chưa đúng."),
        ({"old_password": "lúa"}, "Unikey đang bật"),
        ({"new_password": "đồng-lúa-mới"}, "Unikey đang bật"),
        ({"new_password_again": "khac-hoan-toan"}, "Hai lần nhập mật khẩu mới chưa giống nhau."),
        (
            {"new_password": PASSWORD, "new_password_again": PASSWORD},
            "Mật khẩu mới phải khác mật khẩu hiện nay.",
        ),
        ({"new_password": "ngan", "new_password_again": "ngan"}, "10 ký tự"),
        ({"new_password": "8675309867", "new_password_again": "8675309867"}, "số"),
        ({"new_password": "vanthu1234", "new_password_again": "vanthu1234"}, "giống"),
    ],
)
def test_a_poor_password_is_refused_with_its_reason(as_, clerk: User, changed, sentence: str) -> None:
    response = as_(clerk).post(reverse("account_change_password"), {**CHANGE, **changed})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_first_password_leads_to_the_change_and_nowhere_else(as_, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(must_change_password=True)
    browser = as_(clerk)

    assert browser.get(reverse("agency_list"))["Location"] == reverse("account_change_password")
    assert browser.get(reverse("account_change_password")).status_code == 200
    assert browser.get(reverse("agency_list"), headers={"HX-Request": "true"})["HX-Redirect"] == reverse(
        "account_change_password"
    )

    browser.post(reverse("account_change_password"), CHANGE)

    assert browser.get(reverse("agency_list")).status_code == 200


def test_the_profile_tells_posts_and_rights(as_, clerk: User) -> None:
    page = as_(clerk).get(reverse("profile")).content.decode()

    assert Role.CLERK.label in page
    assert "Xử lý tên chưa rõ trong văn bản" in page
    assert "Sửa ngày nghỉ, ngày làm bù" not in page
