"""Letters: a clerk takes one in at the desk, a leader directs ten on a phone, an officer answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.functions import Now
from playwright.sync_api import Page, expect

from documents.actions.bringing import bring_in
from documents.actions.directing import present_incoming
from documents.actions.incoming import register_incoming
from documents.enums.incoming import Channel, IncomingState
from documents.models import Incoming
from lmhtx.decisions.actions.carrying_out import carry_out_due
from lmhtx.decisions.actions.pages import draw_pages
from lmhtx.decisions.models import Decision
from lmhtx.files.models import Blob
from lmhtx.people.models import User
from tests.e2e.conftest import fits
from tests.e2e.test_the_leaders_queue import MOST_BYTES, MOST_TAPS, SlowPhone, two_pages
from tests.factories import documents as make

LETTERS = 10


def lay_before_the_leader() -> None:
    """Ten letters of two scanned pages each, presented to the deputy chairman."""
    leader, clerk = User.objects.get(username="phochutich"), User.objects.get(username="vanthu")
    for place in range(LETTERS):
        brought = bring_in(
            series=make.series(),
            files=[two_pages(place)],
            channel=Channel.PAPER,
            by=clerk,
            is_seen_open=True,
        )
        assert brought.incoming is not None
        values = make.values(number=str(place + 1), subject=f"Văn bản thứ {place + 1} về kinh tế tập thể")
        paper = register_incoming(incoming=brought.incoming, values=values, by=clerk)
        present_incoming(incoming=paper, to=leader, by=clerk)
    for blob_id in Blob.objects.filter(mime="application/pdf").values_list("pk", flat=True):
        draw_pages(blob_id=blob_id)


def test_ten_letters_directed_on_a_slow_phone(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    lay_before_the_leader()
    page = open_as("phochutich", phone=True)
    phone = SlowPhone(page)

    page.goto("/can-toi-quyet/")
    for place in range(1, LETTERS + 1):
        phone.sees(f"Văn bản thứ {place} về")
        phone.reads_the_papers()
        if place == 1:
            assert fits(page)
            accessible(page)
        phone.choose("Phòng TT-KH-HTHTX")
        phone.choose("Nghiên cứu, tham mưu thực hiện.")
        phone.tap("Cho ý kiến")
    expect(page.get_by_text("Không còn việc nào chờ anh/chị quyết")).to_be_visible()

    assert phone.taps <= MOST_TAPS
    assert phone.received_bytes <= MOST_BYTES
    assert set(Incoming.objects.values_list("state", flat=True)) == {IncomingState.PRESENTED}
    Decision.objects.update(due_at=Now())
    assert carry_out_due() == LETTERS
    assert set(Incoming.objects.values_list("state", "lead_unit")) == {
        (IncomingState.DIRECTED, make.unit().pk)
    }


def test_a_letter_from_the_scanner_to_its_answer(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    letter = make.letter_pdf(
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 222/TB-UBND",
        "Đồng Nai, ngày 14 tháng 9 năm 2026",
        "<b>THÔNG BÁO</b>",
        "<b>Kết luận cuộc họp về kinh tế tập thể</b>",
    )
    clerk = open_as("vanthu", path="/van-ban/den/dua-vao/")
    clerk.set_input_files("input[name=files]", _as_file(letter))
    accessible(clerk)
    clerk.get_by_role("button", name="Nhận và đọc").click()
    expect(clerk.get_by_label("Số, ký hiệu")).to_have_value("222/TB-UBND")
    accessible(clerk)
    clerk.get_by_role("button", name="Vào sổ").click()
    expect(clerk.get_by_text("Đã vào sổ, số đến 01.")).to_be_visible()
    clerk.get_by_role("link", name="Trình", exact=True).click()
    clerk.locator("select[name=to]").select_option(label="Lê Thị Minh Hạnh")
    clerk.locator("form.form button.btn-primary").click()
    expect(clerk.get_by_text("Đã trình Lê Thị Minh Hạnh.")).to_be_visible()
    paper = Incoming.objects.get()

    leader = open_as("phochutich", phone=True, path=paper.get_absolute_url())
    leader.get_by_role("link", name="Cho ý kiến").click()
    leader.locator("select[name=lead]").select_option(f"unit-{make.unit().pk}")
    leader.locator("form.form button.btn-primary").click()
    expect(leader.get_by_text("Đã cho ý kiến")).to_be_visible()
    assert fits(leader)

    head = open_as("truongphong", path=f"{paper.get_absolute_url()}giao/")
    person = User.objects.get(username="chuyenvien")
    choosing = (
        "(list, key) => { list.value = key; list.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    head.locator("select[name=person]").evaluate(choosing, str(person.pk))
    head.locator("form.form button.btn-primary").click()
    expect(head.get_by_text(f"Đã giao {person}.")).to_be_visible()

    officer = open_as("chuyenvien", path=f"{paper.get_absolute_url()}tra-loi/")
    officer.get_by_label("Số, ký hiệu văn bản trả lời").fill("312/LM-VP")
    officer.locator("form.form button.btn-primary").click()
    expect(officer.get_by_text("Đã giải quyết xong.")).to_be_visible()
    accessible(officer)
    assert Incoming.objects.get().state == IncomingState.COMPLETED


def _as_file(upload: Any) -> dict[str, Any]:
    return {"name": upload.name, "mimeType": "application/pdf", "buffer": upload.read()}
