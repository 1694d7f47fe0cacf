"""The leader's queue on a phone: ten papers on a slow line, few taps, little data, one taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.db.models.functions import Now
from playwright.sync_api import Page, expect

from lmhtx.decisions.actions.carrying_out import carry_out_due
from lmhtx.decisions.actions.pages import draw_pages
from lmhtx.decisions.models import Decision
from lmhtx.files.models import Blob, PageCopy
from lmhtx.people.models import User
from lmhtx.reading.page_copies import HEAVIEST_BYTES
from plans.actions import extensions, reports
from plans.actions.evidence import attach_evidence
from plans.enums import ExtensionState, ReportKind, ReportVerdict
from plans.models import Extension, Report
from tests.e2e.conftest import fits
from tests.factories import plans as make

SCAN = settings.ROOT / "plans" / "samples" / "ke-hoach-2026-bcd-kttt" / "scan.pdf"
MOST_TAPS, MOST_BYTES = 40, 5_000_000
ONE_MBIT = 1_000_000 / 8


def two_pages(first: int) -> SimpleUploadedFile:
    """Two scanned pages as a PDF of their own."""
    source, made, body = pypdfium2.PdfDocument(SCAN), pypdfium2.PdfDocument.new(), BytesIO()
    made.import_pages(source, [first, first + 1])
    made.save(body)
    return SimpleUploadedFile(f"ket-qua-{first}.pdf", body.getvalue())


def lay_on_the_desk() -> None:
    """Five requests for more time and five completions with a two-page scan each, for the deputy chairman."""
    leader, officer = User.objects.get(username="phochutich"), User.objects.get(username="chuyenvien")
    for place in range(5):
        owed = make.task(text=f"Xây dựng mô hình số {place + 1}", person=officer, assigner=leader)
        extensions.ask_extension(
            task=owed, by=officer, to_due_on=date(2026, 11, 1 + place), reason="Chờ số liệu của cấp xã."
        )
        done = make.task(text=f"Báo cáo chuyên đề số {place + 1}", person=officer, assigner=leader)
        account = reports.Account(kind=ReportKind.COMPLETION, text="Đã hoàn thành, kèm văn bản.", percent=100)
        report = reports.submit_report(task=done, by=officer, account=account)
        attach_evidence(report=report, by=officer, files=[two_pages(2 * place)], max_bytes=10_000_000)
    for blob_id in Blob.objects.filter(mime="application/pdf").values_list("pk", flat=True):
        draw_pages(blob_id=blob_id)


class SlowPhone:
    """A page on a line of 1 Mbit/s and 300 ms that counts what comes over it, and the taps of a thumb."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.received_bytes = page, 0, 0
        line = page.context.new_cdp_session(page)
        line.on("Network.loadingFinished", self._count)
        line.send("Network.enable")
        line.send("Network.clearBrowserCache")
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 300, "downloadThroughput": ONE_MBIT, "uploadThroughput": ONE_MBIT},
        )

    def _count(self, event: dict[str, Any]) -> None:
        self.received_bytes += event["encodedDataLength"]

    def tap(self, name: str, role: str = "button") -> None:
        """Touch what bears the name, in the item that is shown."""
        self.page.locator("#decision-item").get_by_role(role, name=name, exact=True).first.click()
        self.taps += 1

    def choose(self, phrase: str) -> None:
        """Touch a phrase."""
        self.page.locator(".phrase", has_text=phrase).first.click()
        self.taps += 1

    def sees(self, words: str) -> None:
        """The words stand in the card's title."""
        expect(self.page.locator(".decision-title")).to_contain_text(words)

    def reads_the_papers(self) -> None:
        """Scroll through the pages until each picture has come."""
        for picture in self.page.locator(".evidence-page img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
            assert picture.evaluate("image => image.naturalWidth") > 0


def test_ten_papers_on_a_slow_phone(open_as: Callable[..., Page], accessible: Callable[[Page], None]) -> None:
    lay_on_the_desk()
    page = open_as("phochutich", phone=True)
    phone = SlowPhone(page)

    page.goto("/can-toi-quyet/")
    for place in range(1, 6):
        phone.sees(f"mô hình số {place}")
        answer_the_request(phone, place)
        phone.sees(f"chuyên đề số {place}")
        phone.reads_the_papers()
        if place == 1:
            assert fits(page)
            accessible(page)
        answer_the_report(phone, place)
    expect(page.get_by_text("Không còn việc nào chờ anh/chị quyết")).to_be_visible()

    assert phone.taps <= MOST_TAPS
    assert phone.received_bytes <= MOST_BYTES
    assert max(PageCopy.objects.values_list("blob__size_bytes", flat=True)) <= HEAVIEST_BYTES
    _nothing_holds_before_its_minute()


def test_the_bar_goes_away_when_it_no_longer_helps(open_as: Callable[..., Page]) -> None:
    lay_on_the_desk()
    page = open_as("phochutich", phone=True, path="/can-toi-quyet/")
    assert fits(page)
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".undo-bar")).to_be_visible()

    Decision.objects.update(due_at=Now() + timedelta(seconds=4))
    page.goto("/can-toi-quyet/")

    expect(page.locator(".undo-bar")).to_be_visible()
    expect(page.locator(".undo-bar")).to_have_count(0, timeout=6000)


def answer_the_request(phone: SlowPhone, place: int) -> None:
    """The second is refused by a phrase, the others granted."""
    if place == 2:
        phone.choose("Giữ nguyên thời hạn")
        phone.tap("Không duyệt")
    else:
        phone.tap("Duyệt")


def answer_the_report(phone: SlowPhone, place: int) -> None:
    """The third is first returned by mistake, which is taken back; all are accepted."""
    if place == 3:
        phone.choose("Thiếu sản phẩm")
        phone.tap("Trả lại")
        phone.sees("mô hình số 4")
        phone.tap("Hoàn tác")
        phone.sees("chuyên đề số 3")
    phone.tap("Chấp nhận")


def _nothing_holds_before_its_minute() -> None:
    assert set(Extension.objects.values_list("state", flat=True)) == {ExtensionState.REQUESTED}
    assert set(Report.objects.values_list("state", flat=True)) == {ReportVerdict.PENDING}

    assert carry_out_due() == 0
    Decision.objects.update(due_at=Now())
    assert carry_out_due() == 10

    states = list(Extension.objects.order_by("pk").values_list("state", "verdict_note"))
    assert states == [
        (ExtensionState.APPROVED, ""),
        (ExtensionState.REFUSED, "Giữ nguyên thời hạn, tập trung hoàn thành."),
        *[(ExtensionState.APPROVED, "")] * 3,
    ]
    assert set(Report.objects.values_list("state", flat=True)) == {ReportVerdict.ACCEPTED}
    assert Report.objects.filter(judged_by=F("task__assigner")).count() == 5
