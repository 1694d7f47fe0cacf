"""An office with a plan whose tasks went every way a task can go before the 14th of June 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lmhtx.base.clock import standing_at
from lmhtx.people.models import User
from plans.actions import changes, extensions, reports
from plans.enums import ChangeGround, ChangeKind, ReportKind
from plans.models import Plan, Task
from tests.factories import plans as make

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> Any:
    """Live the moment written as 2026-06-10 09:00."""
    return standing_at(datetime.fromisoformat(text).replace(tzinfo=VIETNAM))


def told(task: Task, by: User, when: str, *, percent: int = 100, quantities: Any = None) -> Any:
    """A report handed in at a moment."""
    task.refresh_from_db()
    kind = ReportKind.COMPLETION if percent == 100 else ReportKind.PROGRESS
    account = reports.Account(
        kind=kind, text="Đã làm theo kế hoạch.", percent=percent, quantities=quantities or {}
    )
    with at(when):
        return reports.submit_report(task=task, by=by, account=account)


def judged(report: Any, by: User, when: str, *, is_good: bool = True) -> Any:
    """Its verdict at a moment."""
    with at(when):
        if is_good:
            return reports.accept_report(report=report, by=by)
        return reports.return_report(report=report, by=by, note="Thiếu minh chứng.")


def ordered(
    task: Task, by: User, kind: ChangeKind, when: str, *, said_on: date | None = None, **more: Any
) -> Any:
    """An order written down at a moment."""
    task.refresh_from_db()
    with at(when):
        order = changes.Order(
            kind=kind,
            ground=ChangeGround.PHONE,
            said_by="Chủ tịch",
            said_on=said_on or date.fromisoformat(when[:10]),
            **more,
        )
        return changes.change_tasks(tasks=[task], by=by, order=order)


def moved(task: Task, by: User, judge: User, when: str, decided: str, to: date) -> Any:
    """More time, asked for at one moment and given at another."""
    task.refresh_from_db()
    with at(when):
        asked = extensions.ask_extension(task=task, by=by, to_due_on=to, reason="Chờ hướng dẫn của Bộ.")
    with at(decided):
        return extensions.approve_extension(extension=asked, by=judge)


@pytest.fixture
def given(unit_head: User, officer: User) -> Callable[..., Task]:
    """A task of the plan, given at a moment; led by the policy unit unless said otherwise."""
    plan = make.plan(
        title="Kế hoạch thực hiện nhiệm vụ năm 2026",
        number="12",
        symbol="KH-LM",
        issued_on=date(2026, 1, 10),
        created_by=officer,
    )

    def give(text: str, due: str | None, **facts: Any) -> Task:
        with at("2026-01-12 09:00"):
            return make.task(
                plan=plan,
                text=text,
                due_on=date.fromisoformat(due) if due else None,
                **{"person": officer, "assigner": unit_head, "group": "I. Tuyên truyền", **facts},
            )

    return give


@pytest.fixture
def office(given: Callable[..., Task], officer: User, unit_head: User) -> dict[str, Task]:
    """Fourteen tasks by what happened to them, as a report closing on 14/06/2026 must see them."""
    tasks = {
        "on_time": given("Xong đúng hạn", "2026-05-20"),
        "late": given("Xong quá hạn", "2026-05-20"),
        "accepted_after": given("Nộp trước ngày chốt, xác nhận sau", "2026-06-14"),
        "sent_after": given("Nộp sau ngày chốt", "2026-06-10"),
        "overdue": given("Quá hạn", "2026-06-04", leads=("finance",), group="II. Pháp luật"),
        "extended": given("Gia hạn trước ngày chốt", "2026-06-01"),
        "extended_after": given("Gia hạn sau ngày chốt", "2026-06-20"),
        "suspended": given("Tạm dừng trước ngày chốt", "2026-06-01"),
        "suspended_after": given("Tạm dừng sau ngày chốt", "2026-07-30"),
        "coming": given("Sắp đến hạn", "2026-07-01", leads=("policy", "finance")),
        "running": given("Đang làm", "2026-12-31"),
        "undated": given("Chưa có hạn", None),
        "cancelled": given("Bãi bỏ", "2026-06-01"),
        "pending": given("Chờ xác nhận", "2026-06-12"),
    }
    _live(tasks, officer, unit_head)
    return tasks


def _live(tasks: dict[str, Task], officer: User, head: User) -> None:
    judged(told(tasks["on_time"], officer, "2026-05-20 16:00"), head, "2026-05-28 09:00")
    judged(told(tasks["late"], officer, "2026-05-25 16:00"), head, "2026-05-28 09:00")
    judged(told(tasks["accepted_after"], officer, "2026-06-14 16:00"), head, "2026-06-20 09:00")
    judged(told(tasks["sent_after"], officer, "2026-06-15 08:00"), head, "2026-06-20 09:00")
    moved(tasks["extended"], officer, head, "2026-05-20 09:00", "2026-05-22 09:00", date(2026, 9, 30))
    moved(tasks["extended_after"], officer, head, "2026-06-10 09:00", "2026-06-18 09:00", date(2026, 8, 1))
    ordered(tasks["suspended"], head, ChangeKind.SUSPEND, "2026-05-20 10:00")
    ordered(tasks["suspended_after"], head, ChangeKind.SUSPEND, "2026-07-01 10:00")
    judged(told(tasks["running"], officer, "2026-06-01 10:00", percent=40), head, "2026-06-02 10:00")
    judged(told(tasks["running"], officer, "2026-07-01 10:00", percent=70), head, "2026-07-02 10:00")
    ordered(tasks["cancelled"], head, ChangeKind.CANCEL, "2026-05-25 10:00")
    told(tasks["pending"], officer, "2026-06-13 15:00")


@pytest.fixture
def plan(office: dict[str, Task]) -> Plan:
    """The plan of the office."""
    found = office["on_time"].plan
    assert found is not None
    return found
