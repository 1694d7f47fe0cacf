"""Fills a database with an office of any size by COPY: plans, tasks, who does them, reports."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.copying import copy_rows, count_of, last_of, run_sql, without_history
from benchmarks.people import Cast, whole_cast
from benchmarks.words import PLACES, THINGS, VERBS, WORDS
from lmhtx.base import clock
from lmhtx.vn.text import fold

TASKS_PER_PLAN = 100


def office_of(size: int) -> None:
    """Make the database hold exactly so many tasks; what is there already stays when it is not too much."""
    there = count_of("plans_task")
    if there > size:
        run_sql(
            "TRUNCATE plans_plan, plans_task, notices_notice, notices_digest, notices_dailyrun, outbox_message CASCADE"
        )
        there = 0
    cast = whole_cast()
    if there < size:
        with without_history():
            _add_tasks(range(there, size), cast)
    run_sql("VACUUM ANALYZE")


def _add_tasks(numbers: range, cast: Cast) -> None:
    random_ = random.Random(numbers.start)
    last = max(last_of("plans_plan"), 0)
    first_plan, plans = last + 1, -(-len(numbers) // TASKS_PER_PLAN)
    copy_rows("plans_plan", PLAN_COLUMNS, (_plan(first_plan + n, cast, random_) for n in range(plans)))
    if numbers.start == 0:
        run_sql(f"UPDATE plans_plan SET keeper_id = {cast.busy_agency} WHERE id = {first_plan}")  # noqa: S608
    first_task = last_of("plans_task") + 1
    made = [
        _task(first_task + n, first_plan + n // TASKS_PER_PLAN, n % TASKS_PER_PLAN, cast, random_)
        for n in range(len(numbers))
    ]
    if numbers.start == 0:
        made[: len(SEEN_BY_ALL)] = [
            _seen_by_all(task, days, cast) for task, days in zip(made, SEEN_BY_ALL, strict=False)
        ]
    made = [_filling(number, task, cast) for number, task in zip(numbers, made, strict=True)]
    copy_rows("plans_task", TASK_COLUMNS, (task.row() for task in made))
    copy_rows(
        "plans_assignment",
        "task_id agency_id role written contact position",
        _assignments(made, cast, random_),
    )
    run_sql(SEERS.format(first=first_task))
    copy_rows("plans_report", REPORT_COLUMNS, (_report(task) for task in made if task.is_awaiting))
    for table in ("plans_plan", "plans_task"):
        run_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


# What the sleeping triggers would have counted, for all tasks in one statement.
SEERS = """
    UPDATE plans_task SET seen_by = counted.agencies
    FROM (
        SELECT task_id, array_agg(agency_id ORDER BY agency_id) AS agencies
        FROM (
            SELECT task_id, agency_id FROM plans_assignment
            UNION
            SELECT plans_task.id, keeper_id FROM plans_task JOIN plans_plan ON plans_plan.id = plan_id
        ) AS seen
        GROUP BY task_id
    ) AS counted
    WHERE counted.task_id = plans_task.id AND plans_task.id >= {first}
"""

PLAN_COLUMNS = (
    "id created_at changed_at version kind number symbol title issued_on issuer_written year_from year_to state folded "
    "followed_by_id keeper_id"
)


def _plan(pk: int, cast: Cast, random_: random.Random) -> tuple[Any, ...]:
    now = clock.now()
    issued = date(2026, 1, 5) + timedelta(days=random_.randrange(-365, 250))
    title = f"Kế hoạch {random_.choice(VERBS).lower()} {random_.choice(THINGS)} năm {issued.year}, đợt {pk}"
    keeper = random_.choice(cast.ours) if random_.random() < 0.6 else cast.agency(random_)
    symbol, year = "KH-LM", issued.year
    folded = fold(f"{pk} {symbol} {title}")
    follower = random_.choice(cast.ours)
    return (
        pk,
        now,
        now,
        1,
        "plan",
        str(pk),
        symbol,
        title,
        issued,
        "",
        year,
        year,
        "active",
        folded,
        follower,
        keeper,
    )


TASK_COLUMNS = (
    "id created_at changed_at version plan_id position group stt text product kind deadline_text due_on "
    "original_due_on is_urgent person_id followed_by_id assigner_id hold percent submitted_at accepted_at "
    "accepted_by_id returned_at folded seen_by"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A generated task before it is written."""

    pk: int
    plan: int
    position: int
    text: str
    due_on: date | None
    first_due_on: date | None
    person: int | None
    follower: int
    lead: int
    hold: str
    percent: int
    submitted_at: datetime | None
    accepted_by: int | None
    returned_at: datetime | None = None
    second_lead: int | None = None
    is_recurring: bool = False

    @property
    def is_awaiting(self) -> bool:
        """Whether a report of completion waits for its verdict."""
        return self.submitted_at is not None and self.accepted_by is None

    def row(self) -> tuple[Any, ...]:
        """As the table wants it."""
        now = clock.now()
        kind = "date" if self.due_on and not self.is_recurring else "recurring"
        accepted_at = now if self.accepted_by else None
        return (
            self.pk, now, now, 1, self.plan, self.position, "I. Nhiệm vụ chung", str(self.position + 1), self.text,
            "Báo cáo kết quả", kind, "", self.due_on, self.first_due_on, False, self.person, self.follower,
            self.accepted_by, self.hold, self.percent, self.submitted_at, accepted_at, self.accepted_by,
            self.returned_at, fold(f"{self.text} Báo cáo kết quả {self.position + 1}"), "{}",
        )  # fmt: skip


def _task(pk: int, plan: int, position: int, cast: Cast, random_: random.Random) -> Made:
    """One in three is the Alliance's own; most of what is past is done, a tenth of it is late, a tenth has no day."""
    follower = random_.choice(cast.ours)
    is_ours = random_.random() < 0.33
    person = cast.officer(random_) if is_ours and random_.random() < 0.9 else None
    due = _due(random_)
    is_past = due is not None and due < clock.today()
    luck = random_.random()
    done, awaiting = is_past and luck < 0.82, is_past and 0.82 <= luck < 0.86
    hold = ("suspended" if luck < 0.975 else "cancelled") if luck > 0.95 else "none"
    first_due = due - timedelta(days=30) if due and random_.random() < 0.05 else due
    submitted = _handed_in(due, random_) if due and (done or awaiting) else None
    text = (
        f"{random_.choice(VERBS)} {random_.choice(THINGS)} tại {random_.choice(PLACES)}, lần {pk % 97}, "
        f"phối hợp các cơ quan liên quan bảo đảm đúng tiến độ và chất lượng"
    )
    return Made(
        pk, plan, position, text, due, first_due, person, follower,
        follower if is_ours else cast.agency(random_), hold,
        100 if done else random_.choice((0, 0, 20, 50)), submitted,
        (person or random_.choice(cast.staff)) if done else None,
    )  # fmt: skip


# Days from today of the first ten tasks; the letters say what else is so: handed in, returned, recurring all the year
# round, led by somebody else so that the busy agency, which keeps the plan, is its judge, in charge of a person.
SEEN_BY_ALL = ("-9P", "-8RP", "0AP", "3P", "-5HEP", "-7", "-6R", "0", "4", "-5H")

# From 2 000 tasks on the busy agency's pages and every part of the busy people's desks are full, so that the same rows
# are drawn at every size compared.
FILLING_A_PAGE = range(len(SEEN_BY_ALL), len(SEEN_BY_ALL) + 50)
FILLING_DESKS = tuple(
    days + who
    for days in ("-9", "-8R", "0", "3", "-5H", "-5HE", "20")
    for who in ("", "P")
    for _ in range(10)
)


def _filling(number: int, task: Made, cast: Cast) -> Made:
    """The task itself, or one that fills a page or a desk in its place."""
    if number in FILLING_A_PAGE:
        return _late_with_the_agency(task, cast)
    place = number - FILLING_A_PAGE.stop
    return _seen_by_all(task, FILLING_DESKS[place], cast) if 0 <= place < len(FILLING_DESKS) else task


def _late_with_the_agency(task: Made, cast: Cast) -> Made:
    """A late task of the busy agency, with the words searched for."""
    due = clock.today() - timedelta(days=20)
    return replace(
        task, text=WORDS, due_on=due, first_due_on=due, lead=cast.busy_agency, hold="none", percent=20,
        person=None, submitted_at=None, accepted_by=None,
    )  # fmt: skip


def _seen_by_all(task: Made, days: str, cast: Cast) -> Made:
    """Whoever is measured finds his kind of work and the words searched for."""
    due = clock.today() + timedelta(days=int(days.rstrip("RHAEP")))
    now = clock.now() - timedelta(days=1)
    elsewhere = next(agency for agency in cast.outside if agency != cast.busy_agency)
    return replace(
        task,
        text=WORDS,
        due_on=due,
        first_due_on=due,
        person=cast.busy_officer if "P" in days else None,
        follower=cast.busy_unit,
        lead=elsewhere if "E" in days else cast.busy_unit,
        second_lead=None if "E" in days else cast.busy_agency,
        is_recurring="A" in days,
        hold="none",
        percent=0,
        submitted_at=now if "H" in days else None,
        accepted_by=None,
        returned_at=now if "R" in days else None,
    )


def _due(random_: random.Random) -> date | None:
    if random_.random() < 0.1:
        return None
    return clock.today() + timedelta(days=int(random_.triangular(-500, 300, 0)))


def _handed_in(due: date, random_: random.Random) -> datetime:
    day = min(due + timedelta(days=random_.randrange(-20, 6)), clock.today() - timedelta(days=1))
    return clock.now().replace(year=day.year, month=day.month, day=day.day, hour=10)


def _assignments(made: Iterable[Made], cast: Cast, random_: random.Random) -> Iterator[tuple[Any, ...]]:
    for task in made:
        leads = [task.lead, *([task.second_lead] if task.second_lead else [])]
        for place, agency in enumerate(leads):
            yield (task.pk, agency, "lead", "", "", place)
        partners = random_.sample(cast.outside, random_.randrange(4))
        for place, agency in enumerate(partners):
            yield (task.pk, agency, "partner", "", "", place)


REPORT_COLUMNS = (
    "created_at changed_at task_id kind text paper percent submitted_at state verdict_note agency_id"
)


def _report(task: Made) -> tuple[Any, ...]:
    moment = task.submitted_at
    return (
        moment,
        moment,
        task.pk,
        "completion",
        "Đã hoàn thành, kèm báo cáo.",
        "",
        100,
        moment,
        "pending",
        "",
        task.lead,
    )
