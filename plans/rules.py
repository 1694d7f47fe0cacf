"""What the house's agreement says of tasks: status, lateness, shares, reminders, check-points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from lmhtx.legal import rule
from lmhtx.vn.dates import add_months, last_day_of_month
from lmhtx.vn.numbers import share_percent
from lmhtx.vn.working_days import Calendar
from plans import legal
from plans.enums import Audience, DeadlineKind, TaskHold, TaskMark, TaskStatus

NEVER_LATE = {DeadlineKind.RECURRING}
CONTINUOUS_KINDS = {DeadlineKind.RECURRING, DeadlineKind.OPEN_ENDED, DeadlineKind.ALL_YEAR}
QUARTER_MONTHS = 3
HELD = {TaskHold.SUSPENDED: TaskStatus.SUSPENDED, TaskHold.PLANNED: TaskStatus.PLANNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What must be known of a task to say where it stands.

    `submitted_on` is the day of the last completion report that was not returned: it waits for a verdict
    or, with `is_accepted`, was accepted; a returned report leaves None, as if it had never been sent.
    """

    kind: DeadlineKind = DeadlineKind.DATE
    due_on: date | None
    due_time: time | None = None
    original_due_on: date | None = None
    original_due_time: time | None = None
    has_progress: bool = False
    submitted_on: date | None = None
    submitted_time: time | None = None
    is_accepted: bool = False
    hold: TaskHold = TaskHold.NONE
    has_pending_extension: bool = False

    def by_original_due(self) -> TaskFacts:
        """The same facts judged by the first deadline, for the second set of statistics."""
        if self.original_due_on is None:
            return self
        return replace(self, due_on=self.original_due_on, due_time=self.original_due_time)


@rule(legal.DEADLINES, cases="task_status.csv")
def task_status(facts: TaskFacts, *, today: date, now_time: time | None = None) -> TaskStatus:
    """Status on a day; the due day is still on time, and with an hour so is the whole of its minute."""
    if facts.hold == TaskHold.CANCELLED:
        return TaskStatus.CANCELLED
    if facts.submitted_on and facts.is_accepted:
        late = is_late(facts, today=today, now_time=now_time)
        return TaskStatus.DONE_LATE if late else TaskStatus.DONE_ON_TIME
    if facts.hold in HELD:
        return HELD[facts.hold]
    if facts.submitted_on:
        return TaskStatus.AWAITING
    return _open_status(facts, today=today, now_time=now_time)


def _open_status(facts: TaskFacts, *, today: date, now_time: time | None) -> TaskStatus:
    if is_late(facts, today=today, now_time=now_time):
        return TaskStatus.OVERDUE
    if facts.kind in CONTINUOUS_KINDS:
        return TaskStatus.CONTINUOUS
    if facts.due_on is None:
        return TaskStatus.UNDATED
    return TaskStatus.RUNNING if facts.has_progress else TaskStatus.NOT_DUE


@rule(legal.DEADLINES, cases="task_status.csv")
def is_late(facts: TaskFacts, *, today: date, now_time: time | None = None) -> bool:
    """Whether the deadline was missed: by the report when one was sent and not returned, else by now."""
    if facts.due_on is None or facts.kind in NEVER_LATE:
        return False
    day, hour = (facts.submitted_on, facts.submitted_time) if facts.submitted_on else (today, now_time)
    if day != facts.due_on or facts.due_time is None or hour is None:
        return day > facts.due_on
    return hour.replace(second=0, microsecond=0) > facts.due_time


@rule(legal.DEADLINES, cases="task_status.csv")
def days_late(facts: TaskFacts, *, today: date) -> int:
    """Calendar days past the due day, frozen while a report waits for its verdict; never below nought.

    A task that missed only the hour of its due day counts nought days.
    """
    if facts.due_on is None or facts.kind in NEVER_LATE:
        return 0
    if not (facts.submitted_on and facts.is_accepted) and facts.hold != TaskHold.NONE:
        return 0
    return max(0, ((facts.submitted_on or today) - facts.due_on).days)


@rule(legal.DEADLINES, cases="due_soon.csv")
def is_due_soon(*, today: date, due_on: date | None, within_days: int | None = None) -> bool:
    """Whether an open task falls due between today and that many days on, both ends included."""
    if due_on is None:
        return False
    limit = legal.DUE_SOON_DAYS.whole(today) if within_days is None else within_days
    return 0 <= (due_on - today).days <= limit


def task_marks(facts: TaskFacts, *, today: date, calendar: Calendar) -> list[TaskMark]:
    """What is said beside the status of a task."""
    is_open = facts.submitted_on is None and facts.hold == TaskHold.NONE
    moved = facts.original_due_on is not None and facts.original_due_on != facts.due_on
    marks = {
        TaskMark.DUE_SOON: is_open and is_due_soon(today=today, due_on=facts.due_on),
        TaskMark.EXTENDED: moved,
        TaskMark.EXTENSION_PENDING: facts.has_pending_extension,
        TaskMark.REST_DAY: facts.due_on is not None and not calendar.is_working(facts.due_on),
    }
    return [mark for mark, holds in marks.items() if holds]


@rule(legal.PROGRESS, cases="share_on_time.csv")
def share_on_time(*, done_on_time: int, done_late: int, open_late: int) -> Decimal | None:
    """Percent of tasks kept on time among those decided, cut down to a tenth; None when none is decided."""
    return share_percent(done_on_time, done_on_time + done_late + open_late)


def counts_in_share(status: TaskStatus) -> bool:
    """Whether a task of that status stands on one of the sides of the share on time."""
    return status in {TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.OVERDUE}


@rule(legal.PROGRESS, cases="progress_percent.csv")
def progress_percent(done: Decimal | int, quantity: Decimal | int) -> Decimal | None:
    """Percent of a target reached, cut down to a tenth (51 of 81 is 62,9); None for a target of nought."""
    return share_percent(done, quantity)


@rule(legal.EXTENSIONS, cases="may_ask_extension.csv")
def may_ask_extension(*, today: date, due_on: date | None) -> bool:
    """Whether the one who owes may still ask for more time: only before the due day, not on it."""
    return due_on is not None and today < due_on


@rule(legal.DEADLINES, cases="working_start.csv")
def working_start(*, words_start: date | None, issued_on: date | None) -> date | None:
    """First day of work: the later of the words' start and the paper's day of issue."""
    return max((day for day in (words_start, issued_on) if day), default=None)


@rule(legal.DEADLINES, cases="parent_due.csv")
def parent_due(*, own_due: date | None, child_dues: Iterable[date | None]) -> date | None:
    """Due day of a task with children: its own when written, else the latest of theirs."""
    return own_due or max((due for due in child_dues if due), default=None)


def is_after_parent(*, child_due: date | None, own_due: date | None) -> bool:
    """Whether a child falls due later than its parent, which a person should be warned of."""
    return child_due is not None and own_due is not None and child_due > own_due


def may_complete_parent(child_statuses: Iterable[TaskStatus]) -> bool:
    """Whether a parent may be completed: every child is done or cancelled."""
    finished = {TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.CANCELLED}
    return all(status in finished for status in child_statuses)


@rule(legal.DEADLINES, cases="roll_due.csv")
def roll_due(due_on: date, *, calendar: Calendar, is_rolled: bool | None = None) -> date:
    """The due day that counts: as printed, or the next working day where the house lets rest days roll."""
    rolls = legal.ROLL_ADMIN_DEADLINE.on(due_on) if is_rolled is None else is_rolled
    return calendar.next_working(due_on) if rolls else due_on


@rule(legal.PROGRESS, cases="check_points.csv")
def check_points(*, start: date | None, due_on: date | None, over_months: int | None = None) -> list[date]:
    """Ends of quarters inside a task longer than three months; the due day itself is none of them."""
    if start is None or due_on is None:
        return []
    months = legal.CHECK_POINT_MONTHS.whole(start) if over_months is None else over_months
    if due_on < add_months(start, months):
        return []
    points, point = [], _quarter_end(start)
    while point < due_on:
        points.append(point)
        point = _quarter_end(point + timedelta(days=1))
    return [day for day in points if day > start]


def _quarter_end(day: date) -> date:
    return last_day_of_month(day.year, (day.month + 2) // QUARTER_MONTHS * QUARTER_MONTHS)


@dataclass(frozen=True, slots=True, order=True)
class ReminderStage:
    """A moment of reminding in calendar days from the due day: -7 is a week before, 8 is eight days after."""

    offset_days: int
    audience: Audience = Audience.HOLDER

    @property
    def key(self) -> str:
        """T-7, T+1, …; with task, due day and person it names one notice."""
        return f"T{self.offset_days:+d}"

    def goes_out_on(self, due_on: date, calendar: Calendar) -> date:
        """The working day of the reminder: before a rest day for T−n, after it for T+n."""
        day = due_on + timedelta(days=self.offset_days)
        return calendar.previous_working(day) if self.offset_days < 0 else calendar.next_working(day)


FIXED_OFFSETS = {
    Audience.HOLDER: (-7, -3, -1, 1),
    Audience.HEAD: (3,),
    Audience.LEADERSHIP: (7,),
}
WEEK_DAYS = 7


@rule(legal.REMINDERS, cases="reminder_stage.csv")
def reminder_stage(
    *, today: date, due_on: date, calendar: Calendar, audience: Audience = Audience.HOLDER
) -> ReminderStage | None:
    """The latest stage whose day has come, to be sent unless it was; None on a rest day or before the first.

    After days without a run only this last stage is left to send. Holders are reminded at T−7, T−3, T−1,
    T+1 and then each week; the head of our own unit at T+3, our leadership at T+7.
    """
    if not calendar.is_working(today):
        return None
    stages = [ReminderStage(offset, audience) for offset in _offsets(today, due_on, audience)]
    return next((stage for stage in reversed(stages) if stage.goes_out_on(due_on, calendar) <= today), None)


def _offsets(today: date, due_on: date, audience: Audience) -> list[int]:
    fixed = list(FIXED_OFFSETS[audience])
    if audience != Audience.HOLDER:
        return fixed
    return [*fixed, *range(fixed[-1] + WEEK_DAYS, (today - due_on).days + 1, WEEK_DAYS)]
