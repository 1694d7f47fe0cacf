"""The end of the year: the yearly report is drafted, checked, issued and leaves; later it reads as it left."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from openpyxl import load_workbook

from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import draft_due
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.reports.tasks import render_report
from plans.enums import ChangeKind
from tests.lmhtx.reports.conftest import ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_year(plan, at_day):
    ReportSchedule.objects.create(
        report="plans.progress",
        subject_id=plan.pk,
        subject_label=str(plan),
        span=Span.YEAR,
        window=Window.CALENDAR,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    at_day(date(2027, 1, 5))
    (run,) = draft_due(today=clock.today())
    return run


def bodies(run):
    return {one.kind: default_storage.open(one.blob.stored_name).read() for one in Attachment.objects.of(run)}


def test_the_year_is_reported_and_stays_as_it_was_sent(
    closed_year, office, officer, office_chief, deputy, chairman, unit_head, as_
):
    browser = as_(officer)
    browser.post(reverse("report_run_submit", args=[closed_year.pk]))
    as_(office_chief).post(reverse("report_run_check", args=[closed_year.pk]))
    as_(chairman).post(
        reverse("report_run_issue", args=[closed_year.pk]), {"number": "02", "signed_on": "05/01/2027"}
    )
    render_report(run_id=closed_year.pk)
    sent = ReportRun.objects.get(pk=closed_year.pk)
    left = bodies(sent)

    assert (sent.state, sent.number, sent.first_on, sent.last_on) == (
        "issued",
        "02",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert left["pdf"].startswith(b"%PDF-")
    assert left["word"].startswith(b"PK")
    book = load_workbook(BytesIO(left["excel"]))
    rows = {row[0].value: row[1].value for row in book["Kết quả chung"].iter_rows(min_row=4)}
    assert (rows["Tổng số nhiệm vụ"], rows["Chưa hoàn thành quá hạn"]) == (14, 4)
    assert book.sheetnames[:3] == ["Báo cáo", "Kết quả chung", "Trong kỳ báo cáo"]

    ordered(office["overdue"], unit_head, ChangeKind.CANCEL, "2027-01-20 09:00", said_on=date(2026, 6, 1))

    page = browser.get(reverse("report_run_detail", args=[sent.pk])).content.decode()
    beside = browser.get(reverse("report_run_compare", args=[sent.pk])).content.decode()
    assert bodies(sent) == left
    assert ReportRun.objects.get(pk=sent.pk).figures == sent.figures
    assert "Báo cáo đã gửi: <b>4</b>; hiện nay: <b>3</b>" in beside
    assert "Quá hạn" in page


def test_a_task_tells_in_which_report_it_was_counted(closed_year, office, officer, office_chief, deputy, as_):
    run = life.check_run(run=life.submit_run(run=closed_year, by=officer), by=office_chief)
    life.issue_run(run=run, by=deputy, paper=life.Paper())

    page = as_(officer).get(office["late"].get_absolute_url()).content.decode()

    assert "Báo cáo đã tính nhiệm vụ này" in page
    assert run.get_absolute_url() in page
