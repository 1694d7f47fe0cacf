"""Some weeks of work on the two real plans, so that every page of the demonstration office lives."""

from __future__ import annotations

from datetime import date

from lmhtx.notices.reminders import run
from plans.actions.letters import draft_urging_letters
from plans.demo.office import Office, at
from plans.demo.papers import PLAN_245, PLAN_2026, bring_in, give_out
from plans.demo.reports import report
from plans.demo.rounds import live_processes, live_series
from plans.demo.weeks import live_single_tasks, live_the_own_plan, live_the_steering_plan


def load(day: date) -> None:
    """Bring in the two plans through the reader itself, give them out, and let the weeks to `day` pass."""
    office = Office()
    with at(date(2025, 10, 27), by=office.vanthu):
        own = bring_in(
            office, PLAN_245, keeper="alliance", number="245", symbol="KH-LM", issued_on="2025-10-24"
        )
    with at(date(2026, 5, 11), by=office.vanthu):
        steering = bring_in(office, PLAN_2026, keeper="finance", year=2026)
    give_out(office, own, steering)
    live_the_steering_plan(office, steering)
    live_the_own_plan(office, own)
    live_single_tasks(office)
    live_processes(office)
    live_series(office)
    report(office, steering, day)
    with at(day, 7):
        draft_urging_letters(today=day)
        run(day)
