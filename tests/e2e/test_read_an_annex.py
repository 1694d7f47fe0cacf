"""From an official paper to the tasks of a plan: handed in, read, confirmed on the grid by keyboard, written once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from lmhtx.people.models import User
from plans import tasks
from plans.models import Plan, Reading, Task
from tests.e2e.conftest import fits
from tests.plans.readings import PLAN_2026, ready, small

ROWS = (
    {
        "text": "Tổ chức hội nghị tổng kết",
        "leads": ["Sở Tài chính"],
        "deadline_text": "Quý II/2026",
        "end": "2026-06-30",
    },
    {
        "text": "Mở lớp tập huấn cho cán bộ hợp tác xã",
        "leads": ["Ban Điều phối vùng"],
        "targets": [{"quantity": 51, "unit": "HTX"}],
    },
    {"text": "Xây dựng báo cáo năm", "doubts": ["Thời hạn không rõ năm"], "source": "ocr"},
)


@pytest.fixture
def grid(open_as, furnished):
    """The grid of a small paper, open for the clerk."""
    reading = ready(User.objects.get(username="vanthu"), found=small(*ROWS))
    page = open_as("vanthu", path=f"/ke-hoach/doc-phu-luc/{reading.pk}/")
    page.wait_for_selector("[data-annex][data-ready]")
    return page


def cell(page: Page, row: int, name: str):
    return page.locator("tr.annex-row").nth(row).locator(f"[data-cell={name}]")


def draft() -> dict:
    return Reading.objects.get().draft


def saved(page: Page) -> None:
    expect(page.locator("[data-annex-saved]")).to_contain_text("Đã lưu lúc")
    page.wait_for_timeout(900)


def texts(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("tr.annex-row [data-cell=text]").all_inner_texts()]


def test_a_clerk_brings_in_the_2026_plan(open_as, furnished):
    page = open_as("vanthu", path="/ke-hoach/doc-phu-luc/moi/")
    page.set_input_files("input[type=file]", PLAN_2026)
    expect(page.locator("[data-annex-chosen]")).to_contain_text("document.docx")
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#reading-going progress")).to_be_visible()

    tasks.read_paper(Reading.objects.get().pk)
    page.wait_for_selector("[data-annex][data-ready]", timeout=30_000)
    expect(page.locator("[data-annex-counts]")).to_contain_text("47 nhiệm vụ, 5 nhóm")
    expect(page.locator(".annex-picture rect")).to_have_count(1)
    if page.locator("[data-annex-leaves]").is_visible():
        page.locator("[name=leaves_doubts]").check()
    page.get_by_role("button", name="Ghi vào kế hoạch").click()

    page.wait_for_url(re.compile(r"/ke-hoach/\d+/$"))
    expect(page.locator("body")).to_contain_text("Đã ghi 47 nhiệm vụ vào kế hoạch")
    assert (Task.objects.count(), str(Plan.objects.get().keeper)) == (47, "Sở Tài chính")


def test_the_whole_grid_is_worked_by_keyboard_and_undone(grid):
    before = draft()
    cell(grid, 0, "text").click()
    grid.keyboard.press("Enter")
    grid.keyboard.press("Home")
    for _ in range(len("Tổ chức")):
        grid.keyboard.press("ArrowRight")
    grid.keyboard.press("Control+Enter")
    assert texts(grid)[:2] == ["Tổ chức", "hội nghị tổng kết"]

    grid.keyboard.press("Alt+ArrowRight")
    expect(cell(grid, 1, "text")).to_have_attribute("data-level", "1")
    grid.keyboard.press("Alt+ArrowDown")
    assert texts(grid)[2] == "↳ hội nghị tổng kết" or texts(grid)[2] == "hội nghị tổng kết"
    grid.keyboard.press("Control+m")
    assert len(texts(grid)) == 3
    grid.keyboard.press("Control+Delete")
    assert len(texts(grid)) == 2
    grid.keyboard.press("Alt+Enter")
    grid.keyboard.type("Việc mới")
    grid.keyboard.press("Tab")
    grid.keyboard.type("Văn phòng")
    grid.keyboard.press("Enter")
    saved(grid)
    assert [row["lead"] for row in draft()["rows"] if row["text"] == "Việc mới"] == ["Văn phòng"]

    for _ in range(8):
        grid.keyboard.press("Control+z")
    grid.wait_for_timeout(1500)
    assert draft()["rows"] == before["rows"]
    grid.keyboard.press("Control+y")
    assert texts(grid)[:2] == ["Tổ chức", "hội nghị tổng kết"]


def test_arrows_tab_and_escape_move_without_changing(grid):
    cell(grid, 0, "text").click()
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("ArrowRight")
    expect(cell(grid, 1, "lead")).to_be_focused()
    grid.keyboard.press("Enter")
    grid.keyboard.type("không giữ")
    grid.keyboard.press("Escape")
    expect(cell(grid, 1, "lead")).to_contain_text("Ban Điều phối vùng")
    grid.keyboard.press("End")
    grid.keyboard.press("Tab")
    expect(cell(grid, 2, "stt")).to_be_focused()
    grid.keyboard.press("F1")
    expect(grid.locator("#annex-keys")).to_be_visible()


def test_new_words_of_a_deadline_give_new_days(grid):
    cell(grid, 0, "deadline").click()
    grid.keyboard.type("Tháng 9/2026")
    grid.keyboard.press("Enter")

    expect(cell(grid, 0, "end")).to_have_text("30/09/2026")
    expect(cell(grid, 0, "start")).to_have_text("01/09/2026")
    cell(grid, 0, "end").click()
    grid.keyboard.type("5/10/26")
    grid.keyboard.press("Enter")
    expect(cell(grid, 0, "end")).to_have_text("05/10/2026")
    saved(grid)
    assert draft()["rows"][1]["end"] == "2026-10-05"


def test_typing_as_unikey_does_keeps_the_words_and_saves_once(grid):
    sent: list[str] = []
    grid.on("request", lambda request: sent.append(request.url) if request.url.endswith("/nhap/") else None)
    cell(grid, 0, "product").click()
    # Unikey rewrites what it typed: a letter, backspace, the accented letter.
    for before, after in (
        ("Ba", ""),
        ("o", ""),
        ("", "Backspace"),
        ("", "Backspace"),
        ("áo cao", ""),
        ("", "Backspace"),
    ):
        if before:
            grid.keyboard.insert_text(before) if len(before) > 1 and before != "Ba" else grid.keyboard.type(
                before
            )
        if after:
            grid.keyboard.press(after)
    session = grid.context.new_cdp_session(grid)
    for piece in ("o", "ô", "ố"):
        session.send("Input.imeSetComposition", {"text": piece, "selectionStart": 1, "selectionEnd": 1})
        grid.wait_for_timeout(900)
    session.send("Input.insertText", {"text": "ố"})
    grid.keyboard.type(" 1")
    assert sent == []
    grid.keyboard.press("Enter")
    saved(grid)

    assert draft()["rows"][1]["product"] == "Báo caố 1"
    assert len(sent) == 1


def test_doubts_are_looked_at_one_by_one(grid):
    expect(grid.locator("[data-annex-counts]")).to_contain_text("4 điểm cần xem")
    cell(grid, 0, "text").click()
    grid.keyboard.press("F8")
    expect(grid.locator("[data-annex-notes]")).to_contain_text("Chữ đọc bằng máy")
    grid.keyboard.press("F9")
    expect(grid.locator("[data-annex-counts]")).to_contain_text("3 điểm cần xem")
    cell(grid, 2, "deadline").click()
    expect(grid.locator("[data-annex-notes]")).to_contain_text("Thời hạn không rõ năm")
    grid.keyboard.press("Shift+F9")
    expect(grid.locator("[data-annex-counts]")).to_contain_text("không còn điểm cần xem")


def test_an_unknown_agency_is_mapped_once(grid):
    cell(grid, 1, "lead").click()
    strip = grid.locator("[data-annex-notes]")
    expect(strip).to_contain_text("“Ban Điều phối vùng” chưa có trong danh bạ")
    strip.locator("select").select_option(label="Sở Tài chính")

    expect(strip).not_to_contain_text("chưa có trong danh bạ")
    assert cell(grid, 1, "lead").locator(".is-unknown").count() == 0


def test_a_quantity_is_ticked_by_the_space_bar(grid):
    cell(grid, 1, "targets").click()
    grid.keyboard.press(" ")
    saved(grid)

    assert draft()["rows"][2]["targets"][0]["ticked"] is True


def test_two_windows_show_both_texts_and_a_person_chooses(grid):
    other = grid.context.new_page()
    other.goto(grid.url)
    other.wait_for_selector("[data-annex][data-ready]")
    cell(other, 0, "text").click()
    other.keyboard.type("Bản của cửa sổ kia")
    other.keyboard.press("Enter")
    saved(other)

    cell(grid, 0, "text").click()
    grid.keyboard.type("Bản của tôi")
    grid.keyboard.press("Enter")
    dialog = grid.locator("#annex-stale")
    expect(dialog).to_contain_text("Bản của cửa sổ kia")
    expect(dialog).to_contain_text("Bản của tôi")
    dialog.get_by_role("button", name="Giữ bản của tôi").click()
    saved(grid)
    assert draft()["rows"][1]["text"] == "Bản của tôi"


def test_the_second_window_follows_the_row_being_edited(grid):
    with grid.expect_popup() as opened:
        grid.locator(".annex-out").click()
    window = opened.value
    cell(grid, 1, "text").click()

    expect(window.locator("[data-annex-row]")).to_contain_text("Mở lớp tập huấn cho cán bộ hợp tác xã")


def test_a_lost_answer_of_writing_shows_the_first_result(grid):
    lost: list[str] = []

    def cut(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        route.abort()

    grid.route(re.compile(r"/ghi/$"), cut)
    grid.locator("[name=leaves_doubts]").check()
    grid.get_by_role("button", name="Ghi vào kế hoạch").click()
    expect(grid.locator("#alarm")).to_contain_text("Chưa nhận được trả lời")
    grid.get_by_role("button", name="Ghi vào kế hoạch").click()

    grid.wait_for_url(re.compile(r"/ke-hoach/\d+/$"))
    assert (len(lost), Plan.objects.count(), Task.objects.count()) == (1, 1, 3)


def test_a_lost_connection_keeps_the_draft_and_saves_later(grid):
    grid.route(re.compile(r"/nhap/$"), lambda route: route.abort())
    cell(grid, 0, "text").click()
    grid.keyboard.type("Gõ khi mất mạng")
    grid.keyboard.press("Enter")
    expect(grid.locator("[data-annex-saved]")).to_contain_text("Mất kết nối, chưa lưu được")

    grid.unroute(re.compile(r"/nhap/$"))
    expect(grid.locator("[data-annex-saved]")).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert draft()["rows"][1]["text"] == "Gõ khi mất mạng"


def test_the_grid_is_readable_on_a_phone(open_as, furnished):
    reading = ready(User.objects.get(username="vanthu"), found=small(*ROWS))
    page = open_as("vanthu", phone=True, path=f"/ke-hoach/doc-phu-luc/{reading.pk}/")
    page.wait_for_selector("[data-annex][data-ready]")

    assert fits(page)


def test_the_grid_is_open_to_everyone(grid, accessible):
    accessible(grid)
