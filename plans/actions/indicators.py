"""Figures of targets kept at the ends of months, and quantities of tasks counted from a register."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.people.models import User
from lmhtx.vn.dates import add_months
from lmhtx.workflow import Refused
from plans.models import IndicatorSnapshot, Target
from plans.queries.indicators import Figure, Standing, fingerprint, last_month_end, month_end, standing_of
from plans.targets import TARGETS

MOST_MONTHS = 12


def keep_month_ends(*, today: date) -> list[IndicatorSnapshot]:
    """The figures of the last month's end are kept, and those of months missed since the last one kept."""
    kept = []
    for day in _missing_ends(today):
        kept += keep_figures(on=day)
    return kept


def _missing_ends(today: date) -> list[date]:
    last = last_month_end(today)
    newest = IndicatorSnapshot.objects.order_by("-on").values_list("on", flat=True).first()
    ends = [month_end(add_months(last.replace(day=1), -step)) for step in reversed(range(MOST_MONTHS))]
    return [day for day in ends if day == last or (newest is not None and day > newest)]


@transaction.atomic
def keep_figures(*, on: date) -> list[IndicatorSnapshot]:
    """Every counted ratio has its figure of that day; one that is kept stays as it was."""
    known = set(IndicatorSnapshot.objects.filter(on=on).values_list("key", "part"))
    standings = [standing_of(target, on) for target in TARGETS]
    rows = [
        _kept(standing, figure, on)
        for standing in standings
        for figure in standing.figures
        if figure.part is not None and figure.denominator and (standing.target.key, figure.key) not in known
    ]
    IndicatorSnapshot.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def _kept(standing: Standing, figure: Figure, on: date) -> IndicatorSnapshot:
    return IndicatorSnapshot(
        key=standing.target.key,
        part=figure.key,
        on=on,
        numerator=figure.numerator,
        denominator=figure.denominator,
        target_percent=figure.target_percent,
        definition_version=standing.indicator.version if standing.indicator else 0,
        fingerprint=fingerprint(figure.part, on) if figure.part else "",
    )


@transaction.atomic
def count_target(*, target: Target, by: User, source_key: str) -> Target:
    """The quantity is counted from a register from now on, or reported by people again when no source is named."""
    if source_key and source_key not in {one.key for one in collected(TargetSource)}:
        raise Refused("Không có cách đếm này; hãy tải lại trang.")
    target.source_key, target.typed_note = source_key, ""
    target.save(update_fields=["source_key", "typed_note"])
    record("plans.target.counted", target.task, by=by, note=source_key)
    return target


@transaction.atomic
def type_target(*, target: Target, by: User, done: Decimal, note: str) -> Target:
    """A figure by hand stands beside the counted one, with the reason; it never takes its place."""
    if not note.strip():
        raise Refused("Chỉ tiêu này được đếm từ sổ; ghi số khác thì phải nêu lý do.")
    target.done, target.typed_note = done, note.strip()
    target.save(update_fields=["done", "typed_note"])
    record("plans.target.typed", target.task, by=by, note=target.typed_note, done=str(done))
    return target
