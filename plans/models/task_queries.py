"""Questions asked of tasks as a set: who sees them, where they stand, in SQL alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    TimeField,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate, TruncTime

from lmhtx.base import clock
from lmhtx.directory.models.agency import OURS, AgencyKind, GroupMember
from lmhtx.people.roles import LEADERS, STAFF, Role
from plans.enums import AssignmentRole, DeadlineKind, TaskHold, TaskStatus
from plans.models.assignment import Assignment

if TYPE_CHECKING:
    from plans.models.task import Task  # noqa: F401 - named in the type of the query set

SEE_ALL = (*LEADERS, Role.OFFICE_CHIEF, Role.CLERK, Role.CONTROLLER)
UNDONE = frozenset(
    {TaskStatus.OVERDUE, TaskStatus.CONTINUOUS, TaskStatus.UNDATED, TaskStatus.RUNNING, TaskStatus.NOT_DUE}
)
ALL_BODIES = ("departments-and-places", "departments", "committee-members")
CONTINUOUS = (DeadlineKind.RECURRING, DeadlineKind.OPEN_ENDED, DeadlineKind.ALL_YEAR)


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions asked of tasks."""

    def visible_to(self, user: Any) -> TaskQuerySet:
        """The tasks within a person's reach.

        Leadership, office and controller see all. Staff see every task of a plan in force, and single tasks in which
        they, their unit or somebody of a unit they head take part. An agency's people see the tasks their agency
        leads or takes part in by name, and all of a plan that it keeps; who came by a personal link only the
        former. Others see none.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_role(*SEE_ALL):
            return self
        if user.has_role(*STAFF):
            return self.filter(Q(plan__isnull=False) | self._takes_part(user))
        if not user.has_role(Role.AGENCY_OFFICER) or not user.agency_ids:
            return self.none()
        seen = self.filter(seen_by__overlap=sorted(user.agency_ids))
        return seen.filter(_assigned(user.agency_ids)) if user.is_by_link else seen

    def held_by(self, user: Any) -> TaskQuerySet:
        """The tasks that a person must do: in charge, or head of the unit in charge where nobody is yet.

        An agency sees whatever it leads: said besides, for an index knows it.
        """
        if user.has_role(Role.AGENCY_OFFICER):
            seen = self.filter(seen_by__overlap=sorted(user.agency_ids))
            return seen.filter(_assigned(user.agency_ids, AssignmentRole.LEAD))
        of_alliance = Q(followed_by__in=user.headed_ids) & _led_by_alliance()
        headed = Q(person__isnull=True) & (_assigned(user.headed_ids, AssignmentRole.LEAD) | of_alliance)
        return self.filter(Q(person=user) | headed)

    def held_by_unit(self, unit_id: int) -> TaskQuerySet:
        """What a unit of ours must do: what it leads, and what the Alliance leads with it as focal point."""
        of_alliance = Q(followed_by=unit_id) & _led_by_alliance()
        return self.filter(_assigned([unit_id], AssignmentRole.LEAD) | of_alliance)

    def ours(self) -> TaskQuerySet:
        """Việc của Liên minh: what the Alliance or one of its units leads, and what was given within the house."""
        leads = Assignment.objects.filter(role=AssignmentRole.LEAD, agency__kind__in=OURS)
        return self.filter(Q(plan__isnull=True) | Q(pk__in=leads.values("task")))

    def through_group(self, *, on: date) -> TaskQuerySet:
        """What asks the Alliance only as one of a group: no unit of ours is named, and a group it belongs to is.

        Papers mean the Alliance too when they speak of all bodies of the province, though no list of departments
        names it; a group without members in the directory is one that papers leave open.
        """
        held = GroupMember.objects.filter(group=OuterRef("agency")).filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )
        within = Q(agency__code__in=ALL_BODIES) | Exists(held.filter(member__kind__in=OURS)) | ~Exists(held)
        named = Assignment.objects.filter(agency__kind__in=OURS)
        groups = Assignment.objects.filter(within, agency__kind=AgencyKind.GROUP)
        return self.filter(pk__in=groups.values("task")).exclude(pk__in=named.values("task"))

    @staticmethod
    def _takes_part(user: Any) -> Q:
        people = Q(person=user) | Q(assigner=user) | Q(created_by=user) | Q(pk__in=_helped_by(user))
        units = Q(followed_by__in=user.headed_ids) | _assigned(user.agency_ids)
        return people | units

    def led_by(self, *agency_ids: int) -> TaskQuerySet:
        """The tasks that one of the agencies leads."""
        return self.filter(_assigned(agency_ids, AssignmentRole.LEAD))

    def of_units(self, agency_ids: Any) -> TaskQuerySet:
        """What the units lead, take part in by name, or are the focal point of."""
        return self.filter(Q(followed_by__in=agency_ids) | _assigned(agency_ids))

    def moved(self) -> TaskQuerySet:
        """Those whose deadline is no longer the first one."""
        return self.filter(original_due_on__isnull=False).exclude(original_due_on=F("due_on"))

    def for_list(self) -> TaskQuerySet:
        """With what a list shows of each task, in a constant number of queries."""
        return self.select_related("plan", "person", "followed_by").prefetch_related("assignments__agency")

    def open(self) -> TaskQuerySet:
        """Neither accepted nor suspended nor cancelled."""
        return self.filter(accepted_at__isnull=True, hold=TaskHold.NONE)

    def to_do(self) -> TaskQuerySet:
        """Open, and nothing handed in that waits for a verdict."""
        return self.open().filter(submitted_at__isnull=True)

    def in_status(self, statuses: Collection[str]) -> TaskQuerySet:
        """Those that stand in one of the statuses; needs `with_status`.

        The database cannot foresee how many rows a computed status leaves, so what the statuses have in common
        is said in plain columns, which an index serves.
        """
        if set(statuses) == {TaskStatus.OVERDUE}:
            return self.past_due()
        rows: TaskQuerySet = self.filter(Q(("status__in", statuses)))
        return rows.to_do() if UNDONE.issuperset(statuses) else rows

    def past_due(self, *, on: date | None = None) -> TaskQuerySet:
        """Still to do although the deadline, with its hour, has passed; on another day, as of its morning."""
        return self.to_do().filter(late_now(on=on))

    def due_within(self, first: date, last: date) -> TaskQuerySet:
        """Still to do, their deadline between two days and not yet passed."""
        return self.to_do().filter(due_on__range=(first, last)).exclude(late_now())

    def counted(self) -> TaskQuerySet:
        """Those that count in figures: neither suspended nor cancelled."""
        return self.filter(hold=TaskHold.NONE)

    def leaves(self) -> TaskQuerySet:
        """Without the parents, whose end is that of their children."""
        return self.filter(~Exists(self.model.objects.filter(parent=OuterRef("pk"))))

    def with_status(self, *, today: date | None = None, now_time: time | None = None) -> TaskQuerySet:
        """Each task with `status`, `status_by_original` and `days_late` of the day: plans.rules said in SQL."""
        moment = clock.now()
        day = today or moment.date()
        hour = now_time if now_time is not None or today not in (None, moment.date()) else moment.time()
        rows = self.annotate(
            submitted_day=TruncDate("submitted_at", tzinfo=moment.tzinfo),
            submitted_hour=TruncTime("submitted_at", tzinfo=moment.tzinfo),
        )
        late_days = ExpressionWrapper(
            Case(
                When(submitted_day__isnull=False, then=F("submitted_day")),
                default=Value(day),
                output_field=DateField(),
            )
            - F("due_on"),
            output_field=DurationField(),
        )
        return rows.annotate(
            status=_status("", day, hour),
            status_by_original=_status("original_", day, hour),
            late_by=Case(
                When(~Q(hold=TaskHold.NONE, accepted_at__isnull=True) | _never_late(), then=None),
                default=late_days,
                output_field=DurationField(),
            ),
        )


def _assigned(agency_ids: Any, role: AssignmentRole | None = None) -> Q:
    ids = [pk for pk in agency_ids if pk]
    if not ids:
        return Q(pk__in=[])
    rows = Assignment.objects.filter(agency__in=ids)
    if role is not None:
        rows = rows.filter(role=role)
    return Q(pk__in=rows.values("task"))


def _led_by_alliance() -> Q:
    leads = Assignment.objects.filter(role=AssignmentRole.LEAD, agency__kind=AgencyKind.ALLIANCE)
    return Q(pk__in=leads.values("task"))


def _helped_by(user: Any) -> Any:
    return user.helped_tasks.values("pk")


def _never_late() -> Q:
    return Q(due_on__isnull=True) | Q(kind=DeadlineKind.RECURRING)


def _late(prefix: str, day: date, hour: time | None) -> Q:
    """Late by the deadline of that prefix: by the day of the report where one was sent, else by today."""
    due, due_time = f"{prefix}due_on", f"{prefix}due_time"
    sent = Q(submitted_at__isnull=False)
    sent_late = Q(submitted_day__gt=F(due)) | Q(
        submitted_day=F(due), submitted_hour__gte=minute_after(due_time)
    )
    return ~Q(kind=DeadlineKind.RECURRING) & ((sent & sent_late) | (~sent & _passed(prefix, day, hour)))


def late_now(*, on: date | None = None) -> Q:
    """What is still to do is late when its deadline, with its hour, has passed; on another day, as of its morning."""
    moment = clock.now()
    hour = moment.time() if on in {None, moment.date()} else None
    return ~Q(kind=DeadlineKind.RECURRING) & _passed("", on or moment.date(), hour)


def _passed(prefix: str, day: date, hour: time | None) -> Q:
    if hour is None:
        return Q(**{f"{prefix}due_on__lt": day})
    minute = hour.replace(second=0, microsecond=0)
    earlier = Q(**{f"{prefix}due_on__lt": day}) | Q(**{f"{prefix}due_time__lt": minute})
    # One range of the index, then the hour: two ranges under an OR would be read apart.
    return Q(**{f"{prefix}due_on__lte": day}) & earlier


def minute_after(field: str) -> Any:
    """The first minute that is late: the minute of the deadline itself is still on time."""
    return ExpressionWrapper(
        Cast(F(field), TimeField()) + Value(timedelta(minutes=1)), output_field=TimeField()
    )


def _status(prefix: str, day: date, hour: time | None) -> Case:
    late = _late(prefix, day, hour)
    accepted = Q(accepted_at__isnull=False)
    return Case(
        When(hold=TaskHold.CANCELLED, then=Value(TaskStatus.CANCELLED)),
        When(accepted & late, then=Value(TaskStatus.DONE_LATE)),
        When(accepted, then=Value(TaskStatus.DONE_ON_TIME)),
        When(hold=TaskHold.SUSPENDED, then=Value(TaskStatus.SUSPENDED)),
        When(hold=TaskHold.PLANNED, then=Value(TaskStatus.PLANNED)),
        When(submitted_at__isnull=False, then=Value(TaskStatus.AWAITING)),
        When(late, then=Value(TaskStatus.OVERDUE)),
        When(kind__in=CONTINUOUS, then=Value(TaskStatus.CONTINUOUS)),
        When(**{f"{prefix}due_on__isnull": True}, then=Value(TaskStatus.UNDATED)),
        When(percent__gt=0, then=Value(TaskStatus.RUNNING)),
        default=Value(TaskStatus.NOT_DUE),
        output_field=models.CharField(),
    )
