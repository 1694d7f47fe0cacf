"""Typing as Unikey does, by backspaces and by composition, into search, day and words: exact text, one request."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page, expect

from lmhtx.people.models import User
from tests.factories import plans as make

PAUSE_MS = 60


def type_as_unikey(page: Page) -> None:
    """Write "hợp" as Unikey's Telex does: each mark takes back the letters since the vowel and puts them anew."""
    page.keyboard.type("ho", delay=PAUSE_MS)
    page.keyboard.press("Backspace")
    page.keyboard.insert_text("ơ")
    page.keyboard.type("p", delay=PAUSE_MS)
    for _ in range(2):
        page.keyboard.press("Backspace")
    page.keyboard.insert_text("ợp")


def compose(page: Page, *pieces: str) -> None:
    """The last of the pieces, by an input method that shows each of them first."""
    session = page.context.new_cdp_session(page)
    for piece in pieces:
        session.send(
            "Input.imeSetComposition",
            {"text": piece, "selectionStart": len(piece), "selectionEnd": len(piece)},
        )
        page.wait_for_timeout(400)
    session.send("Input.insertText", {"text": pieces[-1]})


def test_search_takes_the_words_as_unikey_writes_them_and_asks_once(open_as, furnished):
    make.task(text="Mở lớp cho hợp tác xã", person=User.objects.get(username="vanthu"))
    page = open_as("vanthu", path="/ke-hoach/nhiem-vu/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "q=" in request.url else None)
    box = page.locator("form[data-lmhtx-sieve] [type=search]")
    box.click()

    type_as_unikey(page)
    page.wait_for_timeout(1500)
    by_keys = list(asked)
    compose(page, " t", " tá", " tác")
    page.wait_for_timeout(1500)

    assert box.input_value() == "hợp tác"
    assert len(by_keys) == 1
    assert len(asked) == 2
    assert "Mở lớp cho hợp tác xã" in page.locator("#main").inner_text()


def test_days_and_money_are_what_was_typed(open_as):
    page = open_as("truongphong", path="/ke-hoach/nhiem-vu/giao/")
    page.locator("[name=due_on]").click()
    page.keyboard.type("30/9", delay=PAUSE_MS)
    page.keyboard.press("Backspace")
    page.keyboard.insert_text("9")
    compose(page, "/2026")
    words = page.locator("textarea[name=text], input[name=text]").first
    words.click()
    type_as_unikey(page)

    assert page.locator("[name=due_on]").input_value() == "30/9/2026"
    assert words.input_value() == "hợp"


def test_a_field_for_files_speaks_vietnamese(open_as, accessible, tmp_path):
    page = open_as("vanthu", path=reverse("import_create", args=["tasks"]))
    book = tmp_path / "Nhiệm vụ quý IV.xlsx"
    book.write_bytes(b"PK")
    expect(page.get_by_text("Chưa chọn tệp nào")).to_be_visible()
    accessible(page)

    page.locator("input[type=file]").set_input_files(book)

    expect(page.get_by_text("Nhiệm vụ quý IV.xlsx")).to_be_visible()
