"""Other agencies in a real browser: seventeen tasks pasted and one letter, a text for Zalo copied, a message pushed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from lmhtx.account.actions.links import Reporter, add_reporter, issue_link
from lmhtx.notices.models import Nudge
from lmhtx.people.models import User
from plans.demo.office import Office, at
from plans.demo.papers import PLAN_2026, bring_in
from plans.models import Report
from tests.e2e.conftest import DESK
from tests.factories.plans import agency_named, task

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
MOST_CLICKS = 25
TASKS = 17
CLIPBOARD = ["clipboard-read", "clipboard-write"]
# The worker stands beside the other scripts and so is not in charge of the page.
ASKED_TIMES, PAUSE_MS = 60, 500
WORKER = "navigator.serviceWorker.getRegistration('/static/js/')"


class Hand:
    """A person at the page: every click and every field that is gone into counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name).first.click()

    def fill(self, label: str, words: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label).first.fill(words)

    def paste(self, cell: Locator, words: str) -> None:
        """Put words where a sheet's copy puts them, go into a cell and press Ctrl-V."""
        self.clicks += 2
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        cell.click()
        self.page.keyboard.press("Control+V")


@pytest.fixture
def at_the_door(furnished: None, browser: Browser, live_server: LiveServer) -> Any:
    """Somebody of Sở Tài chính in front of the link that was sent to him; the 2026 plan is given out."""
    clerk = User.objects.get(username="vanthu")
    with at(date(2026, 5, 11), by=clerk):
        bring_in(Office(), PLAN_2026, keeper="finance", year=2026)
    person = add_reporter(reporter=Reporter(agency=agency_named("Sở Tài chính")), by=clerk)
    door = urlsplit(issue_link(user=person, by=clerk)).path
    context = browser.new_context(base_url=live_server.url, viewport=DESK, locale="vi-VN")
    context.grant_permissions(CLIPBOARD)
    page = context.new_page()
    page.goto(door)
    yield Hand(page)
    context.close()


def test_seventeen_tasks_by_one_pasted_block_and_one_letter(at_the_door: Hand, tmp_path: Path) -> None:
    hand, page = at_the_door, at_the_door.page
    letter = tmp_path / "cong-van.txt"
    letter.write_text("Công văn số 123/STC-TH", encoding="utf-8")
    block = "\n".join(f'"Kết quả của việc {n}\nđạt yêu cầu"\t{n}' for n in range(1, TASKS + 1))

    hand.press("Vào xem việc và báo cáo")
    hand.fill("Họ và tên", "Nguyễn Thị Bình")
    hand.fill("Chức vụ", "Chuyên viên")
    hand.press("Tiếp tục")
    hand.press("Báo cáo các việc này")
    hand.paste(page.locator("table.batch textarea").first, block)
    expect(page.get_by_text(f"Đã dán {TASKS} dòng.")).to_be_visible()
    assert page.locator("table.batch textarea").last.input_value() == f"Kết quả của việc {TASKS}\nđạt yêu cầu"
    hand.fill("Số, ký hiệu văn bản", "123/STC-TH")
    hand.fill("Ngày văn bản", "14/9/2026")
    hand.clicks += 1
    expect(page.get_by_text("Chọn các tệp")).to_be_visible()
    page.locator("input[type=file][name=files]").set_input_files(letter)
    expect(page.get_by_text("cong-van.txt")).to_be_visible()
    hand.press("Xem lại trước khi gửi")
    hand.press("Gửi các báo cáo đã chọn")
    expect(page.get_by_text(f"Đã gửi {TASKS} báo cáo")).to_be_visible()

    assert hand.clicks <= MOST_CLICKS
    assert sorted(Report.objects.pending().values_list("percent", flat=True)) == list(range(1, TASKS + 1))
    assert Report.objects.pending().filter(text__contains="\nđạt yêu cầu").count() == TASKS


def test_one_press_copies_the_text_for_zalo_and_remembers_it(open_as: Callable[..., Page]) -> None:
    task(due_on=date(2026, 8, 31), person=User.objects.get(username="chuyenvien"))
    page = open_as("vanthu", path=reverse("chase_list"))
    page.context.grant_permissions(CLIPBOARD)

    page.get_by_role("button", name="Sao chép tin Zalo").first.click()

    expect(page.get_by_text("Đã sao chép. Dán vào Zalo để gửi.")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "quá hạn" in copied
    assert len(copied) <= 300
    assert Nudge.objects.count() == 1


def come_true(page: Page, promised: str, *, before: Callable[[], object] = lambda: None) -> Any:
    """What the promise gives, asked for anew until it is something: `wait_for_function` takes any promise for true.

    `before` is done before each asking.
    """
    for _ in range(ASKED_TIMES):
        before()
        page.wait_for_timeout(PAUSE_MS)
        if found := page.evaluate(f"() => {promised}"):
            return found
    told = page.evaluate(f"() => {WORKER}.then(one => [Notification.permission, one && one.active?.state])")
    raise AssertionError(f"{promised} vẫn chưa có gì; quyền và trạng thái: {told}")


def test_a_pushed_message_shows_that_and_opens_its_page(open_as: Callable[..., Page]) -> None:
    page = open_as("chuyenvien", path=reverse("wishes_edit"))
    page.context.grant_permissions(["notifications"])
    expect(page.get_by_role("button", name="Bật trên máy này")).to_be_visible()
    devtools = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    come_true(page, f"{WORKER}.then(one => one?.active?.state === 'activated')")
    message = {
        "origin": urlsplit(page.url)._replace(path="", query="").geturl(),
        "registrationId": found[0]["registrationId"],
        "data": json.dumps({"title": "Cổng điều hành", "body": "Có việc mới.", "url": "/thong-bao/"}),
    }

    # A busy machine may let a push pass by, as networks do: said again, it must still show once.
    shown = come_true(
        page,
        f"{WORKER}.then(one => one.getNotifications()).then(all => all.map(n => [n.title, n.body, n.data.url]))",
        before=lambda: devtools.send("ServiceWorker.deliverPushMessage", message),
    )
    assert shown == [["Cổng điều hành", "Có việc mới.", "/thong-bao/"]]


def test_a_browser_that_may_not_push_says_so(open_as: Callable[..., Page]) -> None:
    page = open_as("chuyenvien", path=reverse("wishes_edit"))

    page.get_by_role("button", name="Bật trên máy này").click()

    expect(page.get_by_text("Trình duyệt đang chặn thông báo của trang này")).to_be_visible()
