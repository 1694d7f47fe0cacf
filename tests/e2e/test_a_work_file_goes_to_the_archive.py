"""A work file: an officer opens and fills it and closes it, hands it over; the archive receives it, on pages."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from documents.enums.archive import WorkFileState
from documents.enums.outgoing import OutgoingState
from documents.models import WorkFile
from tests.e2e.conftest import fits
from tests.factories import outgoing as out


def test_a_file_from_opening_to_the_archive(
    open_as: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    paper = out.outgoing(OutgoingState.ISSUED, subject="Khen thưởng phong trào thi đua")
    page = open_as("chuyenvien", path="/van-ban/ho-so/mo/")
    page.fill("[name=code]", "12.TĐKT")
    page.fill("[name=title]", "Hồ sơ khen thưởng tổng kết năm 2026")
    page.fill("[name=years]", "10")
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("Hồ sơ chưa có tài liệu")).to_be_visible()

    page.get_by_role("link", name="Đưa văn bản vào").click()
    page.fill("[name=tim]", "khen thuong phong trao")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_label(paper.reference).check()
    accessible(page)
    page.get_by_role("button", name="Đưa vào hồ sơ").click()
    expect(page.get_by_role("link", name="Khen thưởng phong trào thi đua")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Kết thúc hồ sơ").click()
    page.fill("[name=ended_on]", "15/9/26")
    page.get_by_role("button", name="Kết thúc hồ sơ").click()
    expect(page.get_by_text("15/09/2027").first).to_be_visible()
    page.goto("/van-ban/nop-luu/giao/")
    page.get_by_label("12.TĐKT").first.check()
    page.fill("[name=block]", "Tài liệu thi đua, khen thưởng năm 2026")
    page.get_by_role("button", name="Giao nộp").click()
    expect(page.get_by_text("lưu trữ được báo để nhận")).to_be_visible()

    archive = open_as("vanthu", phone=True, path=page.url.replace(page.url.split("/van-ban/")[0], ""))
    assert fits(archive)
    accessible(archive)
    archive.get_by_role("link", name="Nhận đủ").click()
    archive.get_by_role("button", name="Nhận đủ").click()
    expect(archive.get_by_text("Đã nhận; cổng đang đóng gói")).to_be_visible()
    made = WorkFile.objects.get()
    assert made.state == WorkFileState.ARCHIVED
    archive.goto(made.get_absolute_url())
    assert fits(archive)
