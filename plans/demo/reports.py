"""The reports that the office made of its plans until its day: the half year issued, the third quarter in checking."""

from __future__ import annotations

from datetime import date

from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import draft_due
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun, ReportSchedule
from plans.demo.office import Office, at
from plans.models import Plan

CAUSES = (
    "Một số nhiệm vụ phải chờ hướng dẫn của Trung ương; việc phối hợp giữa các cơ quan có lúc chưa kịp thời."
)
PROPOSALS = "Đề nghị các cơ quan chủ trì gửi kết quả kèm văn bản trước ngày chốt số liệu."


def report(office: Office, plan: Plan, day: date) -> None:
    """Order the half-yearly and yearly report of the plan and a quarterly one of all plans, and let them come."""
    for span, subject, since in (
        (Span.HALF, plan, date(2026, 1, 1)),
        (Span.YEAR, plan, date(2026, 1, 1)),
        (Span.QUARTER, None, date(2026, 7, 1)),
    ):
        ReportSchedule.objects.create(
            report="plans.progress",
            subject_id=subject.pk if subject else None,
            subject_label=str(subject)[:500] if subject else "",
            span=span,
            window=Window.DECREE,
            valid_from=since,
            valid_to=date(2026, 12, 31) if subject else None,
            created_by=office.chanhvanphong,
        )
    with at(date(2026, 6, 15), 5, 30):
        runs = draft_due(today=date(2026, 6, 15))
    for run in runs:
        _issue(office, run)
    with at(day, 5, 30):
        for run in draft_due(today=day):
            life.submit_run(run=run, by=office.chuyenvienvp)


def _issue(office: Office, run: ReportRun) -> None:
    with at(date(2026, 6, 16), 10, by=office.chuyenvienvp):
        texts = {**run.texts, "causes": CAUSES, "proposals": PROPOSALS}
        run = life.write_texts(run=run, by=office.chuyenvienvp, texts=texts)
        run = life.submit_run(run=run, by=office.chuyenvienvp)
    with at(date(2026, 6, 17), 9, by=office.chanhvanphong):
        run = life.check_run(run=run, by=office.chanhvanphong)
    with at(date(2026, 6, 18), 15, by=office.phochutich):
        paper = life.Paper(number="118", signed_on=date(2026, 6, 18))
        life.issue_run(run=run, by=office.phochutich, paper=paper)
