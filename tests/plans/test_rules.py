"""What the rules say, case by case, against their tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.legal import RULES
from lmhtx.vn.working_days import Calendar, DayKind
from plans import rhythms, rules
from plans.enums import Audience, DayRule, DeadlineKind, Rhythm, StepBase, TaskHold, TaskMark, TaskStatus
from plans.reaching import is_reached
from plans.rules import ReminderStage, TaskFacts
from plans.step_days import step_due

CASES = Path(__file__).parent / "cases"
HOLIDAYS = (
    *(date(2026, 2, day) for day in range(16, 21)),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
    date(2027, 1, 1),
)
CALENDAR = Calendar([*((day, DayKind.OFF) for day in HOLIDAYS), (date(2026, 8, 22), DayKind.WORKING)])
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def table(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cases(name: str) -> pytest.MarkDecorator:
    rows = table(name)
    return pytest.mark.parametrize(
        "row", rows, ids=[row.get("case") or " ".join(row.values()) for row in rows]
    )


def day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def hour(written: str) -> time | None:
    return time.fromisoformat(written) if written else None


def days(written: str) -> list[date | None]:
    return [day(one.strip("-") if one == "-" else one) for one in written.split()]


def number(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def facts_of(row: dict[str, str]) -> TaskFacts:
    return TaskFacts(
        kind=DeadlineKind(row["kind"]),
        due_on=day(row["due_on"]),
        due_time=hour(row["due_time"]),
        original_due_on=day(row["original_due_on"]),
        has_progress=row["has_progress"] == "yes",
        submitted_on=day(row["submitted_on"]),
        submitted_time=hour(row["submitted_time"]),
        is_accepted=row["is_accepted"] == "yes",
        hold=TaskHold(row["hold"]),
    )


@cases("task_status.csv")
def test_task_status(row: dict[str, str]) -> None:
    facts, today, now_time = facts_of(row), date.fromisoformat(row["today"]), hour(row["now_time"])

    found = (
        rules.task_status(facts, today=today, now_time=now_time),
        rules.is_late(facts, today=today, now_time=now_time),
        rules.days_late(facts, today=today),
        rules.task_status(facts.by_original_due(), today=today, now_time=now_time),
    )

    assert found == (
        TaskStatus(row["status"]),
        row["is_late"] == "yes",
        int(row["days_late"]),
        TaskStatus(row["status_by_original"]),
    )


def test_the_table_of_statuses_shows_every_status() -> None:
    assert {row["status"] for row in table("task_status.csv")} == {status.value for status in TaskStatus}


@cases("due_soon.csv")
def test_is_due_soon(row: dict[str, str]) -> None:
    within = int(row["within_days"]) if row["within_days"] else None

    found = rules.is_due_soon(
        today=date.fromisoformat(row["today"]), due_on=day(row["due_on"]), within_days=within
    )

    assert found is (row["expected"] == "yes")


@cases("share_on_time.csv")
def test_share_on_time(row: dict[str, str]) -> None:
    found = rules.share_on_time(
        done_on_time=int(row["done_on_time"]),
        done_late=int(row["done_late"]),
        open_late=int(row["open_late"]),
    )

    assert found == number(row["expected"])


@cases("progress_percent.csv")
def test_progress_percent(row: dict[str, str]) -> None:
    assert rules.progress_percent(Decimal(row["done"]), Decimal(row["quantity"])) == number(row["expected"])


@cases("may_ask_extension.csv")
def test_may_ask_extension(row: dict[str, str]) -> None:
    found = rules.may_ask_extension(today=date.fromisoformat(row["today"]), due_on=day(row["due_on"]))

    assert found is (row["expected"] == "yes")


@cases("working_start.csv")
def test_working_start(row: dict[str, str]) -> None:
    found = rules.working_start(words_start=day(row["words_start"]), issued_on=day(row["issued_on"]))

    assert found == day(row["expected"])


@cases("parent_due.csv")
def test_parent_due(row: dict[str, str]) -> None:
    found = rules.parent_due(own_due=day(row["own_due"]), child_dues=days(row["child_dues"]))

    assert found == day(row["expected"])


@cases("roll_due.csv")
def test_roll_due(row: dict[str, str]) -> None:
    rolled = {"yes": True, "no": False, "": None}[row["is_rolled"]]

    found = rules.roll_due(date.fromisoformat(row["due_on"]), calendar=CALENDAR, is_rolled=rolled)

    assert found == day(row["expected"])


@cases("check_points.csv")
def test_check_points(row: dict[str, str]) -> None:
    assert rules.check_points(start=day(row["start"]), due_on=day(row["due_on"])) == days(row["expected"])


@cases("reminder_stage.csv")
def test_reminder_stage(row: dict[str, str]) -> None:
    stage = rules.reminder_stage(
        today=date.fromisoformat(row["today"]),
        due_on=date.fromisoformat(row["due_on"]),
        calendar=CALENDAR,
        audience=Audience(row["audience"]),
    )

    assert (stage.key if stage else "") == row["expected"]


def test_a_child_completed_on_the_monday_after_a_sunday_is_late_unless_days_roll() -> None:
    sunday, monday = date(2025, 6, 15), date(2025, 6, 16)
    printed = TaskFacts(due_on=sunday, submitted_on=monday, is_accepted=True)
    rolled = TaskFacts(
        due_on=rules.roll_due(sunday, calendar=CALENDAR, is_rolled=True),
        submitted_on=monday,
        is_accepted=True,
    )

    assert rules.task_status(printed, today=monday) == TaskStatus.DONE_LATE
    assert rules.task_status(rolled, today=monday) == TaskStatus.DONE_ON_TIME


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (TaskFacts(due_on=date(2026, 9, 22)), [TaskMark.DUE_SOON]),
        (TaskFacts(due_on=date(2026, 9, 20)), [TaskMark.DUE_SOON, TaskMark.REST_DAY]),
        (TaskFacts(due_on=date(2026, 9, 22), submitted_on=date(2026, 9, 14)), []),
        (TaskFacts(due_on=date(2026, 9, 22), hold=TaskHold.SUSPENDED), []),
        (TaskFacts(due_on=date(2026, 12, 31), original_due_on=date(2026, 9, 30)), [TaskMark.EXTENDED]),
        (TaskFacts(due_on=date(2026, 12, 31), original_due_on=date(2026, 12, 31)), []),
        (TaskFacts(due_on=date(2026, 9, 14), has_pending_extension=True), [TaskMark.EXTENSION_PENDING]),
        (TaskFacts(due_on=None), []),
    ],
)
def test_task_marks(facts: TaskFacts, expected: list[TaskMark]) -> None:
    assert rules.task_marks(facts, today=date(2026, 9, 15), calendar=CALENDAR) == expected


def test_suspended_cancelled_and_awaiting_stand_outside_the_share() -> None:
    counted = {status for status in TaskStatus if rules.counts_in_share(status)}

    assert counted == {TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.OVERDUE}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], True),
        ([TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.CANCELLED], True),
        ([TaskStatus.DONE_ON_TIME, TaskStatus.AWAITING], False),
        ([TaskStatus.RUNNING], False),
    ],
)
def test_a_parent_may_be_completed_when_its_children_are(
    statuses: Iterable[TaskStatus], expected: bool
) -> None:
    assert rules.may_complete_parent(statuses) is expected


def test_a_child_due_after_its_parent_is_noticed() -> None:
    assert rules.is_after_parent(child_due=date(2026, 12, 31), own_due=date(2026, 9, 30))
    assert not rules.is_after_parent(child_due=date(2026, 9, 30), own_due=date(2026, 9, 30))
    assert not rules.is_after_parent(child_due=None, own_due=date(2026, 9, 30))


@given(due_on=DAYS, today=DAYS)
def test_a_stage_is_never_sent_before_its_day_nor_on_a_rest_day(due_on: date, today: date) -> None:
    stage = rules.reminder_stage(today=today, due_on=due_on, calendar=CALENDAR)

    if stage:
        assert CALENDAR.is_working(today)
        assert stage.goes_out_on(due_on, CALENDAR) <= today


@given(due_on=DAYS, first=DAYS, second=DAYS)
def test_stages_only_move_forward(due_on: date, first: date, second: date) -> None:
    first, second = (CALENDAR.next_working(one) for one in sorted((first, second)))

    earlier = rules.reminder_stage(today=first, due_on=due_on, calendar=CALENDAR)
    later = rules.reminder_stage(today=second, due_on=due_on, calendar=CALENDAR)

    assert earlier is None or (later is not None and earlier.offset_days <= later.offset_days)


@given(start=DAYS, due_on=DAYS)
def test_check_points_lie_between_start_and_due(start: date, due_on: date) -> None:
    points = rules.check_points(start=start, due_on=due_on)

    assert points == sorted(set(points))
    assert all(start < point < due_on for point in points)


@given(due_on=DAYS, today=DAYS)
def test_days_late_and_lateness_agree(due_on: date, today: date) -> None:
    facts = TaskFacts(due_on=due_on)

    assert rules.is_late(facts, today=today) is (rules.days_late(facts, today=today) > 0)


def test_the_keys_of_stages() -> None:
    assert [ReminderStage(offset).key for offset in (-7, -1, 1, 8)] == ["T-7", "T-1", "T+1", "T+8"]


def test_every_rule_of_plans_has_its_table() -> None:
    ours = [one for one in RULES if one.name.startswith("plans.")]

    missing = [one.name for one in ours if not one.cases_path(CASES.parents[1]).is_file()]

    assert (missing, len(ours) > 10) == ([], True)


@cases("step_due.csv")
def test_step_due(row) -> None:
    assert step_due(
        base=StepBase(row["base"]),
        offset_days=int(row["offset_days"]),
        started_on=date.fromisoformat(row["started_on"]),
        before_due=day(row["before_due"]),
        before_done=day(row["before_done"]),
        calendar=CALENDAR,
    ) == day(row["expected"])


@cases("series_due.csv")
def test_series_due(row) -> None:
    turn = rhythms.turn_around(date.fromisoformat(row["on"]), Rhythm(row["rhythm"]))
    due = rhythms.series_due(
        turn, day_rule=DayRule(row["day_rule"]), number=int(row["number"]), calendar=CALENDAR
    )

    assert due == day(row["expected"])


@cases("turns_to_make.csv")
def test_turns_to_make(row) -> None:
    pattern = rhythms.Pattern(
        rhythm=Rhythm(row["rhythm"]),
        day_rule=DayRule(row["day_rule"]),
        number=int(row["number"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=day(row["ends_on"]),
        ahead_days=int(row["ahead_days"]),
    )
    made = {date.fromisoformat(one) for one in row["made"].split()}
    found = rhythms.turns_to_make(
        pattern, today=date.fromisoformat(row["today"]), made=made, calendar=CALENDAR
    )
    marks = [" ghi" if one.is_noted else " lỡ" if one.is_missed else "" for one in found]

    assert ";".join(f"{one.due_on}{mark}" for one, mark in zip(found, marks, strict=True)) == row["expected"]


@cases("rhythm_words.csv")
def test_rhythm_words(row) -> None:
    assert (rhythms.rhythm_in(row["words"]) or "") == row["expected"]


@cases("target_reached.csv")
def test_target_reached(row) -> None:
    reached = is_reached(
        part=int(row["part"]), whole=int(row["whole"]), target_percent=Decimal(row["target_percent"])
    )

    assert {True: "yes", False: "no", None: "none"}[reached] == row["expected"]


@pytest.mark.parametrize(
    ("rhythm", "day_rule", "number", "is_fine"),
    [
        (Rhythm.WEEK, DayRule.WEEKDAY, 6, True),
        (Rhythm.MONTH, DayRule.WEEKDAY, 6, False),
        (Rhythm.WEEK, DayRule.DAY, 25, False),
        (Rhythm.MONTH, DayRule.DAY, 25, True),
        (Rhythm.MONTH, DayRule.DAY, 0, False),
        (Rhythm.QUARTER, DayRule.AFTER_WINDOW, 0, True),
    ],
)
def test_rule_must_fit_its_rhythm(rhythm, day_rule, number, is_fine) -> None:
    assert (rhythms.why_not(rhythm, day_rule, number) == "") is is_fine
