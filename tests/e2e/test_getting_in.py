"""Passkeys made and used in a real browser, and a shared machine that locks itself over a half-typed form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Page, expect

from lmhtx.account.factors import factors_of
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import User
from lmhtx.shell.context_processors import Frame

pytestmark = pytest.mark.django_db(transaction=True)
DOOR = "/tai-khoan/dang-nhap/"
WHO = re.compile(r"^(?!.*/dang-nhap/).*$")
# A platform authenticator as a laptop with a fingerprint has it; the finger is always there.
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_key(page: Page) -> Any:
    """Give the browser an authenticator."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return devtools


def sign_out(page: Page) -> None:
    page.locator("summary.person").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_a_passkey_from_making_to_removing(open_as: Callable[..., Page]) -> None:
    page = open_as("chuyenvien", path=reverse("passkey_add"))
    with_key(page)

    page.fill("#id_name", "Máy phòng")
    page.get_by_role("button", name="Tạo khóa").click()

    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    page.goto(reverse("second_factor"))
    expect(page.get_by_text("Máy phòng")).to_be_visible()

    # Alone, without the password.
    sign_out(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(WHO)
    expect(page.locator(".person-name b")).to_have_text("Nguyễn Thị Hạnh")

    # As the second step after the password.
    sign_out(page)
    page.fill("input[name=login]", "chuyenvien")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(page.get_by_role("heading", name="Xác minh lần hai")).to_be_visible()
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(WHO)

    assert Authenticator.objects.get(type="webauthn").last_used_at is not None
    page.goto(reverse("second_factor"))
    page.get_by_role("link", name="Gỡ").click()
    page.get_by_role("button", name="Gỡ").click()
    expect(page.get_by_text("Thêm khóa truy cập")).to_be_visible()
    assert not factors_of(User.objects.get(username="chuyenvien")).rows


def test_a_shared_machine_locks_and_keeps_what_was_typed(
    open_as: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_as("chanhvanphong", path=reverse("machine_mark"))
    page.fill("#id_name", "Máy văn thư")
    page.get_by_role("button", name="Đánh dấu máy này").click()
    # The page's own clock alone: a slow machine may take longer than that to answer.
    monkeypatch.setattr(Frame, "lock_after", 4)
    page.goto(reverse("agency_create"))
    page.fill("#id_name", "Hợp tác xã Đường Mới")

    lock = page.locator("#lock")
    expect(lock).to_be_visible(timeout=10_000)
    expect(page.locator("#id_name")).to_be_hidden()
    assert not page.locator(".house").is_visible()
    lock.get_by_label("Mật khẩu").fill("sai-mat-khau")
    lock.get_by_role("button", name="Mở khóa").click()
    expect(lock.get_by_text("Mật khẩu chưa đúng.")).to_be_visible()
    lock.get_by_label("Mật khẩu").fill(PASSWORD)
    lock.get_by_role("button", name="Mở khóa").click()

    expect(lock).to_be_hidden()
    expect(page.locator("#id_name")).to_have_value("Hợp tác xã Đường Mới")
    expect(page.locator("#main .form-acts .btn-primary")).to_contain_text("– Phạm Quang Huy")


def test_changing_the_person_on_a_shared_machine_takes_two_clicks(open_as: Callable[..., Page]) -> None:
    page = open_as("vanthu", path=reverse("machine_mark"))
    page.fill("#id_name", "Máy văn thư")
    page.get_by_role("button", name="Đánh dấu máy này").click()
    page.goto("/")

    page.locator(".top").get_by_role("button", name="Đổi người").first.click()
    page.get_by_role("link", name="Đỗ Thị Lan").click()

    expect(page.locator("input[name=login]")).to_have_value("vanthu")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(WHO)


def test_a_square_code_fills_the_page_in(open_as: Callable[..., Page]) -> None:
    page = open_as("vanthu")

    page.goto(f"{reverse('code_enter')}#nguoi=chuyenvien&ma=ABCD-EFGH")

    expect(page.locator("#id_username")).to_have_value("chuyenvien")
    expect(page.locator("#id_code")).to_have_value("ABCD-EFGH")
    assert page.url.endswith(reverse("code_enter"))
