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
from plans.enums import (
    EXTENSION_QUESTION,
    REPORT_QUESTION,
    AssignmentRole,
    ExtensionState,
    ReportVerdict,
)
from plans.models import Assignment, CheckPoint, Extension, Reading, Report, Task
from plans.models.reading import ReadingState

WEEK_DAYS = 7


def overdue(user: User) -> QuerySet[Task]:
    """Mine and past the deadline."""
    return _mine(user).past_due().filter(returned_at__isnull=True).order_by("due_on", "id")


def returned(user: User) -> QuerySet[Task]:
    """Mine, with a report that was sent back."""
    return _mine(user).to_do().filter(returned_at__isnull=False).order_by("due_on", "id")


def today(user: User) -> QuerySet[Task]:
    """Mine and due today."""
    day = clock.today()
    return _mine(user).due_within(day, day).order_by("due_time", "id")


def week(user: User) -> QuerySet[Task]:
    """Mine and due within the coming seven days."""
    day = clock.today()
    return (
        _mine(user)
        .due_within(day + timedelta(days=1), day + timedelta(days=WEEK_DAYS))
        .order_by("due_on", "id")
    )


def unassigned(user: User) -> QuerySet[Task]:
    """Of the units I head, with nobody in charge yet."""
    if not user.headed_ids:
        return Task.objects.none()
    return _mine(user).to_do().filter(person__isnull=True).order_by("due_on", "id")


def later(user: User) -> QuerySet[Task]:
    """The rest of what is mine."""
    after = clock.today() + timedelta(days=WEEK_DAYS)
    rows = _mine(user).to_do().filter(Q(due_on__gt=after) | Q(due_on__isnull=True) | Q(kind="recurring"))
    return rows.filter(person=user).order_by("due_on", "id")


def with_facts(rows: Any) -> QuerySet[Task]:
    """The tasks that are shown, with where they stand: those that are only counted do without."""
    return rows.with_status().for_list()


def _mine(user: User) -> Any:
    return Task.objects.held_by(user)


def check_points(user: User) -> QuerySet[CheckPoint]:
    """Inner days that have come and of which nobody has told."""
    tasks = Task.objects.held_by(user).to_do()
    rows = CheckPoint.objects.filter(task__in=tasks.values("pk"), on__lte=clock.today(), told_at__isnull=True)
    return rows.select_related("task__plan").order_by("on", "id")


def to_accept(user: User) -> QuerySet[Report]:
    """Reports that wait for my verdict; one that somebody has just answered waits for nobody."""
    rows = Report.objects.filter(_mine_to_judge(user), _not_sent_by(user), state=ReportVerdict.PENDING)
    rows = rows.exclude(pk__in=Decision.objects.waiting_on(REPORT_QUESTION))
    return rows.select_related("task__plan", "created_by", "created_for", "agency").order_by("submitted_at")


def to_approve(user: User) -> QuerySet[Extension]:
    """Requests for more time that wait for my answer; one just answered waits for nobody."""
    rows = Extension.objects.filter(_mine_to_judge(user), _not_sent_by(user), state=ExtensionState.REQUESTED)
    rows = rows.exclude(pk__in=Decision.objects.waiting_on(EXTENSION_QUESTION))
    return rows.select_related("task__plan", "created_by", "created_for").order_by("from_due_on")


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
    first = leads.filter(agency__kind__in=("alliance", "unit")).values("pk")[:1]
    return Q(IsNull(Subquery(first), False))


def readings(user: User) -> QuerySet[Reading]:
    """Papers that I put in and that wait for my confirmation."""
    return Reading.objects.filter(created_by=user, state=ReadingState.READY).order_by("id")
