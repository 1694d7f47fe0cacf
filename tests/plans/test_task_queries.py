"""The status said in SQL is the status that the rules say, case by case."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plans.models import Task
from tests.factories import plans as make

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "task_status.csv").open(encoding="utf-8")))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def hour(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


@pytest.mark.django_db
@pytest.mark.parametrize("row", CASES, ids=[row["case"] for row in CASES])
def test_status_in_sql_is_that_of_the_rules(row: dict[str, str], clerk) -> None:
    task = make.task(due_on=day(row["due_on"]), due_time=hour(row["due_time"]), start_on=None)
    accepted = None
    if row["submitted_on"]:
        moment = datetime.combine(
            day(row["submitted_on"]), hour(row["submitted_time"]) or time(9), tzinfo=VIETNAM
        )
        task.submitted_at, accepted = moment, moment if row["is_accepted"] == "yes" else None
    task.kind, task.hold = row["kind"], row["hold"]
    task.percent = 40 if row["has_progress"] == "yes" else 0
    task.accepted_at, task.accepted_by = accepted, clerk if accepted else None
    if row["original_due_on"]:
        task.original_due_on = day(row["original_due_on"])
    task.save()

    found = Task.objects.with_status(today=day(row["today"]), now_time=hour(row["now_time"])).get(pk=task.pk)

    assert (found.status, found.status_by_original) == (row["status"], row["status_by_original"])


@pytest.mark.django_db
def test_task_of_other_unit_without_plan_is_out_of_sight(officer, officer_of_other_unit) -> None:
    task = make.task()

    assert list(Task.objects.visible_to(officer)) == [task]
    assert list(Task.objects.visible_to(officer_of_other_unit)) == []


@pytest.mark.django_db
def test_agency_sees_its_own_tasks_and_the_keeper_all_of_its_plan(keeper, partner, outsider, admin) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    own = make.task(plan=plan, leads=("agriculture-environment",))
    other = make.task(plan=plan, leads=("science",))

    seen = {who.username: set(Task.objects.visible_to(who)) for who in (keeper, partner, outsider, admin)}

    assert seen == {"sotaichinh": {own, other}, "sonongnghiep": {own}, "htxxuanloc": set(), "quantri": set()}
