"""Building a report: records as they stood at the close, figures from them, first words around the figures."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.contributions import PeriodicReport
from lmhtx.directory.legal import NINE_MONTHS_CLOSE_DAY
from lmhtx.directory.parameters import value
from lmhtx.jobs.locks import wait_for
from lmhtx.people.models import SYSTEM, User, actor
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.reports.periodic import kind_of
from lmhtx.reports.rules import Reach, free_reach, reach_of
from lmhtx.vn.dates import Period
from lmhtx.workflow import Refused

# After an outage the drafts of two months are made up for; older ones are asked for by hand.
MADE_UP_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which report is wanted: of what, over which days."""

    report: str
    span: Span
    window: Window
    year: int = 0
    number: int = 1
    first_on: date | None = None
    last_on: date | None = None
    subject_id: int | None = None

    @property
    def reach(self) -> Reach:
        """The days it counts."""
        if self.span == Span.FREE:
            if self.first_on is None or self.last_on is None or self.first_on > self.last_on:
                raise Refused("Hãy ghi ngày đầu và ngày cuối; ngày cuối không được trước ngày đầu.")
            return free_reach(self.first_on, self.last_on)
        period = Period(self.year, self.span.period_kind, self.number)
        return reach_of(period, window=self.window, nine_months_close_day=_close_day(self.year))


def _close_day(year: int) -> int:
    return int(str(value(NINE_MONTHS_CLOSE_DAY.key, on=date(year, 9, 1))))


@transaction.atomic
def build_run(
    *,
    wish: Wish,
    by: User | None,
    schedule: ReportSchedule | None = None,
    corrects: ReportRun | None = None,
    ticket: uuid.UUID | None = None,
) -> ReportRun:
    """Build a draft; of one schedule and period, or of one ticket, there is one, given back when it is there already.

    All in one transaction: whoever kills it midway leaves nothing.
    """
    kind, reach = kind_of(wish.report), _reach(corrects) if corrects else wish.reach
    if reach.last_on > clock.today():
        raise Refused(f"Kỳ này chốt số liệu ngày {reach.last_on:%d/%m/%Y}, chưa tổng hợp được.")
    if there := _there_already(schedule, ticket, reach):
        return there
    run = ReportRun.objects.create(
        report=wish.report,
        subject_id=wish.subject_id,
        subject_label=kind.scope if wish.subject_id is None else kind.subject_label(wish.subject_id)[:500],
        schedule=schedule,
        ticket=ticket,
        title=kind.title,
        span=wish.span,
        window=wish.window,
        **_days(reach),
        built_at=clock.now(),
        corrects=corrects,
        edition=corrects.edition + 1 if corrects else 1,
        created_by=by,
    )
    _count(run, kind)
    run.texts = _carried(corrects, kind.texts(corrects), kind.texts(run)) if corrects else kind.texts(run)
    run.save(update_fields=["figures", "texts"])
    record("reports.run.built", run, by=by or SYSTEM)
    return run


def _there_already(
    schedule: ReportSchedule | None, ticket: uuid.UUID | None, reach: Reach
) -> ReportRun | None:
    """What an earlier run of the same work has built; whoever is at it now is waited for."""
    if schedule is not None:
        wait_for(f"reports.schedule {schedule.pk}")
        return schedule.runs.filter(first_on=reach.first_on, last_on=reach.last_on, edition=1).first()
    if ticket is not None:
        wait_for(f"reports.ticket {ticket}")
        return ReportRun.objects.filter(ticket=ticket).first()
    return None


def _days(reach: Reach) -> dict[str, Any]:
    """The days and their name, as a report keeps them."""
    return {
        "period_label": reach.label,
        "first_on": reach.first_on,
        "last_on": reach.last_on,
        "base_first_on": reach.base_first_on,
        "base_last_on": reach.base_last_on,
    }


def _reach(run: ReportRun) -> Reach:
    """The days of a report that a new version takes over."""
    return Reach(
        first_on=run.first_on,
        last_on=run.last_on,
        label=run.period_label,
        base_first_on=run.base_first_on,
        base_last_on=run.base_last_on,
    )


def _carried(run: ReportRun, suggested: dict[str, str], anew: dict[str, str]) -> dict[str, str]:
    """Words that people wrote stay; those that only said the old figures say the new ones."""
    return {
        key: words if run.texts.get(key) == suggested[key] else run.texts.get(key, "")
        for key, words in anew.items()
    }


def _count(run: ReportRun, kind: PeriodicReport) -> None:
    for is_base in (False, True):
        keep_records(run, kind.records(run.days(is_base=is_base), run.subject_id), is_base=is_base)
    run.figures = kind.figures(run)


def keep_records(run: ReportRun, rows: Any, *, is_base: bool) -> None:
    """Keep the records with their facts, by one statement whatever their number."""
    sql, params = rows.values_list("record_id", "facts").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_countedrecord (run_id, is_base, record_id, facts) "  # noqa: S608 - Django's own SQL
            f"SELECT %s, %s, found.record_id, found.facts FROM ({sql}) AS found (record_id, facts)",
            [run.pk, is_base, *params],
        )


@transaction.atomic
def rebuild_run(*, run: ReportRun, by: User) -> ReportRun:
    """Count a draft's records again as they are known now; words that people wrote stay, untouched ones follow."""
    run = ReportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not run.is_draft:
        raise Refused("Chỉ tổng hợp lại được số liệu của dự thảo.")
    kind = kind_of(run.report)
    before = kind.texts(run)
    run.records.all().delete()
    _count(run, kind)
    run.texts = _carried(run, before, kind.texts(run))
    run.built_at, run.version = clock.now(), run.version + 1
    run.save(update_fields=["figures", "texts", "built_at", "version"])
    record("reports.run.rebuilt", run, by=actor(by))
    return run


def draft_due(*, today: date) -> list[ReportRun]:
    """Draft every wanted report whose close has passed, each in a transaction of its own; returns the new ones."""
    made = []
    first = today - timedelta(days=MADE_UP_DAYS)
    for schedule in ReportSchedule.objects.all():
        for period in schedule.drafted_between(first, today):
            wish = wish_of(schedule, period)
            known = set(schedule.runs.values_list("pk", flat=True))
            run = build_run(wish=wish, by=None, schedule=schedule)
            if run.pk not in known:
                made.append(run)
    return made


def wish_of(schedule: ReportSchedule, period: Period) -> Wish:
    """What the schedule wants for a period."""
    return Wish(
        report=schedule.report,
        span=Span(schedule.span),
        window=Window(schedule.window),
        year=period.year,
        number=period.number,
        subject_id=schedule.subject_id,
    )
