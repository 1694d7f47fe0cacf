"""A clerk's form when the line drops, the server fails or the session ends: told in Vietnamese, typed text kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route

from lmhtx.directory.models import Agency

SEND = ".form-acts .btn-primary"
NAME = "Hợp tác xã Đường Mới"
SOON_MS = 10_000


@pytest.fixture
def form(open_as: Callable[..., Page]) -> Page:
    """The form of a new agency, filled in and not yet sent."""
    page = open_as("chanhvanphong", path=reverse("agency_create"))
    page.fill("#id_name", NAME)
    page.select_option("#id_kind", "outside")
    return page


def told(page: Page) -> str:
    """The alarm, within ten seconds."""
    return page.locator("#alarm .note").inner_text(timeout=SOON_MS)


def on_post(page: Page, answer: Callable[[Route], None]) -> None:
    def route(asked: Route) -> None:
        if asked.request.method == "POST" and "/them/" in asked.request.url:
            answer(asked)
        else:
            asked.continue_()

    page.route("**/*", route)


def made() -> int:
    return Agency.objects.filter(name=NAME).count()


def test_each_failure_has_its_words(form: Page) -> None:
    answers = {
        400: "Máy chủ không hiểu yêu cầu.",
        403: "Anh/chị không có quyền làm việc này",
        404: "Không tìm thấy nội dung này",
        413: "Tệp quá lớn so với mức cho phép.",
        418: "Yêu cầu không được nhận (mã 418).",
        500: "Máy chủ gặp lỗi",
        502: "Máy chủ đang khởi động lại.",
    }
    statuses = iter(answers)
    on_post(form, lambda route: route.fulfill(status=next(statuses), body=""))

    for words in answers.values():
        form.locator("#alarm [data-lmhtx-close]").evaluate_all(
            "(buttons) => buttons.forEach((one) => one.click())"
        )
        form.click(SEND)
        form.locator("#alarm .note").get_by_text(words).wait_for(timeout=SOON_MS)

    assert form.input_value("#id_name") == NAME
    assert made() == 0


def test_without_a_net_nothing_is_sent_and_nothing_lost(form: Page) -> None:
    form.context.set_offline(True)
    form.click(SEND)
    words = told(form)
    form.context.set_offline(False)

    assert words.startswith("Mất kết nối mạng.")
    assert form.input_value("#id_name") == NAME


def test_an_answer_that_comes_by_itself_leaves_the_alarm(open_as: Callable[..., Page]) -> None:
    held: list[Route] = []
    page = open_as("chanhvanphong")

    def hold(asked: Route) -> None:
        held.append(asked)

    page.route(f"**{reverse('todo_count')}", hold)
    page.goto(reverse("agency_create"))
    page.fill("#id_name", NAME)
    on_post(page, lambda route: route.fulfill(status=500, body=""))
    page.click(SEND)
    before = told(page)

    held[0].fulfill(status=200, body="<b id='count-come'>7</b>")
    page.locator("#count-come").wait_for(timeout=SOON_MS)

    assert before.startswith("Máy chủ gặp lỗi")
    assert told(page) == before


def test_a_lost_answer_is_found_again_by_the_next_click(form: Page) -> None:
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        route.abort()

    on_post(form, lose_the_first)

    form.click(SEND)
    words, kept = told(form), form.input_value("#id_name")
    form.click(SEND)
    form.wait_for_url(lambda address: "/them/" not in address)

    assert words.startswith("Chưa nhận được trả lời của máy chủ.")
    assert kept == NAME
    assert "Đã ghi nhận lúc" in form.locator("#main").inner_text()
    assert made() == 1


def test_a_silent_server_is_told_of_before_ten_seconds(form: Page) -> None:
    held: list[Route] = []
    on_post(form, held.append)

    form.click(SEND)

    assert told(form).startswith("Máy chủ trả lời chậm, vẫn đang đợi.")
    assert form.input_value("#id_name") == NAME
    held[0].abort()


def test_an_ended_session_keeps_the_page(form: Page) -> None:
    form.context.clear_cookies(name="sessionid")

    form.click(SEND)

    assert told(form).startswith("Phiên làm việc đã hết.")
    assert form.input_value("#id_name") == NAME
    assert made() == 0


def test_what_was_typed_comes_back_as_a_draft(form: Page) -> None:
    form.locator("[data-lmhtx-draft-mark]").get_by_text("Bản nháp lúc").wait_for(timeout=SOON_MS)
    asked: list[str] = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    form.goto("/")
    form.goto(reverse("agency_create"))

    assert asked == ["beforeunload"]
    assert form.input_value("#id_name") == NAME


def test_a_search_asks_once_for_what_was_typed(open_as: Callable[..., Page]) -> None:
    page = open_as("chanhvanphong", path=reverse("agency_list"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "q=" in request.url else None)

    page.type("#id_q", "so taj", delay=30)
    page.keyboard.press("Backspace")
    page.type("#id_q", "i chinh", delay=30)
    page.locator(".chip").get_by_text("so tai chinh").wait_for()
    page.keyboard.press("Tab")
    page.wait_for_timeout(600)

    assert len(asked) == 1
    assert page.url.endswith("?q=so%20tai%20chinh")
    assert page.locator("tbody tr").first.inner_text().startswith("Sở Tài chính")


def test_composed_letters_are_searched_when_they_are_finished(open_as: Callable[..., Page]) -> None:
    page = open_as("chanhvanphong", path=reverse("agency_list"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "q=" in request.url else None)

    page.locator("#id_q").evaluate(
        """(box) => {
          box.focus();
          box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          for (const letters of ["s", "so", "sở"]) {
            box.value = letters;
            box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
          }
          box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        }"""
    )
    page.locator(".chip").get_by_text("“sở”").wait_for()

    assert [address.split("?")[1] for address in asked] == ["q=s%E1%BB%9F"]
