"""A yearly form's whole way: a code at the desk, a phone, two devices, the judging, the verified figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from cooperatives.models import Submission, YearFigures
from lmhtx.files.models import Attachment
from tests.e2e.conftest import PHONE, fits
from tests.factories.cooperatives import cooperative
from tests.factories.forms import period

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "dong-lua-vang-9"
LARGE_BYTES = 2_000_000


def test_a_form_from_invitation_to_verified_figures(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    farm, call = cooperative(name="HTX Nông nghiệp Tân Tiến"), period()
    YearFigures.objects.create(
        cooperative=farm, year=2024, official_members=40, workers=12, revenue_vnd=2_000_000_000
    )
    officer = open_as("chuyenvien")
    code = invite(officer, farm.get_absolute_url())

    phone = join(officer, code, farm.code or "")
    fill_in(phone, accessible)
    photograph(phone)
    send(phone)
    phone.context.close()
    judge(officer, Submission.objects.get().get_absolute_url(), accessible)

    row = YearFigures.objects.get(cooperative=farm, year=2025)
    assert (row.revenue_vnd, row.workers, row.official_members) == (2_400_000_000, 12, 40)
    officer.goto(call.get_absolute_url())
    expect(officer.locator("main")).to_contain_text("1 / 1")


def invite(officer: Page, address: str) -> str:
    """A code from the cooperative's page."""
    officer.goto(address)
    officer.get_by_role("button", name="Cấp mã mời").click()
    expect(officer.locator(".slip-password")).to_be_visible()
    return officer.locator(".slip-password").inner_text()


def join(officer: Page, code: str, number: str) -> Page:
    """A person of the cooperative comes in on a phone and signs in."""
    browser = officer.context.browser
    assert browser is not None
    context = browser.new_context(base_url=re.sub(r"(https?://[^/]+).*", r"\1", officer.url), viewport=PHONE)
    phone = context.new_page()
    phone.goto(f"/hop-tac-xa/nhap-ma/#ma={code}")
    expect(phone.locator("input[name=code]")).to_have_value(code)
    phone.fill("input[name=full_name]", "Trần Thị Khai")
    phone.fill("input[name=post]", "Kế toán")
    phone.fill("input[name=new_password]", PASSWORD)
    phone.fill("input[name=new_password_again]", PASSWORD)
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.locator("body")).to_contain_text(f"htx{number}")
    phone.fill("input[name=login]", f"htx{number}")
    phone.fill("input[name=password]", PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url(re.compile(r"^(?!.*/dang-nhap/).*$"))
    return phone


def fill_in(phone: Page, accessible: Callable[[Page], None]) -> None:
    """One figure changes; it is said back in words, saved by itself, and doubted when it slips."""
    phone.goto("/hop-tac-xa/so-lieu/cua-toi/")
    phone.get_by_role("button", name="Điền phiếu").click()
    revenue = phone.locator("#so_revenue_vnd")
    expect(revenue).to_have_value("2.000.000.000")
    assert fits(phone)
    accessible(phone)

    revenue.fill("2,4 tr")
    expect(phone.locator("[data-lmhtx-figure=revenue_vnd] [data-lmhtx-doubt]")).to_contain_text("nhầm")
    revenue.fill("2,4 tỷ")
    expect(phone.locator("[data-lmhtx-figure=revenue_vnd] [data-lmhtx-words]")).to_contain_text(
        "Hai tỷ bốn trăm triệu đồng"
    )
    expect(phone.locator("[data-lmhtx-saved]")).to_contain_text("Đã lưu lúc")
    assert Submission.objects.get().typed["revenue_vnd"] == "2,4 tỷ"


def photograph(phone: Page) -> None:
    """A large photograph is chosen while the network is away: shrunk, it waits and goes later."""
    body = BytesIO()
    Image.effect_noise((4000, 3000), 90).save(body, "JPEG", quality=95)
    assert len(body.getvalue()) > LARGE_BYTES
    phone.get_by_label("Giấy tờ này chứng minh").select_option(value="revenue_vnd")
    phone.context.set_offline(True)
    phone.locator("#paper").set_input_files(
        {"name": "so.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}
    )
    expect(phone.locator("[data-lmhtx-sent]")).to_contain_text("Mất mạng; còn 1 tệp")
    phone.context.set_offline(False)
    expect(phone.locator("[data-lmhtx-sent]")).to_contain_text("Đã gửi xong", timeout=15_000)
    expect(phone.locator("[data-lmhtx-paper-list] img")).to_be_visible()
    kept = Attachment.objects.of(Submission.objects.get()).get()
    assert kept.kind == "revenue_vnd"
    assert kept.blob.size_bytes < len(body.getvalue()) / 2
    assert fits(phone)


def send(phone: Page) -> None:
    """Another device goes on where this one stopped; a session that has ended keeps what was typed."""
    form = phone.url
    other = phone.context.new_page()
    # The first device is gone for good: nothing that it might still send may matter.
    phone.close()
    other.goto(form)
    expect(other.locator("#so_revenue_vnd")).to_have_value("2,4 tỷ")
    kept = other.context.cookies()
    other.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    other.fill("#so_workers", "12")
    expect(other.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    other.context.add_cookies([{**one} for one in kept])  # type: ignore[list-item]
    other.get_by_role("button", name="Lưu tiếp").click()
    expect(other.locator("[data-lmhtx-saved]")).to_contain_text("Đã lưu lúc")

    other.get_by_role("button", name="Xem lại và nộp").click()
    other.get_by_label("Tôi cam đoan").check()
    assert fits(other)
    other.get_by_role("button", name="Nộp phiếu").click()
    expect(other.locator("main")).to_contain_text("Đã nộp, chờ xem")


def judge(officer: Page, address: str, accessible: Callable[[Page], None]) -> None:
    """Only what changed stands in the table; the rest is one line."""
    officer.goto(address)
    accessible(officer)
    expect(officer.locator("table.judged")).to_contain_text("so.jpg")
    officer.get_by_role("button", name="Áp dụng").click()
    expect(officer.locator("main")).to_contain_text("Đã áp dụng")
