"""A task's whole way in the browser: given, extended, reported, returned, reported again, accepted on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plans.models import Task
from tests.e2e.conftest import fits
from tests.factories import plans as make

pytestmark = pytest.mark.django_db(transaction=True)


def go_to_task(page: Page, words: str) -> None:
    """Open a task from the work of the day."""
    page.goto("/")
    page.get_by_role("link", name=words).first.click()


def test_a_task_from_giving_to_acceptance(
    open_as: Callable[..., Page], accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    deputy = open_as("phochutich", phone=True)
    officer = open_as("chuyenvien2")
    words = "Lập danh sách 18 HTX điểm"

    give_by_one_line(deputy, words)
    assert fits(deputy)

    go_to_task(officer, words)
    accessible(officer)
    extend(officer, deputy, words)

    evidence = tmp_path / "danh sách HTX điểm.pdf"
    evidence.write_bytes(small_pdf())
    report(officer, words, "Đã lập 15 HTX", evidence)
    go_to_task(deputy, words)
    deputy.get_by_role("link", name="Trả lại").click()
    deputy.get_by_role("button", name="Trả lại").click()
    expect(deputy.locator("main")).to_contain_text("Hãy điền mục này")
    deputy.fill("textarea[name=note]", "Còn thiếu 3 HTX")
    deputy.get_by_role("button", name="Trả lại").click()
    expect(deputy.locator("main")).to_contain_text("Còn thiếu 3 HTX")

    report(officer, words, "Đã đủ 18 HTX", evidence)
    go_to_task(deputy, words)
    deputy.get_by_role("link", name="Xác nhận", exact=True).click()
    deputy.get_by_role("button", name="Xác nhận").click()
    expect(deputy.locator("main")).to_contain_text("Hoàn thành đúng hạn")
    assert fits(deputy)

    task = Task.objects.with_status().get()
    assert (task.status, task.status_by_original) == ("done_on_time", "done_on_time")
    officer.goto("/thong-bao/")
    expect(officer.locator("main")).to_contain_text("Đã xác nhận báo cáo")


def give_by_one_line(page: Page, words: str) -> None:
    """Giao nhanh: the line is read, shown, and only then saved."""
    page.goto("/ke-hoach/nhiem-vu/giao/")
    page.fill("input[name=line]", f"Hùng: {words}, 25/9")
    page.get_by_role("button", name="Đọc dòng này").click()
    expect(page.locator("#read")).to_contain_text("25/09/2026")
    page.get_by_role("button", name="Giao việc", exact=True).click()
    expect(page.locator("h1")).to_contain_text(words)


def extend(officer: Page, deputy: Page, words: str) -> None:
    """The one who owes asks for time, the one who assigned grants it."""
    officer.get_by_role("link", name="Đề nghị gia hạn").click()
    officer.fill("input[name=to_due_on]", "10/10/26")
    officer.fill("textarea[name=reason]", "Chờ số liệu của các xã")
    officer.get_by_role("button", name="Gửi đề nghị").click()
    expect(officer.locator("main")).to_contain_text("Chờ duyệt")
    go_to_task(deputy, words)
    deputy.get_by_role("link", name="Duyệt gia hạn").click()
    deputy.get_by_role("button", name="Duyệt gia hạn").click()
    expect(deputy.locator("main")).to_contain_text("10/10/2026")


def report(page: Page, words: str, text: str, evidence: Path) -> None:
    """Hand in a completion with its evidence."""
    go_to_task(page, words)
    page.get_by_role("link", name="Báo cáo", exact=True).click()
    page.get_by_label("Báo cáo hoàn thành").check()
    page.fill("textarea[name=text]", text)
    page.set_input_files("input[name=files]", evidence)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("link", name="danh sách HTX điểm.pdf").first).to_be_visible()


def small_pdf() -> bytes:
    """The least that is a PDF of one empty page."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n",
    ]
    body, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += part
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_agency_reports_its_own_task_and_the_keeper_accepts(open_as: Callable[..., Page]) -> None:
    plan = make.plan(keeper=make.agency("finance"), title="Kế hoạch của Ban Chỉ đạo")
    make.task(
        plan=plan,
        leads=("agriculture-environment",),
        text="Góp ý nghị định",
        followed_by=make.agency("office"),
    )
    hidden = make.task(
        plan=plan, leads=("science",), text="Việc của Sở khác", followed_by=make.agency("office")
    )
    farm = open_as("sonongnghiep")

    farm.goto("/ke-hoach/nhiem-vu/")
    expect(farm.locator("main")).to_contain_text("Góp ý nghị định")
    expect(farm.locator("main")).not_to_contain_text("Việc của Sở khác")
    assert farm.goto(hidden.get_absolute_url()).status == 404
    farm.goto("/ke-hoach/nhiem-vu/")
    farm.get_by_role("link", name="Góp ý nghị định").click()
    farm.get_by_role("link", name="Báo cáo", exact=True).click()
    farm.get_by_label("Báo cáo hoàn thành").check()
    farm.fill("textarea[name=text]", "Đã gửi văn bản góp ý")
    farm.get_by_role("button", name="Gửi báo cáo").click()

    keeper = open_as("sotaichinh")
    go_to_task(keeper, "Góp ý nghị định")
    keeper.get_by_role("link", name="Xác nhận", exact=True).click()
    keeper.get_by_role("button", name="Xác nhận").click()
    expect(keeper.locator("main")).to_contain_text("Hoàn thành đúng hạn")


def test_desk_list_and_board_read_well_on_desk_and_phone(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    make.task(
        plan=make.plan(), text="Một nhiệm vụ có tên khá dài để xem trang có bị tràn ngang hay không " * 3
    )
    for phone in (False, True):
        page = open_as("chanhvanphong", phone=phone)
        for path in (
            "/",
            "/ke-hoach/",
            "/ke-hoach/nhiem-vu/",
            "/ke-hoach/nhiem-vu/giao/",
            "/ke-hoach/bang-dieu-hanh/",
        ):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            accessible(page)
            assert fits(page), path
