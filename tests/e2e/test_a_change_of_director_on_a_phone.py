"""A cooperative on a phone sends a change of director; staff accept it; the register shows the new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from cooperatives.actions.people import add_person, give_office
from cooperatives.enums.register import Post
from cooperatives.models import Office, Petition
from lmhtx.files.models import Attachment
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import User
from tests.e2e.conftest import fits
from tests.factories.cooperatives import cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_of_director_from_a_phone_to_the_register(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    officer_user = User.objects.get(username="chuyenvien")
    farm = cooperative(name="HTX Nông nghiệp Tân Tiến")
    old = add_person(cooperative=farm, by=officer_user, full_name="Nguyễn Văn Cũ")
    for post in (Post.DIRECTOR, Post.REPRESENTATIVE):
        give_office(person=old, by=officer_user, post=post, valid_from=date(2021, 1, 1))
    own = representative(farm).user
    own.set_password(PASSWORD)
    own.save()

    phone = open_as(own.username, phone=True)
    write(phone, accessible)
    photograph(phone)
    send(phone)

    one = Petition.objects.get()
    farm.refresh_from_db()
    assert farm.representative == "Nguyễn Văn Cũ"
    officer = open_as("chuyenvien")
    accept(officer, one.get_absolute_url(), accessible)

    farm.refresh_from_db()
    assert farm.representative == "Lê Thị Mới"
    assert Office.objects.get(post=Post.DIRECTOR, valid_to__isnull=True).person.full_name == "Lê Thị Mới"
    officer.goto(farm.get_absolute_url())
    expect(officer.locator("main")).to_contain_text("Lê Thị Mới")
    phone.goto("/hop-tac-xa/de-nghi/cua-toi/")
    expect(phone.locator("main")).to_contain_text("Đã chấp nhận")


def write(phone: Page, accessible: Callable[[Page], None]) -> None:
    """Chosen, typed, saved by itself; what stands in the register is in sight."""
    phone.goto("/hop-tac-xa/de-nghi/cua-toi/")
    phone.get_by_role("link", name="Gửi đề nghị mới").click()
    assert fits(phone)
    accessible(phone)
    phone.get_by_role("button", name="Soạn: Thay đổi người giữ chức danh").click()
    expect(phone.locator("#muc_full_name")).to_be_visible()
    phone.select_option("#muc_post", "director")
    phone.fill("#muc_full_name", "Lê Thị Mới")
    phone.fill("#muc_since", "1/9/2026")
    phone.select_option("#muc_is_head", "yes")
    phone.fill("#muc_decision", "Nghị quyết số 3/NQ-ĐH")
    phone.fill("#muc_phone", "0912")
    expect(phone.locator("[data-lmhtx-figure=phone] [data-lmhtx-fault]")).to_contain_text("không hợp lệ")
    phone.fill("#muc_phone", "0912 345 678")
    expect(phone.locator("[data-lmhtx-figure=phone] [data-lmhtx-fault]")).to_be_hidden()
    expect(phone.locator("[data-lmhtx-saved]")).to_contain_text("Đã lưu lúc")
    assert fits(phone)
    accessible(phone)
    assert Petition.objects.get().typed["full_name"] == "Lê Thị Mới"


def photograph(phone: Page) -> None:
    """The resolution is photographed and sent at once."""
    body = BytesIO()
    Image.new("RGB", (800, 1100), "white").save(body, "JPEG")
    phone.get_by_label("Giấy tờ này chứng minh").select_option(value="decision")
    phone.locator("#paper").set_input_files(
        {"name": "nghi-quyet.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}
    )
    expect(phone.locator("[data-lmhtx-sent]")).to_contain_text("Đã gửi xong", timeout=15_000)
    assert Attachment.objects.of(Petition.objects.get()).get().kind == "decision"


def send(phone: Page) -> None:
    """Looked at once more, sworn, sent."""
    phone.get_by_role("button", name="Xem lại và gửi").click()
    expect(phone.locator("main")).to_contain_text("Nguyễn Văn Cũ")
    phone.get_by_label("Tôi cam đoan").check()
    assert fits(phone)
    phone.get_by_role("button", name="Gửi đề nghị").click()
    expect(phone.locator("main")).to_contain_text("Đã gửi, chờ xem")
    assert fits(phone)


def accept(officer: Page, address: str, accessible: Callable[[Page], None]) -> None:
    """The register beside what was sent, with its paper; one button."""
    officer.goto(address)
    accessible(officer)
    table = officer.locator("table.register").first
    expect(table).to_contain_text("Nguyễn Văn Cũ")
    expect(table).to_contain_text("nghi-quyet.jpg")
    officer.get_by_role("button", name="Chấp nhận phần đã chọn").click()
    expect(officer.locator("main")).to_contain_text("Đã chấp nhận")
