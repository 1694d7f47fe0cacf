"""Every page by eye and by ear: fits a desk and a phone, speaks to a screen reader, prints black on white."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from http import HTTPStatus

import pdfplumber
import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import Page, expect

from lmhtx.base import clock
from lmhtx.contributions import Demo, collected
from lmhtx.people.models import User
from tests.e2e.conftest import DESK, PHONE, fits
from tests.house.things import Address, addresses, make_things

pytestmark = pytest.mark.django_db(transaction=True)

# Other pages look the same to everybody who may open them.
OF_EVERYBODY = {
    "extension_ask",
    "home",
    "notice_list",
    "plan_detail",
    "plan_list",
    "profile",
    "report_submit",
    "task_detail",
    "task_give",
    "task_list",
    "unit_board",
}
ON_PAPER = ("task_list", "task_detail", "office_board")
A4_POINTS = (595, 842)
# What a printed page may not show.
ONLY_ON_SCREEN = (
    ".side, .top, .page-acts, .sieve, .tabs, .bulk, .crumbs, .toasts, button, .btn, input, textarea"
)
INK = """() => [...document.querySelectorAll("body *")].filter((one) => one.getClientRects().length
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => [getComputedStyle(one).color, one.outerHTML.slice(0, 120)])
    .filter(([colour]) => colour !== "rgb(0, 0, 0)")"""
PAPER = """() => [...document.querySelectorAll("html, body, body *")].filter((one) => one.getClientRects().length)
    .map((one) => [getComputedStyle(one).backgroundColor, one.outerHTML.slice(0, 120)])
    .filter(([colour]) => !["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(colour))"""


@pytest.fixture
def things(furnished: None) -> dict[str, int]:
    """One thing of every kind, and the demonstration office around it."""
    made = make_things()
    # Journeys sign in by password alone: the second step has its own.
    Authenticator.objects.all().delete()
    for part in collected(Demo):
        part.load(clock.today())
    return made


@pytest.fixture
def pages_of(things: dict[str, int]) -> Callable[[str], dict[str, str]]:
    """The whole pages that somebody may open, as name → path."""

    def found(username: str) -> dict[str, str]:
        client = Client()
        client.force_login(User.objects.get(username=username), backend="lmhtx.account.backends.Backend")
        return {one.name: one.path(things) for one in addresses() if is_page(client, one, things)}

    return found


def is_page(client: Client, address: Address, things: dict[str, int]) -> bool:
    """Whether an address answers with a page of its own, not with a part, a file or a refusal."""
    response = client.get(address.path(things))
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and response.content.lstrip()[:9].lower() == b"<!doctype"
    )


def faults_of(page: Page, paths: dict[str, str], accessible: Callable[[Page], None]) -> dict[str, str]:
    """What is wrong with which page, on a desk or on a phone."""
    faults: dict[str, str] = {}
    for name, path in paths.items():
        page.set_viewport_size(DESK)
        try:
            answer = page.goto(path)
            assert answer
            assert answer.status == HTTPStatus.OK
            assert [bool(words.strip()) for words in page.locator("h1").all_inner_texts()] == [True]
            for width in (DESK, PHONE):
                page.set_viewport_size(width)
                assert fits(page), f"needs sideways scrolling at {width}"
                accessible(page)
        except AssertionError as fault:
            faults[f"{name} {path}"] = str(fault)[:400]
    return faults


def test_every_page_of_the_clerk_and_the_administrator(
    open_as: Callable[..., Page],
    pages_of: Callable[[str], dict[str, str]],
    accessible: Callable[[Page], None],
) -> None:
    clerks = pages_of("vanthu")
    admins = {name: path for name, path in pages_of("quantri").items() if name not in clerks}

    faults = faults_of(open_as("vanthu"), clerks, accessible)
    faults |= faults_of(open_as("quantri"), admins, accessible)

    assert len(clerks) + len(admins) > 50
    assert faults == {}


def test_pages_of_an_officer_and_of_another_agency(
    open_as: Callable[..., Page],
    pages_of: Callable[[str], dict[str, str]],
    accessible: Callable[[Page], None],
) -> None:
    faults: dict[str, str] = {}

    for username in ("chuyenvien", "sotaichinh"):
        pages = pages_of(username)
        own = {name: path for name, path in pages.items() if name in OF_EVERYBODY}
        assert {"home", "task_list", "notice_list"} <= own.keys()
        faults |= faults_of(open_as(username), own, accessible)

    assert faults == {}


def test_paper_is_black_on_white_a4_with_heads_on_every_sheet(
    open_as: Callable[..., Page], pages_of: Callable[[str], dict[str, str]]
) -> None:
    paths = pages_of("chutich")
    page = open_as("chutich")

    for name in ON_PAPER:
        page.goto(paths[name])
        expect(page.locator(".skeleton")).to_have_count(0)
        page.emulate_media(media="print", color_scheme="dark")
        is_fit_for_paper(page)
        page.emulate_media(media="screen", color_scheme="light")

    page.goto(paths["task_list"])
    repeats_its_heads(page)


def is_fit_for_paper(page: Page) -> None:
    """Nothing but the matter itself, black on white, and the moment of printing."""
    shown = [one for one in page.locator(ONLY_ON_SCREEN).all() if one.is_visible()]
    assert [one.evaluate("one => one.outerHTML.slice(0, 120)") for one in shown] == []
    assert page.evaluate(INK) == []
    assert page.evaluate(PAPER) == []
    expect(page.get_by_text(re.compile(r"In lúc \d\d:\d\d ngày 15/09/2026 · "))).to_be_visible()
    assert page.locator("h1").is_visible()


def repeats_its_heads(page: Page) -> None:
    """A list over several sheets names its columns on each that has rows."""
    page.emulate_media(media="print")
    head = page.locator("table.register thead")
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"

    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        sizes = {(round(sheet.width), round(sheet.height)) for sheet in paper.pages}
        texts = [sheet.extract_text().split("In lúc")[0] for sheet in paper.pages]

    with_rows = [text for text in texts if re.search(r"\d\d/\d\d/20\d\d", text)]
    assert sizes == {A4_POINTS}
    assert len(with_rows) > 1
    assert [text[:200] for text in with_rows if "Chủ trì" not in text] == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_changing_the_person_takes_two_clicks(open_as: Callable[..., Page], phone: bool) -> None:
    page = open_as("vanthu", phone=phone)

    page.locator("summary.person").click()
    page.get_by_role("button", name="Đổi người").click()

    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(re.compile("/tai-khoan/dang-nhap/"))
