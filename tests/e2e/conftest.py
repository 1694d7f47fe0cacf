"""A real browser against a live server: Debian's Chromium, Vietnamese, at the width of a desk or of a phone."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from lmhtx.people.demo import PASSWORD, make_people

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

# Playwright's sync API keeps an event loop in this thread; Django's own database calls here are still synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = (
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOTS = Path(settings.VAR) / "shots"
DESK, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
ANSWERED_S = 60
AXE = settings.ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        yield started
        started.close()


def wait_for_answers() -> None:
    """Wait until the live server has answered all it was asked: a window that closes does not end its request.

    Emptying the database beside a request still at work ends in a deadlock now and then.
    """
    deadline = time.monotonic() + ANSWERED_S
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), "the live server is still answering"


@pytest.fixture
def furnished(transactional_db: None, django_db_blocker: Any) -> Iterator[None]:
    """The directory and the people again: a live server's test empties the database behind itself."""
    call_command("seed_directory", verbosity=0)
    make_people()
    yield
    wait_for_answers()


@pytest.fixture
def open_as(
    browser: Browser, live_server: LiveServer, furnished: None, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Sign in as somebody in a window of his own: `open_as("vanthu")`, `open_as("phochutich", phone=True)`.

    A page that throws or asks for something missing fails the journey; a failed journey leaves its picture.
    """
    contexts: list[BrowserContext] = []
    pages: list[Page] = []
    faults: list[str] = []

    def signed_in(username: str, *, phone: bool = False, path: str = "/") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        pages.append(page)
        page.goto("/tai-khoan/dang-nhap/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(re.compile(r"^(?!.*/dang-nhap/).*$"))
        if path != "/":
            page.goto(path)
        return page

    yield signed_in
    failed = getattr(request.node, "failed", False)
    for place, page in enumerate(pages):
        if failed and not page.is_closed():
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHOTS / f"{request.node.name}-{place}.png", full_page=True)
    for context in contexts:
        context.close()
    assert faults == []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Remember a failure for the picture."""
    report = yield
    if report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """No serious finding of axe on the page as it stands."""

    def check(page: Page) -> None:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        serious = [
            f"{one['id']}: {one['help']} – {one['nodes'][0]['html'][:160]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == [], "\n".join(serious)

    return check


def fits(page: Page) -> bool:
    """Whether the page needs no sideways scrolling."""
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"
        )
    )
