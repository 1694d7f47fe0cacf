"""The province's single sign-on, against a real provider on loopback: it proves who somebody is, and nothing more."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from lmhtx.account.models import Presence
from lmhtx.account.sso import FAILED, UNKNOWN
from lmhtx.audit.models import Entry
from lmhtx.people.models import Posting, User
from tests.lmhtx.account.province import PASSWORD, PORTAL

pytestmark = pytest.mark.django_db
BEGIN, BACK = "/tai-khoan/dang-nhap/mot-lan/tinh/", "/tai-khoan/dang-nhap/mot-lan/tinh/ve/"
DOOR = "/tai-khoan/dang-nhap/"
PROVINCE = Path(__file__).with_name("province.py")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running provider."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("tinh")
    command = [
        sys.executable,
        "-W",
        "ignore",
        str(PROVINCE),
        str(folder),
        str(port),
        f"http://testserver{BACK}",
    ]
    running = subprocess.Popen(command, cwd=folder, env={"PATH": "/usr/bin:/bin"})
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
            break
        except requests.RequestException:
            assert running.poll() is None, "the provider died"
            time.sleep(0.1)
    yield address
    running.terminate()
    running.wait()


@pytest.fixture
def joined(province: str, settings) -> str:
    """The portal knows the provider."""
    name_it(settings, province)
    return province


def name_it(settings, address: str) -> None:
    """Put the single sign-on into the settings."""
    app = {"provider_id": "tinh", "name": "SSO Đồng Nai", **PORTAL, "settings": {"server_url": address}}
    settings.OIDC = app
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def come(client: Client, username: str):
    """Press the button, sign in at the province, come back."""
    there = client.post(BEGIN)["Location"]
    browser = requests.Session()
    for _ in range(6):
        answer = browser.get(there, allow_redirects=False, timeout=20)
        if answer.status_code == HTTPStatus.OK:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text).group(1)
            form = {"csrfmiddlewaretoken": token, "login": username, "password": PASSWORD}
            answer = browser.post(answer.url, data=form, allow_redirects=False, timeout=20)
        there = requests.compat.urljoin(answer.url, answer.headers["Location"])
        if there.startswith("http://testserver"):
            break
    return client.get(there.removeprefix("http://testserver"), follow=True)


def rights(user: User) -> set[tuple[str, str]]:
    return set(Posting.objects.filter(user=user).values_list("role", "valid_from"))


def test_a_verified_address_finds_its_person_and_gives_nothing_more(
    joined: str, client: Client, clerk: User
) -> None:
    people, before = User.objects.count(), rights(clerk)

    page = come(client, "do.thi.lan")

    assert page.redirect_chain[-1][0] == reverse("home")
    assert Presence.objects.get().user == clerk
    assert SocialAccount.objects.get().user == clerk
    assert Entry.objects.filter(verb="people.sso.linked", subject_id=clerk.pk).count() == 1
    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.email) == ("Đỗ Thị Lan", "vanthu@lmhtx.example")
    assert (User.objects.count(), rights(clerk)) == (people, before)


def test_the_second_time_the_stored_subject_counts_and_not_the_address(
    joined: str, client: Client, clerk: User
) -> None:
    come(client, "do.thi.lan")
    User.objects.filter(pk=clerk.pk).update(email="")

    page = come(Client(), "do.thi.lan")

    assert page.redirect_chain[-1][0] == reverse("home")
    assert Entry.objects.filter(verb="people.sso.linked").count() == 1


@pytest.mark.parametrize("username", ["nguyen.thi.hanh", "nguoi.la"])
def test_an_unverified_or_unknown_address_makes_nobody(joined: str, client: Client, username: str) -> None:
    people = User.objects.count()

    page = come(client, username)

    assert UNKNOWN in page.content.decode()
    assert page.redirect_chain[-1][0] == DOOR
    assert User.objects.count() == people
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("profile")).status_code == HTTPStatus.FOUND


def test_a_person_without_a_post_stays_outside(joined: str, client: Client, clerk: User) -> None:
    Posting.objects.filter(user=clerk).update(valid_to="2026-09-14")

    page = come(client, "do.thi.lan")

    assert "chưa được phân công chức vụ nào" in page.content.decode()
    assert client.get(reverse("profile")).status_code == HTTPStatus.FOUND


def test_a_provider_that_refuses_leaves_the_door_at_home(joined: str, client: Client) -> None:
    page = client.get(f"{BACK}?error=access_denied&state=x", follow=True)

    assert FAILED in page.content.decode()


def test_the_door_offers_it_only_where_it_is_named(joined: str, client: Client, settings) -> None:
    with_it = client.get(DOOR).content.decode()
    settings.OIDC = {}
    without = client.get(DOOR).content.decode()

    assert "SSO Đồng Nai" in with_it
    assert "mot-lan" not in without
    assert [client.post(BEGIN)["Location"], client.get(BACK)["Location"]] == [DOOR, DOOR]


def test_it_begins_with_a_button_alone(joined: str, client: Client, as_, clerk: User) -> None:
    assert client.get(BEGIN).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert as_(clerk).post(BEGIN).status_code == HTTPStatus.NOT_FOUND
