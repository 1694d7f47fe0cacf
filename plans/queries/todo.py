"""What each person must do: derived from states and days, never stored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from lmhtx.base import clock
from lmhtx.decisions.models import Decision
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import HEADS, Role
from lmhtx.shell.waiting import Among
from plans.enums import (
    EXTENSION_QUESTION,
    REPORT_QUESTION,
    AssignmentRole,
    ExtensionState,
    ReportVerdict,
)
from plans.models import Assignment, CheckPoint, Extension, Reading, Report, Task
from plans.models.reading import ReadingState
from plans.models.task_queries import late_now

WEEK_DAYS = 7
# What the row of a task says and what its status is judged by.
SHOWN = (
    "text", "kind", "due_on", "due_time", "original_due_on", "original_due_time", "deadline_text", "percent", "hold",
    "submitted_at", "accepted_at", "plan__number", "plan__symbol", "plan__title", "person__full_name",
    "person__username",
)  # fmt: skip
SENDERS = ("created_by__full_name", "created_by__username", "created_for__full_name", "created_for__username")


def _to_do(user: User) -> Any:
    """All that I must do, in the order of work; most parts are parts of it."""
    return Task.objects.held_by(user).to_do().order_by("due_on", "due_time", "id")


def _unassigned(user: User) -> Q | None:
    return Q(person__isnull=True) if user.headed_ids else None


def _later(user: User) -> Q:
    after = clock.today() + timedelta(days=WEEK_DAYS)
    return Q(Q(due_on__gt=after) | Q(due_on__isnull=True) | Q(kind="recurring"), person=user)


def _within_week(_user: User) -> Q:
    day = clock.today()
    return Q(due_on__range=(day + timedelta(days=1), day + timedelta(days=WEEK_DAYS)))


# Mine and past the deadline.
overdue = Among(_to_do, lambda _user: Q(late_now(), returned_at__isnull=True))
# Mine, with a report that was sent back.
returned = Among(_to_do, lambda _user: Q(returned_at__isnull=False))
# Mine and due today, their hour not yet passed.
today = Among(_to_do, lambda _user: Q(~late_now(), due_on=clock.today()))
# Mine and due within the coming seven days.
week = Among(_to_do, _within_week)
# Of the units I head, with nobody in charge yet.
unassigned = Among(_to_do, _unassigned)
# The rest of what is mine.
later = Among(_to_do, _later)


def with_names(rows: Any) -> QuerySet[Task]:
    """The tasks that are shown, with their plan and person; where so few stand, the rules themselves say."""
    return rows.select_related("plan", "person").only(*SHOWN)


def check_points(user: User) -> QuerySet[CheckPoint]:
    """Inner days that have come and of which nobody has told."""
    tasks = _to_do(user).order_by().values("pk")
    rows = CheckPoint.objects.filter(task__in=tasks, on__lte=clock.today(), told_at__isnull=True)
    return rows.order_by("on", "id")


def with_task(rows: Any) -> QuerySet[CheckPoint]:
    """The days that are shown, with their task."""
    return rows.select_related("task").only("on", "task__text")


def with_sender(rows: Any) -> QuerySet[Report]:
    """The reports that are shown, with their task, who sent them and for which agency."""
    found = rows.select_related("task", "created_by", "created_for", "agency")
    return found.only("kind", "text", "submitted_at", "task__text", "agency__name", *SENDERS)


def with_asker(rows: Any) -> QuerySet[Extension]:
    """The requests that are shown, with their task and who asks."""
    found = rows.select_related("task", "created_by", "created_for")
    return found.only("from_due_on", "to_due_on", "reason", "task__text", *SENDERS)


def to_accept(user: User) -> QuerySet[Report]:
    """Reports that wait for my verdict; one that somebody has just answered waits for nobody."""
    rows = Report.objects.filter(_mine_to_judge(user), _not_sent_by(user), state=ReportVerdict.PENDING)
    rows = rows.exclude(pk__in=Decision.objects.waiting_on(REPORT_QUESTION))
    return rows.select_related("task__plan", "created_by", "created_for", "agency").order_by(
        "submitted_at", "id"
    )


def to_approve(user: User) -> QuerySet[Extension]:
    """Requests for more time that wait for my answer; one just answered waits for nobody."""
    rows = Extension.objects.filter(_mine_to_judge(user), _not_sent_by(user), state=ExtensionState.REQUESTED)
    rows = rows.exclude(pk__in=Decision.objects.waiting_on(EXTENSION_QUESTION))
    return rows.select_related("task__plan", "created_by", "created_for").order_by("from_due_on", "id")


def _not_sent_by(user: User) -> Q:
    """Nobody judges what he sent himself or what was sent in his name, nor, standing in, his own task."""
    hands = user.hands
    sent = Q(created_by__in=hands) | Q(created_for__in=hands)
    own = Q(task__person=user.stand_in) if user.stand_in is not None else Q(pk__in=())
    return ~(sent | own)


def _mine_to_judge(user: User) -> Q:
    """Whose answer is expected: the assigner's, else the head's of the unit in charge, else leadership's.

    Others may answer too; here stands only who is expected to, so that a question is asked once.
    """
    ours = Q(task__plan__isnull=True) | Q(task__plan__keeper__kind__in=("alliance", "unit")) | _led_by_ours()
    if user.has_role(Role.AGENCY_OFFICER):
        return Q(task__plan__keeper__in=user.agency_ids) & ~ours
    given = Q(task__assigner=user) & ~Q(task__person=user)
    headless = Q(task__assigner__isnull=True)
    as_head = headless & Q(task__followed_by__in=user.headed_ids) & ~Q(task__person=user)
    if not user.is_leader:
        return ours & (given | as_head)
    heads = Posting.objects.on(clock.today()).filter(role__in=HEADS).values("user")
    return ours & (
        given | as_head | (headless & Q(task__person__in=heads)) | Q(task__person=user, task__assigner=user)
    )


def _led_by_ours() -> Q:
    """Asked of each waiting paper: they are few, what our units lead are many.

    An EXISTS would be turned by the database into a table of everything that our units lead.
    """
    leads = Assignment.objects.filter(task=OuterRef("task"), role=AssignmentRole.LEAD)
    first = leads.filter(agency__kind__in=("alliance", "unit")).order_by().values("pk")[:1]
    return Q(IsNull(Subquery(first), False))


def readings(user: User) -> QuerySet[Reading]:
    """Papers that I put in and that wait for my confirmation."""
    return Reading.objects.filter(created_by=user, state=ReadingState.READY).order_by("id")
