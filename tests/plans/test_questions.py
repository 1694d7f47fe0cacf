"""What the queue shows of a request and of a report: who, what, days, history, files."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import pytest

from lmhtx.base import clock
from lmhtx.files.actions import store
from plans.actions import extensions, reports
from plans.enums import ReportKind
from plans.models import ReportBatch
from plans.queries import questions, todo
from tests.conftest import moment
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def account(kind: ReportKind = ReportKind.COMPLETION, percent: int = 100) -> reports.Account:
    return reports.Account(kind=kind, text="Đã làm", percent=percent)


@pytest.fixture
def task(officer, deputy):
    """A task the officer owes to the deputy chairman."""
    return make.task(person=officer, assigner=deputy)


def ask(task, officer, day: int):
    return extensions.ask_extension(
        task=task, by=officer, to_due_on=date(2026, 11, day), reason="Chờ số liệu"
    )


def test_a_first_request_shows_its_days(task, officer, deputy) -> None:
    extension = ask(task, officer, 1)

    (waiting,) = questions.with_request(todo.to_approve(deputy))
    shown = questions.of_extension(waiting)

    assert (shown["original"], shown["present"], shown["asked"]) == ("01/10/2026", "01/10/2026", "01/11/2026")
    assert (shown["more_days"], shown["is_moved"]) == (31, False)
    assert shown["history"] == ["Tiến độ 0 %, chưa có báo cáo nào."]
    assert questions.files_of_extension(extension) == []


def test_a_later_request_tells_what_came_before(task, officer, deputy) -> None:
    extensions.refuse_extension(extension=ask(task, officer, 1), by=deputy, note="Không")
    extensions.approve_extension(extension=ask(task, officer, 2), by=deputy)
    progress = reports.submit_report(task=task, by=officer, account=account(ReportKind.PROGRESS, 40))
    reports.accept_report(report=progress, by=deputy)
    task.refresh_from_db()

    shown = questions.of_extension(ask(task, officer, 9))

    assert (shown["original"], shown["present"], shown["is_moved"]) == ("01/10/2026", "02/11/2026", True)
    assert shown["history"] == [
        "Đã gia hạn 1 lần, 1 lần không được duyệt.",
        "Báo cáo trước: 40 % ngày 15/09/2026 (đã xác nhận).",
    ]


@pytest.mark.parametrize(
    ("due_on", "due_time", "sent_at", "days_late"),
    [
        (date(2026, 10, 1), None, "2026-10-01 23:30", 0),
        (date(2026, 10, 1), None, "2026-10-02 00:10", 1),
        (date(2026, 10, 1), None, "2026-10-05 08:00", 4),
        (date(2026, 10, 1), time(16, 0), "2026-10-01 16:30", 1),
        (None, None, "2026-10-05 08:00", 0),
    ],
)
def test_a_report_tells_how_late_it_is(due_on, due_time, sent_at, days_late, officer, deputy) -> None:
    owed = make.task(person=officer, assigner=deputy, due_on=due_on, due_time=due_time)
    with clock.standing_at(moment(sent_at)):
        report = reports.submit_report(task=owed, by=officer, account=account())

    shown = questions.of_report(report)

    assert (shown["days_late"], shown["is_completion"]) == (days_late, True)
    hour = f"{due_time:%H:%M} " if due_time else ""
    assert shown["present"] == (f"{hour}{due_on:%d/%m/%Y}" if due_on else "")


def test_progress_is_never_late(officer, deputy) -> None:
    owed = make.task(person=officer, assigner=deputy, due_on=date(2026, 9, 1))

    report = reports.submit_report(task=owed, by=officer, account=account(ReportKind.PROGRESS, 10))

    assert questions.of_report(report)["days_late"] == 0


def test_a_report_sent_again_tells_why_it_came_back(task, officer, deputy) -> None:
    first = reports.submit_report(task=task, by=officer, account=account())
    assert questions.of_report(first)["history"] == ["Chưa có báo cáo nào trước đó."]
    reports.return_report(report=first, by=deputy, note="Thiếu tệp")

    reports.submit_report(task=task, by=officer, account=account())

    (waiting,) = questions.with_report(todo.to_accept(deputy))
    assert questions.of_report(waiting)["history"] == [
        "Báo cáo trước: 100 % ngày 15/09/2026 (trả lại).",
        "Đã trả lại 1 lần, lần gần nhất: Thiếu tệp",
    ]


def test_a_report_of_a_batch_shows_the_letter_too(task, officer) -> None:
    batch = ReportBatch.objects.create(agency=task.followed_by, created_by=officer)
    report = reports.submit_report(task=task, by=officer, account=account(), batch=batch)
    own = store(BytesIO(b"%PDF-1"), owner=report, kind="evidence", by=officer, name="ket-qua.pdf")
    letter = store(BytesIO(b"%PDF-2"), owner=batch, kind="evidence", by=officer, name="cong-van.pdf")

    assert questions.files_of_report(report) == [own, letter]
    report.batch = None
    assert questions.files_of_report(report) == [own]
