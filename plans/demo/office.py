"""The people of the demonstration office, and how a past moment of theirs is lived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pghistory
import pghistory.models
from django.utils import timezone

from lmhtx.base.clock import standing_at
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from plans.actions import reports
from plans.enums import ReportKind
from plans.models import Plan, Task


class Office:
    """The people and agencies of the demonstration, by their short names."""

    def __init__(self) -> None:
        self.people = {user.username: user for user in User.objects.all()}
        self.agencies = {agency.code: agency for agency in Agency.objects.exclude(code="")}

    def __getattr__(self, name: str) -> Any:
        return self.people[name]


@contextmanager
def at(day: date, hour: int = 9, minute: int = 0, *, by: User | None = None) -> Iterator[None]:
    """Live that moment as one request of the person; what the database itself dated is dated back with it."""
    began = timezone.now()
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    with standing_at(moment), pghistory.context(user=by.pk if by else None):
        yield
    for event_model in pghistory.models.Event.__subclasses__():
        if not event_model._meta.abstract and not event_model._meta.proxy and event_model._meta.managed:
            event_model.objects.filter(pgh_created_at__gte=began).update(pgh_created_at=moment)


def find(plan: Plan, group: str, stt: str) -> Task:
    """The task that stands at a place of the paper."""
    return plan.tasks.get(group__startswith=f"{group}.", stt=stt)


def tell(
    task: Task,
    by: User,
    on: date,
    text: str,
    *,
    percent: int = 100,
    judge: User | None = None,
    paper: str = "",
) -> Any:
    """A report on a day, accepted two days later where a judge is named."""
    task.refresh_from_db()
    kind = ReportKind.COMPLETION if percent == 100 else ReportKind.PROGRESS
    done = {target: (target.quantity * percent / 100).quantize(Decimal(1)) for target in task.targets.all()}
    account = reports.Account(kind=kind, text=text, percent=percent, paper=paper, quantities=done)
    with at(on, 15, 20, by=by):
        report = reports.submit_report(task=task, by=by, account=account, agency=by.postings_today[0].unit)
    if judge is not None:
        with at(on + timedelta(days=2), 10, 5, by=judge):
            reports.accept_report(report=report, by=judge)
    return report
