"""The half-yearly report on cooperatives that the office sent, the plan of its year, and what came out later."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.register import Kind, Status
from cooperatives.figure_report import FIGURES
from cooperatives.models import Cooperative, FigurePlan, StatusEvent
from lmhtx.base.clock import standing_at
from lmhtx.people.models import User
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import build_run, wish_of
from lmhtx.reports.actions.drifting import watch_issued
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportSchedule
from lmhtx.vn.dates import Period, PeriodKind

# Sent with its figures of 14/06; the dissolution took effect before that day and was recorded after it.
CLOSE_ON, EFFECTIVE_ON, RECORDED_ON = date(2026, 6, 14), date(2026, 6, 10), date(2026, 6, 20)
PLAN = {
    "5": "40",
    "1": "330",
    "25": "14000",
    "38a": "120",
    "40a": "160",
    "42b": "15",
    "43a": "24",
    "43b": "900",
}
CAUSES = (
    "Một số hợp tác xã quy mô nhỏ, cán bộ quản lý chưa qua đào tạo; việc nộp số liệu năm có nơi còn chậm."
)
PROPOSALS = (
    "Đề nghị Ủy ban nhân dân các xã, phường rà soát hợp tác xã đã ngừng hoạt động để làm thủ tục giải thể."
)


def write_reports(day: date) -> None:
    """Only an office that stands after the middle of its year has sent a half-yearly report."""
    people = {user.username: user for user in User.objects.filter(username__in=PEOPLE)}
    officer = people["chuyenvien"]
    paper = f"Kế hoạch số 31/KH-UBND ngày 20/01/{day.year} của Ủy ban nhân dân thành phố (giả định)"
    FigurePlan.objects.get_or_create(
        year=day.year, defaults={"document": paper, "values": PLAN, "created_by": officer}
    )
    schedule = _schedules(day, officer)
    if day <= RECORDED_ON:
        return
    _send(schedule, people)
    _dissolve_late(officer)
    watch_issued(today=day)


PEOPLE = ("chuyenvien", "chanhvanphong", "phochutich")


def _schedules(day: date, officer: User) -> ReportSchedule:
    """Half-yearly and yearly; the first is the one that has been sent."""
    told = {
        "subject_label": "Toàn bộ sổ hợp tác xã trên địa bàn",
        "valid_from": date(day.year, 1, 1),
        "created_by": officer,
    }
    made = [
        ReportSchedule.objects.get_or_create(report=FIGURES, span=span, window=Window.DECREE, defaults=told)
        for span in (Span.HALF, Span.YEAR)
    ]
    return made[0][0]


def _send(schedule: ReportSchedule, people: dict[str, User]) -> None:
    period = Period(CLOSE_ON.year, PeriodKind.HALF)
    officer, chief, deputy = (people[name] for name in PEOPLE)
    with _at(date(2026, 6, 15), 8):
        run = build_run(wish=wish_of(schedule, period), by=officer, schedule=schedule)
        run = life.write_texts(
            run=run, by=officer, texts={**run.texts, "causes": CAUSES, "proposals": PROPOSALS}
        )
        run = life.submit_run(run=run, by=officer)
    with _at(date(2026, 6, 16), 9):
        run = life.check_run(run=run, by=chief)
    with _at(date(2026, 6, 17), 15):
        life.issue_run(run=run, by=deputy, paper=life.Paper(number="116", signed_on=date(2026, 6, 17)))


def _dissolve_late(officer: User) -> None:
    """One to which nothing has happened since: it stood in the report and should not have."""
    later = StatusEvent.objects.filter(effective_on__gte=EFFECTIVE_ON).values("cooperative")
    rows = Cooperative.objects.filter(kind=Kind.COOPERATIVE, status=Status.ACTIVE, is_member=False)
    one = rows.exclude(pk__in=later).order_by("-pk")[0]
    with _at(RECORDED_ON, 10):
        happening = Happening(
            status=Status.DISSOLVED_FREELY,
            effective_on=EFFECTIVE_ON,
            document_number="27/TB-ĐKKD",
            document_on=EFFECTIVE_ON,
            has_debts=False,
        )
        record_status(cooperative=one, by=officer, happening=happening)


def _at(day: date, hour: int) -> Any:
    return standing_at(timezone.make_aware(datetime.combine(day, time(hour))))
