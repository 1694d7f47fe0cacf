"""Pages of periodic reports, as people use them."""

from __future__ import annotations

import random
import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.jobs.models import Job
from lmhtx.jobs.running import GaveUp
from lmhtx.notices.models import Notice
from lmhtx.notices.reminders import collect
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import build_run
from lmhtx.reports.enums import Span
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.reports.queries import closings
from lmhtx.reports.queries.lineage import figures_of
from lmhtx.reports.tasks import build_report, draft_reports, rebuild_report
from tests.lmhtx.reports.test_building import half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(plan, officer):
    return build_run(wish=half_year(plan), by=officer)


def address(name, *args):
    return reverse(f"report_{name}", args=args)


def form(plan, **more):
    given = {
        "report": "plans.progress",
        "subject": plan.pk,
        "period": "half:2026:1",
        "window": "decree",
        "first_on": "",
        "last_on": "",
    }
    return {**given, **more}


def test_a_report_is_asked_for_and_built_behind_the_page(plan, officer, as_):
    answer = as_(officer).post(address("run_create"), form(plan))
    job = Job.objects.get(name="reports.build")

    made = build_report(**job.arguments)

    run = ReportRun.objects.get()
    assert build_report(**job.arguments) == made
    assert ReportRun.objects.count() == 1
    assert answer.headers["Location"] == reverse("job_detail", args=[job.pk])
    assert (made["url"], run.created_by, run.last_on) == (
        run.get_absolute_url(),
        officer,
        date(2026, 6, 14),
    )


def test_free_days_count_as_the_calendar_does(plan, officer, as_):
    as_(officer).post(address("run_create"), form(plan, period="", first_on="1/4/2026", last_on="30/6/2026"))

    build_report(**Job.objects.get(name="reports.build").arguments)

    run = ReportRun.objects.get()
    assert (run.period_label, run.window) == ("Từ 01/04/2026 đến 30/06/2026", "calendar")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"period": ""}, "Hãy chọn kỳ báo cáo"),
        ({"first_on": "1/1/2026"}, "không chọn cả hai"),
        ({"period": "", "first_on": "2/6/2026", "last_on": "1/6/2026"}, "ngày cuối không được trước"),
        ({"period": "year:2026:1"}, "chốt số liệu ngày 14/12/2026"),
    ],
)
def test_a_wrong_wish_is_told_why(plan, officer, as_, typed, sentence):
    answer = as_(officer).post(address("run_create"), form(plan, **typed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_job_that_cannot_be_done_says_why(plan, officer):
    wish = {**form(plan), "span": "year", "year": 2026, "number": 1, "subject_id": plan.pk}
    wish = {key: value for key, value in wish.items() if key not in {"subject", "period"}}

    with pytest.raises(GaveUp, match="chưa tổng hợp được"):
        build_report(user_id=officer.pk, wish=wish, ticket=uuid.uuid4().hex)


def test_a_draft_is_counted_again_from_its_page(run, officer, as_):
    as_(officer).post(address("run_rebuild", run.pk))

    told = rebuild_report(**Job.objects.get(name="reports.rebuild").arguments)

    assert told == {"url": run.get_absolute_url()}
    life.submit_run(run=ReportRun.objects.get(pk=run.pk), by=officer)
    with pytest.raises(GaveUp, match="dự thảo"):
        rebuild_report(user_id=officer.pk, run_id=run.pk)


def test_ten_figures_taken_at_random_open_as_many_records(run, officer, as_):
    browser = as_(officer)
    counted = [one for one in figures_of(run) if "counts" not in one.figure and "quantity" not in one.figure]

    for traced in random.Random(2026).sample(counted, 10):
        page = browser.get(
            address("figure", run.pk, traced.section, traced.row, traced.column)
        ).content.decode()
        shown = re.search(r"<b>([\d.]+)</b> bản ghi đã tính", page)
        assert shown.group(1) == traced.words
        assert page.count("Tại ngày chốt:") == int(traced.words)


def test_a_place_without_a_figure_is_not_found(run, officer, as_):
    assert as_(officer).get(address("figure", run.pk, "summary", "total", "nothing")).status_code == 404


def test_the_way_from_draft_to_issue_on_the_pages(run, officer, office_chief, deputy, as_):
    clerk, chief, leader = as_(officer), as_(office_chief), as_(deputy)
    clerk.post(address("run_write", run.pk), {**run.texts, "causes": "Do thiếu hướng dẫn."})
    clerk.post(address("run_submit", run.pk))
    assert list(closings.to_check(office_chief)) == [run]
    assert list(closings.to_check(deputy)) == []
    chief.post(address("run_return", run.pk), {"note": "Ghi rõ hơn."})
    assert list(closings.returned(officer)) == [run]
    assert "Ghi rõ hơn." in clerk.get(run.get_absolute_url()).content.decode()
    clerk.post(address("run_submit", run.pk))
    chief.post(address("run_check", run.pk))
    assert list(closings.to_issue(deputy)) == [run]
    assert list(closings.to_issue(officer)) == []

    leader.post(address("run_issue", run.pk), {"number": "118"})

    page = clerk.get(run.get_absolute_url()).content.decode()
    assert ReportRun.objects.get().state == "issued"
    assert "Tệp PDF, Word, Excel đang được lập" in page
    assert "Do thiếu hướng dẫn." in page
    clerk.post(address("run_correct", run.pk), {"note": "Bổ sung."})
    assert "Đã có phiên bản mới" in clerk.get(run.get_absolute_url()).content.decode()


def test_a_dropped_draft_offers_no_file(run, officer, as_):
    browser = as_(officer)
    browser.post(address("run_drop", run.pk))

    assert "Đã bỏ" in browser.get(run.get_absolute_url()).content.decode()
    assert browser.get(address("run_file", run.pk, "pdf")).status_code == 404
    assert "Báo cáo tình hình" not in browser.get(address("run_list")).content.decode()
    assert "Báo cáo tình hình" in browser.get(f"{address('run_list')}?state=dropped").content.decode()


def test_a_draft_leaves_as_a_workbook(run, officer, as_):
    answer = as_(officer).get(address("run_file", run.pk, "excel"))

    assert answer.content.startswith(b"PK")
    assert "bao-cao-6-thang-dau-nam-2026-den-2026-06-14-du-thao.xlsx" in answer.headers["Content-Disposition"]


def test_who_may_not_check_is_told_so(run, controller, as_):
    assert as_(controller).post(address("run_check", run.pk)).status_code == 403
    assert as_(controller).get(run.get_absolute_url()).status_code == 200


def test_a_page_asks_as_many_questions_of_three_reports_as_of_one(run, plan, officer, as_):
    browser = as_(officer)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            browser.get(address("run_list"))
        return len(seen)

    queries()
    one = queries()
    for number in (4, 5):
        build_run(wish=half_year(plan, span=Span.MONTH, number=number), by=officer)
    assert queries() == one


def test_the_register_of_wanted_reports_is_kept_by_the_office(plan, office_chief, officer, as_):
    browser = as_(office_chief)
    typed = {
        "report": "plans.progress",
        "subject": plan.pk,
        "span": "half",
        "window": "decree",
        "offset_days": 1,
        "valid_from": "1/1/2026",
        "valid_to": "",
    }
    browser.post(address("schedule_create"), typed)
    schedule = ReportSchedule.objects.get()
    assert (schedule.subject_label, schedule.created_by) == (str(plan), office_chief)
    again = browser.post(address("schedule_create"), typed)
    assert "Lịch báo cáo này đã có." in again.content.decode()

    browser.post(
        address("schedule_update", schedule.pk), {**typed, "offset_days": 3, "version": schedule.version}
    )
    assert ReportSchedule.objects.get().offset_days == 3
    assert as_(officer).get(address("schedule_update", schedule.pk)).status_code == 403
    browser.post(address("schedule_delete", schedule.pk))
    assert not ReportSchedule.objects.exists()


def test_the_scheduled_job_says_what_it_made(plan, at_day):
    assert draft_reports() == "Không có báo cáo nào đến ngày lập dự thảo."
    ReportSchedule.objects.create(report="plans.progress", span=Span.HALF, valid_from=date(2026, 1, 1))
    at_day(date(2026, 6, 15))

    assert draft_reports() == "Đã lập 1 dự thảo báo cáo."


def test_closes_to_come_are_told_beforehand(plan, office_chief, clerk, at_day):
    schedule = ReportSchedule.objects.create(
        report="plans.progress", span=Span.HALF, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)
    )
    at_day(date(2026, 12, 11))

    collect(date(2026, 12, 11))

    told = Notice.objects.filter(reminder="reports.closing")
    assert {one.person for one in told} == {office_chief, clerk}
    assert told[0].line == "Chốt số liệu báo cáo 6 tháng cuối năm 2026 ngày 14/12/2026: tất cả kế hoạch"
    assert closings.due_closings(date(2026, 12, 20)) == []
    (closing,) = closings.board(office_chief)["closings"]
    assert (closing.schedule, closing.draft_on, closing.send_from) == (
        schedule,
        date(2026, 12, 15),
        date(2026, 12, 15),
    )


def test_a_schedule_closes_nothing_outside_its_days():
    schedule = ReportSchedule(span=Span.MONTH, window="decree", valid_from=date(2026, 3, 1))

    assert schedule.closing_between(date(2026, 1, 1), date(2026, 2, 28)) == []
    assert [one.number for one in schedule.closing_between(date(2026, 1, 1), date(2026, 4, 30))] == [3, 4]
    assert str(schedule) == "Tháng – tất cả kế hoạch"


def test_a_cooperative_sees_no_report(run, outsider, as_):
    assert as_(outsider).get(run.get_absolute_url()).status_code in {403, 404}
    assert list(ReportRun.objects.visible_to(outsider)) == []
    assert list(ReportSchedule.objects.visible_to(outsider)) == []
