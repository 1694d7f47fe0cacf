"""The frame of every page, and what is shown when something fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lmhtx.people.models import User

Sign = Callable[[User], Client]


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    response = client.get(reverse("home"))

    assert response["Location"] == f"{reverse('account_login')}?next=/"


def test_the_frame_names_the_person_the_post_and_the_house(as_: Sign, clerk: User) -> None:
    page = as_(clerk).get(reverse("home")).content.decode()

    assert "<b>Đỗ Thị Lan</b><small>Văn thư</small>" in page
    assert '<span class="person-mark" aria-hidden="true">ĐL</span>' in page
    assert "Liên minh Hợp tác xã thành phố Đồng Nai" in page
    assert 'href="#main"' in page


def test_the_demonstration_says_so(as_: Sign, clerk: User, settings: Any) -> None:
    browser = as_(clerk)
    settings.DEMO = False
    real = browser.get(reverse("home")).content.decode()
    settings.DEMO = True
    shown = browser.get(reverse("home")).content.decode()

    assert "Bản trình diễn" not in real
    assert "Bản trình diễn – hôm nay là 15/09/2026" in shown


def test_a_missing_page_speaks_vietnamese(as_: Sign, clerk: User) -> None:
    response = as_(clerk).get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_a_stale_page_says_that_nothing_was_written(clerk: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk, backend="lmhtx.account.backends.Backend")

    response = browser.post(reverse("draft_save"), {"draft_key": "/x/"})

    assert response.status_code == 403
    assert "Trang này đã cũ" in response.content.decode()


def test_a_broken_page_leans_on_nothing(as_: Sign, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("rơi")

    browser = as_(clerk)
    browser.raise_request_exception = False
    monkeypatch.setattr("lmhtx.shell.home.desk_of", fall)

    response = browser.get(reverse("home"))

    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()


def test_the_gallery_shows_every_component_to_the_keeper_of_a_demonstration(
    as_: Sign, admin: User, clerk: User, settings: Any
) -> None:
    settings.DEMO = True

    shown = as_(admin).get(reverse("gallery"))
    closed = as_(clerk).get(reverse("gallery"))
    settings.DEMO = False
    gone = as_(admin).get(reverse("gallery"))

    assert (shown.status_code, closed.status_code, gone.status_code) == (200, 404, 404)
    assert "Chưa gửi được, mời xem lại" in shown.content.decode()
