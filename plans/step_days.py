"""When a step of a process falls due."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar
from plans import legal
from plans.enums import StepBase


@rule(legal.PROCESSES, cases="step_due.csv")
def step_due(
    *,
    base: StepBase,
    offset_days: int,
    started_on: date,
    calendar: Calendar,
    before_due: date | None = None,
    before_done: date | None = None,
) -> date:
    """So many working days after the start, or after the step before falls due or is done.

    While the step before is not done, its due day stands in for the day on which it will be.
    """
    counted_from = started_on
    if base != StepBase.START and before_due is not None:
        counted_from = before_due
    if base == StepBase.AFTER_DONE and before_done is not None:
        counted_from = before_done
    return calendar.add_working_days(counted_from, offset_days)
