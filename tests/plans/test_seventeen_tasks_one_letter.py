"""Sở Tài chính reports its seventeen tasks of the 2026 plan by one sheet and one letter, every click counted."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lmhtx.account.actions.links import Reporter, add_reporter, issue_link
from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from plans.demo.office import Office, at
from plans.demo.papers import PLAN_2026, bring_in
from plans.models import Report, ReportBatch
from tests.factories.plans import agency_named

pytestmark = pytest.mark.django_db
MOST_CLICKS = 25
TASKS = 17


class Hand:
    """A person at a browser without scripts: may only go where the page before has a link or a form, and counts."""

    def __init__(self, path: str) -> None:
        self.browser = Client()
        self.clicks = 0
        self.page = self.browser.get(path)

    @property
    def words(self) -> str:
        """What the page before shows."""
        return self.page.content.decode()

    def follow(self, path: str) -> Any:
        """Click a link."""
        assert f'href="{path}"' in self.words
        self.clicks += 1
        return self.browser.get(path)

    def press(self, action: str, button: str, **fields: Any) -> None:
        """Click into each field, then the button."""
        assert f'action="{action}"' in self.words
        assert button in self.words
        self.clicks += 1 + len(fields)
        self.page = self.browser.post(action, self.hidden() | fields, follow=True)

    def hidden(self) -> dict[str, Any]:
        """What the page carries by itself: the rows of the grid as they stand, the ticks that are set."""
        grid = self.page.context.get("grid") if self.page.context else None
        rows = [(line.task.pk, line.row) for line in grid or ()]
        typed = {f"text_{pk}": row.text for pk, row in rows} | {f"kind_{pk}": row.kind for pk, row in rows}
        typed |= {f"percent_{pk}": row.percent for pk, row in rows}
        typed |= {f"paper_{pk}": "1" for pk, row in rows if row.has_paper}
        ready = self.page.context.get("rows") if self.page.context else None
        return typed | ({"task": [line.task.pk for line in ready if line.is_ready]} if ready else {})


def filled(body: bytes) -> bytes:
    """The sheet with a result in each row, turned upside down."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    page = book.active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=7) if row[1].value]
    assert len(rows) == TASKS
    page.delete_rows(7, len(rows))
    for place, row in enumerate(reversed(rows)):
        row[4] = f"Kết quả của việc {row[0]}"
        row[3] = "Hoàn thành" if place == 0 else "Tiến độ"
        row[6] = "Chưa" if place == 1 else "Có"
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_seventeen_tasks_by_one_sheet_and_one_letter(clerk: User) -> None:
    with at(date(2026, 5, 11), by=clerk):
        plan = bring_in(Office(), PLAN_2026, keeper="finance", year=2026)
    finance = agency_named("Sở Tài chính")
    person = add_reporter(reporter=Reporter(agency=finance), by=clerk)
    door = urlsplit(issue_link(user=person, by=clerk)).path
    hand = Hand(door)

    hand.press(door, "Vào xem việc và báo cáo")
    hand.press("/tai-khoan/lien-ket/gioi-thieu/", "Tiếp tục", full_name="Nguyễn Thị Bình", post="Chuyên viên")
    assert hand.words.count('<li class="card">') == TASKS
    # The agency stands in the form already: nobody clicks into it.
    hand.press("/ke-hoach/bao-cao-nhieu/mo/", "Báo cáo các việc này", agency=finance.pk)
    batch = ReportBatch.objects.get()
    sheet = hand.follow(f"/ke-hoach/bao-cao-nhieu/{batch.pk}/bieu/")
    back = SimpleUploadedFile("bieu.xlsx", filled(sheet.content))
    hand.press(f"/ke-hoach/bao-cao-nhieu/{batch.pk}/dua-bieu-vao/", "Đưa biểu vào", sheet=back)
    letter = SimpleUploadedFile("cong-van.txt", "Công văn số 123".encode())
    hand.press(
        f"/ke-hoach/bao-cao-nhieu/{batch.pk}/",
        "Xem lại trước khi gửi",
        paper_number="123/STC-TH",
        paper_on="14/9/2026",
        files=letter,
    )
    hand.press(f"/ke-hoach/bao-cao-nhieu/{batch.pk}/xem-lai/", "Gửi các báo cáo đã chọn")

    reports = Report.objects.filter(task__plan=plan)
    assert hand.clicks <= MOST_CLICKS
    assert f"Đã gửi {TASKS} báo cáo" in hand.words
    assert reports.pending().count() == TASKS
    assert reports.filter(paper="123/STC-TH ngày 14/09/2026").count() == TASKS - 1
    assert hand.words.count("chưa có văn bản") == 1
    assert [file.name for file in Attachment.objects.of(batch)] == ["cong-van.txt"]
    assert Entry.objects.filter(verb="plans.report.submitted", by=person, via="link").count() == TASKS
